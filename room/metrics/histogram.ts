// Durations in buckets: 16 to each power of two microseconds, so that a quantile is at most 1/16 too high and recording is a
// shift and an addition. Knows no clock: whoever measures hands in microseconds, and says when a window is over.

const SUB_BITS = 4;
const SUB_COUNT = 1 << SUB_BITS;
/** 67 s. What took longer counts as this long. */
const VALUE_MAX_US = 2 ** 26;
const BUCKET_COUNT = bucketOf(VALUE_MAX_US) + 1;

function bucketOf(micros: number): number {
  if (micros < SUB_COUNT) return micros;
  const exponent = 31 - Math.clz32(micros);
  return ((exponent - SUB_BITS) << SUB_BITS) + (micros >>> (exponent - SUB_BITS));
}

/** The smallest value that is above everything in the bucket, microseconds. */
function endOf(bucket: number): number {
  if (bucket < SUB_COUNT) return bucket + 1;
  const shift = (bucket >> SUB_BITS) - 1;
  return (SUB_COUNT + (bucket & (SUB_COUNT - 1)) + 1) * 2 ** shift;
}

/** Counts of durations since it was made or cleared. */
export class Histogram {
  readonly #counts = new Float64Array(BUCKET_COUNT);
  count = 0;
  sumUs = 0;
  maxUs = 0;

  /** Not negative; fractions count as the whole microsecond below. */
  record(micros: number): void {
    const bucket = bucketOf(Math.min(VALUE_MAX_US, Math.max(0, micros)) | 0);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.count++;
    this.sumUs += micros;
    if (micros > this.maxUs) this.maxUs = micros;
  }

  clear(): void {
    this.#counts.fill(0);
    this.count = 0;
    this.sumUs = 0;
    this.maxUs = 0;
  }

  /** Adds all that the other has counted. */
  add(other: Histogram): void {
    for (let bucket = 0; bucket < BUCKET_COUNT; bucket++)
      this.#counts[bucket] = (this.#counts[bucket] ?? 0) + (other.#counts[bucket] ?? 0);
    this.count += other.count;
    this.sumUs += other.sumUs;
    this.maxUs = Math.max(this.maxUs, other.maxUs);
  }

  /** Microseconds that the given share (0 to 1) of all durations did not exceed, at most 1/16 too high; 0 when there are none. */
  quantileUs(share: number): number {
    const rank = Math.max(1, Math.ceil(share * this.count));
    let seen = 0;
    for (let bucket = 0; bucket < BUCKET_COUNT; bucket++) {
      seen += this.#counts[bucket] ?? 0;
      if (seen >= rank) return Math.min(endOf(bucket), this.maxUs);
    }
    return this.maxUs;
  }

  /** How many were shorter than a power of two microseconds, which is where buckets begin: exact. */
  countBelow(powerOfTwoUs: number): number {
    let below = 0;
    for (let bucket = 0; bucket < BUCKET_COUNT && endOf(bucket) <= powerOfTwoUs; bucket++)
      below += this.#counts[bucket] ?? 0;
    return below;
  }
}

/** Everything since the start, for those who scrape, and what was lately, for those who look. */
export class WindowedHistogram {
  readonly total = new Histogram();
  #current = new Histogram();
  #previous = new Histogram();

  record(micros: number): void {
    this.total.record(micros);
    this.#current.record(micros);
  }

  /** Ends a window: `recent` is the one before and what comes from now on. */
  turn(): void {
    [this.#current, this.#previous] = [this.#previous, this.#current];
    this.#current.clear();
  }

  /** The window that runs and the one before it. */
  recent(): Histogram {
    const both = new Histogram();
    both.add(this.#previous);
    both.add(this.#current);
    return both;
  }
}
