// Gives a plan to a generator process on its own core and takes its reports as they come.

import { join } from "node:path";
import { GENERATOR_CORE, pinned, takeLead } from "./cores.ts";
import type { Plan, Report } from "./plan.ts";

export class GeneratorFailed extends Error {}

/** Carries out a plan. Throws GeneratorFailed with the generator's own sentence. */
export async function* runGenerator(plan: Plan): AsyncGenerator<Exclude<Report, { type: "failed" }>> {
  const command = [process.execPath, join(import.meta.dir, "generator/main.ts")];
  const child = Bun.spawn(pinned(GENERATOR_CORE, command), {
    detached: true,
    stdin: new Blob([JSON.stringify(plan)]),
    stdout: "pipe",
    stderr: "inherit",
  });
  takeLead(child.pid);
  try {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const chunk of child.stdout) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const report = JSON.parse(line) as Report;
        if (report.type === "failed") throw new GeneratorFailed(report.message);
        yield report;
      }
    }
    const exitCode = await child.exited;
    if (exitCode !== 0) throw new GeneratorFailed(`the generator ended with ${exitCode}`);
  } finally {
    child.kill();
  }
}
