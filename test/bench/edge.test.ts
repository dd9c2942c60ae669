// That every scenario of `bun run bench edge` still runs, for a moment, and that no request of it fails: how fast it was means
// nothing then, and is held against nobody.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EDGE_SCENARIOS } from "../../scripts/bench/edge/scenarios.ts";

const ROOT = join(import.meta.dir, "../..");
const USAGE_OR_CRASH_MIN = 2;
const SCENARIO_MAX_MS = 90_000;

describe.skipIf(process.platform !== "linux")("bench edge (skipped where there is no /proc)", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hiroba-bench-test-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(EDGE_SCENARIOS.map(({ name }) => name))(
    "%s runs on every runtime and has figures to show",
    async (name) => {
      const json = join(folder, `${name}.json`);
      const flags = ["--quick", "--seconds=0.1", "--clients=4", `--json=${json}`];
      const child = Bun.spawn([process.execPath, "scripts/bench.ts", "edge", name, ...flags], {
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
        throw new Error(`bench edge ${name} ended with ${exitCode}\nstdout: ${stdout}\nstderr: ${stderr}`);
      const { scenarios } = await Bun.file(json).json();
      expect(scenarios).toEqual([{ name, result: expect.objectContaining({ figures: expect.anything() }) }]);
      for (const summary of scenarios[0].result.figures.summaries ?? [])
        expect(summary).toMatchObject({ failures: 0, requestsPerCpuSecond: expect.any(Number) });
    },
    SCENARIO_MAX_MS,
  );
});
