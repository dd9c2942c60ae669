// That `bun run bench avatar` still runs, once and with the small sample: how fast it was means nothing then, and is held against
// nobody. What is left of an avatar does.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScenario } from "./run-scenario.ts";

const SCENARIO_MAX_MS = 120_000;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-bench-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test(
  "every program makes something, and only ours is still an avatar",
  async () => {
    const { scenarios } = await runScenario("avatar", "sample", { flags: [], folder });
    const { rows, uploadBytes } = scenarios[0].result.figures;
    expect(rows.map(({ program }: { program: string }) => program)).toEqual([
      "hiroba",
      "gltf-transform",
      "gltf-transform as LOD1",
      "gltfpack as LOD1",
    ]);
    for (const { program, failed, tookMs, outputs } of rows) {
      expect({ program, failed }).toEqual({ program, failed: null });
      expect(tookMs).toBeGreaterThan(0);
      expect(outputs.length).toBeGreaterThan(0);
      for (const { file, sizeBytes, likenessDb, withExpressionsDb, vrm } of outputs) {
        // What is no LOD need not be as like.
        if (!file.includes("lod")) continue;
        expect(sizeBytes).toBeLessThan(uploadBytes);
        expect(likenessDb).toBeGreaterThan(10);
        expect(vrm).toBe(program === "hiroba" ? "equal" : "gone");
        expect(withExpressionsDb === null).toBe(program !== "hiroba");
      }
    }
    if (process.platform === "linux") for (const { peakMb } of rows) expect(peakMb).toBeGreaterThan(20);
  },
  SCENARIO_MAX_MS,
);
