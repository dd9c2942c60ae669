// One window: load before it that is not counted, then what server and generator did until its end.

import { isUndisturbed } from "../judge.ts";
import { LatencyHistogram } from "../latency-histogram.ts";
import type { ProcessFigures, WindowFigures } from "../plan.ts";
import { type ProcessSample, processFigures, sampleProcess } from "../process-sample.ts";
import type { Crowd, Load } from "./crowd.ts";
import { Schedule } from "./schedule.ts";

/** Receivers whose packets are looked at, for latency and for the size of a message; the others only count bytes. */
export const SAMPLED_CLIENTS = 8;

export type WindowOptions = {
  readonly round: number;
  readonly hz: number;
  readonly warmUpMs: number;
  readonly windowMs: number;
  /** How many hear each message; 0 where the server chooses. */
  readonly receiversPerSend: number;
  /** How many of a sampled receiver's neighbours are its nearest; 0 where nobody is. */
  readonly nearest?: number;
  /** What is sent, from `startMs` on; without it every client sends `hz` a second. */
  load?(startMs: number): Load;
};

/** Short enough that a machine others use has some in which they do not. */
const SLICE_MS = 500;

type BothSamples = {
  readonly atMs: number;
  readonly server: ProcessSample;
  readonly generator: ProcessSample;
};

function sampleBoth({ target }: Crowd): BothSamples {
  return { atMs: performance.now(), server: sampleProcess(target.pid), generator: sampleProcess("self") };
}

function between(
  before: BothSamples,
  after: BothSamples,
): { server: ProcessFigures; generator: ProcessFigures } {
  const wallMs = after.atMs - before.atMs;
  return {
    server: processFigures(before.server, after.server, wallMs),
    generator: processFigures(before.generator, after.generator, wallMs),
  };
}

/** Loads a crowd and measures it; everything sent has arrived, or has been waited for, when it answers. */
export function measureWindow(crowd: Crowd, options: WindowOptions): WindowFigures {
  const senders = crowd.clients.filter(({ stage, keepsUp }) => stage === "ready" && keepsUp).length;
  const lostBefore = crowd.counts.lostConnections;
  const beginMs = performance.now();
  const schedule = options.load?.(beginMs) ?? new Schedule({ senders, hz: options.hz, startMs: beginMs });
  crowd.drive(performance.now() + options.warmUpMs, schedule);

  const before = { ...crowd.counts };
  crowd.gaps.clear();
  const all = new LatencyHistogram();
  const calm = new LatencyHistogram();
  let calmMs = 0;
  const first = sampleBoth(crowd);
  let last = first;
  while (last.atMs < first.atMs + options.windowMs) {
    crowd.latency.clear();
    crowd.drive(Math.min(last.atMs + SLICE_MS, first.atMs + options.windowMs), schedule);
    const now = sampleBoth(crowd);
    all.add(crowd.latency);
    if (isUndisturbed(between(last, now))) {
      calm.add(crowd.latency);
      calmMs += now.atMs - last.atMs;
    }
    last = now;
  }
  const wallMs = last.atMs - first.atMs;
  const { counts } = crowd;
  const framedBytes = counts.framedBytes - before.framedBytes;
  const framedDeliveries = counts.framedDeliveries - before.framedDeliveries;
  const bytes = counts.countedBytes - before.countedBytes + framedBytes;
  const sends = counts.sends - before.sends;
  const figures: WindowFigures = {
    target: crowd.target.name,
    round: options.round,
    avatars: senders,
    wallMs,
    sends,
    lateSends: counts.lateSends - before.lateSends,
    skippedSends: counts.skippedSends - before.skippedSends,
    lostConnections: counts.lostConnections - lostBefore,
    deliveries: framedDeliveries === 0 ? 0 : (bytes / framedBytes) * framedDeliveries,
    expectedDeliveries: sends * options.receiversPerSend,
    bytes,
    receivers: senders,
    latencyMs: all.figures(),
    calmLatencyMs: calm.figures(),
    calmShare: calmMs / wallMs,
    gapMs: crowd.gaps.figures(),
    nearHz: nearHz(crowd, counts.nearDeliveries - before.nearDeliveries, options.nearest ?? 0, wallMs),
    ...between(first, last),
  };
  crowd.waitUntilQuiet();
  return figures;
}

function nearHz(crowd: Crowd, heard: number, nearest: number, wallMs: number): number | null {
  const sampled = crowd.clients.filter((client) => client.reading === "framed").length;
  return nearest === 0 ? null : heard / sampled / nearest / (wallMs / 1000);
}
