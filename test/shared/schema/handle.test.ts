import { describe, expect, test } from "bun:test";
import { handleSchema } from "../../../shared/schema/handle.ts";

describe("a handle", () => {
  test.each([
    ["@Aoi", "aoi"],
    [" aoi_2026 ", "aoi_2026"],
    ["ＡＯＩ", "aoi"],
    ["＠aoi", "aoi"],
    ["さくら", "さくら"],
    ["ﾋﾛﾊﾞ", "ヒロバ"],
    ["青い_sky", "青い_sky"],
    ["佐々木ー", "佐々木ー"],
    ["김철수", "김철수"],
    ["мария", "мария"],
    ["Ελένη", "ελένη"],
    ["สมชาย", "สมชาย"],
    ["Zoë", "zoë"],
  ])("%p is kept as %p", (raw, kept) => {
    const parsed = handleSchema.parse(raw);
    expect(parsed).toBe(kept);
    expect(handleSchema.parse(parsed)).toBe(kept);
  });

  test.each([
    ["", "must have 2 to 20 characters"],
    ["a", "must have 2 to 20 characters"],
    ["a".repeat(21), "must have 2 to 20 characters"],
    ["1234", "must be letters"],
    ["a b", "must be letters"],
    ["a.b", "must be letters"],
    ["_aoi", "must be letters"],
    ["aoi_", "must be letters"],
    ["a@b", "must be letters"],
    ["aoi\u200bx", "must be letters"],
    ["aoi\u202e", "must be letters"],
    ["🦊fox", "must be letters"],
    ["a\u0336\u0336\u0336b", "must be letters"],
    ["аoi", "must be written in one script"],
    ["aοi", "must be written in one script"],
    ["さくраㄅ", "must be written in one script"],
    ["한글かな", "must be written in one script"],
    ["a\u0336b", "must be written in one script"],
  ])("%p is refused: %s", (raw, message) => {
    const messages = handleSchema.safeParse(raw).error?.issues.map((issue) => issue.message) ?? [];
    expect(messages.join()).toContain(message);
  });
});
