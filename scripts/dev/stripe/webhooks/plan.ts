// When an event is sent to the webhook, and when again. Pure: chance and time come in.

import type { Rng } from "../../../../shared/rng.ts";

/** How the network between Stripe and us behaves. Shares are from 0 to 1. */
export type Weather = {
  /** Nothing is sent until it is let go. */
  readonly isHeld: boolean;
  readonly dropShare: number;
  readonly duplicateShare: number;
  /** Each waits between nothing and this long, by chance: what was sent last may come first. */
  readonly delayMaxMs: number;
};

const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 6 * 3600 * 1000;
/** As long as Stripe goes on trying. */
const GIVE_UP_AFTER_MS = 3 * 24 * 3600 * 1000;

/** The times at which an event is sent: none when it is lost, two when it is doubled. */
export function planDeliveries(weather: Weather, nowMs: number, rng: Rng): readonly number[] {
  if (rng() < weather.dropShare) return [];
  const copies = rng() < weather.duplicateShare ? 2 : 1;
  return Array.from({ length: copies }, () => nowMs + Math.round(rng() * weather.delayMaxMs));
}

/** When to try again after the `attempts`-th failure, or null when Stripe would have given up. */
export function nextAttemptAtMs(
  delivery: { readonly attempts: number; readonly firstAtMs: number },
  nowMs: number,
): number | null {
  if (nowMs - delivery.firstAtMs > GIVE_UP_AFTER_MS) return null;
  return nowMs + Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** (delivery.attempts - 1));
}
