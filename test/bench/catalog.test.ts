// That `bun run bench catalog` still runs, for a moment and in a small square: how fast it was means nothing then, and is held
// against nobody.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScenario } from "./run-scenario.ts";

const SCENARIO_MAX_MS = 90_000;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-bench-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test(
  "at-size runs and has figures to show for lists, searches and rankings",
  async () => {
    const { scenarios } = await runScenario("catalog", "at-size", { flags: ["--seconds=0.1"], folder });
    expect(scenarios).toEqual([
      { name: "at-size", result: expect.objectContaining({ figures: expect.anything() }) },
    ]);
    const { timed } = scenarios[0].result.figures;
    expect(new Set(timed.map(({ group }: { group: string }) => group))).toEqual(
      new Set(["lists", "searches", "rankings"]),
    );
    for (const each of timed) expect(each).toMatchObject({ samples: 2, p99Ms: expect.any(Number) });
  },
  SCENARIO_MAX_MS,
);
