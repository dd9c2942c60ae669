// One scenario of the benchmark as it is started by hand, for a moment: that it runs, not how fast.

import { join } from "node:path";
import type { SuiteName } from "../../scripts/bench/arguments.ts";

const ROOT = join(import.meta.dir, "../..");
const USAGE_OR_CRASH_MIN = 2;

/** Answers what it printed and the scenarios of its report; throws all that was said when it did not end well. */
export async function runScenario(
  suite: SuiteName,
  name: string,
  { flags, folder }: { readonly flags: readonly string[]; readonly folder: string },
) {
  const json = join(folder, `${name}.json`);
  const command = ["scripts/bench.ts", suite, name, "--quick", ...flags, `--json=${json}`];
  const child = Bun.spawn([process.execPath, ...command], {
    cwd: ROOT,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  if (exitCode >= USAGE_OR_CRASH_MIN || stderr !== "")
    throw new Error(`bench ${suite} ${name} ended with ${exitCode}\nstdout: ${stdout}\nstderr: ${stderr}`);
  const { scenarios } = await Bun.file(json).json();
  return { stdout, scenarios };
}
