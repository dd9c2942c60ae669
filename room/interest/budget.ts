// What a receiver of poses may cost in bytes, and how that is shared out between the tiers. Pure. SPEC [INT-1]…[INT-3]

/** A receiver in tiers gets no more of poses than this, whatever the room does. Joiners' snapshots come beside it. */
export const RECEIVER_POSE_BUDGET_BYTES_PER_S = 60_000;
/** While everybody in full detail at every tick weighs no more, there are no tiers: 200 kbit/s with heads and all. */
export const TOGETHER_BUDGET_BYTES_PER_S = 24_000;
/** Tiers end again when this share of the budget above would do, so that a room at the edge does not flutter. */
const TOGETHER_AGAIN = 0.85;

/** Near and middle tier of one receiver: ten six-point avatars with fingers and face, or thirty of three points, fit. */
export const PRIVATE_BUDGET_BYTES_PER_S = 20_000;
/** The far tier: what 160 avatars need to be heard three to four times a second, and 2,500 once. */
const FAR_BUDGET_MIN_BYTES_PER_S = 10_000;
const FAR_BUDGET_MAX_BYTES_PER_S = 39_000;
const FAR_BYTES_PER_S_AND_PARTICIPANT = 20;
/** Nobody far is told of more often than each 250 ms. */
export const FAR_PERIOD_MIN_MS = 250;

/** A tier's turn comes at most 20 times a second, whatever the room's tick. */
export const TURN_MIN_MS = 50;
/** Full detail at every turn, by default and at most. */
export const FULL_COUNT_DEFAULT = 10;
export const FULL_COUNT_MAX = 30;
/** The middle tier: its root, at every second turn. */
export const MIDDLE_COUNT = 30;
export const NEIGHBOURS_MAX = FULL_COUNT_MAX + MIDDLE_COUNT;
/** A receiver's neighbours are looked up anew no more often. */
export const NEIGHBOURS_REFRESH_MS = 250;

export type PoseMode = "together" | "tiers";

/** Whether a room whose poses weigh `fullBytes` in all is told as a whole, given how it was told so far. */
export function poseModeOf(before: PoseMode, fullBytes: number, tickMs: number): PoseMode {
  const bytesPerS = (fullBytes * 1000) / tickMs;
  const limit = TOGETHER_BUDGET_BYTES_PER_S * (before === "together" ? 1 : TOGETHER_AGAIN);
  return bytesPerS <= limit ? "together" : "tiers";
}

/** Milliseconds of one receiver's turn in tiers: whole ticks, at least TURN_MIN_MS. */
export function turnMsOf(tickMs: number): number {
  return tickMs * Math.ceil(TURN_MIN_MS / tickMs);
}

/** Bytes of far entries in one turn. `divisor` is what an overloaded host takes it down by, for everybody alike. */
export function farQuotaBytes(participants: number, turnMs: number, divisor: number): number {
  const wanted = participants * FAR_BYTES_PER_S_AND_PARTICIPANT;
  const bytesPerS = Math.min(FAR_BUDGET_MAX_BYTES_PER_S, Math.max(FAR_BUDGET_MIN_BYTES_PER_S, wanted));
  return Math.floor((bytesPerS * turnMs) / 1000 / divisor);
}

/** Bytes of near and middle entries in one turn. */
export function privateQuotaBytes(turnMs: number): number {
  return Math.floor((PRIVATE_BUDGET_BYTES_PER_S * turnMs) / 1000);
}
