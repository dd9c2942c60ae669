import { expect, test } from "bun:test";
import { FuzzUsageError, readArguments } from "../../scripts/fuzz/arguments.ts";
import { commandOf, seedText } from "../../scripts/fuzz/run.ts";

const FRESH = 0xfeedn;
const read = (line: string) =>
  readArguments(
    line.split(" ").filter((word) => word !== ""),
    FRESH,
  );

test("without a word it fuzzes all of them for a minute, from a fresh seed", () => {
  expect(read("")).toEqual({ target: null, extent: { seconds: 60 }, seed: FRESH, cores: 1, live: "off" });
});

test("a target, how much, and from where", () => {
  expect(read("-- framer --frames 5_000_000 --seed 0xffffffffffffffff")).toEqual({
    target: "framer",
    extent: { frames: 5_000_000 },
    seed: 2n ** 64n - 1n,
    cores: 1,
    live: "off",
  });
  expect(read("session --seconds 5 --seed 12")).toMatchObject({ extent: { seconds: 5 }, seed: 12n });
  expect(read("wire --in-all 100_000_000 --cores 2")).toMatchObject({
    target: "wire",
    extent: { framesInAll: 100_000_000 },
    cores: 2,
  });
});

test("a living host is one of our own, or one that is named", () => {
  expect(read("--live")).toMatchObject({ target: null, live: "own-host" });
  expect(read("--live 127.0.0.1:1883")).toMatchObject({ live: { hostname: "127.0.0.1", port: 1883 } });
});

test("the command that is printed is the command that is read", () => {
  const command = commandOf("packet-v5", 0x1234n);
  expect(read(command.slice("bun run fuzz ".length))).toMatchObject({
    target: "packet-v5",
    extent: { frames: 1 },
    seed: 0x1234n,
  });
  expect(seedText(0x1234n)).toBe("0x0000000000001234");
});

test("what is no command line is a sentence", () => {
  for (const bad of [
    "a b",
    "--frames 0",
    "--frames 1.5",
    "--seconds x",
    "--frames 1 --seconds 1",
    "--frames 1 --in-all 1",
    "--cores 0",
    "--live --cores 2",
    "--seed 0x10000000000000000",
    "--seed -1",
    "--live 1883",
    "--live a:b",
    "--nonsense",
  ])
    expect(() => read(bad)).toThrow(FuzzUsageError);
  expect(read("--help")).toBe("help");
  expect(read("--list")).toBe("list");
});
