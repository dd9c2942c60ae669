// Whether a handle can be had. Pure.

import type { UserId } from "../../shared/schema/ids.ts";

/** For so long a handle that was given up is kept for whoever had it: a name people know is nobody else's overnight. */
export const HANDLE_KEPT_DAYS = 30;
/** Of one user at a time, with those that are kept: one, and two changes of mind within the time above. */
export const HANDLES_PER_USER_MAX = 3;

const KEPT_MS = HANDLE_KEPT_DAYS * 24 * 60 * 60 * 1000;

/** One that is somebody's, or was. */
export type HeldHandle = {
  readonly skeleton: string;
  readonly userId: UserId;
  readonly releasedAt: Date | null;
};

/** Whether it still is, or is kept for, who had it. */
export function isHeld({ releasedAt }: HeldHandle, nowMs: number): boolean {
  return releasedAt === null || nowMs - releasedAt.getTime() < KEPT_MS;
}

/** When what was given up is anybody's. */
export function keptSince(nowMs: number): Date {
  return new Date(nowMs - KEPT_MS);
}

/**
 * `same`: whoever has, or had, one that looks like it. `own`: all of the user's. "often" when changing again would keep more than
 * HANDLES_PER_USER_MAX for one user; going back to one of one's own is always possible.
 */
export function mayTake(
  userId: UserId,
  same: HeldHandle | null,
  own: readonly HeldHandle[],
  nowMs: number,
): "yes" | "taken" | "often" {
  if (same !== null && same.userId === userId) return "yes";
  if (same !== null && isHeld(same, nowMs)) return "taken";
  const held = own.filter((handle) => isHeld(handle, nowMs));
  return held.length < HANDLES_PER_USER_MAX ? "yes" : "often";
}
