// The SDK against a room host as it is started for real, over WebSocket, beside a stock MQTT client over TCP.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import mqtt from "mqtt";
import {
  createRoomClient,
  type RoomClient,
  type RoomConnection,
} from "../../../shared/client/room-client.ts";
import { openWebSocketChannel } from "../../../shared/client/websocket-channel.ts";
import type { ChatDown } from "../../../shared/protocol/ext/chat.ts";
import { decodePose, encodePose, type Pose } from "../../../shared/protocol/ext/pose.ts";
import type { Member } from "../../../shared/protocol/ext/presence.ts";
import { seededRng } from "../../../shared/rng.ts";
import type { RoomEntry } from "../../../shared/schema/public-api.ts";
import { eventually } from "../../support/eventually.ts";
import { ENTRY } from "./guest-in-room.ts";

const ROOM = "rm_open";
type Ports = { readonly tcpPort: number; readonly wsPort: number };
type Host = { readonly ports: Ports; stop(signal: "SIGTERM" | "SIGKILL"): Promise<unknown> };

/** An open host, listening; on free ports, or on those of one that was there before. */
async function startHost(ports: Ports = { tcpPort: 0, wsPort: 0 }): Promise<Host> {
  const child = Bun.spawn(
    [
      process.execPath,
      "room/main.ts",
      "--open",
      "--tcp-port",
      String(ports.tcpPort),
      "--ws-port",
      String(ports.wsPort),
    ],
    {
      cwd: join(import.meta.dir, "../../.."),
      env: { PATH: process.env["PATH"] ?? "", HIROBA_LOG: "json" },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "ignore",
    },
  );
  let output = "";
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of child.stdout) output += decoder.decode(chunk, { stream: true });
  })();
  const line = await eventually("room.listening", () =>
    output.split("\n").find((l) => l.includes('"event":"room.listening"') && l.endsWith("}")),
  );
  const { tcpPort, wsPort } = JSON.parse(line) as Ports;
  return {
    ports: { tcpPort, wsPort },
    stop: (signal) => {
      child.kill(signal);
      return child.exited;
    },
  };
}

type Person = {
  readonly room: RoomClient;
  readonly states: RoomConnection[];
  readonly poses: { sid: number; pose: Pose; sampleRoomTimeMs: number }[];
  readonly chat: ChatDown[];
  members: ReadonlyMap<number, Member>;
  sid(): number | null;
};

function person(wsPort: number): Person {
  const entry: RoomEntry = {
    ...ENTRY,
    host: { address: "127.0.0.1", tcpPort: 1, wsUrl: `ws://127.0.0.1:${wsPort}/mqtt` },
  };
  const states: RoomConnection[] = [];
  const poses: Person["poses"] = [];
  const chat: ChatDown[] = [];
  const made: Omit<Person, "room"> & { members: ReadonlyMap<number, Member> } = {
    states,
    poses,
    chat,
    members: new Map(),
    sid: () => {
      const last = states.at(-1);
      return last?.name === "joined" ? last.sid : null;
    },
  };
  const room = createRoomClient({
    enter: async () => entry,
    openChannel: openWebSocketChannel,
    device: "mobile",
    nowMs: Date.now,
    rng: seededRng(BigInt(Math.floor(performance.now() * 1000))),
    on: {
      connection: (state) => states.push(state),
      room: () => {},
      members: (members) => {
        made.members = members;
      },
      pose: (sid, pose, sampleRoomTimeMs) => poses.push({ sid, pose, sampleRoomTimeMs }),
      chat: (line) => chat.push(line),
      notice: () => {},
      roomNotice: () => {},
      gift: () => {},
    },
  });
  return Object.assign(made, { room });
}

const poseAt = (x: number): Omit<Pose, "tMs"> => ({
  mode: 0,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 1,
  position: [x, 0, 0],
  teleport: false,
});

let host: Host;
beforeAll(async () => {
  host = await startHost();
});
afterAll(() => host.stop("SIGKILL"));

describe("[PLAIN-1] two of our clients and a stock MQTT client in one room", () => {
  test("trade poses, chat and presence, and see each other leave", async () => {
    const [a, b] = [person(host.ports.wsPort), person(host.ports.wsPort)];
    const aSid = await eventually("a joined", a.sid);
    const bSid = await eventually("b joined", b.sid);
    const plain = await mqtt.connectAsync(`mqtt://127.0.0.1:${host.ports.tcpPort}`, {
      clientId: "plain",
      protocolVersion: 4,
      reconnectPeriod: 0,
    });
    const heard: { topicName: string; payload: Uint8Array }[] = [];
    plain.on("message", (topicName, payload) => heard.push({ topicName, payload }));
    await plain.subscribeAsync(`r/${ROOM}/#`, { qos: 1 });

    await eventually("three members", () => a.members.size === 3 && b.members.size === 3);
    const plainSid = [...a.members.values()].find((m) => m.name === "plain")?.sid ?? 0;
    expect(a.members.get(bSid)).toMatchObject({ device: "mobile", role: "member" });

    await eventually("b knows the room's clock", () => b.room.roomTimeMs() !== null);
    const sentAtMs = b.room.roomTimeMs() ?? 0;
    b.room.sendPose(poseAt(2.5));
    const told = await eventually("b's pose at a", () => a.poses.find(({ sid }) => sid === bSid));
    expect(told.pose.position).toEqual([2.5, 0, 0]);
    expect(Math.abs(told.sampleRoomTimeMs - sentAtMs)).toBeLessThan(50);
    const plainTold = await eventually("b's pose at the plain client", () =>
      heard.find(({ topicName }) => topicName === `r/${ROOM}/pose/${bSid}`),
    );
    expect(decodePose(plainTold.payload).position).toEqual([2.5, 0, 0]);
    await plain.publishAsync(`r/${ROOM}/pose/me`, Buffer.from(encodePose({ ...poseAt(-4), tMs: 0 })));
    const fromPlain = await eventually("the plain client's pose at b", () =>
      b.poses.find(({ sid }) => sid === plainSid),
    );
    expect(fromPlain.pose.position).toEqual([-4, 0, 0]);
    expect(b.poses.some(({ sid }) => sid === bSid)).toBe(false);

    const id = a.room.sendChat("こんにちは");
    expect(id).toBeString();
    for (const { chat } of [a, b]) {
      const line = await eventually("a's line", () => chat.find((l) => l.id === id));
      expect(line).toMatchObject({ text: "こんにちは", from: aSid });
    }
    await plain.publishAsync(`r/${ROOM}/chat`, "from afar");
    await eventually("the plain client's line", () => a.chat.find((l) => l.text === "from afar"));

    b.room.leave();
    expect(b.states.at(-1)).toEqual({ name: "left", reason: "left", code: "LEFT" });
    await eventually("b gone at a", () => !a.members.has(bSid));
    await plain.endAsync();
    await eventually("all gone but a", () => a.members.size === 1);
    a.room.leave();
  });
});

describe("a client whose host", () => {
  test("dies comes back to the one that takes its place, and is seen where it stood", async () => {
    const dying = await startHost();
    const [a, b] = [person(dying.ports.wsPort), person(dying.ports.wsPort)];
    await eventually("both joined", () => a.sid() !== null && b.members.size === 2);
    a.room.sendPose(poseAt(1.25));
    await eventually("a seen", () => b.poses.length > 0);
    await dying.stop("SIGKILL");
    await eventually("both know it", () =>
      [a, b].every(({ states }) => states.at(-1)?.name === "reconnecting"),
    );
    b.poses.length = 0;
    const next = await startHost(dying.ports);
    await eventually("both back", () => a.sid() !== null && b.sid() !== null, 15_000);
    const seen = await eventually("a seen again", () => b.poses[0]);
    expect(seen).toMatchObject({ sid: a.sid(), pose: { position: [1.25, 0, 0] } });
    for (const { room } of [a, b]) room.leave();
    await next.stop("SIGTERM");
  }, 30_000);

  test("[BYE-1] shuts down is told so, and stays away as long as it was asked to", async () => {
    const leaving = await startHost();
    const a = person(leaving.ports.wsPort);
    await eventually("joined", () => a.sid() !== null);
    const stoppedAtMs = Date.now();
    await leaving.stop("SIGTERM");
    const state = await eventually("told", () => a.states.find((s) => s.name === "reconnecting"));
    a.room.leave();
    if (state.name !== "reconnecting") throw new Error("not reconnecting");
    expect(state.reason).toBe("the room host is shutting down");
    expect(state.retryAtMs).toBeGreaterThanOrEqual(stoppedAtMs + 1_000);
  });
});

describe("the WebSocket channel", () => {
  test("tells what cannot be opened as closed, once, and later", async () => {
    for (const wsUrl of ["ws://127.0.0.1:1/mqtt", "not a url"]) {
      const told: string[] = [];
      const channel = openWebSocketChannel(
        { address: "", tcpPort: 1, wsUrl },
        {
          opened: () => told.push("opened"),
          received: () => told.push("received"),
          closed: () => told.push("closed"),
        },
      );
      expect(told).toEqual([]);
      channel.send(new Uint8Array(3));
      expect(channel.bufferedBytes).toBe(0);
      await eventually("closed", () => told.length > 0);
      channel.close();
      await Bun.sleep(20);
      expect(told).toEqual(["closed"]);
    }
  });

  test("belongs to nobody once its client has left, even in the middle of connecting", async () => {
    const [atOnce, connecting] = [person(host.ports.wsPort), person(host.ports.wsPort)];
    atOnce.room.leave();
    // Far enough for the ticket to be there and the socket to be under way, not for it to be open.
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    connecting.room.leave();
    await Bun.sleep(100);
    const watcher = person(host.ports.wsPort);
    await eventually("joined", () => watcher.members.size > 0);
    expect(watcher.members.size).toBe(1);
    for (const { states } of [atOnce, connecting])
      expect(states.map((state) => state.name)).toEqual(["connecting", "left"]);
    watcher.room.leave();
  });
});
