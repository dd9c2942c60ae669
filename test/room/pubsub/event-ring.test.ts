import { expect, test } from "bun:test";
import { EVENTS_KEPT_MAX, EVENTS_KEPT_MAX_BYTES, EventRing } from "../../../room/pubsub/event-ring.ts";
import { seededRng } from "../../../shared/rng.ts";

const SEED = 0x5eedn;

test("[RESUME-4] it keeps what a list of everything would, as far back as 256 frames and 64 KiB go", () => {
  const rng = seededRng(SEED);
  const ring = new EventRing();
  const all: Uint8Array[] = [];
  let forgotten = 0;
  for (let step = 0; step < 5_000; step++) {
    // Mostly small ones, so that the count is the bound; sometimes as large as a frame gets.
    const bytes = Math.floor(rng() < 0.98 ? rng() * 200 : rng() * 70_000);
    const packet = new Uint8Array(bytes);
    ring.push(packet);
    all.push(packet);
    if (rng() < 0.01) {
      ring.forget();
      forgotten = all.length;
    }
    const heard = Math.max(0, all.length - Math.floor(rng() * (EVENTS_KEPT_MAX + 10)));
    const missed = all.slice(heard);
    const totalBytes = missed.reduce((sum, { length }) => sum + length, 0);
    const isKept =
      missed.length <= EVENTS_KEPT_MAX && totalBytes <= EVENTS_KEPT_MAX_BYTES && heard >= forgotten;
    const after = ring.after(heard);
    if (isKept && after === null) throw new Error(`step ${step}: ${missed.length} frames are not there`);
    if (!isKept && missed.length > 0 && after !== null)
      throw new Error(`step ${step}: more than may be kept`);
    // The very bytes, not copies of them.
    for (const [index, frame] of (after ?? []).entries())
      if (frame !== missed[index]) throw new Error(`step ${step}: frame ${index} is another`);
  }
  expect(ring.count).toBe(5_000);
});

test("[RESUME-4] nothing is missed by who heard all, and nothing is kept for who heard more than there was", () => {
  const ring = new EventRing();
  expect([ring.after(0), ring.after(1)]).toEqual([[], null]);
  ring.push(Uint8Array.of(1));
  expect([ring.after(0), ring.after(1), ring.after(2)]).toEqual([[Uint8Array.of(1)], [], null]);
  ring.forget();
  expect([ring.count, ring.after(0), ring.after(1)]).toEqual([1, null, []]);
});
