// The bots as they are started for real, in a room host as it is started for real, seen by a guest who was there before them.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { createEdgeClient } from "../../../shared/client/edge-client.ts";
import { createRoomClient } from "../../../shared/client/room-client.ts";
import { openWebSocketChannel } from "../../../shared/client/websocket-channel.ts";
import type { Pose } from "../../../shared/protocol/ext/pose.ts";
import type { Member } from "../../../shared/protocol/ext/presence.ts";
import { startEdge } from "../../shared/client/edge-in-process.ts";
import { eventually } from "../../support/eventually.ts";
import { readOutput } from "../../support/output.ts";

const ROOT = join(import.meta.dir, "../../..");

function spawn(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = Bun.spawn([process.execPath, script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const output = readOutput(child);
  return {
    kill: (signal: "SIGINT" | "SIGKILL") => child.kill(signal),
    output: output.text,
    exitCode: async () => {
      await output.ended;
      return child.exited;
    },
  };
}

let edge: Awaited<ReturnType<typeof startEdge>>;
let servers: Bun.Server<undefined>[] = [];
let host: ReturnType<typeof spawn>;
let edgeUrl = "";

beforeAll(async () => {
  edge = await startEdge();
  const serve = (answer: (request: Request) => Response | Promise<Response>) =>
    Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: answer });
  const originServer = serve((request) => edge.origin.app.fetch(request));
  const edgeServer = serve(edge.answer);
  servers = [originServer, edgeServer];
  edgeUrl = `http://127.0.0.1:${edgeServer.port}`;
  host = spawn("room/main.ts", ["--tcp-port", "0", "--ws-port", "0"], {
    HIROBA_LOG: "json",
    HIROBA_ORIGIN_URL: `http://127.0.0.1:${originServer.port}`,
    HIROBA_INTERNAL_TOKEN: edge.origin.deps.internalToken,
    HIROBA_TICKET_JWKS_URL: `${edgeUrl}/.well-known/ticket-jwks.json`,
  });
  await eventually("room.registered", () => host.output().includes("room.registered"));
}, 60_000);
afterAll(async () => {
  host.kill("SIGKILL");
  await host.exitCode();
  for (const server of servers) await server.stop(true);
  await edge.stop();
});

async function watch() {
  const client = createEdgeClient({ edgeUrl, session: "bearer", fetch, nowMs: Date.now });
  await client.signInAsGuest("Watcher", "en");
  const [world] = (await client.worlds()).items;
  if (world === undefined) throw new Error("no world was seeded");
  const seen = {
    members: new Map() as ReadonlyMap<number, Member>,
    poses: new Map<number, Pose[]>(),
    chat: [] as string[],
  };
  const room = createRoomClient({
    enter: () => client.enter({ kind: "world", id: world.id }),
    openChannel: openWebSocketChannel,
    device: "desktop",
    nowMs: Date.now,
    rng: Math.random,
    on: {
      connection: () => {},
      room: () => {},
      members: (members) => {
        seen.members = members;
      },
      pose: (sid, pose) => seen.poses.set(sid, [...(seen.poses.get(sid) ?? []), pose]),
      chat: ({ text }) => seen.chat.push(text),
      notice: () => {},
      roomNotice: () => {},
      gift: () => {},
    },
  });
  await eventually("joined", () => seen.members.size > 0);
  return { seen, room };
}

describe("bun run bots", () => {
  test("brings guests that walk and talk, and takes them out at Ctrl-C", async () => {
    const { seen, room } = await watch();
    const bots = spawn("scripts/bots.ts", ["--edge", edgeUrl, "--count", "3", "--chat", "--seed", "7"]);
    const members = await eventually("three bots", () => {
      const found = [...seen.members.values()].filter(({ device }) => device === "bot");
      return found.length === 3 && found;
    });
    expect(members.map(({ name }) => name).toSorted()).toEqual(["Bot 1", "Bot 2", "Bot 3"]);
    await eventually(
      "each walking",
      () => members.every(({ sid }) => new Set(seen.poses.get(sid)?.map((p) => p.position[0])).size > 10),
      15_000,
    );
    await eventually("something said", () => seen.chat.length > 0, 15_000);
    bots.kill("SIGINT");
    await eventually("all gone", () => seen.members.size === 1, 2_000);
    expect(await bots.exitCode()).toBe(0);
    expect(bots.output()).toContain("3 bots enter");
    expect(bots.output()).toContain("3 bots left.");
    room.leave();
  }, 60_000);

  test("goes into the world it is told, by name or id, and leaves after its seconds", async () => {
    const client = createEdgeClient({ edgeUrl, session: "bearer", fetch, nowMs: Date.now });
    await client.signInAsGuest("Builder", "en");
    const world = await client.createWorld({ name: "Back Yard" });
    for (const named of ["back yard", world.id]) {
      const args = ["--edge", edgeUrl, "--count", "1", "--seconds", "1", "--world", named];
      const bots = spawn("scripts/bots.ts", args);
      expect(await bots.exitCode()).toBe(0);
      expect(bots.output()).toContain("1 bot enters “Back Yard”");
      expect(bots.output()).toContain("1 bot left.");
    }
  }, 30_000);

  test("says in one line what is wrong, and which exit code it is", async () => {
    const cases: [args: string[], exitCode: number, said: string][] = [
      [["--edge", "http://127.0.0.1:1"], 1, "Is Hiroba running (bun run start)?"],
      [["--edge", edgeUrl, "--world", "Atlantis"], 1, "There is no world “Atlantis”. There are: "],
      [["--count", "1000"], 64, "--count"],
    ];
    for (const [args, exitCode, said] of cases) {
      const bots = spawn("scripts/bots.ts", args);
      expect(await bots.exitCode()).toBe(exitCode);
      expect(bots.output()).toContain(said);
      expect(bots.output().trim().split("\n")).toHaveLength(1);
    }
  }, 30_000);
});
