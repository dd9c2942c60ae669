// The history of runs that matter: one JSON file each, named after its day, hour, suite and commit.

import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";

const FOLDER = join(import.meta.dir, "../../test/bench/history");

/** What was run, on what, and what came out. */
export type RunRecord = {
  readonly date: string;
  readonly commit: string;
  /** Whether files differed from the commit. */
  readonly tree: "clean" | "changed";
  readonly machine: { readonly cpu: string; readonly cores: number };
  readonly bun: string;
  readonly suite: string;
  readonly options: unknown;
  readonly scenarios: readonly unknown[];
};

export function describeRun(date: Date): Omit<RunRecord, "suite" | "options" | "scenarios"> {
  const git = (...args: string[]): string =>
    Bun.spawnSync(["git", ...args], { cwd: import.meta.dir })
      .stdout.toString()
      .trim();
  return {
    date: date.toISOString(),
    commit: git("rev-parse", "--short=12", "HEAD"),
    tree: git("status", "--porcelain") === "" ? "clean" : "changed",
    machine: { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length },
    bun: Bun.version,
  };
}

/** Summaries alone, to six digits: single windows are for --json, and digits that say nothing for nobody. */
function essence(key: string, value: unknown): unknown {
  if (key === "windows" && Array.isArray(value)) return undefined;
  return typeof value === "number" ? Number(value.toPrecision(6)) : value;
}

/** Writes a record; answers where. */
export async function keep(record: RunRecord): Promise<string> {
  const path = join(
    FOLDER,
    `${record.date.slice(0, 16).replaceAll(":", "")}-${record.suite}-${record.commit}.json`.toLowerCase(),
  );
  await mkdir(FOLDER, { recursive: true });
  await writeFile(path, `${JSON.stringify(record, essence, 2)}\n`);
  return path;
}
