import { describe, expect, test } from "bun:test";
import { listHref, readListView } from "../../../../edge/web/components/list-address.ts";

const read = (search: string) => readListView(new URLSearchParams(search));

describe("the address of a list", () => {
  test("says nothing that goes without saying, and is read back as it was written", () => {
    expect(listHref("/", { order: "trending", tag: null })).toBe("/");
    for (const view of [
      { order: "new", tag: null },
      { order: "popular", tag: "花見" },
      { order: "trending", tag: "a-b_1" },
    ] as const)
      expect(read(new URL(listHref("/", view), "http://x.example").search)).toEqual(view);
  });

  test("is read as far as it makes sense", () => {
    expect(read("")).toEqual({ order: "trending", tag: null });
    expect(read("order=upside-down&tag=two words")).toEqual({ order: "trending", tag: null });
    expect(read("tag=ＬＩＶＥ")).toEqual({ order: "trending", tag: "live" });
  });
});
