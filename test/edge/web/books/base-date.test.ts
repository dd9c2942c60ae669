import { expect, test } from "bun:test";
import { dayOfBaseDate, endOfDayInJapan } from "../../../../edge/web/books/base-date.ts";

test("a base date ends when its day is over in Japan, and is read back from that", () => {
  expect(endOfDayInJapan("2026-09-30")).toBe("2026-09-30T15:00:00.000Z");
  expect(endOfDayInJapan("2026-12-31")).toBe("2026-12-31T15:00:00.000Z");
  for (const day of ["2026-03-31", "2026-09-30", "2024-02-29"])
    expect(dayOfBaseDate(endOfDayInJapan(day) ?? "")).toBe(day);
});

test("what is no day has no end", () => {
  for (const text of ["", "2026-9-30", "2026-13-01", "2026-02-30", "tomorrow"])
    expect(endOfDayInJapan(text)).toBeNull();
});
