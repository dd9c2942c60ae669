import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { type ChildMessage, childMessageSchema } from "../../../origin/ugc/child-message.ts";
import { type Bounds, startSubprocess } from "../../../origin/ugc/subprocess.ts";
import { toGlb, vrm1 } from "../../shared/avatar/avatar-builder.ts";

const CHILD = join(import.meta.dir, "../../../origin/ugc/entry/child.ts");
const MB = 1024 * 1024;
const WIDE: Bounds = { timeMaxMs: 10_000, memoryMaxBytes: 1024 * MB };

type Story = {
  readonly said: readonly ChildMessage[];
  /** Everything that happened, in order. */
  readonly events: readonly string[];
  readonly lastWords: string;
  readonly tookMs: number;
};

/** Runs a script of children/, or the real child, and tells what happened until it was gone. */
async function run(
  script: string | null,
  bounds: Partial<Bounds> = {},
  bytes: Uint8Array = new Uint8Array(0),
  killAfterMs?: number,
): Promise<Story> {
  const { promise, resolve } = Promise.withResolvers<Story>();
  const said: ChildMessage[] = [];
  const events: string[] = [];
  const startedAtMs = performance.now();
  const path = script === null ? CHILD : join(import.meta.dir, "children", `${script}.ts`);
  const child = startSubprocess(
    { command: [process.execPath, path], args: ["avatar"], bytes, message: childMessageSchema },
    { ...WIDE, ...bounds },
    {
      said: (message) => {
        said.push(message);
        events.push(message.kind === "step" ? `step ${message.name}` : message.kind);
      },
      overTime: () => events.push("over time"),
      overMemory: () => events.push("over memory"),
      exited: (code, lastWords) => {
        events.push(`exited ${code}`);
        resolve({ said, events, lastWords, tookMs: performance.now() - startedAtMs });
      },
    },
  );
  if (killAfterMs !== undefined) setTimeout(() => child.kill(), killAfterMs);
  const story = await promise;
  await Bun.sleep(0); // nothing may come after the end
  return story;
}

describe("the subprocess of a job", () => {
  test("tells each step before it begins, and a result at the end", async () => {
    const { events, said } = await run(null, {}, toGlb(vrm1()));
    expect(events).toEqual([
      "step scan",
      "step validate-vrm",
      "step fix",
      "step thumbnail",
      "result",
      "exited 0",
    ]);
    expect(said.at(-1)).toMatchObject({ kind: "result", findings: [], facts: { vrmVersion: "1.0" } });
  });

  test("that hangs is ended when its time is over, and nothing of it is left", async () => {
    const { events, tookMs } = await run("hang", { timeMaxMs: 250 });
    expect(events).toEqual(["step scan", "over time", "exited null"]);
    expect(tookMs).toBeLessThan(2_000);
  });

  test("that takes too much memory is ended", async () => {
    const { events } = await run("grow", { memoryMaxBytes: 256 * MB });
    expect(events).toEqual(["over memory", "exited null"]);
  });

  test("that crashes leaves its last words, though it read nothing of a large file", async () => {
    const { events, lastWords } = await run("crash", {}, new Uint8Array(8 * MB));
    expect(events).toEqual(["step scan", "exited 1"]);
    expect(lastWords).toContain("a decoder fell over");
  });

  test("that writes a line without end is ended before it fills our memory", async () => {
    const { events } = await run("endless-line");
    expect(events).toEqual(["exited null"]); // and not when its time was over
  });

  test("may print what it likes: only whole lines of ours count", async () => {
    const { events, lastWords } = await run("chatter", {}, Uint8Array.of(1, 2, 3));
    expect(events).toEqual(["step 検査", "step second", "exited 0"]);
    expect(lastWords.length).toBe(2_000);
    expect(lastWords).toContain("read: 3");
  });

  test("is given nothing of our environment: no keys, no addresses", async () => {
    const { lastWords } = await run("chatter");
    const names = JSON.parse(/env: (\[.*\])/.exec(lastWords)?.[1] ?? "null") as string[];
    // Bun marks its own children.
    expect(names.filter((name) => !name.startsWith("BUN_"))).toEqual(["MIMALLOC_PURGE_DELAY"]);
  });

  test("ends when it is told to", async () => {
    const { events } = await run("hang", {}, new Uint8Array(0), 200);
    expect(events).toEqual(["step scan", "exited null"]);
  });
});
