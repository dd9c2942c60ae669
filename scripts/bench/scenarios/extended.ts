// Our extension with interest on: what a room of thousands costs each of its receivers, and how fresh their neighbours are.
// No peer speaks it, so there is nothing to compare with but the targets.

import { renderComparison, summarise, type TargetSummary } from "../comparison.ts";
import { median } from "../paired-ratio.ts";
import type { Plan, WindowFigures } from "../plan.ts";
import { runGenerator } from "../run-generator.ts";
import {
  capped,
  judge,
  type Scenario,
  type ScenarioContext,
  type ScenarioResult,
  type Verdict,
  windowsOf,
} from "../scenario.ts";
import { short } from "../table.ts";

const HZ = 20;
/** A neighbour that comes less often than this was shed, whatever its latency was when it came. */
const NEAR_HZ_MIN = 18;
const KILOBITS_PER_KILOBYTE = 8;

async function measure(
  context: ScenarioContext,
  plan: Extract<Plan, { kind: "extended" | "voice" }>,
  verdicts: (summary: TargetSummary, windows: readonly WindowFigures[]) => Verdict[],
): Promise<ScenarioResult> {
  const windows: WindowFigures[] = [];
  for await (const report of runGenerator(plan)) {
    if (report.type !== "window") continue;
    windows.push(report);
    context.progress(`window ${report.round + 1}: p99 ${short(report.latencyMs.p99)} ms`);
  }
  const summaries = summarise(windows);
  const [summary] = summaries;
  return {
    text: renderComparison(summaries),
    verdicts: summary === undefined ? [] : verdicts(summary, windows),
    figures: { summaries, windows },
  };
}

async function ours(context: ScenarioContext) {
  const { pid, tcpPort } = await context.start("hiroba");
  return { name: "hiroba", pid, port: tcpPort, transport: "tcp" } as const;
}

function p99Verdict(what: string, summary: TargetSummary, maxMs: number): Verdict {
  return judge({
    what: `p99${summary.latencyMs.windows === 0 ? " (disturbed)" : ""} ${what}`,
    value: summary.latencyMs.p99,
    limit: maxMs,
    better: "low",
    show: (value) => `${short(value)} ms`,
  });
}

function nearVerdict(windows: readonly WindowFigures[]): Verdict {
  return judge({
    what: "poses of each of the nearest ten",
    value: median(windows.map((w) => w.nearHz ?? Number.NaN)),
    limit: NEAR_HZ_MIN,
    better: "high",
    show: (value) => `${short(value)} a second`,
  });
}

export const extended2500: Scenario = {
  name: "extended-2500x20",
  about: "2,500 extended avatars walking in the open room at 20 Hz",
  run: async (context) => {
    const avatars = capped(2_500, context.options);
    const target = await ours(context);
    return measure(
      context,
      { kind: "extended", target, avatars, hz: HZ, mode: 0, ...windowsOf(context.options) },
      (summary, windows) => [
        p99Verdict(`of ${avatars} avatars, from due to read by one near`, summary, 100),
        judge({
          what: "bytes of a receiver",
          value: summary.kilobytesPerSecondPerReceiver,
          limit: 60,
          better: "low",
          show: (value) => `${short(value)} kB/s`,
        }),
        nearVerdict(windows),
      ],
    );
  },
};

export const threePoint200: Scenario = {
  name: "threepoint-200",
  about: "200 three-point avatars walking in the open room at 20 Hz",
  run: async (context) => {
    const avatars = capped(200, context.options);
    const target = await ours(context);
    return measure(
      context,
      { kind: "extended", target, avatars, hz: HZ, mode: 1, ...windowsOf(context.options) },
      (summary, windows) => [
        judge({
          what: "bits of a receiver",
          value: summary.kilobytesPerSecondPerReceiver * KILOBITS_PER_KILOBYTE,
          limit: 200,
          better: "low",
          show: (value) => `${short(value)} kbit/s`,
        }),
        nearVerdict(windows),
      ],
    );
  },
};

const SPEAKERS = 50;
const VOICES_HEARD_MAX = 8;
const VOICE_HZ = 50;

export const voice500: Scenario = {
  name: "voice-500",
  about: `${SPEAKERS} speakers heard by 500, at most ${VOICES_HEARD_MAX} at a time, while all walk at ${HZ} Hz`,
  run: async (context) => {
    const listeners = capped(500, context.options);
    const speakers = Math.min(SPEAKERS, listeners);
    const target = await ours(context);
    return measure(
      context,
      { kind: "voice", target, listeners, speakers, hz: HZ, ...windowsOf(context.options) },
      (summary, windows) => [
        p99Verdict("of voice, from due to read", summary, 20),
        voicesVerdict(windows, Math.min(VOICES_HEARD_MAX, speakers)),
      ],
    );
  },
};

/** What the sampled heard of voice, in speakers at a time; the bytes of poses are in the same count of bytes, so they are not used. */
function voicesVerdict(windows: readonly WindowFigures[], heardMax: number): Verdict {
  return judge({
    what: "speakers heard at a time",
    value: median(windows.map((w) => w.deliveries / w.receivers / (w.wallMs / 1000) / VOICE_HZ)),
    limit: heardMax / 2,
    better: "high",
    show: short,
  });
}
