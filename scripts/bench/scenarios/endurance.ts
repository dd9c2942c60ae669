// What shows only with a bad neighbour or after a long time: a client that never reads, garbage collection, a soak.

import { renderComparison, summarise } from "../comparison.ts";
import { flatness, type RssSample } from "../flatness.ts";
import type { WindowFigures } from "../plan.ts";
import { runGenerator } from "../run-generator.ts";
import { capped, judge, type Scenario, type ScenarioContext, windowsOf } from "../scenario.ts";
import { percent, short } from "../table.ts";

const POSE_BYTES = 48;
const HZ = 20;
const ms = (value: number): string => `${short(value)} ms`;

async function ours(context: ScenarioContext) {
  const { pid, tcpPort } = await context.start("hiroba");
  return { name: "hiroba", pid, port: tcpPort, transport: "tcp" } as const;
}

/** How long a whole scenario lasts: what the command line says, else ten seconds for a quick look. */
function lengthMsOf({ options }: ScenarioContext, fullMs: number): number {
  if (options.seconds !== null) return options.seconds * 1000;
  return options.pace === "quick" ? 10_000 : fullMs;
}

const NEVER_READS_AVATARS = 200;
const GONE_WITHIN_MS = 120_000;
/** What two windows of the same load differ by anyway. */
const P99_GROWTH_MAX_SHARE = 0.25;
const P99_GROWTH_MAX_MS = 2;

export const neverReads: Scenario = {
  name: "never-reads",
  about: `${NEVER_READS_AVATARS} plain avatars at ${HZ} Hz, with and without one that subscribes and never reads`,
  run: async (context) => {
    const avatars = capped(NEVER_READS_AVATARS, context.options);
    const target = await ours(context);
    const goneWithinMs = context.options.seconds === null ? GONE_WITHIN_MS : context.options.seconds * 1000;
    const load = { avatars, hz: HZ, payloadBytes: POSE_BYTES, goneWithinMs };
    const windows: WindowFigures[] = [];
    let goneAfterMs: number | null = null;
    let rssPeakKb = 0;
    for await (const report of runGenerator({
      kind: "deaf",
      target,
      ...load,
      ...windowsOf(context.options),
    })) {
      if (report.type === "window") windows.push(report);
      if (report.type === "deaf") ({ goneAfterMs, rssPeakKb } = report);
    }
    const summaries = summarise(windows);
    const [without, beside] = summaries;
    const p99WithoutMs = without?.latencyMs.p99 ?? Number.NaN;
    return {
      text: renderComparison(summaries),
      verdicts: [
        judge({
          what: "p99 of the others, more than without",
          value: (beside?.latencyMs.p99 ?? Number.NaN) - p99WithoutMs,
          limit: Math.max(P99_GROWTH_MAX_MS, p99WithoutMs * P99_GROWTH_MAX_SHARE),
          better: "low",
          show: ms,
        }),
        judge({
          what: `the one that never reads is gone (memory at most ${short(rssPeakKb / 1024)} MB meanwhile)`,
          value: goneAfterMs ?? Number.NaN,
          limit: goneWithinMs,
          better: "low",
          show: ms,
        }),
      ],
      figures: { summaries, windows, goneAfterMs, rssPeakKb },
    };
  },
};

const GARBAGE_AVATARS = 1_000;
const GARBAGE_MS = 600_000;

export const garbage: Scenario = {
  name: "garbage",
  about: `ten minutes of ${GARBAGE_AVATARS} plain avatars at ${HZ} Hz: the pauses a receiver notices`,
  run: async (context) => {
    const avatarsPerRoom = capped(GARBAGE_AVATARS, context.options);
    const target = await ours(context);
    const windows: WindowFigures[] = [];
    const length = { rounds: 1, warmUpMs: 1_000, windowMs: lengthMsOf(context, GARBAGE_MS) };
    const load = { rooms: 1, avatarsPerRoom, hz: HZ, payloadBytes: POSE_BYTES };
    for await (const report of runGenerator({ kind: "plain", crowds: [{ target, load }], ...length }))
      if (report.type === "window") windows.push(report);
    const [window] = windows;
    const summaries = summarise(windows);
    return {
      text: renderComparison(summaries),
      verdicts: [
        judge({
          what: "p99.9 from one read of a receiver to its next",
          value: window?.gapMs.p999 ?? Number.NaN,
          limit: 25,
          better: "low",
          show: ms,
        }),
      ],
      figures: { summaries, windows },
    };
  },
};

const SOAK_AVATARS = 500;
const SOAK_MS = 1_800_000;
const SOAK_SAMPLES = 180;
const CHANGES_PER_SECOND = 1;
/** From the middle third to the last one. */
const GROWTH_MAX_SHARE = 0.05;

export const soak: Scenario = {
  name: "soak",
  about: `half an hour of ${SOAK_AVATARS} extended avatars, one leaving and one coming each second: is memory flat?`,
  run: async (context) => {
    const target = await ours(context);
    const lengthMs = lengthMsOf(context, SOAK_MS);
    const samples: RssSample[] = [];
    let lost = 0;
    for await (const report of runGenerator({
      kind: "soak",
      target,
      avatars: capped(SOAK_AVATARS, context.options),
      hz: HZ,
      lengthMs,
      sampleEveryMs: lengthMs / SOAK_SAMPLES,
      changeEveryMs: 1000 / CHANGES_PER_SECOND,
    })) {
      if (report.type !== "sample") continue;
      samples.push({ atMs: report.atMs, rssKb: report.rssKb });
      lost = report.lostConnections;
      context.progress(`${short(report.atMs / 60_000)} min: ${short(report.rssKb / 1024)} MB`);
    }
    const { middleKb, lastKb, growthShare } = flatness(samples);
    return {
      text: `${samples.length} samples: ${short(middleKb / 1024)} MB in the middle third, ${short(lastKb / 1024)} MB in the last`,
      verdicts: [
        judge({
          what: "memory, last third against the middle one",
          value: growthShare,
          limit: GROWTH_MAX_SHARE,
          better: "low",
          show: percent,
        }),
        judge({ what: "connections lost", value: lost, limit: 0, better: "low", show: String }),
      ],
      figures: { samples, lost },
    };
  },
};
