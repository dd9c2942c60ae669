// Doors open: 500 extended clients in two seconds.

import { runGenerator } from "../run-generator.ts";
import { capped, judge, type Scenario } from "../scenario.ts";
import { short } from "../table.ts";

const CLIENTS = 500;
const WITHIN_MS = 2_000;
const SEES_ALL_MAX_MS = 3_000;
const WAIT_MAX_MS = 15_000;

export const joining: Scenario = {
  name: "joining",
  about: `${CLIENTS} extended clients come within ${WITHIN_MS / 1000} s and walk; the last one looks round`,
  run: async (context) => {
    const { pid, tcpPort } = await context.start("hiroba");
    const clients = capped(CLIENTS, context.options);
    const target = { name: "hiroba", pid, port: tcpPort, transport: "tcp" } as const;
    const plan = { kind: "joining", target, clients, withinMs: WITHIN_MS, waitMaxMs: WAIT_MAX_MS } as const;
    for await (const report of runGenerator(plan)) {
      if (report.type !== "joined") continue;
      const ms = (value: number | null): string => `${short(value ?? Number.NaN)} ms`;
      const seen = (what: string, value: number | null) =>
        judge({ what, value: value ?? Number.NaN, limit: SEES_ALL_MAX_MS, better: "low", show: ms });
      return {
        text: `${report.clients} of ${clients} came within ${ms(report.cameWithinMs)}; the last one was let in after ${ms(report.welcomeMs)}`,
        verdicts: [
          seen("the last one knows all members", report.allMembersMs),
          seen("the last one has everybody's pose", report.allPosesMs),
        ],
        figures: report,
      };
    }
    throw new Error("the generator did not say how it went");
  },
};
