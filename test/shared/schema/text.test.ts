import { describe, expect, test } from "bun:test";
import * as z from "zod";
import { oneLine, prose } from "../../../shared/schema/text.ts";

const line = oneLine(z.string());
const lines = prose(z.string());

describe("text that is kept", () => {
  test.each([["plain"], ["みどり 🎈 é"], ["a\u200db"], ["\u00a0"], [""]])("may be %j", (text) => {
    expect([line.safeParse(text).success, lines.safeParse(text).success]).toEqual([true, true]);
  });

  test.each([["a\nb"], ["a\r\nb"], ["a\tb"]])("may be %j where it has several lines", (text) => {
    expect([line.safeParse(text).success, lines.safeParse(text).success]).toEqual([false, true]);
  });

  test.each([["a\u0000"], ["\u001b[31m"], ["\u007f"], ["\u0085"], ["\ud83c"], ["\udf88\ud83c"]])(
    "may never be %j",
    (text) => {
      expect([line.safeParse(text).success, lines.safeParse(text).success]).toEqual([false, false]);
    },
  );
});
