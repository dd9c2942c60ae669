// A histogram as the lines Prometheus takes one for.

import type { Labels, Sample } from "../../shared/http/prometheus.ts";
import type { Histogram } from "./histogram.ts";

/** 64 µs to 8.4 s: ends of a histogram's own buckets, so that what is told is exact. */
const BOUNDS_US = Array.from({ length: 18 }, (_, index) => 2 ** (index + 6));

/** A histogram's lines, in seconds. */
export function histogramSamples(histogram: Histogram, labels: Labels = {}): readonly Sample[] {
  return [
    ...BOUNDS_US.map((bound) => ({
      suffix: "_bucket",
      labels: { ...labels, le: String(bound / 1e6) },
      value: histogram.countBelow(bound),
    })),
    { suffix: "_bucket", labels: { ...labels, le: "+Inf" }, value: histogram.count },
    { suffix: "_sum", labels, value: histogram.sumUs / 1e6 },
    { suffix: "_count", labels, value: histogram.count },
  ];
}
