import { expect, test } from "bun:test";
import { fromField, numberOf, toField } from "../../../../edge/web/components/field-text.ts";

test("a number is read in whichever digits it is written, within its bounds", () => {
  expect(["12", " 12 ", "１２"].map((text) => numberOf(text, 1, 20))).toEqual([12, 12, 12]);
  expect(["0", "21", "1.5", "-3", "1e1", "many"].map((text) => numberOf(text, 1, 20))).toEqual(
    Array(6).fill(undefined),
  );
  expect(numberOf(" ", 1, 20)).toBeNull();
});

test("a local time comes back from its field as it went in, and nothing else is one", () => {
  const localMs = Date.UTC(2026, 11, 4, 20);
  expect(toField(localMs)).toBe("2026-12-04T20:00");
  expect(fromField(toField(localMs))).toBe(localMs);
  for (const text of ["", "2026-12-04", "2026-13-04T20:00"]) expect(fromField(text)).toBeNull();
});
