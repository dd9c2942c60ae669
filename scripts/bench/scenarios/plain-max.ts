// How many avatars fit into one room: for each server the largest number that is still served in time.

import { judgedLatency } from "../judge.ts";
import type { WindowFigures } from "../plan.ts";
import { runGenerator } from "../run-generator.ts";
import { capped, judge, type Scenario, type ScenarioContext, type Verdict, windowsOf } from "../scenario.ts";
import { renderTable, short } from "../table.ts";

const POSE_BYTES = 48;
const HZ = 20;
const P99_MAX_MS = 100;
const AVATARS_MAX = 2_000;
/** Where the search begins: near what each is known to hold, so that it does not have to climb there. */
const START_AT = { hiroba: 800, mosquitto: 80, nats: 100, aedes: 60, floor: 1_000 } as const;
const TIMES_MOSQUITTO_MIN = 12;

type Held = { readonly server: string; readonly avatars: number; readonly best: WindowFigures | null };

async function searchFor(context: ScenarioContext, name: keyof typeof START_AT): Promise<Held> {
  const { pid, tcpPort } = await context.start(name);
  const { warmUpMs, windowMs } = windowsOf(context.options);
  const windows: WindowFigures[] = [];
  let avatars = 0;
  for await (const report of runGenerator({
    kind: "search",
    target: { name, pid, port: tcpPort, transport: "tcp" },
    hz: HZ,
    payloadBytes: POSE_BYTES,
    p99MaxMs: P99_MAX_MS,
    startAt: capped(START_AT[name], context.options),
    avatarsMax: capped(AVATARS_MAX, context.options),
    precision: context.options.pace === "quick" ? 0.1 : 0.03,
    warmUpMs,
    windowMs,
  })) {
    if (report.type === "searched") avatars = report.held;
    if (report.type !== "window") continue;
    windows.push(report);
    context.progress(`${name} with ${report.avatars}: p99 ${short(judgedLatency(report).p99)} ms`);
  }
  return { server: name, avatars, best: windows.findLast((w) => w.avatars === avatars) ?? null };
}

function verdictsOf(all: readonly Held[]): Verdict[] {
  const [ours] = all;
  const mosquitto = all.find((h) => h.server === "mosquitto");
  return [
    judge({
      what: "avatars held, hiroba ÷ mosquitto",
      value: ours === undefined || mosquitto === undefined ? null : ours.avatars / mosquitto.avatars,
      limit: TIMES_MOSQUITTO_MIN,
      better: "high",
      show: (value) => `${short(value)}×`,
    }),
    judge({
      what: "avatars held",
      value: ours?.avatars ?? Number.NaN,
      limit: 1_000,
      better: "high",
      show: String,
    }),
  ];
}

export const plainMax: Scenario = {
  name: "plain-max",
  about: `the largest room of plain avatars at ${HZ} Hz with p99 under ${P99_MAX_MS} ms`,
  run: async (context) => {
    const all: Held[] = [];
    for (const name of ["hiroba", ...context.options.peers] as const)
      all.push(await searchFor(context, name));
    const rows = all.map(({ server, avatars, best }) => [
      server,
      String(avatars),
      short(best === null ? Number.NaN : (best.deliveries / best.wallMs) * 1000),
      short(best === null ? Number.NaN : judgedLatency(best).p99),
      short((best?.server.rssKb ?? Number.NaN) / 1024),
    ]);
    const columns = ["avatars held", "deliveries/s", "p99 ms", "RSS MB"].map(
      (title) => ({ title, align: "right" }) as const,
    );
    return {
      text: renderTable([{ title: "server", align: "left" }, ...columns], rows),
      verdicts: verdictsOf(all),
      figures: all,
    };
  },
};
