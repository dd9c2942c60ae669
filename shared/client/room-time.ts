// Times on the wire are cut short; these make them whole again. Pure. SPEC [POSE-1], [POSES-1]

const SAMPLE_WRAP_MS = 65_536;
const BATCH_WRAP_MS = 2 ** 32;
/** How far a sample may lie ahead of the room clock before the room replaces it. SPEC [POSE-5] */
const AHEAD_MAX_MS = 2_000;

/** A batch's 32-bit time as the full room clock, given any estimate of it that is less than 24 days off; without one, as it is. */
export function fullBatchTimeMs(timeMs: number, estimateMs: number | null): number {
  if (estimateMs === null) return timeMs;
  return timeMs + Math.round((estimateMs - timeMs) / BATCH_WRAP_MS) * BATCH_WRAP_MS;
}

/**
 * A sample's 16-bit time as the full room clock, given the time of the batch that carries it: the last such moment not more
 * than 2 s after it. A pose older than 63 s, which only a joiner is given, comes out younger than it is.
 */
export function fullSampleTimeMs(tMs: number, batchTimeMs: number): number {
  const aheadMs = modulo(tMs - batchTimeMs, SAMPLE_WRAP_MS);
  return batchTimeMs + (aheadMs > AHEAD_MAX_MS ? aheadMs - SAMPLE_WRAP_MS : aheadMs);
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
