import { expect, test } from "bun:test";
import { Metrics } from "../../room/metrics.ts";
import { Pacing } from "../../room/pacing.ts";
import type { Audience } from "../../room/pubsub/audience.ts";
import { VirtualTime } from "../../scripts/room-in-memory/virtual-time.ts";
import { SPEC, Square } from "./support.ts";

/** A pace changes over some tens of flushes. */
const SETTLED_FLUSHES = 60;

type Flush = {
  readonly beganMs: number;
  readonly endedMs: number;
  /** What a host that might rest is told before anything more is said: in so many milliseconds something is to be given out. */
  dueInMs: number;
};

/** Some flushes, and those after them once settled, of a room whose audience takes so long to be given its log, and gathers so much in each millisecond. */
function flushesOf(flushMs: number, packetsAt: (flushCount: number) => number): Flush[] {
  const time = new VirtualTime();
  const flushes: Flush[] = [];
  const pacing = new Pacing({
    steadyMs: () => time.nowMs,
    timers: time,
    metrics: new Metrics(),
    fence: () => {},
    failed: (_room, error) => {
      throw error;
    },
  });
  const watched = new WeakSet<Audience>();
  const square = new Square(SPEC, {}, (audience) => {
    if (!watched.has(audience)) {
      watched.add(audience);
      const flush = audience.flush.bind(audience);
      audience.flush = () => {
        const beganMs = time.nowMs;
        flush();
        time.nowMs += flushMs;
        flushes.push({ beganMs, endedMs: time.nowMs, dueInMs: Number.NaN });
      };
    }
    pacing.pending(audience, square.room.spec.room);
  });
  square.enter("hearer", { open: true }).subscribe("x", { qos: 0 });
  const talker = square.enter("talker", { open: true });
  let gathered = 0;
  for (let sent = 0; flushes.length < 120; ) {
    gathered += packetsAt(flushes.length);
    for (; sent < Math.floor(gathered); sent++) talker.publish("x", "moves");
    const flushed = flushes.length;
    time.pass(1);
    const last = flushes.at(-1);
    if (last !== undefined && flushes.length > flushed)
      last.dueInMs = pacing.dueAtMs(time.nowMs) - time.nowMs;
  }
  return flushes;
}

/** The gaps between flushes, ms, once settled. */
function gapsOf(flushMs: number, packetsAt: (flushCount: number) => number): number[] {
  const flushes = flushesOf(flushMs, packetsAt);
  return flushes
    .slice(SETTLED_FLUSHES)
    .map(({ beganMs }, index) => beganMs - (flushes[index + SETTLED_FLUSHES - 1]?.endedMs ?? 0));
}

test("a flush is followed by a gap as long as it was, of 3 ms at least and 10 ms at most", () => {
  for (const [flushMs, gapMs] of [
    [0, 3],
    [5, 5],
    [40, 10],
  ] as const)
    expect([flushMs, ...new Set(gapsOf(flushMs, () => 10))]).toEqual([flushMs, gapMs]);
});

test("an audience that was busy does not wait for a frame because it gathers a little less", () => {
  const gaps = gapsOf(0, (flushCount) => (flushCount < 10 ? 3 : 1.3));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(7);
});

test("an audience that never was busy waits for a frame, and so does one that is busy no more", () => {
  expect(Math.min(...gapsOf(0, () => 1))).toBeGreaterThanOrEqual(25);
  expect(Math.min(...gapsOf(0, (flushCount) => (flushCount < 10 ? 3 : 0.9)))).toBeGreaterThanOrEqual(25);
});

test("a host does not rest past the next flush of an audience that was busy, though nothing waits for it yet", () => {
  const settled = flushesOf(0, () => 5).slice(SETTLED_FLUSHES);
  for (const { dueInMs } of settled) expect(dueInMs).toBeLessThanOrEqual(3);
});

test("a host may rest for as long as it likes once a slow audience was served", () => {
  const settled = flushesOf(0, () => 0.1).slice(SETTLED_FLUSHES);
  for (const { dueInMs } of settled) expect(dueInMs).toBe(Number.POSITIVE_INFINITY);
});
