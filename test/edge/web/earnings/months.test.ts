import { describe, expect, test } from "bun:test";
import { monthsSince, nextPayoutAt } from "../../../../edge/web/earnings/months.ts";

const at = Date.parse;

describe("statements", () => {
  test("are there for every month since something was earned first, the newest first", () => {
    expect(monthsSince("2026-11-30T23:59:59Z", at("2027-02-01T00:00:00Z"))).toEqual([
      "2027-02",
      "2027-01",
      "2026-12",
      "2026-11",
    ]);
    expect(monthsSince("2026-11-01T00:00:00Z", at("2026-11-30T12:00:00Z"))).toEqual(["2026-11"]);
  });

  test("are listed for three years", () => {
    const months = monthsSince("2020-01-05T00:00:00Z", at("2026-11-27T00:00:00Z"));
    expect([months.length, months.at(-1)]).toEqual([36, "2023-12"]);
  });
});

test("payouts are made on the first of a month, when it is over everywhere", () => {
  expect(nextPayoutAt(at("2026-12-31T23:00:00Z"))).toBe("2027-01-01T15:00:00.000Z");
  expect(nextPayoutAt(at("2027-01-01T14:59:59Z"))).toBe("2027-01-01T15:00:00.000Z");
  expect(nextPayoutAt(at("2027-01-01T15:00:00Z"))).toBe("2027-02-01T15:00:00.000Z");
});
