// That every scenario of `bun run bench edge` still runs, for a moment, and that no request of it fails: how fast it was means
// nothing then, and is held against nobody.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EDGE_SCENARIOS } from "../../scripts/bench/edge/scenarios.ts";
import { runScenario } from "./run-scenario.ts";

const FLAGS = ["--seconds=0.1", "--clients=4"];
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
      const { scenarios } = await runScenario("edge", name, { flags: FLAGS, folder });
      expect(scenarios).toEqual([{ name, result: expect.objectContaining({ figures: expect.anything() }) }]);
      // Not its requests a CPU-second: the kernel counts in hundredths of a second, of which a busy machine leaves it none.
      for (const summary of scenarios[0].result.figures.summaries ?? [])
        expect(summary).toMatchObject({ failures: 0, windows: expect.any(Number) });
    },
    SCENARIO_MAX_MS,
  );
});
