// The near and middle tiers of one receiver as one section: full detail each turn, and roots each second one, of those among its
// neighbours who moved. SPEC [INT-1]

import { type BatchWriter, detailBytes, entryBytes } from "./batch-writer.ts";
import type { IsHidden } from "./hidden.ts";
import { NEAR_EVERY_MAX, type PoseListener, TURNS_REMEMBERED } from "./listener.ts";
import { FRESH, NEAR } from "./neighbours.ts";
import type { PoseTable } from "./pose-table.ts";
import type { TierTally } from "./tally.ts";

const MIDDLE_EVERY = 2;
/** A gap between two sids, reckoned high. */
const GAP_BYTES = 2;

/**
 * Writes who is due, at most `quotaBytes` of them. Only turns that are taken count, so what a receiver missed is due at its next.
 * Whoever does not fit waits for the next turn: never in less detail, as hands that come and go are worse than slow ones.
 */
export function writeNeighbours(
  listener: PoseListener,
  table: PoseTable,
  quotaBytes: number,
  isHidden: IsHidden,
  out: BatchWriter,
  tally: TierTally,
): void {
  const { neighbours, turn, nearEvery } = listener;
  const { entries } = neighbours;
  const capabilities = listener.subscriber.extension?.capabilities ?? 0;
  const end = out.at + quotaBytes;
  const nearSince = sinceTick(listener, Math.max(nearEvery, listener.nearEveryBefore));
  const middleSince = sinceTick(listener, MIDDLE_EVERY);
  for (let index = 0; index < neighbours.count; index++) {
    const entry = entries[index] as number;
    const slot = entry >> 2;
    const isNear = (entry & NEAR) !== 0;
    const every = isNear ? nearEvery : MIDDLE_EVERY;
    if (every > 1 && (index + turn) % every !== 0) continue;
    const changedTick = table.changedTick[slot] as number;
    if (changedTick <= ((entry & FRESH) !== 0 ? 0 : isNear ? nearSince : middleSince)) continue;
    // A slot whose participant left may be another's by now, whose sid is out of order.
    const sid = table.sid[slot] as number;
    if (sid <= out.lastSid || isHidden?.(slot) === true) continue;
    const blockBytes = isNear ? detailBytes(table, slot, capabilities) : (table.rootBytes[slot] as number);
    const bytes = entryBytes(sid, out.lastSid, blockBytes);
    if (out.at + bytes > end) continue;
    out.add(table, slot, blockBytes);
    entries[index] = entry & ~FRESH;
    const tier = isNear ? tally.near : tally.middle;
    tier.poses++;
    tier.bytes += bytes;
  }
  listener.nearEveryBefore = nearEvery;
}

/**
 * The tick of the turn before which everybody of a tier has surely been told. Looked up anew, neighbours may change places, and
 * wait up to twice the tier's turns once: therefore not simply the tier's last turn.
 */
function sinceTick(listener: PoseListener, every: number): number {
  const turnsAgo = 2 * every - 1;
  return listener.seenTicks[(listener.turn - turnsAgo) & (TURNS_REMEMBERED - 1)] as number;
}

/** Chooses how often near avatars come, so that the turn's bytes do for all of them. To be called when neighbours are new. */
export function paceNear(listener: PoseListener, table: PoseTable, quotaBytes: number): void {
  const capabilities = listener.subscriber.extension?.capabilities ?? 0;
  listener.nearEvery = 1;
  while (listener.nearEvery < NEAR_EVERY_MAX && !fits(listener, table, capabilities, quotaBytes))
    listener.nearEvery *= 2;
}

/** Whether the heaviest turn fits. */
function fits(listener: PoseListener, table: PoseTable, capabilities: number, quotaBytes: number): boolean {
  const { neighbours, nearEvery } = listener;
  const turns = Math.max(nearEvery, MIDDLE_EVERY);
  for (let turn = 0; turn < turns; turn++) {
    let bytes = 0;
    for (let index = 0; index < neighbours.count; index++) {
      const entry = neighbours.entries[index] as number;
      const isNear = (entry & NEAR) !== 0;
      if ((index + turn) % (isNear ? nearEvery : MIDDLE_EVERY) !== 0) continue;
      const slot = entry >> 2;
      bytes +=
        GAP_BYTES + (isNear ? detailBytes(table, slot, capabilities) : (table.rootBytes[slot] as number));
    }
    if (bytes > quotaBytes) return false;
  }
  return true;
}
