import { expect, test } from "bun:test";
import {
  canonicalTimeZone,
  instantOf,
  localMsAt,
  offsetMsAt,
  transitionsOf,
} from "../../../shared/calendar/time-zone.ts";

const at = (iso: string) => Date.parse(iso);
const iso = (ms: number) => new Date(ms).toISOString();

test("a zone goes by its IANA name, whatever its capitals, and by nothing else", () => {
  expect(["asia/tokyo", "UTC", "America/Argentina/Buenos_Aires"].map(canonicalTimeZone)).toEqual([
    "Asia/Tokyo",
    "UTC",
    "America/Argentina/Buenos_Aires",
  ]);
  for (const name of ["", "Mars/Olympus", "+09:00", "Asia/Tokyo ", "x".repeat(65)])
    expect([name, canonicalTimeZone(name)]).toEqual([name, null]);
});

test("local time and back again is where one was, to the half hour", () => {
  const zones = ["Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"];
  for (const zone of zones)
    for (const text of ["2026-01-15T03:30:00Z", "2026-07-15T21:59:00Z"])
      expect([zone, instantOf(zone, localMsAt(zone, at(text)))]).toEqual([zone, at(text)]);
  expect(offsetMsAt("Asia/Kathmandu", at("2026-01-01T00:00:00Z"))).toBe((5 * 60 + 45) * 60_000);
});

test("a time that clocks show twice is the first, one they leap over is behind the leap", () => {
  expect(iso(instantOf("America/New_York", at("2026-11-01T01:30:00Z")))).toBe("2026-11-01T05:30:00.000Z");
  expect(iso(instantOf("America/New_York", at("2026-03-08T02:30:00Z")))).toBe("2026-03-08T07:30:00.000Z");
});

test("every change of a zone's clocks is found, to the minute", () => {
  const [from, to] = [at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")];
  expect(transitionsOf("Asia/Tokyo", from, to)).toEqual([]);
  expect(transitionsOf("Europe/Berlin", from, to).map(({ atMs }) => iso(atMs))).toEqual([
    "2026-03-29T01:00:00.000Z",
    "2026-10-25T01:00:00.000Z",
  ]);
});
