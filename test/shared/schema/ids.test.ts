import { describe, expect, test } from "bun:test";
import { newId, roomIdSchema, worldIdSchema } from "../../../shared/schema/ids.ts";

describe("ids", () => {
  test("carry their noun and 130 bits of chance", () => {
    expect(newId("world")).toMatch(/^wld_[0-9a-hjkmnp-tv-z]{26}$/);
    expect(new Set(Array.from({ length: 1000 }, () => newId("room"))).size).toBe(1000);
  });

  test("come from the bytes given, so that a test can foresee them", () => {
    expect(newId("user", (count) => new Uint8Array(count).fill(31))).toBe(`usr_${"z".repeat(26)}` as never);
  });

  test("an id of another noun, or with a character that means something in a topic, is refused", () => {
    expect(worldIdSchema.safeParse("wld_hiroba-plaza").success).toBe(true);
    for (const bad of ["rm_abc", "wld_", "wld_a/b", "wld_+", "wld_#", "wld_A", `wld_${"a".repeat(41)}`, 7])
      expect(worldIdSchema.safeParse(bad).success).toBe(false);
    expect(roomIdSchema.safeParse(newId("room")).success).toBe(true);
  });
});
