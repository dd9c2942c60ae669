// What makes a sample believable, of an avatar or of an item: it was taken about now, after the last one, inside the room.
// Integers only. SPEC [POSE-5], [POSE-7], [ITEM-7]

import { metresToSteps, type Vec3 } from "../../shared/protocol/ext/quantize.ts";
import { type Room, roomTimeMs } from "./room.ts";

const CLOCK_TOLERANCE_MS = 2_000;
/** After this long any sample counts as newer: 16 bits of time cannot tell the past from the future for ever. */
const ORDER_MEMORY_MS = 4_000;
const GRACE_M = 1;
const HEIGHT_MAX_M = 1_024;
const HEIGHT_MAX_STEPS = metresToSteps(HEIGHT_MAX_M, true);

/** A sample that was accepted: its time modulo 65,536, and when that was. */
export type Sampled = { readonly tMs: number; readonly acceptedAtMs: number };

/**
 * The time to keep for a sample that claims to be of `claimedMs`, or null when it is older than the last one. A plain client
 * has no room clock: what it sends is as new as its arrival, or one that always writes 0 would stand still for four seconds
 * in every 65.
 */
export function sampleTimeMs(
  room: Room,
  claimedMs: number,
  options: { readonly isPlain: boolean; readonly last: Sampled | null; readonly nowMs: number },
): number | null {
  const { isPlain, last, nowMs } = options;
  const clockMs = roomTimeMs(room, nowMs) & 0xffff;
  if (isPlain || Math.abs(signed16(claimedMs - clockMs)) > CLOCK_TOLERANCE_MS) return clockMs;
  const isOlder =
    last !== null && nowMs - last.acceptedAtMs < ORDER_MEMORY_MS && signed16(claimedMs - last.tMs) <= 0;
  return isOlder ? null : claimedMs;
}

/** Whether a position in 1/1024 m is in the walkable square, with some grace, and not absurdly high or low. */
export function isInside(room: Room, [x, y, z]: Vec3): boolean {
  const limit = metresToSteps(room.spec.settings.halfSizeM + GRACE_M, true);
  return Math.abs(x) <= limit && Math.abs(z) <= limit && Math.abs(y) <= HEIGHT_MAX_STEPS;
}

function signed16(difference: number): number {
  return (difference << 16) >> 16;
}
