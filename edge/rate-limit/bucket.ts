// A token bucket as data: how many are left, since when. Pure; where buckets are kept is a store's business (store.ts).

export const WINDOW_S = 60;

export type Bucket = { readonly tokens: number; readonly atMs: number };

/** What taking one came to: `waitS` is 0 when there was one, else the seconds until there is. */
export type Taken = { readonly remaining: number; readonly waitS: number };

/** Takes one token out of a bucket of `perMinute` that refills as it is emptied; null is one nobody took from yet. */
export function takeToken(
  held: Bucket | null,
  perMinute: number,
  nowMs: number,
): { readonly bucket: Bucket; readonly taken: Taken } {
  const perMs = perMinute / (WINDOW_S * 1000);
  const { tokens, atMs } = held ?? { tokens: perMinute, atMs: nowMs };
  const refilled = Math.min(perMinute, tokens + Math.max(0, nowMs - atMs) * perMs);
  const left = refilled >= 1 ? refilled - 1 : refilled;
  return {
    bucket: { tokens: left, atMs: nowMs },
    taken: {
      remaining: Math.floor(left),
      waitS: refilled >= 1 ? 0 : Math.ceil((1 - refilled) / perMs / 1000),
    },
  };
}
