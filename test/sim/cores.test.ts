// The command itself, in several processes: the same seeds as in one, each once, and over with the first that breaks something.

import { expect, test } from "bun:test";
import { canaryNamed } from "../../scripts/sim/canaries.ts";
import { play } from "../../scripts/sim/play.ts";
import { said } from "../support/said.ts";

const TIMEOUT_MS = 120_000;
const sim = (...args: string[]) => said("scripts/sim.ts", args);

test(
  "two processes play what one would",
  async () => {
    const { text, exitCode } = await sim("--seeds", "7", "--from", "40", "--cores", "2");
    expect(text).toStartWith("7 seeds from 40: no invariant was broken");
    expect(text).toContain("in 2 processes");
    expect(exitCode).toBe(0);
  },
  TIMEOUT_MS,
);

test(
  "a bug planted in both is found, and the command that is printed finds it again",
  async () => {
    const { text, exitCode } = await sim("--seeds", "100000", "--canary", "same-epoch", "--cores", "2");
    expect(exitCode).toBe(1);
    const seed = /^Again: {2}bun run sim -- (\d+) --canary same-epoch$/m.exec(text)?.[1];
    using _planted = canaryNamed("same-epoch")?.plant();
    expect((await play(BigInt(seed ?? -1), 1, {})).failed?.violation).not.toBeNull();
  },
  TIMEOUT_MS,
);

test(
  "what is simulated beside rooms is, too, and no longer than was asked for",
  async () => {
    const { text, exitCode } = await sim("lease", "--seconds", "1", "--cores", "2");
    expect(text).toMatch(/^\d+ seeds from 0: no room had two hosts, .* in 2 processes/);
    expect(exitCode).toBe(0);
    const money = await sim("money", "--canary", "no-such-bug");
    expect(money.exitCode).toBe(64);
  },
  TIMEOUT_MS,
);
