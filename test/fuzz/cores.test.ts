// The command itself, in several processes.

import { expect, test } from "bun:test";
import { readArguments } from "../../scripts/fuzz/arguments.ts";
import { runTarget } from "../../scripts/fuzz/run.ts";
import { canary } from "../../scripts/fuzz/targets/canary.ts";
import { said } from "../support/said.ts";

const TIMEOUT_MS = 120_000;
const fuzz = (...args: string[]) => said("scripts/fuzz.ts", args);

test(
  "two processes try as many frames as one would, and say so once",
  async () => {
    const { text, exitCode } = await fuzz("hello", "--frames", "5000", "--cores", "2", "--seed", "1");
    expect(text.match(/^hello +5000 .* ok$/gm)).toHaveLength(1);
    expect(text).toContain("5000 frames in");
    expect(exitCode).toBe(0);
  },
  TIMEOUT_MS,
);

test(
  "the planted bug ends them all, and the command that is printed finds it again",
  async () => {
    const { text, exitCode } = await fuzz("canary", "--frames", "1_000_000_000", "--cores", "2");
    expect(exitCode).toBe(1);
    const [, command = ""] = /^Again: {2}bun run fuzz -- (.*)$/m.exec(text) ?? [];
    const options = readArguments(command.split(" "), 0n);
    if (typeof options === "string") throw new Error(command);
    expect(options.target).toBe("canary");
    const nowMs = () => performance.now();
    const again = await runTarget(canary, { seed: options.seed, extent: { frames: 1 }, nowMs });
    expect(again.failure?.seed).toBe(options.seed);
  },
  TIMEOUT_MS,
);
