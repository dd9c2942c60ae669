// The SPEC's chapter "Write a client in an hour", done: its two clients in a room with tickets, and the commands it tells to type.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findRuntime } from "../../scripts/runtime-binary.ts";
import { SPEC_PATH } from "../../scripts/spec.ts";
import { decodePose } from "../../shared/protocol/ext/pose.ts";
import { startTicketedHost, type TicketedHost } from "../room/host.ts";
import { identity, SPEC } from "../room/support.ts";
import { eventually } from "../support/eventually.ts";
import { type Heard, joinAsMqttGuest, jsonOf, type MqttGuest } from "../support/mqtt-guest.ts";
import { readOutput } from "../support/output.ts";
import { openShell } from "../support/typed-shell.ts";

const ROOT = join(import.meta.dir, "../..");
const python = Bun.which("python3");
const hasMosquitto = Bun.which("mosquitto_sub") !== null && Bun.which("mosquitto_pub") !== null;
const FOR_EVER_S = "60";
const RADIUS_M = 2;

let host: TicketedHost;
let guest: MqttGuest;
beforeAll(async () => {
  host = await startTicketedHost();
  guest = await joinAsMqttGuest(`mqtt://127.0.0.1:${host.tcpPort}`, SPEC.room, await host.ticket("watcher"), {
    protocolVersion: 5,
  });
}, 30_000);
afterAll(async () => {
  await guest?.leave();
  await host?.stop();
}, 20_000);

type Client = { readonly user: string; start(ticket: string, seconds: string): string[] };
/** The example in TypeScript under one runtime. */
const typed = (user: string, ...runtime: string[]): Client => ({
  user,
  start: (ticket, seconds) => [
    ...[...runtime, "scripts/example-client.ts"],
    ...[`ws://127.0.0.1:${host.wsPort}/mqtt`, ticket, seconds],
  ],
});
const pythonic = (path: string): Client => ({
  user: "pythonic",
  start: (ticket, seconds) => [
    ...[path, "scripts/example-client.py", "127.0.0.1", `${host.tcpPort}`, ticket, seconds],
  ],
});
const deno = findRuntime("deno");
/** As many as this machine can run. */
const CLIENTS: readonly Client[] = [
  typed("typed", process.execPath),
  ...("missing" in deno ? [] : [typed("on-deno", deno.path, "run", "--no-check", "--allow-net")]),
  ...(python === null ? [] : [pythonic(python)]),
];

async function run({ user, start }: Client, seconds: string, ticket?: string) {
  const child = Bun.spawn(start(ticket ?? (await host.ticket(user)), seconds), {
    cwd: ROOT,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  return { child, output: readOutput(child) };
}

/** The sid under which a user is here, as presence told it last. */
function sidOf(user: string): string | null {
  const told = guest.heard.filter(({ topicName }) => topicName.includes("/presence/"));
  const last = new Map(told.map((m) => [m.topicName, m]));
  for (const message of last.values())
    if (message.payload.length > 0 && jsonOf(message)["user"] === identity(user).user)
      return String(jsonOf(message)["sid"]);
  return null;
}

/** How often presence told of a user. */
const toldOf = (user: string): number =>
  guest.heard.filter(
    ({ topicName, payload }) =>
      topicName.includes("/presence/") &&
      payload.length > 0 &&
      new TextDecoder().decode(payload).includes(`"${identity(user).user}"`),
  ).length;

const posesOf = (sid: string) =>
  guest.heard
    .filter(({ topicName }) => topicName === `r/${SPEC.room}/pose/${sid}`)
    .map(({ payload }) => decodePose(payload));
const saysTo =
  (user: string, text: string) =>
  (m: Heard): boolean =>
    m.topicName.endsWith("/chat") && jsonOf(m)["user"] === identity(user).user && jsonOf(m)["text"] === text;

describe("the SPEC's own clients", () => {
  test("[NEG-1] [NEG-2] [CARRIER-1] [CARRIER-3] walk a circle, facing where they go, say whom they see, and answer", async () => {
    const running = await Promise.all(CLIENTS.map((client) => run(client, FOR_EVER_S)));
    try {
      for (const { user } of CLIENTS) {
        const sid = await eventually(`presence of ${user}`, () => sidOf(user));
        const poses = await eventually(`poses of ${user}`, () => {
          const some = posesOf(sid);
          return some.length >= 3 && some;
        });
        for (const { position, bodyYaw, locomotion } of poses) {
          const [x, y, z] = position;
          expect([Math.hypot(x, z).toFixed(2), y, locomotion]).toEqual([RADIUS_M.toFixed(2), 0, 1]);
          // The way along the circle is at a right angle to the way out of its middle.
          expect(Math.abs(Math.sin(bodyYaw) * x + Math.cos(bodyYaw) * z)).toBeLessThan(0.01);
        }
      }
      guest.client.publish(`r/${SPEC.room}/pose/me`, Buffer.from(new Uint8Array(14)), { qos: 0 });
      await guest.sendChat("who is there?");
      for (const [index, { user }] of CLIENTS.entries()) {
        const said = () => running[index]?.output.text() ?? "";
        await eventually(`${user} seeing the watcher`, () => said().includes("sees watcher at 0.00, 0.00"));
        for (const { user: other } of CLIENTS)
          if (other !== user)
            await eventually(`${user} seeing ${other}`, () => said().includes(`sees ${other} at `));
        await guest.hears(`${user}'s answer`, saysTo(user, "watcher, I walk a circle."));
        expect(said()).toContain("watcher: who is there?");
      }
    } finally {
      for (const { child } of running) child.kill();
    }
  }, 30_000);

  for (const client of CLIENTS) {
    test(`[PRES-2] ${client.user}: goes with a goodbye when its time is over, and the others are told`, async () => {
      await eventually("nobody under its name", () => sidOf(client.user) === null);
      const before = toldOf(client.user);
      const { child, output } = await run(client, "1");
      expect([await child.exited, output.text().includes("not let in")]).toEqual([0, false]);
      await eventually("coming and going", () => toldOf(client.user) > before && sidOf(client.user) === null);
    }, 20_000);

    test(`[TICKET-1] ${client.user}: says why it is not let in`, async () => {
      const { child, output } = await run(client, FOR_EVER_S, await host.ticket("forger", { key: "other" }));
      expect(await child.exited).not.toBe(0);
      await output.ended;
      expect(output.text()).toMatch(/not let in, re(ason|turn code) \d+/);
    }, 20_000);
  }

  test("are short", async () => {
    for (const [path, most] of [
      ["scripts/example-client.ts", 125],
      ["scripts/example-client.py", 100],
    ] as const) {
      const lines = (await Bun.file(join(ROOT, path)).text())
        .split("\n")
        .filter((line) => line.trim() !== "");
      expect([path, lines.length <= most]).toEqual([path, true]);
    }
  });
});

/** A port nobody listens on just now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

describe.skipIf(!hasMosquitto || python === null)(
  "the chapter's commands (skipped without mosquitto's clients or python3)",
  () => {
    test("show a guest's line and pose, and both clients seeing one another", async () => {
      const chapter = (await Bun.file(SPEC_PATH).text()).split("\n## Write a client in an hour\n")[1] ?? "";
      const blocks = [...chapter.matchAll(/\n```sh\n(.*?)\n```/gs)].map(([, block = ""]) => block);
      const ports = `PORT=${await freePort()} WS_PORT=${await freePort()}`;
      // Both clients stay until they have been looked at.
      const lines = blocks
        .join("\n")
        .replace("PORT=1883 WS_PORT=8083", ports)
        .replaceAll(/'' 5( &)?$/gm, `'' ${FOR_EVER_S} &`)
        .split("\n");
      expect(lines.filter((line) => line.includes(ports) || line.includes(FOR_EVER_S))).toHaveLength(3);
      const folder = await mkdtemp(join(tmpdir(), "hiroba-hour-"));
      await symlink(process.execPath, join(folder, "bun"));
      const PATH = `${folder}${delimiter}${process.env["PATH"]}`;
      const shell = openShell(ROOT, { ...process.env, PATH, PYTHONUNBUFFERED: "1" });
      const countOf = (pattern: RegExp) => shell.output.text().match(pattern)?.length ?? 0;
      const says = (pattern: RegExp, count = 1) =>
        eventually(`${pattern}`, () => countOf(pattern) >= count, 30_000).catch((error: unknown) => {
          throw new Error(`${error}\n${shell.output.text()}`);
        });
      try {
        let subscribers = 0;
        for (const line of lines) {
          shell.type(line);
          if (line.startsWith("bun room/main.ts")) await says(/room\.listening/g);
          if (line.startsWith("mosquitto_sub")) await says(/room\.join/g, ++subscribers);
        }
        await says(/r\/rm_open\/chat \{.*"text":"anybody here\?"/g);
        await says(/r\/rm_open\/presence\/\d+ \{/g);
        // The time is the room's: a plain client has no clock of it.
        await says(/r\/rm_open\/pose\/\d+ 00[0-9a-f]{4}0{22}\n/gi);
        await says(/sees \S+ at -?\d/g, 5);
      } finally {
        await shell.leave();
        await rm(folder, { recursive: true });
      }
    }, 120_000);
  },
);
