// A room host as an operator meets it: flags, messages, exit codes; and its life with an origin.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import mqtt from "mqtt";
import { encodePacket } from "../../shared/protocol/packet.ts";
import { assetIdSchema } from "../../shared/schema/ids.ts";
import { concat, connectPacket, publishPacket, subscribePacket } from "../contract/packets.ts";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { runRoom, startOpenHost, startTicketedHost, type TicketedHost } from "./host.ts";
import { identity, SPEC } from "./support.ts";
import { frame, openRaw } from "./transport/websocket-client.ts";

describe("an open host", () => {
  test("refuses to listen beyond loopback unless told to insist: exit 78 and one sentence", async () => {
    const { stdout, stderr, exitCode } = await runRoom(["--open"], { HIROBA_BIND: "0.0.0.0" });
    expect([exitCode, stdout]).toEqual([78, ""]);
    expect(stderr).toBe(
      "--open refuses HIROBA_BIND=0.0.0.0: an open host lets anybody do anything, so it stays on loopback. If you mean it, add --insist.\n",
    );
  });

  test("says loudly that it is open, and ends with 0 when it is told to", async () => {
    const host = await startOpenHost();
    expect(host.stderr()).toContain("OPEN ROOM HOST on 127.0.0.1");
    expect(await host.stop()).toBe(0);
  });

  test("told to take packets of 8 MiB passes them on, at every QoS, and keeps them for who is away", async () => {
    const host = await startOpenHost({}, ["--maximum-packet-size", `${9 * 1024 * 1024}`]);
    const url = `mqtt://127.0.0.1:${host.tcpPort}`;
    const properties = { sessionExpiryInterval: 60 };
    const options = { protocolVersion: 5, clientId: "hearer", clean: false, properties } as const;
    const payload = Buffer.alloc(8 * 1024 * 1024, "x");
    const heard: number[] = [];
    const hear = (client: mqtt.MqttClient) =>
      client.on("message", (_topic, { length }) => heard.push(length));
    const hearer = hear(await mqtt.connectAsync(url, options));
    await hearer.subscribeAsync("large/#", { qos: 2 });
    const talker = await mqtt.connectAsync(url, { protocolVersion: 5 });
    for (const qos of [0, 1, 2] as const) await talker.publishAsync("large/one", payload, { qos });
    await eventually("three large messages", () => heard.length === 3, 15_000);
    await hearer.endAsync();
    for (const qos of [1, 2] as const) await talker.publishAsync("large/one", payload, { qos });
    const back = mqtt.connect(url, options);
    hear(back);
    await eventually("what was kept", () => heard.length === 5, 15_000);
    expect(heard).toEqual(heard.map(() => payload.length));
    await Promise.all([back.endAsync(), talker.endAsync()]);
    await host.stop();
  }, 60_000);

  test("sends each packet in a WebSocket message of its own, however many come of one write", async () => {
    const host = await startOpenHost();
    const client = await openRaw(host.wsPort);
    const said = [connectPacket(4), subscribePacket("a", 1), publishPacket("a", "hi", { qos: 1 })];
    const payload = concat(...said.map((packet) => encodePacket(packet, 4)));
    client.write(frame({ opcode: 2, payload }));
    const connack = [0x20, 2, 0, 0];
    const suback = [0x90, 3, 0, 1, 1];
    const puback = [0x40, 2, 0, 1];
    const publish = [0x32, 7, 0, 1, 0x61, 0, 1, 0x68, 0x69];
    const answers = [connack, suback, puback, publish];
    await eventually("all answers", () => client.stream().length >= answers.flat().length);
    expect(client.frames().map((f) => [...f.payload])).toEqual(answers);
    client.destroy();
    await host.stop();
  });

  test("told to send a message for each subscription does, each copy at its own QoS and with its own identifier", async () => {
    const host = await startOpenHost({}, ["--each-subscription"]);
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${host.tcpPort}`, { protocolVersion: 5 });
    const heard: (readonly [qos: number, identifier: unknown])[] = [];
    client.on("message", (_topic, _payload, { qos, properties }) =>
      heard.push([qos, properties?.subscriptionIdentifier]),
    );
    for (const [filter, qos, subscriptionIdentifier] of [
      ["a/+", 0, 10],
      ["a/#", 2, 20],
    ] as const)
      await client.subscribeAsync(filter, { qos, properties: { subscriptionIdentifier } });
    await client.publishAsync("a/b", "x", { qos: 1 });
    await eventually("two copies", () => heard.length === 2);
    expect(heard.toSorted(([a], [b]) => a - b)).toEqual([
      [0, 10],
      [1, 20],
    ]);
    await client.endAsync();
    await host.stop();
  }, 20_000);

  test("says in one line which port is taken, and by which variable to change it", async () => {
    const host = await startOpenHost();
    for (const [flag, port, variable] of [
      ["--tcp-port", host.tcpPort, "HIROBA_ROOM_TCP_PORT"],
      ["--ws-port", host.wsPort, "HIROBA_ROOM_WS_PORT"],
      ["--metrics-port", host.metricsPort, "HIROBA_ROOM_METRICS_PORT"],
    ] as const) {
      const others = ["--tcp-port", "--ws-port", "--metrics-port"].filter((other) => other !== flag);
      const { stderr, exitCode } = await runRoom([
        "--open",
        `${flag}=${port}`,
        ...others.map((other) => `${other}=0`),
      ]);
      expect(exitCode).toBe(78);
      expect(stderr.trimEnd().split("\n").at(-1)).toBe(
        `port ${port} is taken: free it, or set ${variable} to another (0 takes any free one)`,
      );
    }
    await host.stop();
  }, 20_000);
});

test("--help shows the flags and ends with 0, an unknown flag shows them and ends with 78", async () => {
  const help = await runRoom(["--help"]);
  expect([help.exitCode, help.stderr]).toEqual([0, ""]);
  expect(help.stdout).toContain("--tcp-port N");
  const wrong = await runRoom(["--opne"]);
  expect([wrong.exitCode, wrong.stdout]).toEqual([78, ""]);
  expect(wrong.stderr).toStartWith("unknown flag --opne\n\nbun room/main.ts");
});

test("without its token a host names the variable and ends with 78", async () => {
  const { stderr, exitCode } = await runRoom([], { HIROBA_ROOM_TCP_PORT: "ten" });
  expect(exitCode).toBe(78);
  expect(stderr).toContain("HIROBA_INTERNAL_TOKEN: is required and not set");
  expect(stderr).toContain('HIROBA_ROOM_TCP_PORT: "ten" is not a whole number');
});

describe("a host of a Hiroba", () => {
  let host: TicketedHost;
  beforeAll(async () => {
    host = await startTicketedHost();
  }, 20_000);
  afterAll(() => host.stop(), 10_000);

  const join = async (user: string) =>
    joinAsMqttGuest(`mqtt://127.0.0.1:${host.tcpPort}`, SPEC.room, await host.ticket(user), {
      protocolVersion: 5,
    });
  const kindsOf = (user: string) =>
    host.origin.entries.filter((e) => e.user === identity(user).user).map((e) => e.kind);

  test("tells the origin who came and went, in order, and which rooms it has", async () => {
    const guest = await join("visitor");
    await eventually("the room in a heartbeat", () =>
      host.origin.heartbeats.some((beat) => beat.rooms.some((room) => room.room === SPEC.room)),
    );
    await guest.leave();
    await eventually("both reports", () => kindsOf("visitor").length === 2);
    expect(kindsOf("visitor")).toEqual(["join", "leave"]);
    const seqs = host.origin.entries.map((e) => e.seq);
    expect(seqs).toEqual(seqs.map((_, index) => index));
  });

  test("[GHOST-1] [GHOST-3] tells of a ghost to the origin alone, until it says something", async () => {
    const seen = await join("seen");
    const ghost = await joinAsMqttGuest(
      `mqtt://127.0.0.1:${host.tcpPort}`,
      SPEC.room,
      await host.ticket("ghost", { seat: "ghost" }),
      { protocolVersion: 5 },
    );
    await ghost.hears("who is here", ({ topicName }) => topicName.startsWith(`r/${SPEC.room}/presence/`));
    await eventually("both counts in a heartbeat", () =>
      host.origin.heartbeats.some((beat) =>
        beat.rooms.some((room) => room.participantCount === 1 && room.ghostCount === 1),
      ),
    );
    await ghost.sendChat("boo");
    const line = await seen.hears("the ghost's line", ({ topicName }) => topicName === `r/${SPEC.room}/chat`);
    expect(jsonOf(line)).toMatchObject({ user: identity("ghost").user, text: "boo" });
    await ghost.leave();
    await eventually("both reports", () => kindsOf("ghost").length === 2);
    const reported = host.origin.entries.filter((entry) => entry.user === identity("ghost").user);
    expect(reported.map(({ kind, seat }) => [kind, seat])).toEqual([
      ["join", "ghost"],
      ["leave", "ghost"],
    ]);
    const users = seen.heard.filter(({ topicName }) => topicName.startsWith(`r/${SPEC.room}/presence/`));
    expect(users.map((message) => jsonOf(message)["user"])).toEqual([identity("seen").user]);
    await seen.leave();
  });

  test("[ME-2] asks the origin what a user wears, and tells everybody what it answers", async () => {
    const [wearer, watcher] = [await join("wearer"), await join("watcher")];
    const avatar = { id: assetIdSchema.parse("ast_new"), url: "http://x/new.vrm", sha256: "ab", size: 1 };
    host.origin.participant = { ...identity("wearer"), avatar };
    await wearer.client.publishAsync(`r/${SPEC.room}/presence/me`, '{"avatar":"anything"}', { qos: 1 });
    const told = await watcher.hears("the new avatar", (m) =>
      new TextDecoder().decode(m.payload).includes("ast_new"),
    );
    expect(jsonOf(told)).toMatchObject({ user: identity("wearer").user, avatar });
    for (const guest of [wearer, watcher]) await guest.leave();
  });

  test("registers anew when the origin has forgotten it, and keeps its room", async () => {
    const guest = await join("stays");
    const before = host.events("room.registered").length;
    host.origin.forgetful = true;
    await eventually("the second registration", () => host.events("room.registered").length > before);
    expect(guest.client.connected).toBe(true);
    await guest.leave();
  });

  test("is ready when the origin knows it", async () => {
    const response = await fetch(`http://127.0.0.1:${host.wsPort}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: "ready", checks: [{ name: "origin", ok: true }] },
    ]);
  });

  test("closes a room the origin gave to another host, and tells its guests why", async () => {
    const guest = await join("moved");
    let code: number | undefined;
    guest.client.on("disconnect", (packet) => {
      code = packet.reasonCode;
    });
    host.origin.close = [SPEC.room];
    await eventually("DISCONNECT", () => code);
    expect(code).toBe(0x9d);
    await eventually("the report", () => host.origin.entries.some((e) => e.kind === "closed"));
    expect(kindsOf("moved")).toEqual(["join", "leave"]);
  });

  test("[BYE-1] at SIGTERM it says goodbye to guests and origin, reports who left, and ends with 0", async () => {
    const leaving = await startTicketedHost();
    const client = mqtt.connect(`mqtt://127.0.0.1:${leaving.tcpPort}`, {
      protocolVersion: 5,
      username: "x",
      password: await leaving.ticket("last"),
      reconnectPeriod: 0,
    });
    let code: number | undefined;
    client.on("disconnect", (packet) => {
      code = packet.reasonCode;
    });
    await new Promise((resolve) => client.once("connect", resolve));
    const startedAtMs = Date.now();
    expect(await leaving.stop()).toBe(0);
    expect(Date.now() - startedAtMs).toBeLessThan(2_500);
    expect(code).toBe(0x8b);
    expect(leaving.origin.heartbeats.at(-1)?.draining).toBe(true);
    expect(leaving.origin.entries.map((e) => e.kind)).toEqual(["join", "leave"]);
    client.end(true);
  }, 20_000);
});
