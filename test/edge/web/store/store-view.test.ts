import { describe, expect, test } from "bun:test";
import { kindHref, readKind, readStoreView, storeHref } from "../../../../edge/web/store/store-view.ts";
import { newId } from "../../../../shared/schema/ids.ts";

const read = (search: string) => readStoreView(new URLSearchParams(search));

describe("a view of the store", () => {
  test("comes back from its address as it went in, and says nothing that goes without saying", () => {
    const owner = newId("user");
    const views = [
      { order: "new", kind: null, owner: null },
      { order: "price", kind: "avatar", owner: null },
      { order: "new", kind: "accessory", owner },
      { order: "price", kind: null, owner },
    ] as const;
    for (const view of views) expect(read(storeHref(view).split("?")[1] ?? "")).toEqual(view);
    expect(storeHref(views[0])).toBe("/store");
    expect(kindHref("/store/mine", null)).toBe("/store/mine");
    expect(kindHref("/store/mine", "item")).toBe("/store/mine?kind=item");
  });

  test("takes whatever else stands in an address for nothing", () => {
    expect(read("order=dearest&kind=world&by=somebody")).toEqual({ order: "new", kind: null, owner: null });
    expect(readKind(new URLSearchParams("kind=world"))).toBeNull();
  });
});
