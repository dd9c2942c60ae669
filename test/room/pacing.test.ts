import { expect, test } from "bun:test";
import { Metrics } from "../../room/metrics.ts";
import { Pacing } from "../../room/pacing.ts";
import type { Audience } from "../../room/pubsub/audience.ts";
import { VirtualTime } from "../../scripts/room-in-memory/virtual-time.ts";
import { SPEC, Square } from "./support.ts";

/** The gaps between flushes, ms, of a busy room whose audience takes so long to be given its log. */
function gapsOf(flushMs: number): number[] {
  const time = new VirtualTime();
  const flushes: { readonly beganMs: number; readonly endedMs: number }[] = [];
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
        flushes.push({ beganMs, endedMs: time.nowMs });
      };
    }
    pacing.pending(audience, square.room.spec.room);
  });
  square.enter("hearer", { open: true }).subscribe("x", { qos: 0 });
  const talker = square.enter("talker", { open: true });
  while (flushes.length < 60) {
    for (let count = 0; count < 10; count++) talker.publish("x", "moves");
    time.pass(1);
  }
  return flushes.slice(20).map(({ beganMs }, index) => beganMs - (flushes[index + 19]?.endedMs ?? 0));
}

test("a flush is followed by a gap as long as it was, of 2 ms at least and 10 ms at most", () => {
  for (const [flushMs, gapMs] of [
    [0, 2],
    [5, 5],
    [40, 10],
  ] as const)
    expect([flushMs, ...new Set(gapsOf(flushMs))]).toEqual([flushMs, gapMs]);
});
