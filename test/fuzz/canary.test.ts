// A fuzzer that does not find what was planted finds nothing.

import { expect, test } from "bun:test";
import { type Report, runTarget } from "../../scripts/fuzz/run.ts";
import type { Target } from "../../scripts/fuzz/target.ts";
import { canary } from "../../scripts/fuzz/targets/canary.ts";
import { TARGETS, targetsNamed } from "../../scripts/fuzz/targets.ts";
import { fuzzInProcess } from "./fuzz-in-process.ts";

const FRAMES = 20_000;
const run = (target: Target, seed: bigint, frames = FRAMES): Promise<Report> =>
  runTarget(target, { seed, extent: { frames }, nowMs: () => performance.now() });

test("the planted bug is found from any seed, and the seed it names finds it alone", async () => {
  for (const seed of [0n, 1n, 0xffff_ffff_ffff_fff0n]) {
    const report = await run(canary, seed);
    expect(String(report.failure?.error)).toContain("is no ProtocolError");
    const again = await run(canary, report.failure?.seed ?? 0n, 1);
    expect(String(again.failure?.error)).toBe(String(report.failure?.error));
  }
});

test("the bug planted in the avatar check is found", async () => {
  const { exitCode, output } = await fuzzInProcess("avatar-canary", 1n, 2_000);
  expect(exitCode).toBe(1);
  expect(output).toContain("the check threw TypeError");
});

test("the canary is no part of a run of everything, and is found by its name", () => {
  expect(TARGETS).not.toContain(canary);
  expect(targetsNamed("canary")).toEqual([canary]);
  expect(targetsNamed("no-such-target")).toBeNull();
});

test("a target that fails later than it returns is found", async () => {
  const failing: Target = { name: "late", about: "", run: async () => Promise.reject(new Error("late")) };
  expect((await run(failing, 5n)).failure).toMatchObject({ seed: 5n });
});

test("memory that stays is found", async () => {
  const kept: Uint8Array[] = [];
  const hoarding: Target = {
    name: "hoarding",
    about: "",
    run: () => {
      kept.push(new Uint8Array(0), ...Array.from({ length: 5_000 }, () => new Uint8Array(8)));
      return 1;
    },
  };
  const report = await run(hoarding, 1n, 256);
  expect(String(report.failure?.error)).toContain("the heap grew");
  expect(kept.length).toBeGreaterThan(0);
});

test("one seed gives the same frames twice", async () => {
  const inputs: string[][] = [[], []];
  for (const seen of inputs) {
    const noting: Target = {
      name: "noting",
      about: "",
      run: (chance) => {
        seen.push(chance.bytes(16).toHex());
        return 1;
      },
    };
    await run(noting, 0x1234_5678_9abc_def0n, 100);
  }
  expect(inputs[0]).toEqual(inputs[1] ?? []);
  expect(new Set(inputs[0]).size).toBe(100);
});
