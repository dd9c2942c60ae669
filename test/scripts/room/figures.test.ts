import { expect, test } from "bun:test";
import { age, bytes, figure, time } from "../../../scripts/room/figures.ts";

test("counts are whole from ten on, and grouped", () => {
  expect([0, 0.04, 0.44, 3, 9.96, 12.4, 3_400, 1_234_567].map(figure)).toEqual([
    "0",
    "0.0",
    "0.4",
    "3",
    "10.0",
    "12",
    "3,400",
    "1,234,567",
  ]);
});

test("bytes have the unit in which they are below a thousand", () => {
  expect([0, 999, 1_000, 9_949, 9_951, 999_499, 999_500, 83e6, 2.5e9, 7e15].map(bytes)).toEqual([
    "0 B",
    "999 B",
    "1.0 kB",
    "9.9 kB",
    "10 kB",
    "999 kB",
    "1.0 MB",
    "83 MB",
    "2.5 GB",
    "7000 TB",
  ]);
});

test("times go from microseconds to seconds, ages from seconds to days", () => {
  expect([0, 80, 999.6, 1_440, 9_949, 230_000, 2_100_000].map(time)).toEqual([
    "0 µs",
    "80 µs",
    "1.0 ms",
    "1.4 ms",
    "9.9 ms",
    "230 ms",
    "2.1 s",
  ]);
  expect([-5, 4_999, 59_999, 60_000, 3_599_999, 12_000_000, 440_000_000].map(age)).toEqual([
    "0 s",
    "4 s",
    "59 s",
    "1 min",
    "59 min",
    "3 h 20 min",
    "5 d 2 h",
  ]);
});
