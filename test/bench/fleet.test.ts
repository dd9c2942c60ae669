// That `bun run bench fleet` still runs, with a few people: how long they heard nothing means nothing then. That nothing is lost does.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScenario } from "./run-scenario.ts";

const SCENARIO_MAX_MS = 90_000;
const CLIENTS = 12;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-bench-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test(
  "hand-over sends everybody to the other host, and no line that was acknowledged is lost",
  async () => {
    const { scenarios } = await runScenario("fleet", "hand-over", {
      flags: [`--clients=${CLIENTS}`],
      folder,
    });
    const [{ result }] = scenarios;
    expect(result.figures.rounds).toEqual([
      expect.objectContaining({ clients: CLIENTS, movedCount: CLIENTS, lostCount: 0, troubles: [] }),
    ]);
    expect(result.figures.rounds[0].acknowledgedCount).toBeGreaterThan(0);
    expect(result.figures.rounds[0].silencesMs).toHaveLength(CLIENTS);
  },
  SCENARIO_MAX_MS,
);
