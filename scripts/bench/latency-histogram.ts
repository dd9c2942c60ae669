// Latencies as counts per bucket of fixed width: recording allocates nothing, however many come. Pure.

import type { LatencyFigures } from "./plan.ts";

export const BUCKET_MS = 0.05;
const BUCKETS = 200_000;

/** Latencies from 0 to 10 s to within BUCKET_MS; longer ones count as 10 s. */
export class LatencyHistogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #samples = 0;
  #maxMs = 0;

  record(latencyMs: number): void {
    const bucket = Math.floor(latencyMs / BUCKET_MS);
    const index = bucket < 0 ? 0 : bucket >= BUCKETS ? BUCKETS - 1 : bucket;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#samples++;
    if (latencyMs > this.#maxMs) this.#maxMs = latencyMs;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#samples = 0;
    this.#maxMs = 0;
  }

  /** Counts what another histogram has, too. */
  add(other: LatencyHistogram): void {
    for (let index = 0; index < BUCKETS; index++)
      this.#counts[index] = (this.#counts[index] ?? 0) + (other.#counts[index] ?? 0);
    this.#samples += other.#samples;
    this.#maxMs = Math.max(this.#maxMs, other.#maxMs);
  }

  get samples(): number {
    return this.#samples;
  }

  /** The upper end of the bucket below which `share` (0 to 1) of the samples are; NaN without samples. */
  quantileMs(share: number): number {
    if (this.#samples === 0) return Number.NaN;
    const rank = Math.max(1, Math.ceil(share * this.#samples));
    let seen = 0;
    for (let index = 0; index < BUCKETS; index++) {
      seen += this.#counts[index] ?? 0;
      if (seen >= rank) return (index + 1) * BUCKET_MS;
    }
    return BUCKETS * BUCKET_MS;
  }

  figures(): LatencyFigures {
    return {
      samples: this.#samples,
      p50: this.quantileMs(0.5),
      p99: this.quantileMs(0.99),
      p999: this.quantileMs(0.999),
      max: this.#maxMs,
    };
  }
}
