// That every scenario of `bun run bench room` still runs, for a moment and with a few clients, against our own host: what it
// measures then means nothing, and nothing is held against it.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SCENARIOS } from "../../scripts/bench/scenarios.ts";

const ROOT = join(import.meta.dir, "../..");
const USAGE_OR_CRASH_MIN = 2;

describe.skipIf(process.platform !== "linux")("bench room (skipped where there is no epoll)", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hiroba-bench-test-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.concurrent.each(SCENARIOS.map(({ name }) => name))("%s runs and has figures to show", async (name) => {
    const json = join(folder, `${name}.json`);
    const flags = ["--quick", "--peers=none", "--seconds=0.2", "--clients=8", `--json=${json}`];
    const child = Bun.spawn([process.execPath, "scripts/bench.ts", "room", name, ...flags], {
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
    expect(stderr).toBe("");
    expect(exitCode).toBeLessThan(USAGE_OR_CRASH_MIN);
    expect(stdout).toContain(`${name}: `);
    const { scenarios } = await Bun.file(json).json();
    expect(scenarios).toEqual([{ name, result: expect.objectContaining({ figures: expect.anything() }) }]);
  });
});
