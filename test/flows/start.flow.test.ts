// The supervisor as an operator meets it: data is kept, ends are clean however they come, what crashes comes back.

import { afterEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../support/eventually.ts";
import { listWorlds, signInAsGuest } from "../support/public-api.ts";
import { FREE_PORTS, type Square, startSquare } from "../support/square.ts";

const LONG_MS = 120_000;
const folders: string[] = [];
const squares: Square[] = [];
afterEach(async () => {
  for (const square of squares.splice(0)) await square.stop().catch(() => {});
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-start-"));
  folders.push(folder);
  return folder;
}

async function start(...args: Parameters<typeof startSquare>): Promise<Square> {
  const square = await startSquare(...args);
  squares.push(square);
  return square;
}

async function createWorld({ edgeUrl }: Square, name: string): Promise<void> {
  const { accessToken } = await signInAsGuest(edgeUrl, "author");
  const created = await fetch(`${edgeUrl}/v1/worlds`, {
    method: "POST",
    headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  expect(created.status).toBe(201);
}

const namesOf = async ({ edgeUrl }: Square) => (await listWorlds(edgeUrl)).map(({ name }) => name);

type ListedProcess = { readonly pid: number; readonly parentPid: number; readonly args: string };

async function listProcesses(): Promise<ListedProcess[]> {
  const child = Bun.spawn(["ps", "-eo", "pid=,ppid=,args="], { stdout: "pipe" });
  const lines = (await new Response(child.stdout).text()).trim().split("\n");
  return lines.map((line) => {
    const [, pid, parentPid, args = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), parentPid: Number(parentPid), args };
  });
}

/** Everything a process started, and what that started. */
async function descendantsOf(pid: number): Promise<ListedProcess[]> {
  const all = await listProcesses();
  const found: ListedProcess[] = [];
  for (const parents = [pid]; parents.length > 0; ) {
    const parentPid = parents.shift();
    const children = all.filter((process) => process.parentPid === parentPid);
    found.push(...children);
    parents.push(...children.map((process) => process.pid));
  }
  return found;
}

test(
  "a second start keeps the data, and --fresh begins anew",
  async () => {
    const dataDir = await dataFolder();
    const first = await start({}, { dataDir });
    expect(await namesOf(first)).toEqual(["Hiroba Plaza", "Moonlit Terrace", "Sunset Stage"]);
    await createWorld(first, "月の庭");
    await first.stop();

    const second = await start({}, { dataDir });
    expect(await namesOf(second)).toContain("月の庭");
    await second.stop();

    const third = await start({}, { dataDir, args: ["--fresh"] });
    expect(await namesOf(third)).not.toContain("月の庭");
  },
  LONG_MS,
);

test.skipIf(process.platform !== "linux")(
  "a killed supervisor leaves no process behind, and the next start finds everything",
  async () => {
    const dataDir = await dataFolder();
    const square = await start({}, { dataDir });
    await createWorld(square, "残るもの");
    const started = new Set((await descendantsOf(square.pid)).map(({ pid }) => pid));
    // Six of ours, and Postgres with its own.
    expect(started.size).toBeGreaterThan(7);
    process.kill(square.pid, "SIGKILL");
    await eventually("the end of every process", async () =>
      (await listProcesses()).every(({ pid }) => !started.has(pid)),
    );
    expect(await namesOf(await start({}, { dataDir }))).toContain("残るもの");
  },
  LONG_MS,
);

test(
  "a first start that is stopped half-way, at any moment, is no harm to the next",
  async () => {
    const dataDir = await dataFolder();
    for (const [afterMs, signal] of [
      [150, "SIGINT"],
      [300, "SIGKILL"],
      [450, "SIGTERM"],
      [650, "SIGINT"],
    ] as const) {
      const child = Bun.spawn([process.execPath, "scripts/start.ts"], {
        cwd: join(import.meta.dir, "../.."),
        env: { ...process.env, ...FREE_PORTS, HIROBA_DATA_DIR: dataDir },
        stdout: "ignore",
        stderr: "ignore",
      });
      await Bun.sleep(afterMs);
      child.kill(signal);
      const code = await child.exited;
      // So early that nobody listens for it yet, a signal ends a process as it ends any: 128 and its number.
      if (signal !== "SIGKILL") expect([0, 130, 143]).toContain(code);
    }
    expect(await namesOf(await start({}, { dataDir }))).toContain("Hiroba Plaza");
  },
  LONG_MS,
);

test.skipIf(process.platform !== "linux")(
  "a process that crashes is started again where it was",
  async () => {
    const square = await start();
    const origin = (await descendantsOf(square.pid)).find(({ args }) => args.includes("origin/entry/bun.ts"));
    if (origin === undefined) throw new Error("no origin among the supervisor's processes");
    process.kill(origin.pid, "SIGKILL");
    await eventually("the origin's return", () => square.output().includes("start.again service=origin"));
    await createWorld(square, "after the crash");
  },
  LONG_MS,
);

test("a taken port is one line that names the port and its variable", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const child = Bun.spawn([process.execPath, "scripts/start.ts"], {
    cwd: join(import.meta.dir, "../.."),
    env: { ...process.env, HIROBA_DATA_DIR: await dataFolder(), HIROBA_ROOM_TCP_PORT: String(port) },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, errors, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  server.close();
  const lines = errors.trim().split("\n");
  expect(lines).toContain(
    `port ${port} is taken: free it, or set HIROBA_ROOM_TCP_PORT to another (0 takes any free one)`,
  );
  expect({ out, code }).toEqual({ out: "", code: 78 });
});
