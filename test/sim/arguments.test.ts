import { expect, test } from "bun:test";
import { readArguments, SimUsageError } from "../../scripts/sim/arguments.ts";

const NOTHING = { scenario: null, canary: null, seconds: null, cores: 1 };

test("a seed is played alone, in decimal or hex", () => {
  expect(readArguments(["--", "0x9f3a"])).toEqual({ from: 0x9f3an, seeds: 1, ...NOTHING });
  expect(readArguments(["18446744073709551615", "--scenario", "square"])).toEqual({
    from: 2n ** 64n - 1n,
    seeds: 1,
    ...NOTHING,
    scenario: "square",
  });
});

test("seeds follow one another from 0, or from where one says", () => {
  expect(readArguments([])).toEqual({ from: 0n, seeds: 200, ...NOTHING });
  expect(readArguments(["--seeds", "1_000_000", "--from", "5"])).toEqual({
    from: 5n,
    seeds: 1_000_000,
    ...NOTHING,
  });
  expect(readArguments(["--seconds", "60", "--cores", "2"])).toEqual({
    ...NOTHING,
    from: 0n,
    seeds: 1_000_000_000,
    seconds: 60,
    cores: 2,
  });
  expect([readArguments(["--help"]), readArguments(["--list"])]).toEqual(["help", "list"]);
});

test("what makes no sense is said in a sentence", () => {
  for (const argv of [
    ["x"],
    ["1", "2"],
    ["--seeds", "0"],
    ["1", "--seeds", "2"],
    ["1", "--seconds", "2"],
    ["--seconds", "1.5"],
    ["--cores", "0"],
    ["--nope"],
    ["18446744073709551616"],
  ])
    expect(() => readArguments(argv)).toThrow(SimUsageError);
});
