// The load generator, a process of its own so that it can have a core of its own: reads a plan, carries it out, reports. It
// never yields to an event loop: its own loop of sends and reads is all it does.

import { readFileSync, writeSync } from "node:fs";
import type { Plan, Report } from "../plan.ts";
import { runDeaf } from "./deaf.ts";
import { runExtended, runVoice } from "./extended.ts";
import { runIdle } from "./idle.ts";
import { runJoining } from "./joining.ts";
import { runPlain } from "./plain.ts";
import { runSearch } from "./search.ts";
import { runSoak } from "./soak.ts";

function report(line: Report): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

function carryOut(plan: Plan): void {
  switch (plan.kind) {
    case "plain":
      return runPlain(plan, report);
    case "search":
      return runSearch(plan, report);
    case "extended":
      return runExtended(plan, report);
    case "voice":
      return runVoice(plan, report);
    case "joining":
      return runJoining(plan, report);
    case "deaf":
      return runDeaf(plan, report);
    case "soak":
      return runSoak(plan, report);
    case "idle":
      return runIdle(plan, report);
  }
}

try {
  carryOut(JSON.parse(readFileSync(0, "utf8")) as Plan);
} catch (error) {
  report({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
process.exit();
