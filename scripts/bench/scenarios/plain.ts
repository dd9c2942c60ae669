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

type LoadedTarget = { readonly target: Target; readonly load: PlainLoad };

/** Our host, or ours and the peers, each fresh. A peer may be given less to do than ours. */
async function startTargets(
  context: ScenarioContext,
  load: PlainLoad,
  peerLoad: PlainLoad | null,
): Promise<LoadedTarget[]> {
  const targets: LoadedTarget[] = [];
  const peers = peerLoad === null ? [] : context.options.peers;
  for (const name of ["hiroba", ...peers] as const) {
    const { pid, tcpPort } = await context.start(name);
    const target = { name, pid, port: tcpPort, transport: "tcp" } as const;
    targets.push({ target, load: name === "hiroba" || peerLoad === null ? load : peerLoad });
  }
  return targets;
}

/** The figures, and the windows they come from. */
export type Compared = { readonly summaries: TargetSummary[]; readonly windows: WindowFigures[] };

/** Loads the targets by turns; tells each window as it ends. */
export async function compare(context: ScenarioContext, crowds: readonly LoadedTarget[]): Promise<Compared> {
  const windows: WindowFigures[] = [];
  const plan = { kind: "plain", crowds, ...windowsOf(context.options) } as const;
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
  crowds: readonly LoadedTarget[],
  verdicts: (summaries: readonly TargetSummary[]) => Verdict[],
): Promise<ScenarioResult> {
  const compared = await compare(context, crowds);
  const { summaries } = compared;
  return { text: renderComparison(summaries), verdicts: verdicts(summaries), figures: compared };
}

export const plain100: Scenario = {
  name: "plain-100x10",
  about: "100 plain avatars in one room at 10 Hz",
  run: async (context) => {
    const avatarsPerRoom = capped(100, context.options);
    const load = { rooms: 1, avatarsPerRoom, hz: 10, payloadBytes: POSE_BYTES };
    return comparison(context, await startTargets(context, load, load), (summaries) => [
      ratioVerdict(summaries, "mosquitto", 10),
      deliveredVerdict(summaries[0]),
    ]);
  },
};

const ROOMS = 120;
/** What a broker with a write per delivery can hold: a server that is drowning is not compared with. */
const PEER_ROOMS = 10;

export const smallRooms: Scenario = {
  name: "small-rooms",
  about: `${ROOMS} rooms of 20 plain avatars at 20 Hz; for peers, none of which could hold that, ${PEER_ROOMS}`,
  run: async (context) => {
    const avatarsPerRoom = capped(20, context.options);
    const rooms = Math.max(1, Math.floor(capped(ROOMS * 20, context.options) / avatarsPerRoom));
    const load = { rooms, avatarsPerRoom, hz: 20, payloadBytes: POSE_BYTES };
    const peerLoad = { ...load, rooms: Math.min(rooms, PEER_ROOMS) };
    return comparison(context, await startTargets(context, load, peerLoad), (summaries) => [
      ratioVerdict(summaries, "mosquitto", 6),
      deliveredVerdict(summaries[0]),
    ]);
  },
};

export const plain1000: Scenario = {
  name: "plain-1000x20",
  about: "1,000 plain avatars in one room at 20 Hz, ours alone: no peer gets near it",
  run: async (context) => {
    const avatarsPerRoom = capped(1_000, context.options);
    const load = { rooms: 1, avatarsPerRoom, hz: 20, payloadBytes: POSE_BYTES };
    return comparison(context, await startTargets(context, load, null), (summaries) => [
      p99Verdict(summaries[0], 50),
      deliveredVerdict(summaries[0]),
    ]);
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
    const target = { name: "hiroba", pid, port: tcpPort, transport: "tcp" } as const;
    const summaries: TargetSummary[] = [];
    const windows: WindowFigures[] = [];
    const verdicts: Verdict[] = [];
    for (const { avatars, p99MaxMs } of LATENCY_TARGETS) {
      const avatarsPerRoom = capped(avatars, context.options);
      const load = { rooms: 1, avatarsPerRoom, hz: 20, payloadBytes: POSE_BYTES };
      const compared = await compare(context, [{ target, load }]);
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
    const crowds = targets.map((target) => ({ target, load }));
    const compared = await compare(context, crowds);
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
