// Our codec beside mqtt-packet. A million packets are for a hand: `bun run fuzz -- compare --frames 1000000`.

import { expect, test } from "bun:test";
import { commandOf, runTarget } from "../../scripts/fuzz/run.ts";
import { createCompare, explainedDisagreements } from "../../scripts/fuzz/targets/compare.ts";

const FRAMES = 100_000;
const SEED = 0x5eed_0002n;

test("every disagreement with mqtt-packet is explained in strictness.md, and every one explained there still occurs", async () => {
  const { target, met } = createCompare();
  const report = await runTarget(target, {
    seed: SEED,
    extent: { frames: FRAMES },
    nowMs: () => performance.now(),
  });
  if (report.failure !== null)
    throw new Error(commandOf(target.name, report.failure.seed), { cause: report.failure.error });
  expect([...met.keys()].sort()).toEqual(explainedDisagreements().sort());
}, 60_000);

test("no row stands in the table twice", () => {
  const explained = explainedDisagreements();
  expect(new Set(explained).size).toBe(explained.length);
});
