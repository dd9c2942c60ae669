import { expect, test } from "bun:test";
import { Rests } from "../../room/rests.ts";

type Play = {
  readonly perMs: number;
  /** Of each step, from its beginning. */
  readonly dueInMs: number;
};

/** The rests of a second in which messages come evenly, once it is known how many; and what was done in which order. */
function play({ perMs, dueInMs }: Play): {
  readonly rests: readonly number[];
  readonly done: readonly string[];
} {
  let nowMs = 0;
  let sent = 0;
  const soon: (() => void)[] = [];
  const rests: number[] = [];
  const done: string[] = [];
  const timers = {
    soon: (run: () => void) => void soon.push(run),
    after: () => ({ cancel: () => {} }),
    rest: (ms: number) => {
      rests.push(ms);
      done.push("rest");
      nowMs += ms;
    },
  };
  const rest = new Rests({
    steadyMs: () => nowMs,
    timers,
    flushAll: () => void done.push("flush"),
    dueAtMs: (atMs) => atMs + dueInMs,
  });
  while (nowMs < 1_000) {
    nowMs++;
    for (; sent < nowMs * perMs; sent++) rest.spoke();
    for (const run of soon.splice(0)) run();
  }
  return { rests, done };
}

const ofPace = (perMs: number, dueInMs = Number.POSITIVE_INFINITY) => play({ perMs, dueInMs }).rests;

test("while a thousand poses a second come, one by one, a host rests eight milliseconds between reading them", () => {
  const rests = ofPace(1);
  expect(new Set(rests)).toEqual(new Set([8]));
  expect(rests.length).toBeGreaterThan(100);
});

test("it rests no longer than until something is due, and not for what gathers less than three", () => {
  expect(new Set(ofPace(1, 5.7))).toEqual(new Set([5]));
  expect(new Set(ofPace(1, 3))).toEqual(new Set([3]));
  expect(ofPace(1, 2.9)).toEqual([]);
  expect(ofPace(1, 0)).toEqual([]);
  expect(ofPace(4, 1).length).toBeGreaterThan(100);
});

test("for few it does not rest, nor for so many that they gather by themselves", () => {
  expect(ofPace(0.3)).toEqual([]);
  expect(ofPace(0.4).length).toBeGreaterThan(50);
  expect(ofPace(9).length).toBeGreaterThan(50);
  expect(ofPace(11)).toEqual([]);
});

test("what waits for clients is written before a rest", () => {
  const { done } = play({ perMs: 1, dueInMs: 8 });
  expect(done[0]).toBe("flush");
  expect(done.every((one, index) => one !== "rest" || done[index - 1] === "flush")).toBe(true);
});

test("after a pause nobody is kept waiting for what there was before it", () => {
  let nowMs = 0;
  const rests: number[] = [];
  const soon: (() => void)[] = [];
  const rest = new Rests({
    steadyMs: () => nowMs,
    timers: {
      soon: (run) => void soon.push(run),
      after: () => ({ cancel: () => {} }),
      rest: (ms) => void rests.push(ms),
    },
    flushAll: () => {},
    dueAtMs: () => Number.POSITIVE_INFINITY,
  });
  const say = (atMs: number) => {
    nowMs = atMs;
    rest.spoke();
    for (const run of soon.splice(0)) run();
  };
  for (let atMs = 1; atMs <= 200; atMs++) say(atMs);
  const before = rests.length;
  expect(before).toBeGreaterThan(100);
  for (let atMs = 10_000; atMs < 20_000; atMs += 20) say(atMs);
  expect(rests.length).toBe(before);
});
