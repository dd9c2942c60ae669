// Memory of connections that say nothing.

import type { ServerName } from "../plan.ts";
import { runGenerator } from "../run-generator.ts";
import { capped, judge, type Scenario, type ScenarioContext } from "../scenario.ts";
import { renderTable, short } from "../table.ts";

const CONNECTIONS = 10_000;
const PER_CONNECTION_MAX_KB = 2;
const TOTAL_MAX_MB = 80;
/** Until what it took to come in has been collected. */
const SETTLE_MS = 10_000;

type IdleFigures = {
  readonly server: ServerName;
  readonly connections: number;
  readonly rssBeforeKb: number;
  readonly rssConnectedKb: number;
  readonly rssSubscribedKb: number;
  readonly kbPerConnection: number;
};

async function measureIdle(context: ScenarioContext, name: ServerName): Promise<IdleFigures | null> {
  // Not in the lead: measured, a Bun process at nice −20 hands back half as much of what it has collected.
  const { pid, tcpPort } = await context.start(name, "equal");
  const plan = {
    kind: "idle",
    target: { name, pid, port: tcpPort, transport: "tcp" },
    connections: capped(CONNECTIONS, context.options),
    settleMs: context.options.seconds === null ? SETTLE_MS : context.options.seconds * 1000,
  } as const;
  for await (const report of runGenerator(plan)) {
    if (report.type !== "idle") continue;
    const { connections, rssBeforeKb, rssConnectedKb, rssSubscribedKb } = report;
    return {
      server: name,
      connections,
      rssBeforeKb,
      rssConnectedKb,
      rssSubscribedKb,
      kbPerConnection: (rssConnectedKb - rssBeforeKb) / connections,
    };
  }
  return null;
}

export const idle: Scenario = {
  name: "idle",
  about: `${CONNECTIONS} connections that are silent, and then subscribe to a topic each`,
  run: async (context) => {
    const all: IdleFigures[] = [];
    for (const name of ["hiroba", ...context.options.peers] as const) {
      const figures = await measureIdle(context, name);
      if (figures === null) continue;
      all.push(figures);
      context.progress(`${name}: ${short(figures.kbPerConnection)} kB a connection`);
    }
    const [ours] = all;
    const columns = [
      "connections",
      "RSS before MB",
      "connected MB",
      "kB/connection",
      "subscribed MB",
      "kB/subscription",
    ].map((title) => ({ title, align: "right" }) as const);
    const rows = all.map((f) => [
      f.server,
      String(f.connections),
      short(f.rssBeforeKb / 1024),
      short(f.rssConnectedKb / 1024),
      short(f.kbPerConnection),
      short(f.rssSubscribedKb / 1024),
      short((f.rssSubscribedKb - f.rssConnectedKb) / f.connections),
    ]);
    return {
      text: renderTable([{ title: "server", align: "left" }, ...columns], rows),
      verdicts: [
        judge({
          what: "memory of a connection",
          value: ours?.kbPerConnection ?? Number.NaN,
          limit: PER_CONNECTION_MAX_KB,
          better: "low",
          show: (value) => `${short(value)} kB`,
        }),
        judge({
          what: "memory in all",
          value: (ours?.rssConnectedKb ?? Number.NaN) / 1024,
          limit: TOTAL_MAX_MB,
          better: "low",
          show: (value) => `${short(value)} MB`,
        }),
      ],
      figures: all,
    };
  },
};
