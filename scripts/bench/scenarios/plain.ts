// Plain MQTT: what a broker is measured by. The same clients against ours and the peers, window by window.

import { renderComparison, summarise, type TargetSummary } from "../comparison.ts";
import type { PlainLoad, Target, WindowFigures } from "../plan.ts";
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
import { percent, short } from "../table.ts";

const POSE_BYTES = 48;

/** Our host and the peers, each fresh. */
async function startTargets(context: ScenarioContext): Promise<Target[]> {
  const targets: Target[] = [];
  for (const name of ["hiroba", ...context.options.peers] as const) {
    const { pid, tcpPort } = await context.start(name);
    targets.push({ name, pid, port: tcpPort, transport: "tcp" });
  }
  return targets;
}

/** The figures, and the windows they come from. */
export type Compared = { readonly summaries: TargetSummary[]; readonly windows: WindowFigures[] };

/** Loads the targets by turns; tells each window as it ends. */
export async function compare(
  context: ScenarioContext,
  targets: readonly Target[],
  load: PlainLoad,
): Promise<Compared> {
  const windows: WindowFigures[] = [];
  const plan = { kind: "plain", targets, ...load, ...windowsOf(context.options) } as const;
  for await (const report of runGenerator(plan)) {
    if (report.type !== "window") continue;
    windows.push(report);
    const { target, round, latencyMs, deliveries, wallMs } = report;
    context.progress(
      `${target} window ${round + 1}: ${short((deliveries / wallMs) * 1000)}/s, p99 ${short(latencyMs.p99)} ms`,
    );
  }
  return { summaries: summarise(windows), windows };
}

const ms = (value: number): string => `${short(value)} ms`;
const times = (value: number): string => `${short(value)}×`;

/** How many times ours a peer's CPU per delivery is. */
function ratioVerdict(summaries: readonly TargetSummary[], peer: string, atLeast: number): Verdict {
  const other = summaries.find((s) => s.target === peer);
  return judge({
    what: `CPU per delivery, ${peer} ÷ hiroba`,
    value: other === undefined ? null : (other.ratio?.ratio ?? Number.NaN),
    limit: atLeast,
    better: "high",
    show: times,
  });
}

function p99Verdict(ours: TargetSummary | undefined, maxMs: number): Verdict {
  return judge({
    what: `p99${ours?.latencyMs.windows === 0 ? " (disturbed)" : ""} of ${ours?.avatars} avatars`,
    value: ours?.latencyMs.p99 ?? Number.NaN,
    limit: maxMs,
    better: "low",
    show: ms,
  });
}

function deliveredVerdict(ours: TargetSummary | undefined): Verdict {
  return judge({
    what: "messages that arrived",
    value: ours?.deliveredShare ?? Number.NaN,
    limit: 0.99,
    better: "high",
    show: percent,
  });
}

async function comparison(
  context: ScenarioContext,
  load: PlainLoad,
  verdicts: (summaries: readonly TargetSummary[]) => Verdict[],
): Promise<ScenarioResult> {
  const compared = await compare(context, await startTargets(context), load);
  const { summaries } = compared;
  return { text: renderComparison(summaries), verdicts: verdicts(summaries), figures: compared };
}

export const plain100: Scenario = {
  name: "plain-100x10",
  about: "100 plain avatars in one room at 10 Hz",
  run: (context) =>
    comparison(
      context,
      { rooms: 1, avatarsPerRoom: capped(100, context.options), hz: 10, payloadBytes: POSE_BYTES },
      (summaries) => [ratioVerdict(summaries, "mosquitto", 10), deliveredVerdict(summaries[0])],
    ),
};

export const smallRooms: Scenario = {
  name: "small-rooms",
  about: "120 rooms of 20 plain avatars at 20 Hz",
  run: (context) => {
    const avatarsPerRoom = capped(20, context.options);
    const rooms = Math.max(1, Math.floor(capped(2_400, context.options) / avatarsPerRoom));
    return comparison(context, { rooms, avatarsPerRoom, hz: 20, payloadBytes: POSE_BYTES }, (summaries) => [
      ratioVerdict(summaries, "mosquitto", 6),
      deliveredVerdict(summaries[0]),
    ]);
  },
};

export const plain1000: Scenario = {
  name: "plain-1000x20",
  about: "1,000 plain avatars in one room at 20 Hz, ours alone: no peer gets near it",
  run: async (context) => {
    const { pid, tcpPort } = await context.start("hiroba");
    const targets = [{ name: "hiroba", pid, port: tcpPort, transport: "tcp" }] as const;
    const avatarsPerRoom = capped(1_000, context.options);
    const load = { rooms: 1, avatarsPerRoom, hz: 20, payloadBytes: POSE_BYTES };
    const compared = await compare(context, targets, load);
    const { summaries } = compared;
    return {
      text: renderComparison(summaries),
      verdicts: [p99Verdict(summaries[0], 50), deliveredVerdict(summaries[0])],
      figures: compared,
    };
  },
};

const LATENCY_TARGETS = [
  { avatars: 100, p99MaxMs: 5 },
  { avatars: 250, p99MaxMs: 10 },
  { avatars: 500, p99MaxMs: 20 },
  { avatars: 1_000, p99MaxMs: 40 },
] as const;

export const latency: Scenario = {
  name: "latency",
  about: "100, 250, 500 and 1,000 plain avatars in one room at 20 Hz",
  run: async (context) => {
    const { pid, tcpPort } = await context.start("hiroba");
    const targets = [{ name: "hiroba", pid, port: tcpPort, transport: "tcp" }] as const;
    const summaries: TargetSummary[] = [];
    const windows: WindowFigures[] = [];
    const verdicts: Verdict[] = [];
    for (const { avatars, p99MaxMs } of LATENCY_TARGETS) {
      const avatarsPerRoom = capped(avatars, context.options);
      const load = { rooms: 1, avatarsPerRoom, hz: 20, payloadBytes: POSE_BYTES };
      const compared = await compare(context, targets, load);
      const [summary] = compared.summaries;
      if (summary === undefined) continue;
      windows.push(...compared.windows);
      summaries.push(summary);
      verdicts.push(p99Verdict(summary, p99MaxMs));
    }
    return { text: renderComparison(summaries), verdicts, figures: { summaries, windows } };
  },
};

export const webSocket: Scenario = {
  name: "websocket",
  about: "500 plain avatars in one room at 20 Hz, over TCP and over WebSocket",
  run: async (context) => {
    const { pid, tcpPort, wsPort } = await context.start("hiroba");
    if (wsPort === null) throw new Error("our host has no WebSocket listener");
    const targets = [
      { name: "hiroba TCP", pid, port: tcpPort, transport: "tcp" },
      { name: "hiroba WebSocket", pid, port: wsPort, transport: "websocket" },
    ] as const;
    const avatarsPerRoom = capped(500, context.options);
    const load = { rooms: 1, avatarsPerRoom, hz: 20, payloadBytes: POSE_BYTES };
    const compared = await compare(context, targets, load);
    const [, overWebSocket] = compared.summaries;
    return {
      text: renderComparison(compared.summaries),
      verdicts: [
        judge({
          what: "deliveries for the same CPU, WebSocket ÷ TCP",
          value: 1 / (overWebSocket?.ratio?.ratio ?? Number.NaN),
          limit: 0.5,
          better: "high",
          show: short,
        }),
        deliveredVerdict(overWebSocket),
      ],
      figures: compared,
    };
  },
};
