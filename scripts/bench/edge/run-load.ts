// Gives a plan to a load generator on its own core and takes its windows when it is done.

import { join } from "node:path";
import { GENERATOR_CORE, pinned, takeLead } from "../cores.ts";
import type { LoadPlan, LoadWindow } from "./load-plan.ts";

/** Carries out a plan. Throws when the generator fails; what it says goes to standard error. */
export async function runLoad(plan: LoadPlan): Promise<LoadWindow[]> {
  const child = Bun.spawn(pinned(GENERATOR_CORE, [process.execPath, join(import.meta.dir, "load.ts")]), {
    detached: true,
    stdin: new Blob([JSON.stringify(plan)]),
    stdout: "pipe",
    stderr: "inherit",
  });
  takeLead(child.pid);
  const text = await child.stdout.text();
  const exitCode = await child.exited;
  if (exitCode !== 0) throw new Error(`the load generator ended with ${exitCode}`);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as LoadWindow);
}
