// Every fuzz target for a bounded number of frames: the same ones each time, so that a failure here is a failure of what was changed.

import { describe, expect, test } from "bun:test";
import { commandOf, runTarget } from "../../scripts/fuzz/run.ts";
import { TARGETS } from "../../scripts/fuzz/targets.ts";
import { DOWN, UP } from "../../shared/protocol/ext/registry.ts";
import { fuzzInProcess } from "./fuzz-in-process.ts";

const SEED = 0x5eed_0001n;
const FRAMES = 4_000;
/** The ones that most hangs on. The comparison has a test of its own. */
const FRAMES_OF: Readonly<Record<string, number>> = {
  framer: 30_000,
  "packet-v4": 30_000,
  "packet-v5": 30_000,
  publish: 30_000,
  session: 12_000,
  compare: 1,
};
/** It measures the memory of its process, which must be its own. */
const AVATAR = { name: "avatar", frames: 300 };

describe("nothing a peer sends or uploads breaks what reads it:", () => {
  for (const target of TARGETS.filter(({ name }) => name !== AVATAR.name))
    test(`${target.name}: ${target.about}`, async () => {
      const frames = FRAMES_OF[target.name] ?? FRAMES;
      const report = await runTarget(target, {
        seed: SEED,
        extent: { frames },
        nowMs: () => performance.now(),
      });
      if (report.failure !== null)
        throw new Error(commandOf(target.name, report.failure.seed), { cause: report.failure.error });
      expect(report.frames).toBeGreaterThanOrEqual(frames);
    });

  test("avatars broken in one or two places, and what becomes of those that are accepted", async () => {
    const { exitCode, output } = await fuzzInProcess(AVATAR.name, SEED, AVATAR.frames);
    if (exitCode !== 0) throw new Error(output);
    expect(output).toMatch(new RegExp(`^avatar +${AVATAR.frames} .* ok$`, "m"));
  });
});

test("every kind of section in the registry is a target", () => {
  const names = new Set(TARGETS.map((target) => target.name));
  for (const kind of Object.keys(UP)) expect(names).toContain(`up-${kind}`);
  for (const kind of Object.keys(DOWN)) expect(names).toContain(`down-${kind}`);
});
