import { describe, expect, test } from "bun:test";
import { renderComparison, summarise } from "../../../scripts/bench/comparison.ts";
import { hasHeld, isGeneratorSound } from "../../../scripts/bench/judge.ts";
import type { LatencyFigures, WindowFigures } from "../../../scripts/bench/plan.ts";

const latency = (p99: number): LatencyFigures => ({ samples: 1_000, p50: p99 / 2, p99, p999: p99, max: p99 });

function windowOf(over: Partial<WindowFigures>): WindowFigures {
  return {
    target: "hiroba",
    round: 0,
    avatars: 100,
    wallMs: 4_000,
    sends: 4_000,
    lateSends: 0,
    skippedSends: 0,
    lostConnections: 0,
    deliveries: 400_000,
    expectedDeliveries: 400_000,
    bytes: 28_400_000,
    receivers: 100,
    latencyMs: latency(8),
    calmLatencyMs: latency(4),
    calmShare: 1,
    gapMs: latency(10),
    nearHz: null,
    server: { cpuMs: 400, runDelayShare: 0, rssKb: 50_000 },
    generator: { cpuMs: 800, runDelayShare: 0, rssKb: 50_000 },
    ...over,
  };
}
const cpu = (cpuMs: number) => ({ cpuMs, runDelayShare: 0, rssKb: 50_000 });

describe("windows of several servers", () => {
  test("are summarised as medians, and as ratios against the first", () => {
    const windows = [0, 1, 2].flatMap((round) => [
      windowOf({ round, server: cpu(400 + round) }),
      windowOf({ round, target: "mosquitto", server: cpu(4_000 + 10 * round) }),
    ]);
    const [ours, theirs] = summarise(windows);
    expect(ours).toMatchObject({
      target: "hiroba",
      deliveriesPerSecond: 100_000,
      bytesPerDelivery: 71,
      ratio: null,
    });
    expect(ours?.cpuUsPerDelivery).toBeCloseTo(1.0025);
    expect(ours?.kilobytesPerSecondPerReceiver).toBe(71);
    expect(theirs?.ratio?.ratio).toBeCloseTo(10);
  });

  test("speak of latency only for their calm parts", () => {
    expect(summarise([windowOf({})])[0]?.latencyMs).toEqual({ windows: 1, p50: 2, p99: 4, p999: 4 });
    const disturbed = summarise([windowOf({ calmShare: 0.1 })]);
    expect(disturbed[0]?.latencyMs).toEqual({ windows: 0, p50: 4, p99: 8, p999: 8 });
    expect(renderComparison(disturbed)).toContain("~8.00");
  });

  test("show what a window in which nothing arrived does not know as dashes", () => {
    const nothing = windowOf({ deliveries: 0, bytes: 0, latencyMs: latency(Number.NaN), calmShare: 0 });
    expect(renderComparison(summarise([nothing]))).toContain("–");
  });
});

describe("a number of avatars is held", () => {
  test("when 99 of 100 messages come in time and next to none is lost", () => {
    expect(hasHeld(windowOf({}), 5)).toBe(true);
    expect(hasHeld(windowOf({}), 4)).toBe(false);
    expect(hasHeld(windowOf({ deliveries: 390_000 }), 5)).toBe(false);
    expect(hasHeld(windowOf({ skippedSends: 50 }), 5)).toBe(false);
    expect(hasHeld(windowOf({ lostConnections: 1 }), 5)).toBe(false);
  });

  test("and a generator that was late says nothing about the server", () => {
    expect(isGeneratorSound(windowOf({ lateSends: 40 }))).toBe(true);
    expect(isGeneratorSound(windowOf({ lateSends: 41 }))).toBe(false);
  });
});
