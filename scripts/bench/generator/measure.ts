// One window: load before it that is not counted, then what server and generator did until its end.

import type { WindowFigures } from "../plan.ts";
import { processFigures, sampleProcess } from "../process-sample.ts";
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

/** Loads a crowd and measures it; everything sent has arrived, or has been waited for, when it answers. */
export function measureWindow(crowd: Crowd, options: WindowOptions): WindowFigures {
  const senders = crowd.clients.filter(
    ({ stage, reading }) => stage === "ready" && reading !== "deaf",
  ).length;
  const beginMs = performance.now();
  const schedule = options.load?.(beginMs) ?? new Schedule({ senders, hz: options.hz, startMs: beginMs });
  crowd.drive(performance.now() + options.warmUpMs, schedule);

  const before = { ...crowd.counts };
  const server = sampleProcess(crowd.target.pid);
  const generator = sampleProcess("self");
  crowd.latency.clear();
  crowd.gaps.clear();
  const startMs = performance.now();
  crowd.drive(startMs + options.windowMs, schedule);
  const wallMs = performance.now() - startMs;
  const serverFigures = processFigures(server, sampleProcess(crowd.target.pid), wallMs);
  const generatorFigures = processFigures(generator, sampleProcess("self"), wallMs);
  const latencyMs = crowd.latency.figures();
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
    lostConnections: counts.lostConnections - before.lostConnections,
    deliveries: framedDeliveries === 0 ? 0 : (bytes / framedBytes) * framedDeliveries,
    expectedDeliveries: sends * options.receiversPerSend,
    bytes,
    receivers: senders,
    latencyMs,
    gapMs: crowd.gaps.figures(),
    nearHz: nearHz(crowd, counts.nearDeliveries - before.nearDeliveries, options.nearest ?? 0, wallMs),
    server: serverFigures,
    generator: generatorFigures,
  };
  crowd.waitUntilQuiet();
  return figures;
}

function nearHz(crowd: Crowd, heard: number, nearest: number, wallMs: number): number | null {
  const sampled = crowd.clients.filter((client) => client.reading === "framed").length;
  return nearest === 0 ? null : heard / sampled / nearest / (wallMs / 1000);
}
