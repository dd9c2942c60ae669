// The far tier goes round: each turn tells of the next stretch of the room, by ascending sid, as far as the turn's bytes reach,
// and of those alone in it who moved since the round before. One round serves all receivers that are in step with it, so a
// receiver's place in it is all that has to be known of what it has been told. SPEC [INT-2], [INT-3]

import { type BatchWriter, entryBytes } from "./batch-writer.ts";
import type { IsHidden } from "./hidden.ts";
import type { PoseTable } from "./pose-table.ts";

/** Places of the room's order in one turn: keeps a frame that has to tell of everybody in them below its 65,535 bytes. */
const TURN_PLACES_MAX = 2_000;
const SIDS = 65_536;

export type FarRotation = {
  /** The first sid of the next stretch; 0 when the next one begins a round. */
  cursorSid: number;
  round: number;
  /** The tick at which this round began, and the one before it. */
  startTick: number;
  previousStartTick: number;
};

/** The places of the room's order that one turn tells of. Written anew by each turn. */
export type Stretch = { from: number; to: number; sinceTick: number };

/** A rotation whose receivers have been given everything that changed up to `completeTick`. */
export function newRotation(completeTick: number): FarRotation {
  return { cursorSid: 0, round: 0, startTick: completeTick, previousStartTick: completeTick };
}

/** How far the rotation has come since it began: grows by ROUND with each whole round. */
export function progressOf(rotation: FarRotation): number {
  return rotation.cursorSid === 0 ? (rotation.round + 1) * SIDS : rotation.round * SIDS + rotation.cursorSid;
}
/** Progress of one whole round. */
export const ROUND = SIDS;

/** Moves on by what a turn's bytes take, but not so fast that a round takes fewer than `roundMinTurns`. */
export function advance(
  rotation: FarRotation,
  table: PoseTable,
  limits: { readonly quotaBytes: number; readonly roundMinTurns: number },
  stretch: Stretch,
): void {
  if (rotation.cursorSid === 0) {
    rotation.round++;
    rotation.previousStartTick = rotation.startTick;
    rotation.startTick = table.tick;
  }
  const { order, count } = table;
  const sinceTick = rotation.previousStartTick;
  const from = table.indexOfSid(rotation.cursorSid);
  const placesMax = Math.min(TURN_PLACES_MAX, Math.ceil(count / limits.roundMinTurns));
  const end = Math.min(count, from + placesMax);
  let to = from;
  let bytes = 0;
  let previousSid = 0;
  for (; to < end; to++) {
    const slot = order[to] as number;
    if ((table.changedTick[slot] as number) <= sinceTick) continue;
    const sid = table.sid[slot] as number;
    bytes += entryBytes(sid, previousSid, table.rootBytes[slot] as number);
    if (bytes > limits.quotaBytes) break;
    previousSid = sid;
  }
  rotation.cursorSid = to >= count ? 0 : (table.sid[order[to] as number] as number);
  stretch.from = from;
  stretch.to = to;
  stretch.sinceTick = sinceTick;
}

/** Writes the roots of those in the stretch who changed after `sinceTick`, but for those `isHidden` says. */
export function writeStretch(
  table: PoseTable,
  stretch: Stretch,
  sinceTick: number,
  isHidden: IsHidden,
  out: BatchWriter,
): void {
  const { order, changedTick, rootBytes } = table;
  for (let index = stretch.from; index < stretch.to; index++) {
    const slot = order[index] as number;
    if ((changedTick[slot] as number) <= sinceTick) continue;
    if (isHidden?.(slot) === true) continue;
    out.add(table, slot, rootBytes[slot] as number);
  }
}
