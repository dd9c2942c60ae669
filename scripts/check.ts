// `bun run check`: types, style, who imports whom, the SPEC's rules and file names, side by side. Prints a table, then the
// details of what failed; exit code 1 when anything did. Tests are `bun test`'s business.

import { join } from "node:path";
import {
  findCycles,
  findForbiddenImports,
  findRuntimeNames,
  importsOf,
  readSources,
} from "./import-graph.ts";
import { reportRules } from "./rules.ts";

export type CheckResult = {
  readonly name: string;
  /** Lines to read; none when it is well. */
  readonly problems: readonly string[];
  readonly tookMs: number;
};

const ROOT = join(import.meta.dir, "..");
const TSCONFIG_GLOB = "**/tsconfig*.json";
const NOT_OURS = /(^|\/)(node_modules|dist|\.hiroba)\//;
const FILE_NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
const OUTPUT_MAX_LINES = 200;

/** Folders and files that are not in kebab-case, one line each. */
export function findMisnamed(paths: readonly string[]): string[] {
  return paths
    .filter((path) => !path.split("/").every((part) => FILE_NAME.test(part)))
    .map((path) => `${path} is not in kebab-case`);
}

/** The table, then the problems under their check's name. */
export function renderResults(results: readonly CheckResult[]): string {
  const width = Math.max(...results.map((r) => r.name.length));
  const rows = results.map(
    ({ name, problems, tookMs }) =>
      `${name.padEnd(width)}  ${problems.length === 0 ? "ok    " : "FAILED"}  ${(tookMs / 1000).toFixed(1).padStart(5)} s`,
  );
  const details = results
    .filter((r) => r.problems.length > 0)
    .map((r) => `\n── ${r.name} ──\n${r.problems.join("\n")}`);
  return [...rows, ...details].join("\n");
}

/**
 * Runs a tool of node_modules with this Bun, so that no Node is needed, and answers what it said if it failed.
 * `script` is the JavaScript behind the tool's name, relative to node_modules.
 */
async function runTool(script: string, args: readonly string[]): Promise<string[]> {
  const child = Bun.spawn([process.execPath, join(ROOT, "node_modules", script), ...args], {
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
  if (exitCode === 0) return [];
  const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "");
  return lines.length === 0 ? [`exit code ${exitCode}`] : lines.slice(0, OUTPUT_MAX_LINES);
}

function tsconfigs(): string[] {
  return [...new Bun.Glob(TSCONFIG_GLOB).scanSync({ cwd: ROOT })]
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !NOT_OURS.test(path))
    .sort();
}

async function checkImports(): Promise<string[]> {
  const files = await readSources(ROOT);
  const imports = files.flatMap(importsOf);
  return [
    ...findForbiddenImports(imports),
    ...findRuntimeNames(files),
    ...findCycles(imports).map((cycle) => `a circle at run time: ${cycle.join(" -> ")}`),
  ];
}

async function timed(name: string, run: () => Promise<readonly string[]>): Promise<CheckResult> {
  const startedAtMs = performance.now();
  const problems = await run();
  return { name, problems, tookMs: performance.now() - startedAtMs };
}

async function main(): Promise<void> {
  const results = await Promise.all([
    ...tsconfigs().map((path) =>
      timed(`types ${path}`, () => runTool("typescript/bin/tsc", ["-p", path, "--pretty", "false"])),
    ),
    timed("style (biome)", () => runTool("@biomejs/biome/bin/biome", ["check", "--colors=off", "."])),
    timed("imports", checkImports),
    timed("SPEC rules", async () => (await reportRules(ROOT)).problems),
    timed("file names", async () => findMisnamed((await readSources(ROOT)).map((file) => file.path))),
  ]);
  console.log(renderResults(results));
  if (results.some((r) => r.problems.length > 0)) process.exitCode = 1;
}

if (import.meta.main) await main();
