// The loop with connections of memory, a clock that tests move, and a world outside that answers when it is told to.

import { afterEach, describe, expect, test } from "bun:test";
import { ConnectRefusal, type Verified } from "../../room/door.ts";
import { type RoomLeases, unleased } from "../../room/lease/leases.ts";
import { createLoop, type LoopDeps } from "../../room/loop.ts";
import { Metrics } from "../../room/metrics.ts";
import { DEFAULT_LIMITS } from "../../room/session/limits.ts";
import { runtimeTimers } from "../../room/timers.ts";
import type { Connection } from "../../room/transport/connection.ts";
import { createLog } from "../../shared/http/log.ts";
import { formatRequest, PROPERTY_NAME } from "../../shared/protocol/ext/hello.ts";
import { modUpSchema } from "../../shared/protocol/ext/mod.ts";
import { decodePose, encodePose } from "../../shared/protocol/ext/pose.ts";
import { type DownSection, decodeDown, encodeUp } from "../../shared/protocol/ext/registry.ts";
import { Framer } from "../../shared/protocol/framer.ts";
import {
  type ConnectPacket,
  decodePacket,
  encodePacket,
  type MqttVersion,
  type Packet,
} from "../../shared/protocol/packet.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { roomIdSchema } from "../../shared/schema/ids.ts";
import type { Participant } from "../../shared/schema/room-spec.ts";
import { TicketError } from "../../shared/ticket.ts";
import { eventually } from "../support/eventually.ts";
import { ALL_CAPABILITIES, identity, jsonOf, publishesOf, rootPose, SPEC, seededBytes } from "./support.ts";

const encoder = new TextEncoder();

/** A socket that takes as much as it is told to. */
class Socket implements Connection {
  readonly transport = "tcp";
  readonly isSecure = false;
  takesBytes = Number.POSITIVE_INFINITY;
  isClosed = false;
  isPaused = false;
  version: MqttVersion = 4;
  #pending: Uint8Array | null = null;
  readonly #framer = new Framer({ packetMaxBytes: 16 * 1024 * 1024 });

  get pendingBytes(): number {
    return this.#pending?.length ?? 0;
  }

  write(buffer: Uint8Array, start: number, end: number): boolean {
    return this.#take(buffer.slice(start, end));
  }

  /** Takes more again. Answers whether nothing is pending any more. */
  drain(takesBytes: number): boolean {
    this.takesBytes = takesBytes;
    return this.#pending === null || this.#take(this.#pending);
  }

  #take(bytes: Uint8Array): boolean {
    const taken = Math.min(this.takesBytes, bytes.length);
    this.takesBytes -= taken;
    this.#framer.push(bytes.slice(0, taken));
    this.#pending = taken < bytes.length ? bytes.subarray(taken) : null;
    return this.#pending === null;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  close(): void {
    this.isClosed = true;
  }

  /** What came since it was last asked. */
  packets(): Packet[] {
    const packets: Packet[] = [];
    for (let framed = this.#framer.next(); framed !== null; framed = this.#framer.next())
      packets.push(decodePacket(framed.bytes, this.version));
    return packets;
  }
}

const sectionsOf = (packets: readonly Packet[]): DownSection[] =>
  packets.flatMap((p) => (p.type === "frame" ? decodeDown(p.body) : []));
const byesOf = (packets: readonly Packet[]) =>
  sectionsOf(packets).flatMap((s) => (s.kind === "bye" ? [s.message.reason] : []));

/** The ticket is the user's name. */
const verify = async (ticket: string | null): Promise<Verified> => {
  if (ticket === null) throw new ConnectRefusal(ReasonCode.badUserNameOrPassword, "no ticket");
  return { access: "participant", room: SPEC.room, identity: identity(ticket), requestId: "test" };
};

const running: { stop(): void }[] = [];
afterEach(() => {
  for (const host of running.splice(0)) host.stop();
});

type Options = Partial<LoopDeps> & { onEvent?(event: string): void; openRoom?: RoomLeases["open"] };

function startHost({ onEvent, openRoom = async () => SPEC, ...over }: Options = {}) {
  const clock = { nowMs: 1_000_000 };
  const events: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const log = createLog({
    process: "room",
    format: "json",
    nowMs: () => clock.nowMs,
    write: (line) => {
      const fields = JSON.parse(line);
      const { event } = fields;
      lines.push(fields);
      events.push(event);
      onEvent?.(event);
    },
  });
  const closedRooms: string[] = [];
  const loop = createLoop({
    nowMs: () => clock.nowMs,
    steadyMs: () => performance.now(),
    timers: runtimeTimers,
    collectGarbage: () => {},
    metrics: new Metrics(),
    limits: DEFAULT_LIMITS,
    randomBytes: seededBytes(),
    log,
    emptyRoomMaxMs: 60_000,
    verify,
    leases: unleased(openRoom),
    renewedSpec: openRoom,
    takeOver: async () => null,
    roomOpened: () => {},
    askParticipant: async () => null,
    mayUse: async () => null,
    askBroughtAlong: async () => null,
    stage: null,
    report: () => {},
    roomClosed: (spec) => closedRooms.push(spec.room),
    roomLost: () => {},
    ...over,
  });
  loop.start();
  running.push({ stop: () => loop.shutDown() });

  const open = (address = "10.0.0.1") => {
    const wire = new Socket();
    const link = loop.transport.opened(wire, address);
    return {
      wire,
      send: (packet: Packet) => loop.transport.received(link, encodePacket(packet, wire.version)),
      receive: (bytes: Uint8Array) => loop.transport.received(link, bytes),
      drain: (takesBytes: number) => {
        if (wire.drain(takesBytes)) loop.transport.drained(link);
      },
      drop: () => loop.transport.closed(link),
    };
  };
  /** Sends CONNECT; `extended` asks by property. Does not wait. */
  const connect = (user: string, options: { extended?: boolean; connect?: Partial<ConnectPacket> } = {}) => {
    const client = open();
    client.wire.version = 5;
    client.send({
      type: "connect",
      protocolVersion: 5,
      clientId: `client of ${user}`,
      clean: true,
      keepAliveSeconds: 60,
      username: "x",
      password: encoder.encode(user),
      properties: options.extended
        ? { userProperties: [[PROPERTY_NAME, formatRequest(ALL_CAPABILITIES)] as const] }
        : {},
      ...options.connect,
    });
    return client;
  };
  const enter = async (...args: Parameters<typeof connect>) => {
    const client = connect(...args);
    await eventually("CONNACK", () =>
      client.wire.packets().some((p) => p.type === "connack" && p.reasonCode === 0),
    );
    return client;
  };
  return { loop, clock, events, lines, closedRooms, open, connect, enter };
}

describe("time", () => {
  test("[MQTT-1] a connection without a whole CONNECT is closed after 5 s", async () => {
    const { clock, open } = startHost();
    const [silent, half] = [open(), open()];
    half.receive(Uint8Array.from([0x10, 60, 0, 4, 0x4d]));
    clock.nowMs += 4_900;
    await Bun.sleep(30);
    expect([silent.wire.isClosed, half.wire.isClosed]).toEqual([false, false]);
    clock.nowMs += 400;
    await eventually("both closed", () => silent.wire.isClosed && half.wire.isClosed);
  });

  test("[MQTT-2] silence for one and a half keep-alives ends the connection with 0x8D and publishes the will", async () => {
    const { clock, enter } = startHost();
    const hearer = await enter("hearer");
    hearer.send({
      type: "subscribe",
      packetId: 1,
      subscriptions: [
        {
          topicFilter: "r/rm_test/chat",
          qos: 0,
          noLocal: false,
          retainAsPublished: false,
          retainHandling: 0,
        },
      ],
      properties: {},
    });
    const will = {
      topicName: "r/rm_test/chat",
      payload: encoder.encode("fell silent"),
      qos: 0,
      retain: false,
      properties: {},
    } as const;
    const silent = await enter("silent", { connect: { keepAliveSeconds: 10, will } });
    clock.nowMs += 14_000;
    silent.send({ type: "pingreq" });
    clock.nowMs += 14_000;
    hearer.send({ type: "pingreq" });
    await Bun.sleep(30);
    expect(silent.wire.isClosed).toBe(false);
    clock.nowMs += 1_500;
    await eventually("closed", () => silent.wire.isClosed);
    expect(silent.wire.packets().at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x8d });
    const packets = hearer.wire.packets();
    expect(publishesOf({ packets, sections: [] }).map(jsonOf)).toMatchObject([{ text: "fell silent" }]);
  });

  test("an empty room closes after its time, and not while somebody is in it", async () => {
    const { loop, clock, closedRooms, enter } = startHost();
    const guest = await enter("guest", { connect: { keepAliveSeconds: 300 } });
    clock.nowMs += 100_000;
    await Bun.sleep(30);
    expect(loop.openRooms()).toEqual([{ room: SPEC.room, epoch: 1, participantCount: 1, ghostCount: 0 }]);
    guest.drop();
    clock.nowMs += 59_000;
    await Bun.sleep(30);
    expect(closedRooms).toEqual([]);
    clock.nowMs += 2_000;
    await eventually("closed", () => closedRooms.length === 1);
    expect(loop.openRooms()).toEqual([]);
  });
});

describe("[MQTT-5] a second connection of the same user with the same client id", () => {
  test("[BYE-1] takes over: the first is told 0x8E, and BYE 4 when it is extended", async () => {
    const { loop, enter } = startHost();
    const [plain, extended] = [await enter("plain"), await enter("extended", { extended: true })];
    await enter("plain");
    await enter("extended");
    const told = extended.wire.packets();
    expect(byesOf(told)).toEqual([4]);
    for (const packet of [plain.wire.packets().at(-1), told.at(-1)])
      expect(packet).toMatchObject({ type: "disconnect", reasonCode: 0x8e });
    expect([plain.wire.isClosed, extended.wire.isClosed]).toEqual([true, true]);
    expect(loop.openRooms()[0]?.participantCount).toBe(2);
  });

  test("takes over while both still wait for the room: one is left", async () => {
    const spec = Promise.withResolvers<typeof SPEC>();
    const { loop, connect } = startHost({ openRoom: () => spec.promise });
    const [first, second] = [connect("a"), connect("a")];
    await Bun.sleep(10);
    spec.resolve(SPEC);
    await eventually("taken over", () => first.wire.isClosed);
    expect(second.wire.isClosed).toBe(false);
    expect(loop.openRooms()[0]?.participantCount).toBe(1);
  });

  test("is another session when the user, or the client id, is another", async () => {
    const { loop, enter } = startHost();
    const first = await enter("a", { connect: { clientId: "same" } });
    await enter("b", { connect: { clientId: "same" } });
    await enter("a", { connect: { clientId: "other" } });
    expect(first.wire.isClosed).toBe(false);
    expect(loop.openRooms()[0]?.participantCount).toBe(3);
  });

  test("leaves the newer session alone when the older socket closes late", async () => {
    const { loop, enter } = startHost();
    const first = await enter("a");
    await enter("a");
    first.drop();
    const third = await enter("a");
    expect(loop.openRooms()[0]?.participantCount).toBe(1);
    expect(third.wire.isClosed).toBe(false);
  });
});

describe("[MQTT-5] a second connection that is refused itself", () => {
  const will = {
    topicName: "r/rm_test/pose/me",
    payload: encoder.encode("gone"),
    qos: 0,
    retain: false,
    properties: {},
  } as const;

  test("leaves the first where it is", async () => {
    const { loop, events, connect, enter } = startHost();
    const first = await enter("a");
    const refused = connect("a", { connect: { will } });
    await eventually("CONNACK", () => refused.wire.isClosed);
    expect(refused.wire.packets()).toMatchObject([{ type: "connack", reasonCode: 0x87 }]);
    expect([first.wire.isClosed, loop.openRooms()[0]?.participantCount]).toEqual([false, 1]);
    expect(events).toContain("room.refused");
    await enter("a");
    expect(first.wire.isClosed).toBe(true);
  });

  test("is not refused by a full room that it takes a place in already, only by one it does not", async () => {
    const rooms = new Map([
      ["in a", SPEC],
      ["in b", { ...SPEC, room: roomIdSchema.parse("rm_b") }],
    ]);
    const { loop, connect, enter } = startHost({
      verify: async (ticket) => {
        const [user = "", where = ""] = (ticket ?? "").split("@");
        return {
          access: "participant",
          room: rooms.get(where)?.room ?? SPEC.room,
          identity: identity(user),
          requestId: "test",
        };
      },
      openRoom: async (room) => ({ ...SPEC, room, capacity: 1 }),
    });
    const client = { connect: { clientId: "same" } };
    const first = await enter("a@in a", client);
    const second = await enter("a@in a", client);
    expect([first.wire.isClosed, second.wire.isClosed]).toEqual([true, false]);
    await enter("other@in b");
    const third = connect("a@in b", client);
    await eventually("CONNACK", () => third.wire.isClosed);
    expect(third.wire.packets()).toMatchObject([{ type: "connack", reasonCode: 0x97 }]);
    expect(second.wire.isClosed).toBe(false);
    expect(loop.openRooms().map((room) => room.participantCount)).toEqual([1, 1]);
  });
});

describe("while somebody waits at the door", () => {
  test("a socket that closes takes its place with it, and nobody joins for it", async () => {
    const verified = Promise.withResolvers<Verified>();
    const { loop, events, connect } = startHost({ verify: () => verified.promise });
    const gone = connect("gone");
    gone.drop();
    verified.resolve(await verify("gone"));
    await Bun.sleep(20);
    expect(loop.openRooms()).toEqual([{ room: SPEC.room, epoch: 1, participantCount: 0, ghostCount: 0 }]);
    expect(events).not.toContain("room.connected");
  });

  test("a ticket that turns out bad after the socket closed is nobody's refusal", async () => {
    const verified = Promise.withResolvers<Verified>();
    const { events, connect } = startHost({ verify: () => verified.promise });
    connect("gone").drop();
    verified.reject(new ConnectRefusal(ReasonCode.notAuthorized, "forged"));
    await Bun.sleep(20);
    expect(events).not.toContain("room.refused");
  });

  test("a room that closes in the same moment is not entered: nobody stands in a room that is gone", async () => {
    const host = startHost({
      // The heartbeat that gives the room away is answered between its opening and the joining.
      onEvent: (event) => {
        if (event === "room.opened") queueMicrotask(() => host.loop.closeRoom(SPEC.room));
      },
    });
    const late = host.connect("late");
    const answer = await eventually("CONNACK", () => late.wire.packets().find((p) => p.type === "connack"));
    expect(answer).toMatchObject({ type: "connack", reasonCode: 0x88 });
    expect(late.wire.isClosed).toBe(true);
    expect(host.loop.openRooms()).toEqual([]);
  });

  test("an origin that does not have the room is answered 0x88, and the next one asks again", async () => {
    let tries = 0;
    const { connect, enter } = startHost({
      openRoom: async () => {
        if (++tries === 1) throw new Error("origin away");
        return SPEC;
      },
    });
    const refused = connect("a");
    expect(await eventually("CONNACK", () => refused.wire.packets()[0])).toMatchObject({ reasonCode: 0x88 });
    await enter("b");
    expect(tries).toBe(2);
  });

  test("a room is fetched once for all who wait for it", async () => {
    let tries = 0;
    const { loop, enter } = startHost({
      openRoom: async () => {
        tries++;
        await Bun.sleep(5);
        return SPEC;
      },
    });
    await Promise.all(["a", "b", "c"].map((user) => enter(user)));
    expect([tries, loop.openRooms()[0]?.participantCount]).toEqual([1, 3]);
  });

  test("what it sends behind CONNECT is served in order once it is in, and has a bound until then", async () => {
    const verified = Promise.withResolvers<Verified>();
    const { connect } = startHost({ verify: () => verified.promise });
    const [eager, flooding] = [connect("eager"), connect("flooding")];
    eager.send({ type: "pingreq" });
    eager.send({ type: "pingreq" });
    for (let count = 0; count < 20; count++) flooding.receive(new Uint8Array(1024));
    expect([eager.wire.isClosed, flooding.wire.isClosed]).toEqual([false, true]);
    verified.resolve(await verify("eager"));
    const answers = await eventually("answers", () => {
      const packets = eager.wire.packets();
      return packets.length > 0 && packets;
    });
    expect(answers.map((p) => p.type)).toEqual(["connack", "pingresp", "pingresp"]);
  });

  test("[LIMIT-7] one address has so many places at the door, and getting in gives one back", async () => {
    const { open, enter } = startHost();
    const strangers = Array.from({ length: 512 }, () => open());
    const over = open();
    expect([over.wire.isClosed, open("10.0.0.2").wire.isClosed]).toEqual([true, false]);
    strangers[0]?.drop();
    await enter("inside");
    expect(open().wire.isClosed).toBe(false);
    expect(open().wire.isClosed).toBe(true);
  });

  test("[LIMIT-7] where a host has too many at the door, whoever stands there longest is closed, and told nothing", async () => {
    const { open, enter } = startHost({ limits: { ...DEFAULT_LIMITS, strangersMax: 2 } });
    await enter("inside");
    const [first, second, third] = [open(), open("10.0.0.2"), open("10.0.0.3")];
    expect([first, second, third].map(({ wire }) => wire.isClosed)).toEqual([true, false, false]);
    expect(first.wire.packets()).toEqual([]);
  });

  test("[LIMIT-7] all addresses of an IPv6 /64 have one address's places at the door", () => {
    const { open } = startHost();
    for (let index = 0; index < 512; index++) open(`2001:db8::${index.toString(16)}`);
    expect([open("2001:db8::ffff:1").wire.isClosed, open("2001:db8:0:1::1").wire.isClosed]).toEqual([
      true,
      false,
    ]);
  });

  test("[TICKET-3] somebody who is refused for a full room frees the place, and no session of theirs remains", async () => {
    const { loop, events, connect, enter } = startHost({ openRoom: async () => ({ ...SPEC, capacity: 1 }) });
    await enter("first");
    const refused = connect("second");
    expect(await eventually("CONNACK", () => refused.wire.packets()[0])).toMatchObject({ reasonCode: 0x97 });
    expect(refused.wire.isClosed).toBe(true);
    expect(events.filter((event) => event === "room.connected")).toHaveLength(1);
    expect(loop.openRooms()[0]?.participantCount).toBe(1);
  });
});

describe("[BYE-1] before it ends an extended connection the server says why:", () => {
  test("1 when the host shuts down, and nobody comes in any more", async () => {
    const { loop, open, enter } = startHost();
    const guest = await enter("guest", { extended: true });
    loop.shutDown();
    const told = guest.wire.packets();
    expect(byesOf(told)).toEqual([1]);
    expect(sectionsOf(told).find((s) => s.kind === "bye")?.message).toMatchObject({
      retryAfterMs: expect.any(Number),
    });
    expect(told.at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x8b });
    expect(open().wire.isClosed).toBe(true);
  });

  test("2 when the room closes", async () => {
    const { loop, closedRooms, enter } = startHost();
    const [extended, plain] = [await enter("extended", { extended: true }), await enter("plain")];
    loop.closeRoom(SPEC.room);
    expect(byesOf(extended.wire.packets())).toEqual([2]);
    expect(plain.wire.packets().at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x9d });
    expect([extended.wire.isClosed, plain.wire.isClosed, closedRooms]).toEqual([true, true, [SPEC.room]]);
  });

  test("[RESUME-3] and whoever it waits for leaves with the room, once", async () => {
    const reports: string[] = [];
    const { loop, clock, enter } = startHost({
      report: (_, { kind, user }) => reports.push(`${kind} ${user}`),
    });
    const away = await enter("away", { extended: true });
    away.drop();
    expect(reports).toEqual(["join usr_away"]);
    loop.closeRoom(SPEC.room);
    expect(reports).toEqual(["join usr_away", "leave usr_away"]);
    await enter("other");
    clock.nowMs += 60_000;
    await Bun.sleep(30);
    expect(reports.slice(2)).toEqual(["join usr_other"]);
  });

  test("[LIMIT-5] 3 when it does not read: poses wait as one, events up to 1 MiB, and others hear all the while", async () => {
    const { clock, enter } = startHost({ openRoom: async () => ({ ...SPEC, capacity: 100 }) });
    const [slow, other] = [await enter("slow", { extended: true }), await enter("other", { extended: true })];
    const speakers = await Promise.all(Array.from({ length: 60 }, (_, index) => enter(`speaker-${index}`)));
    await Bun.sleep(20);
    slow.wire.packets();
    other.wire.packets();
    slow.wire.takesBytes = 0;
    for (let step = 1; step <= 20; step++) {
      speakers[0]?.send({
        type: "publish",
        topicName: "r/rm_test/pose/me",
        payload: encodePose(rootPose(step / 10)),
        qos: 0,
        retain: false,
        dup: false,
        properties: {},
      });
      clock.nowMs += 55;
      await Bun.sleep(12);
    }
    expect(sectionsOf(other.wire.packets()).filter((s) => s.kind === "poses")).toHaveLength(20);
    slow.drain(1_000_000);
    // By now it is looked after twice a second only ([INT-4]).
    for (let step = 0; step < 12; step++) {
      await Bun.sleep(12);
      clock.nowMs += 55;
    }
    await Bun.sleep(20);
    const caughtUp = sectionsOf(slow.wire.packets()).flatMap((s) =>
      s.kind === "poses" ? s.message.entries : [],
    );
    // The one that was being written when it stopped to read, then the newest.
    expect(caughtUp.map((e) => decodePose(e.block).position[0])).toEqual([
      expect.closeTo(0.1, 3),
      expect.closeTo(2, 3),
    ]);
    expect(slow.wire.isClosed).toBe(false);

    slow.wire.takesBytes = 0;
    const line = "x".repeat(1000);
    let sent = 0;
    while (!slow.wire.isClosed && sent < 3_000) {
      for (const speaker of speakers)
        speaker.send({
          type: "publish",
          topicName: "r/rm_test/chat",
          payload: encoder.encode(line),
          qos: 0,
          retain: false,
          dup: false,
          properties: {},
        });
      sent += speakers.length;
      clock.nowMs += 500;
      await Bun.sleep(8);
    }
    // A line is some 1,100 bytes on the wire.
    expect(sent).toBeGreaterThan(800);
    expect(sent).toBeLessThan(1_200);
    const heard = sectionsOf(other.wire.packets());
    expect(heard.filter((s) => s.kind === "chat")).toHaveLength(sent);
    const updates = heard.flatMap((s) =>
      s.kind === "presence" && s.message.op === "update" ? s.message.members : [],
    );
    expect(updates).toMatchObject([{ name: "slow", reconnecting: true }]);
    expect(byesOf(other.wire.packets())).toEqual([]);
  }, 20_000);
});

describe("answers that would not fit", () => {
  test("[LIMIT-5] one chunk that asks for more than may wait is cut off, not gathered", async () => {
    const { open } = startHost({
      verify: async () => ({ access: "open", room: SPEC.room, identity: null, requestId: "test" }),
    });
    const client = open();
    client.send({
      type: "connect",
      protocolVersion: 4,
      clientId: "a",
      clean: true,
      keepAliveSeconds: 0,
      properties: {},
    });
    await eventually("CONNACK", () => client.wire.packets().length > 0);
    client.send({
      type: "publish",
      topicName: "big",
      payload: new Uint8Array(100_000),
      qos: 0,
      retain: true,
      dup: false,
      properties: {},
    });
    const subscribe = encodePacket(
      {
        type: "subscribe",
        packetId: 1,
        subscriptions: [
          { topicFilter: "big", qos: 0, noLocal: false, retainAsPublished: false, retainHandling: 0 },
        ],
        properties: {},
      },
      4,
    );
    client.wire.takesBytes = 0;
    client.receive(Uint8Array.from(Array.from({ length: 1_000 }, () => [...subscribe]).flat()));
    expect(client.wire.isClosed).toBe(true);
    client.wire.takesBytes = Number.POSITIVE_INFINITY;
    await Bun.sleep(10);
    expect(client.wire.packets()).toEqual([]);
  });
});

describe("a client that acknowledges nothing", () => {
  test("[LIMIT-5] is let go once 1 MiB waits for its window, though it is written nothing meanwhile", async () => {
    const { open } = startHost({
      verify: async () => ({ access: "open", room: SPEC.room, identity: null, requestId: "test" }),
    });
    const enter = async (clientId: string) => {
      const client = open();
      client.wire.version = 5;
      client.send({
        type: "connect",
        protocolVersion: 5,
        clientId,
        clean: true,
        keepAliveSeconds: 0,
        properties: { receiveMaximum: 1 },
      });
      await eventually("CONNACK", () => client.wire.packets().length > 0);
      return client;
    };
    const [mute, other] = [await enter("mute"), await enter("other")];
    mute.send({
      type: "subscribe",
      packetId: 1,
      subscriptions: [
        { topicFilter: "big", qos: 1, noLocal: false, retainAsPublished: false, retainHandling: 0 },
      ],
      properties: {},
    });
    const publish = (packetId: number) =>
      other.send({
        type: "publish",
        topicName: "big",
        payload: new Uint8Array(100_000),
        qos: 1,
        packetId,
        retain: false,
        dup: false,
        properties: {},
      });
    publish(1);
    await eventually("the first", () => mute.wire.packets().some(({ type }) => type === "publish"));
    for (let packetId = 2; packetId <= 12; packetId++) publish(packetId);
    await eventually("the end of it", () => mute.wire.isClosed, 2_000);
    expect(mute.wire.packets()).toMatchObject([{ type: "disconnect", reasonCode: ReasonCode.quotaExceeded }]);
    expect(other.wire.isClosed).toBe(false);
  });
});

describe("a refusal in the log", () => {
  const refusalOf = async (
    options: Parameters<typeof startHost>[0],
    connect: Partial<ConnectPacket> = {},
  ) => {
    const host = startHost(options);
    host.connect("a", { connect });
    return await eventually("the refusal", () => host.lines.find((line) => line["event"] === "room.refused"));
  };

  test("of a bad ticket has its code and the address it came from, and no stack: the fault is not ours", async () => {
    const line = await refusalOf({
      verify: async () => {
        const cause = new TicketError("TICKET_EXPIRED", "the ticket has expired", new Error("exp"));
        throw new ConnectRefusal(ReasonCode.notAuthorized, "TICKET_EXPIRED: the ticket has expired", cause);
      },
    });
    expect(line).toMatchObject({ reasonCode: 0x87, code: "TICKET_EXPIRED", remoteAddress: "10.0.0.1" });
    expect(JSON.stringify(line)).not.toContain("stack");
    expect(line).not.toHaveProperty("requestId");
  });

  test("after a good ticket has the request it was asked for with", async () => {
    const will = {
      topicName: "r/rm_other/chat",
      payload: encoder.encode("gone"),
      qos: 0,
      retain: false,
      properties: {},
    } as const;
    const line = await refusalOf({}, { will });
    expect(line).toMatchObject({ reasonCode: 0x87, requestId: "test", remoteAddress: "10.0.0.1" });
    expect(line).not.toHaveProperty("error");
  });

  test("that is our own fault has the stack of its cause", async () => {
    const keys = await refusalOf({
      verify: async () => {
        const cause = new TicketError("TICKET_KEYS_AWAY", "the ticket's keys cannot be fetched");
        throw new ConnectRefusal(ReasonCode.serverUnavailable, "TICKET_KEYS_AWAY", cause);
      },
    });
    expect(keys).toMatchObject({ code: "TICKET_KEYS_AWAY", error: { stack: expect.any(String) } });
    const room = await refusalOf({
      openRoom: async () => {
        throw new Error("origin away");
      },
    });
    expect(room).toMatchObject({
      reasonCode: 0x88,
      requestId: "test",
      error: { message: "origin away", stack: expect.any(String) },
    });
  });
});

describe("a chunk of many packets", () => {
  const pings = (count: number) =>
    Uint8Array.from({ length: 2 * count }, (_, index) => (index % 2 === 0 ? 0xc0 : 0));
  const chat = (text: string) =>
    encodePacket(
      {
        type: "publish",
        topicName: "r/rm_test/chat",
        payload: encoder.encode(text),
        qos: 1,
        retain: false,
        dup: false,
        packetId: 7,
        properties: {},
      },
      5,
    );
  const typesOf = (packets: readonly Packet[]) => packets.map((p) => p.type);

  test("is served in turns, so that others are served in between, and in its order", async () => {
    const { enter } = startHost();
    const [greedy, other] = [await enter("greedy"), await enter("other")];
    greedy.receive(pings(1_000));
    greedy.receive(chat("last"));
    other.send({ type: "pingreq" });
    // Before the host has come to the next turn.
    await Promise.resolve();
    expect(greedy.wire.packets().length).toBeLessThanOrEqual(256);
    const answers: Packet[] = [];
    let turns = 0;
    for (; answers.length < 1_001; turns++) {
      answers.push(...greedy.wire.packets());
      expect(turns).toBeLessThan(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(turns).toBeGreaterThan(3);
    expect([answers.length, answers.at(-1)?.type]).toEqual([1_001, "puback"]);
    expect(typesOf(other.wire.packets())).toContain("pingresp");
  });

  test("has nothing more read of its sender until it is served", async () => {
    const { enter } = startHost();
    const [greedy, modest] = [await enter("greedy"), await enter("modest")];
    greedy.receive(pings(1_000));
    modest.receive(pings(10));
    expect([greedy.wire.isPaused, modest.wire.isPaused]).toEqual([true, false]);
    let answered = 0;
    await eventually("the rest", () => {
      answered += greedy.wire.packets().length;
      // Not read before all of it has been answered.
      if (answered < 1_000) expect(greedy.wire.isPaused).toBe(true);
      return answered === 1_000 && !greedy.wire.isPaused;
    });
  });

  test("is served in turns at the size of a read at its largest, too", async () => {
    const { enter } = startHost();
    const greedy = await enter("greedy");
    greedy.receive(pings(512 * 512));
    await new Promise((resolve) => setImmediate(resolve));
    expect(greedy.wire.packets().length).toBeLessThanOrEqual(512);
  });

  test("waits within a bound: what comes beyond 640 KiB is served at once", async () => {
    const { enter } = startHost();
    const greedy = await enter("greedy");
    greedy.receive(pings(400_000));
    await new Promise((resolve) => setImmediate(resolve));
    // 800,000 bytes came, and 655,360 may wait: the others were taken in the first turn.
    const count = greedy.wire.packets().length;
    expect(count).toBeGreaterThanOrEqual((800_000 - 655_360) / 2);
    expect(count).toBeLessThan(90_000);
  });

  test("is the last of its sender when more comes than may wait, though nothing more was to be read", async () => {
    const { enter } = startHost();
    const [greedy, other] = [await enter("greedy"), await enter("other")];
    greedy.receive(pings(1_000));
    greedy.receive(pings(400_000));
    expect(greedy.wire.isClosed).toBe(true);
    const packets = greedy.wire.packets();
    expect(packets.length).toBeLessThanOrEqual(257);
    expect(packets.at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x97 });
    other.send({ type: "pingreq" });
    await new Promise((resolve) => setImmediate(resolve));
    expect(typesOf(other.wire.packets())).toContain("pingresp");
  });

  test("is served to its end when the connection ends behind it: its DISCONNECT still holds back the will", async () => {
    const { enter, loop } = startHost();
    const hearer = await enter("hearer", { extended: true });
    const will = {
      topicName: "r/rm_test/chat",
      payload: encoder.encode("will"),
      qos: 0,
      retain: false,
      properties: {},
    } as const;
    const hasty = await enter("hasty", { connect: { will } });
    const goodbye = encodePacket({ type: "disconnect", reasonCode: 0, properties: {} }, 5);
    hasty.receive(Uint8Array.from([...pings(1_000), ...chat("last"), ...goodbye]));
    hasty.drop();
    await Bun.sleep(20);
    const lines = sectionsOf(hearer.wire.packets()).flatMap((s) =>
      s.kind === "chat" ? [s.message.text] : [],
    );
    expect(lines).toEqual(["last"]);
    expect(loop.openRooms()[0]?.participantCount).toBe(1);
  });

  test("has its turns also when the connection ends behind it, and nothing more is waited for then", async () => {
    const { enter, loop } = startHost();
    const [hasty, other] = [await enter("hasty"), await enter("other")];
    hasty.receive(pings(100_000));
    hasty.drop();
    expect(hasty.wire.packets().length).toBeLessThanOrEqual(256);
    other.send({ type: "pingreq" });
    await new Promise((resolve) => setImmediate(resolve));
    expect(typesOf(other.wire.packets())).toContain("pingresp");
    expect(loop.openRooms()[0]?.participantCount).toBe(2);
    await eventually("its leaving", () => loop.openRooms()[0]?.participantCount === 1);
  });
});

describe("[ME-2] what a user wears", () => {
  const wear = (client: { send(packet: Packet): void }) =>
    client.send({
      type: "publish",
      topicName: "r/rm_test/presence/me",
      payload: encoder.encode('{"avatar":true}'),
      qos: 0,
      retain: false,
      dup: false,
      properties: {},
    });

  test("is asked one question at a time, so that an old answer never comes after a new one", async () => {
    const answers: PromiseWithResolvers<Participant | null>[] = [];
    const { enter } = startHost({
      askParticipant: () => {
        const answer = Promise.withResolvers<Participant | null>();
        answers.push(answer);
        return answer.promise;
      },
    });
    const [wearer, watcher] = [await enter("wearer"), await enter("watcher", { extended: true })];
    await Bun.sleep(10);
    watcher.wire.packets();
    for (let count = 0; count < 4; count++) wear(wearer);
    expect(answers).toHaveLength(1);
    answers[0]?.resolve({ ...identity("wearer"), name: "first" });
    await eventually("the second question", () => answers.length === 2);
    answers[1]?.resolve({ ...identity("wearer"), name: "second" });
    await Bun.sleep(20);
    expect(answers).toHaveLength(2);
    const names = sectionsOf(watcher.wire.packets()).flatMap((s) =>
      s.kind === "presence" && s.message.op === "update" ? s.message.members.map((m) => m.name) : [],
    );
    expect(names).toEqual(["first", "second"]);
    wear(wearer);
    expect(answers).toHaveLength(3);
  });

  test("stays as it was when the origin does not know, or is away", async () => {
    let tries = 0;
    const { events, enter, loop } = startHost({
      askParticipant: async () => {
        if (++tries === 1) throw new Error("origin away");
        return null;
      },
    });
    const wearer = await enter("wearer");
    wear(wearer);
    await eventually("the failure in the log", () => events.includes("room.participant.unknown"));
    wear(wearer);
    await Bun.sleep(10);
    expect([tries, loop.openRooms()[0]?.participantCount]).toEqual([2, 1]);
  });
});

test("[MQTT-1] a second CONNECT is a protocol error, of whatever version: DISCONNECT has no word for that", async () => {
  const { enter } = startHost();
  const client = await enter("a");
  client.receive(Uint8Array.from([0x10, 13, 0, 4, 0x4d, 0x51, 0x54, 0x54, 9, 2, 0, 0, 0, 1, 0x61]));
  expect(client.wire.packets().at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x82 });
  expect(client.wire.isClosed).toBe(true);
});

test("[MQTT-1] a CONNECT that cannot be read is answered in the form its bytes ask for, and the connection ends", () => {
  const { open } = startHost();
  const connect = (level: number, flags: number) =>
    Uint8Array.from([0x10, 13, 0, 4, 0x4d, 0x51, 0x54, 0x54, level, flags, 0, 0, 0, 1, 0x61]);
  for (const [bytes, version, reasonCodes] of [
    [connect(9, 2), 4, [1]],
    [connect(3, 2), 4, [1]],
    [connect(5, 3), 5, [0x81]],
    [connect(4, 3), 4, []],
  ] as const) {
    const client = open();
    client.wire.version = version;
    client.receive(bytes);
    expect(client.wire.packets().map((p) => p.type === "connack" && p.reasonCode)).toEqual([...reasonCodes]);
    expect(client.wire.isClosed).toBe(true);
  }
});

describe("[MOD-5] whoever is sent away", () => {
  const verifyRoles = async (ticket: string | null): Promise<Verified> => {
    const verified = await verify(ticket);
    return { ...verified, identity: identity(ticket ?? "", ticket === "moderator" ? "moderator" : "guest") };
  };

  test("is told by MOD, BYE and DISCONNECT why, and the log says who did it", async () => {
    const { lines, enter } = startHost({ verify: verifyRoles });
    const guest = await enter("guest", { extended: true });
    const moderator = await enter("moderator", { extended: true });
    const kick = { op: "kick", target: "usr_guest", reason: "go" };
    moderator.receive(
      encodePacket({ type: "frame", body: encodeUp([{ kind: "mod", message: modUpSchema.parse(kick) }]) }, 5),
    );
    await eventually("closed", () => guest.wire.isClosed);
    const packets = guest.wire.packets();
    expect(sectionsOf(packets).flatMap((s) => (s.kind === "mod" ? [s.message.op] : []))).toEqual(["kick"]);
    expect(byesOf(packets)).toEqual([5]);
    expect(packets.at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x98 });
    expect(moderator.wire.isClosed).toBe(false);
    expect(lines.filter(({ event }) => event === "room.moderated")).toMatchObject([
      { op: "kick", by: "usr_moderator", target: "usr_guest", reason: "go" },
    ]);
  });

  test("for good is told so, and finds the door shut, while others do not", async () => {
    const { connect, enter } = startHost({ verify: verifyRoles });
    const guest = await enter("guest", { extended: true });
    const moderator = await enter("moderator", { extended: true });
    moderator.send({
      type: "publish",
      topicName: "r/rm_test/mod/me",
      payload: encoder.encode(JSON.stringify({ op: "ban", target: "usr_guest" })),
      qos: 0,
      retain: false,
      dup: false,
      properties: {},
    });
    await eventually("closed", () => guest.wire.isClosed);
    expect(byesOf(guest.wire.packets())).toEqual([6]);
    const again = connect("guest");
    await eventually("closed again", () => again.wire.isClosed);
    expect(again.wire.packets()[0]).toMatchObject({ type: "connack", reasonCode: 0x8a });
    await enter("other");
  });
});
