import { expect, test } from "bun:test";
import { DEFAULT_LIMITS } from "../../../room/session/limits.ts";
import { TakeOvers } from "../../../room/session/take-overs.ts";

const LIMIT = DEFAULT_LIMITS.takeOvers;
const countOf = (takeOvers: TakeOvers, key: string, nowMs: number, tries = 100) =>
  Array.from({ length: tries }, () => takeOvers.take(key, nowMs)).filter((isTaken) => isTaken).length;

test("[MQTT-5] a session may be taken over 20 times, and once more every 5 s", () => {
  const takeOvers = new TakeOvers(LIMIT);
  expect(countOf(takeOvers, "a", 0)).toBe(20);
  expect(countOf(takeOvers, "b", 0)).toBe(20);
  expect(countOf(takeOvers, "a", 4_999)).toBe(0);
  expect(countOf(takeOvers, "a", 10_000)).toBe(2);
  expect(countOf(takeOvers, "a", 10_000_000)).toBe(20);
});

test("[MQTT-5] a try that was refused does not put off the next", () => {
  const takeOvers = new TakeOvers(LIMIT);
  countOf(takeOvers, "a", 0);
  for (let nowMs = 0; nowMs < 5_000; nowMs += 100) expect(takeOvers.take("a", nowMs)).toBe(false);
  expect(takeOvers.take("a", 5_000)).toBe(true);
});

test("sessions of longest ago are forgotten, however many there are", () => {
  const takeOvers = new TakeOvers(LIMIT);
  expect(countOf(takeOvers, "first", 0)).toBe(20);
  for (let index = 0; index < 10_000; index++) takeOvers.take(`${index}`, 1);
  expect(countOf(takeOvers, "first", 1)).toBe(20);
});
