// That every scenario of `bun run bench room` still runs, for a moment and with a few clients, against our own host: what it
// measures then means nothing, and nothing is held against it, so that a machine that is busy or slow has its figures as well.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SCENARIOS } from "../../scripts/bench/scenarios.ts";
import { runScenario } from "./run-scenario.ts";

const FLAGS = ["--peers=none", "--seconds=0.2", "--clients=8"];
/** One server and one generator at a time, each for about two seconds; on a machine that is busy they wait for their cores. */
const SCENARIO_MAX_MS = 90_000;

describe.skipIf(process.platform !== "linux")("bench room (skipped where there is no epoll)", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hiroba-bench-test-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(SCENARIOS.map(({ name }) => name))(
    "%s runs and has figures to show",
    async (name) => {
      const { stdout, scenarios } = await runScenario("room", name, { flags: FLAGS, folder });
      expect(stdout).toContain(`${name}: `);
      expect(scenarios).toEqual([{ name, result: expect.objectContaining({ figures: expect.anything() }) }]);
    },
    SCENARIO_MAX_MS,
  );
});
