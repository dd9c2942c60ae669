import { describe, expect, test } from "bun:test";
import { newOverload, noteTick } from "../../../room/interest/overload.ts";
import {
  CALM_FIRST_MS,
  CALM_MAX_MS,
  newShed,
  noteTurn,
  type Shed,
  turnInterval,
} from "../../../room/interest/shedding.ts";

/** Turns of 50 ms: `x` is missed, `.` taken. */
function play(shed: Shed, turns: string, fromMs = 0): number {
  let nowMs = fromMs;
  for (const turn of turns) {
    noteTurn(shed, turn === ".", nowMs);
    nowMs += 50;
  }
  return nowMs;
}

describe("[INT-4] a receiver", () => {
  test.each([
    ["x....x....x....x....x....", "20hz"],
    ["xx", "10hz"],
    ["x.x.x", "10hz"],
    ["xxxx", "5hz"],
    ["xxxxxx", "2hz"],
    ["xxxxxxxx", "ghost"],
    ["xxxxxxxxxxxxxxxx", "ghost"],
  ])("that takes (.) and misses (x) its turns like %s is at %s", (turns, step) => {
    const shed = newShed();
    play(shed, turns);
    expect(shed.step as string).toBe(step);
    expect(shed.reason).toBe(step === "20hz" ? "none" : "missed");
    expect(shed.missedCount).toBe([...turns].filter((turn) => turn === "x").length);
  });

  test("comes back as soon as it has read, goes up a step for each calm second, and says that it recovers", () => {
    const shed = newShed();
    const missedMs = play(shed, "xxxxxxxx") - 50;
    const seen: [number, string, string][] = [];
    for (let nowMs = missedMs + 50; nowMs <= missedMs + 4 * CALM_FIRST_MS; nowMs += 50) {
      const before = shed.step;
      noteTurn(shed, true, nowMs);
      if (shed.step !== before) seen.push([nowMs - missedMs, shed.step, shed.reason]);
    }
    expect(seen).toEqual([
      [50, "2hz", "recovering"],
      [1_050, "5hz", "recovering"],
      [2_050, "10hz", "recovering"],
      [3_050, "20hz", "none"],
    ]);
  });

  test("that relapses waits twice as long before each new attempt, and not longer than a bound", () => {
    const shed = newShed();
    let nowMs = play(shed, "xx");
    const waits: number[] = [];
    for (let relapse = 0; relapse < 8; relapse++) {
      const fromMs = nowMs - 50;
      while (shed.step === "10hz") {
        noteTurn(shed, true, nowMs);
        nowMs += 50;
      }
      waits.push(nowMs - 50 - fromMs);
      nowMs = play(shed, "xx", nowMs);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, CALM_MAX_MS, CALM_MAX_MS]);
    // Well for longer than that, it is trusted as at first.
    nowMs = play(shed, ".".repeat(CALM_MAX_MS / 50 + 2), nowMs);
    nowMs = play(shed, ".".repeat(CALM_MAX_MS / 50 + 2), nowMs);
    play(shed, "xx", nowMs);
    expect(shed.calmNeededMs).toBe(CALM_FIRST_MS);
  });

  test("has its turns as its step and its wish say, in whole turns of the room", () => {
    const none = Number.POSITIVE_INFINITY;
    expect([
      turnInterval("20hz", none, 50),
      turnInterval("20hz", 20, 50),
      turnInterval("20hz", 15, 50),
    ]).toEqual([1, 1, 2]);
    expect([
      turnInterval("10hz", none, 50),
      turnInterval("5hz", none, 50),
      turnInterval("2hz", none, 50),
    ]).toEqual([2, 4, 10]);
    expect([
      turnInterval("10hz", 4, 50),
      turnInterval("5hz", none, 100),
      turnInterval("20hz", 1, 10),
    ]).toEqual([5, 2, 100]);
  });
});

describe("[INT-4] a host", () => {
  test("thins the far tier while its ticks keep coming late, to an eighth, and gives it back step by step", () => {
    const overload = newOverload(0);
    const divisors = new Set<number>();
    let nowMs = 0;
    for (; nowMs < 5_000; nowMs += 50) {
      noteTick(overload, 30, nowMs);
      divisors.add(overload.farDivisor);
    }
    expect([...divisors]).toEqual([1, 2, 4, 8]);
    for (const untilMs = nowMs + 6_100; nowMs < untilMs; nowMs += 50) noteTick(overload, 3, nowMs);
    expect(overload.farDivisor).toBe(1);
  });

  test("does not mind a late tick now and then, nor does that keep it from recovering", () => {
    const overload = newOverload(0);
    for (let count = 0; count < 8; count++) noteTick(overload, 60, 0);
    expect(overload.farDivisor).toBe(4);
    for (let count = 0; count < 2_000; count++) noteTick(overload, count % 20 === 0 ? 60 : 2, count * 50);
    expect(overload.farDivisor).toBe(1);
  });
});
