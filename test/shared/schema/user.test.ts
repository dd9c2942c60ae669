import { expect, test } from "bun:test";
import { displayNameSchema } from "../../../shared/schema/user.ts";

test("a display name is trimmed and composed", () => {
  expect(displayNameSchema.parse("  か\u3099く ")).toBe("がく");
});

test("32 characters are counted as people count them, not as UTF-16 does", () => {
  expect(displayNameSchema.safeParse("🐈".repeat(32)).success).toBe(true);
  expect(displayNameSchema.safeParse("👨‍👩‍👧").success).toBe(true);
  expect(displayNameSchema.safeParse("🐈".repeat(33)).success).toBe(false);
});

test("an empty name, or one with control, bidi or zero-width characters, is refused", () => {
  for (const bad of ["", "   ", "a\u0000b", "a\u202eb", "a\u200bb", "a\ufeffb", "a\u200db", "a\ud800"])
    expect(displayNameSchema.safeParse(bad).success).toBe(false);
});
