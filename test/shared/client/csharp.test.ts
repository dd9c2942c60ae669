// The C# client for Unity: what is committed is what the contract makes, Debian's mcs compiles it, and mono runs it against a
// real edge. Where mcs or mono is missing, the test says so and is skipped.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CSHARP_FOLDER, csharpFiles } from "../../../scripts/contract/csharp.ts";
import { createEdgeUnderTest } from "../../runtimes/edge-under-test.ts";
import { spawnListening } from "../../runtimes/spawn-listening.ts";

const ROOT = join(import.meta.dir, "../../..");
const TRIALS = join(import.meta.dir, "csharp");
const mcs = Bun.which("mcs");
const mono = Bun.which("mono");
const MISSING = mcs === null || mono === null ? " (skipped: install mono-mcs and mono-runtime)" : "";

test.each(Object.entries(csharpFiles()))("%s is what `bun run generate` makes", async (name, text) => {
  expect(await Bun.file(join(ROOT, CSHARP_FOLDER, name)).text()).toBe(text);
});

describe.skipIf(MISSING !== "")(`the C# client${MISSING}`, () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "hiroba-csharp-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function run(command: readonly string[], input = ""): Promise<string> {
    const child = Bun.spawn([...command], {
      // Where nobody says otherwise mono takes a console to speak ASCII.
      env: { ...process.env, LANG: "C.UTF-8" },
      stdin: new Blob([input]),
      stdout: "pipe",
      stderr: "pipe",
    });
    const [out, complaints, code] = await Promise.all([
      child.stdout.text(),
      child.stderr.text(),
      child.exited,
    ]);
    if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}:\n${out}\n${complaints}`);
    return out;
  }

  /** Compiles the client with one program of this folder; C# 7 is what Unity takes since 2018. */
  async function compile(program: string): Promise<string> {
    const out = join(folder, `${program}.exe`);
    const sources = [join(ROOT, CSHARP_FOLDER, "*.cs"), join(TRIALS, `${program}.cs`)];
    await run([
      mcs ?? "",
      "-langversion:7",
      "-warnaserror+",
      "-r:System.Net.Http.dll",
      `-out:${out}`,
      ...sources,
    ]);
    return out;
  }

  test("reads and writes JSON as everybody does, and refuses what is none", async () => {
    const texts = [
      '{"a":[1,-2,0,1.5,2e3,true,false,null,{}],"b":"\\u00e9\\"\\\\\\/"}',
      '"\\ud83d\\ude00 \\ud800 葵"',
      "  [ ]  ",
      "9007199254740993",
      ...[
        "",
        "{",
        '{"a"}',
        '{"a":1,}',
        "[1,]",
        "01",
        "1.",
        "-",
        "1e",
        "+1",
        "NaN",
        "1e999",
        '"\t"',
        '"\\x"',
        '"\\u12"',
        "tru",
        "1 2",
      ],
      "[".repeat(65) + "]".repeat(65),
    ];
    const lines = texts.map((text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f"));
    const told = (await run([mono ?? "", await compile("TryJson")], `${lines.join("\n")}\n`))
      .trimEnd()
      .split("\n");
    const expected = texts.map((text) => rewritten(text));
    expect(told).toEqual(expected);
  }, 60_000);

  test("signs in, lists, enters, resumes and is told problems by a real edge", async () => {
    const edge = createEdgeUnderTest({
      badConfig: "exits",
      start: ({ env }) =>
        spawnListening({ command: [process.execPath, "edge/entry/bun.ts"], env, event: "edge.listening" }),
    });
    await edge.start();
    try {
      await edge.surroundings().registerHost();
      const out = await run([mono ?? "", await compile("TryClient"), edge.surroundings().edgeUrl]);
      const told = out.trimEnd().split("\n");
      expect(told).toEqual([
        'before "401 SESSION_REQUIRED"',
        'signed in "Aoi 葵 \\"quoted\\""',
        "me true",
        "worlds 1",
        "next is another true",
        "entered true",
        'host "127.0.0.1:1883"',
        "ticket in time true",
        'no world "404 WORLD_NOT_FOUND"',
        'no name "422 VALIDATION_FAILED"',
        'unencoded "404 NOT_FOUND"',
        "resumed true",
        'ended "401 SESSION_ENDED"',
        'nobody there "503 EDGE_AWAY"',
      ]);
    } finally {
      await edge.stop();
    }
  }, 90_000);
});

/** What JavaScript makes of it, but for three things: long integers stay whole, and neither infinity nor a tower is taken. */
function rewritten(text: string): string {
  if (text === "9007199254740993") return text;
  if (text === "1e999" || text.startsWith("[[")) return "refused";
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return "refused";
  }
}
