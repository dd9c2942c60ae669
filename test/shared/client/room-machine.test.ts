import { describe, expect, test } from "bun:test";
import type { RoomEffect } from "../../../shared/client/room-effect.ts";
import { Problem } from "../../../shared/http/problem.ts";
import { decodePose, encodePose, type Pose, trimPose } from "../../../shared/protocol/ext/pose.ts";
import {
  type DownSection,
  decodeUp,
  encodeDown,
  type UpSection,
} from "../../../shared/protocol/ext/registry.ts";
import { encodePacket, type Packet } from "../../../shared/protocol/packet.ts";
import { SPEC, Square } from "../../room/support.ts";
import { ENTRY, Guest, greetingMachine, packetsOf } from "./guest-in-room.ts";

const poseAt = (x: number, more: Partial<Pose> = {}): Omit<Pose, "tMs"> => ({
  mode: 0,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 1,
  position: [x, 0, 0],
  teleport: false,
  ...more,
});

const connack = (reasonCode: number, hiroba?: string, reasonString?: string) =>
  encodePacket(
    {
      type: "connack",
      sessionPresent: false,
      reasonCode,
      properties: {
        ...(hiroba === undefined ? {} : { userProperties: [["hiroba", hiroba] as const] }),
        ...(reasonString === undefined ? {} : { reasonString }),
      },
    },
    5,
  );
const frame = (...sections: DownSection[]) => encodePacket({ type: "frame", body: encodeDown(sections) }, 5);
const sectionsOf = (packets: readonly Packet[]): UpSection[] =>
  packets.flatMap((packet) => (packet.type === "frame" ? decodeUp(packet.body) : []));
const connectionsOf = (effects: readonly RoomEffect[]) =>
  effects.flatMap((effect) => (effect.kind === "connection" ? [effect.state] : []));

function joinedMachine() {
  const { machine, take } = greetingMachine();
  take();
  machine.received(1, connack(0, "1;c=87;sid=7;tick=50"), 0);
  return { machine, take };
}

describe("a machine in a room", () => {
  test("[NEG-1] [TICKET-1] greets with its ticket, a keep-alive of 10 s and the request for the extension", () => {
    const { take } = greetingMachine();
    const [packet] = packetsOf(take());
    expect(packet).toMatchObject({
      type: "connect",
      protocolVersion: 5,
      clean: true,
      keepAliveSeconds: 10,
      properties: { userProperties: [["hiroba", "1;c=a7"]] },
    });
    expect(packet?.type === "connect" && new TextDecoder().decode(packet.password)).toBe(ENTRY.ticket);
  });

  test("[ROOM-1] [PRES-1] is told it joined, then the room, then its members with itself among them", () => {
    const square = new Square();
    const guest = new Guest(square, "a");
    expect(guest.told.map((effect) => effect.kind).slice(0, 4)).toEqual([
      "connection",
      "connection",
      "room",
      "members",
    ]);
    expect(guest.toldOf("room")[0]?.settings).toMatchObject({ room: "rm_test", tick: 50 });
    expect(guest.toldOf("members")[0]?.members.get(guest.sid)).toMatchObject({ name: "a" });
  });

  test("[ME-1] says which device it is, and what it is muted to, to every room it joins", () => {
    const square = new Square();
    const guest = new Guest(square, "a");
    const member = () => guest.toldOf("members").at(-1)?.members.get(guest.sid);
    expect(member()).toMatchObject({ device: "bot", muted: false });
    guest.machine.sendMe({ muted: true });
    guest.settle();
    expect(member()).toMatchObject({ device: "bot", muted: true });
    guest.breakOff();
    guest.pass(50);
    expect(member()).toMatchObject({ device: "bot", muted: true });
  });

  test("[PRES-2] makes a new map of members for every change, and leaves the old ones alone", () => {
    const square = new Square();
    const guest = new Guest(square, "a");
    const other = new Guest(square, "b");
    guest.settle();
    const both = guest.toldOf("members").at(-1)?.members;
    expect([...(both?.values() ?? [])].map((m) => m.name)).toEqual(["a", "b"]);
    other.machine.leave();
    other.settle();
    guest.settle();
    const alone = guest.toldOf("members").at(-1)?.members;
    expect([...(alone?.values() ?? [])].map((m) => m.name)).toEqual(["a"]);
    expect(both?.size).toBe(2);
  });

  test("[POSES-2] [POSE-5] is told others' poses with the moment they were sampled, and never its own", () => {
    const square = new Square();
    square.pass(200_000);
    const [talker, hearer] = [new Guest(square, "talker"), new Guest(square, "hearer")];
    hearer.pass(300);
    talker.pass(300);
    talker.machine.sendPose(poseAt(1.5, { lookYaw: 0.5 }), 0, square.nowMs);
    const sampledAtMs = square.nowMs - square.room.openedAtMs;
    talker.settle();
    talker.pass(60);
    hearer.settle();
    expect(hearer.toldOf("pose")).toMatchObject([
      { sid: talker.sid, sampleRoomTimeMs: sampledAtMs, pose: { position: [1.5, 0, 0] } },
    ]);
    expect(talker.toldOf("pose")).toEqual([]);
  });

  test("keeps a pose until it knows the room's clock, and tells it again to a room joined anew", () => {
    const square = new Square();
    const hearer = new Guest(square, "hearer");
    const { machine, take } = joinedMachine();
    machine.sendPose(poseAt(1), 0, 0);
    machine.sendPose(poseAt(2), 0, 0);
    expect(sectionsOf(packetsOf(take())).filter((s) => s.kind === "pose")).toEqual([]);
    machine.received(1, frame({ kind: "pong", message: { cookie: 1, roomTimeMs: 70_000 } }), 20);
    const [pose] = sectionsOf(packetsOf(take())).flatMap((s) => (s.kind === "pose" ? [s.message] : []));
    expect(decodePose(pose ?? new Uint8Array())).toMatchObject({
      position: [2, 0, 0],
      tMs: 70_010 - 65_536,
    });

    const talker = new Guest(square, "talker");
    talker.machine.sendPose(poseAt(3), 0, square.nowMs);
    talker.settle();
    talker.breakOff();
    talker.pass(200);
    // A hearer that has not read is skipped, and then served less often; from here it reads.
    hearer.settle();
    hearer.pass(120);
    expect(hearer.toldOf("pose").at(-1)).toMatchObject({ sid: talker.sid, pose: { position: [3, 0, 0] } });
  });

  test("[POSES-4] is told once of a moment that comes twice, and again when it comes in more detail", () => {
    const { machine, take } = joinedMachine();
    const joint = { position: [0, 1, 0], rotation: [0, 0, 0, 1], tracked: true } as const;
    const full = encodePose({ ...poseAt(1, { mode: 1, joints: [joint, joint, joint] }), tMs: 500 });
    const root = trimPose(full, { pose3: false, pose6: false, face: false });
    const later = encodePose({ ...poseAt(2), tMs: 550 });
    const hear = (...blocks: Uint8Array[]) => {
      const sections = blocks.map((block) => ({
        kind: "poses" as const,
        message: { timeMs: 600, seq: 1, entries: [{ sid: 9, block }] },
      }));
      machine.received(1, frame(...sections), 100);
      return take().flatMap((e) => (e.kind === "pose" ? [[e.pose.mode, e.pose.position[0]]] : []));
    };
    expect(hear(root, root)).toEqual([[0, 1]]);
    expect(hear(full, root)).toEqual([[1, 1]]);
    expect(hear(later, later)).toEqual([[0, 2]]);
  });

  test("[CHAT-1] says a line that comes back under its id, and refuses what the room would refuse", () => {
    const square = new Square();
    const guest = new Guest(square, "a");
    expect(guest.machine.sendChat({ text: " hello ", id: "a-1" }, 0)).toBe(true);
    for (const text of ["", "  ", "x".repeat(1_001)])
      expect(guest.machine.sendChat({ text, id: "a-2" }, 0)).toBe(false);
    guest.settle();
    expect(guest.toldOf("chat").map(({ line }) => [line.id, line.text, line.from])).toEqual([
      ["a-1", "hello", guest.sid],
    ]);
  });

  test("sends neither poses nor chat into a channel with more than 64 KiB waiting", () => {
    const square = new Square();
    const guest = new Guest(square, "a");
    guest.pass(100);
    const before = guest.sent.length;
    guest.machine.sendPose(poseAt(1), 64 * 1024 + 1, square.nowMs);
    expect(guest.machine.sendChat({ text: "hello", id: "a-1" }, 64 * 1024 + 1)).toBe(false);
    guest.settle();
    expect(guest.sent).toHaveLength(before);
    guest.machine.sendPose(poseAt(1), 64 * 1024, square.nowMs);
    guest.settle();
    expect(guest.sent).toHaveLength(before + 1);
  });

  test("[LIMIT-4] passes on why something had no effect", () => {
    const square = new Square();
    const guest = new Guest(square, "a");
    guest.machine.sendPose(poseAt(SPEC.settings.halfSizeM + 5), 0, square.nowMs);
    guest.settle();
    expect(guest.toldOf("notice")).toMatchObject([{ code: 2 }]);
  });

  test("[CLOCK-1] knows the room's clock within a ping, and pings so that the room never misses it", () => {
    const square = new Square();
    square.pass(5_000);
    const guest = new Guest(square, "a");
    guest.pass(60_000);
    expect(guest.machine.roomTimeMs(square.nowMs)).toBeCloseTo(square.nowMs - square.room.openedAtMs, 3);
    const pingCount = sectionsOf(guest.sent).filter((s) => s.kind === "ping").length;
    expect(pingCount).toBeGreaterThanOrEqual(5 + 10);
    expect(pingCount).toBeLessThanOrEqual(5 + 20);
    expect(guest.connection.name).toBe("joined");
  });

  test("leaves with DISCONNECT, and is then told nothing more", () => {
    const { machine, take } = joinedMachine();
    take();
    machine.leave();
    const effects = take();
    expect(packetsOf(effects)).toMatchObject([{ type: "disconnect", reasonCode: 0 }]);
    expect(effects.map((effect) => effect.kind)).toEqual(["send", "close", "connection"]);
    expect(connectionsOf(effects)).toEqual([{ name: "left", reason: "left", code: "LEFT" }]);
    machine.received(1, frame({ kind: "notice", message: { code: 1, message: "late" } }), 10);
    machine.closed(1, 10);
    machine.passTime(100_000);
    machine.leave();
    expect(take()).toEqual([]);
    expect(machine.nextDeadlineMs()).toBeNull();
  });
});

describe("a machine that is refused", () => {
  test("[NEG-5] ends when the extension is not granted, or not with the carrier it speaks", () => {
    for (const grant of [undefined, "2;c=1", "1;c=6;sid=1;tick=50"]) {
      const { machine, take } = greetingMachine();
      take();
      machine.received(1, connack(0, grant), 5);
      expect(connectionsOf(take())).toMatchObject([{ name: "left", code: "EXTENSION_NOT_GRANTED" }]);
    }
  });

  test("[TICKET-1] asks for one fresh ticket, then believes it", () => {
    const { machine, take } = greetingMachine();
    machine.received(1, connack(0x87, undefined, "TICKET_EXPIRED: it has"), 5);
    expect(connectionsOf(take()).at(-1)).toMatchObject({
      name: "reconnecting",
      reason: "TICKET_EXPIRED: it has",
    });
    machine.passTime(machine.nextDeadlineMs() ?? 0);
    expect(take()).toEqual([{ kind: "enter", attempt: 2 }]);
    machine.entered(2, ENTRY, 10);
    machine.opened(2, 10);
    take();
    machine.received(2, connack(0x87, undefined, "TICKET_MALFORMED: still"), 15);
    const effects = take();
    expect(effects[0]).toEqual({ kind: "close" });
    expect(connectionsOf(effects)).toEqual([
      { name: "left", reason: "TICKET_MALFORMED: still", code: "TICKET_REFUSED" },
    ]);
  });

  test("[TICKET-3] waits for a place in a full room, each time with a ticket of its own", () => {
    const square = new Square({ ...SPEC, capacity: 1 });
    const first = new Guest(square, "first");
    const second = new Guest(square, "second");
    expect(second.connection).toMatchObject({ name: "reconnecting" });
    second.pass(3_000);
    expect(second.connection).toMatchObject({ name: "reconnecting" });
    first.machine.leave();
    first.settle();
    second.pass(9_000);
    expect(second.connection).toMatchObject({ name: "joined" });
    expect(second.attempt).toBeGreaterThan(2);
  });

  test("gives up when the edge says that it never will", () => {
    const { machine, take } = greetingMachine();
    machine.closed(1, 0);
    machine.passTime(0);
    take();
    machine.enterFailed(2, new Problem({ status: 404, code: "NOT_FOUND", title: "No such world" }), 20);
    expect(connectionsOf(take())).toEqual([{ name: "left", reason: "No such world", code: "NOT_FOUND" }]);
  });
});

describe("a machine whose connection is lost", () => {
  test("comes again at once, then later and later, and is patient anew after ten good seconds", () => {
    const { machine, take } = greetingMachine(() => 1);
    take();
    const waits: number[] = [];
    let nowMs = 0;
    for (let attempt = 1; attempt <= 7; attempt++) {
      machine.closed(attempt, nowMs);
      const state = connectionsOf(take()).at(-1);
      if (state?.name !== "reconnecting") throw new Error("not reconnecting");
      waits.push(state.retryAtMs - nowMs);
      nowMs = state.retryAtMs;
      machine.passTime(nowMs);
      machine.entered(attempt + 1, ENTRY, nowMs);
      machine.opened(attempt + 1, nowMs);
    }
    expect(waits).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    machine.received(8, connack(0, "1;c=87;sid=7;tick=50"), nowMs);
    take();
    machine.closed(8, nowMs + 10_000);
    expect(connectionsOf(take())).toMatchObject([{ name: "reconnecting", retryAtMs: nowMs + 10_000 }]);
  });

  test("does not hammer a room that lets it in and throws it out", () => {
    const { machine, take } = joinedMachine();
    machine.closed(1, 100);
    machine.passTime(100);
    machine.entered(2, ENTRY, 100);
    machine.opened(2, 100);
    machine.received(2, connack(0, "1;c=87;sid=8;tick=50"), 100);
    take();
    machine.closed(2, 200);
    expect(connectionsOf(take())).toMatchObject([{ name: "reconnecting", retryAtMs: 200 + 250 }]);
  });

  test("notices within 11 s that the room has fallen silent", () => {
    const square = new Square();
    const guest = new Guest(square, "a");
    guest.pass(4_000);
    guest.isCutOff = true;
    const cutAtMs = square.nowMs;
    while (guest.connection.name === "joined" && square.nowMs < cutAtMs + 60_000) guest.pass(5);
    expect(square.nowMs - cutAtMs).toBeGreaterThan(6_000);
    expect(square.nowMs - cutAtMs).toBeLessThanOrEqual(11_000);
    expect(guest.connection).toMatchObject({
      name: "reconnecting",
      reason: "nothing was heard from the room",
    });
  });

  test("keeps the room's clock running while it comes back", () => {
    const square = new Square();
    const guest = new Guest(square, "a");
    guest.pass(1_000);
    guest.machine.closed(guest.attempt, square.nowMs);
    expect(guest.machine.roomTimeMs(square.nowMs + 500)).toBeCloseTo(1_500, 3);
  });

  test("gives up on an edge that does not answer in 20 s, and on a room that does not in 10", () => {
    const { machine, take } = greetingMachine(() => 0);
    machine.passTime(9_999);
    expect(connectionsOf(take()).at(-1)).toMatchObject({ name: "connecting" });
    machine.passTime(10_000);
    expect(connectionsOf(take())).toMatchObject([{ reason: "the room did not answer" }]);
    machine.passTime(10_000);
    machine.passTime(30_000);
    expect(connectionsOf(take())).toMatchObject([{ reason: "nobody answered when asked for a ticket" }]);
    machine.entered(2, ENTRY, 30_001);
    expect(take()).toEqual([]);
  });

  test("[BYE-1] waits as long as the room asked, and a little longer by chance", () => {
    const { machine, take } = joinedMachine();
    take();
    machine.received(1, frame({ kind: "bye", message: { reason: 1, retryAfterMs: 1_000, host: "" } }), 50);
    const effects = take();
    expect(effects[0]).toEqual({ kind: "close" });
    expect(connectionsOf(effects)).toEqual([
      { name: "reconnecting", reason: "the room host is shutting down", retryAtMs: 50 + 1_250 },
    ]);
    machine.received(1, encodePacket({ type: "disconnect", reasonCode: 0x8b, properties: {} }, 5), 51);
    machine.closed(1, 52);
    expect(take()).toEqual([]);
  });

  test("[BYE-1] [MQTT-5] does not come again when another connection took its place", () => {
    const { machine, take } = joinedMachine();
    take();
    machine.received(1, frame({ kind: "bye", message: { reason: 4, retryAfterMs: 1_000, host: "" } }), 50);
    expect(connectionsOf(take())).toMatchObject([{ name: "left", code: "TAKEN_OVER" }]);
  });

  test("is told by DISCONNECT alone that it was sent away, and has no use for other packets", () => {
    const { machine, take } = joinedMachine();
    take();
    machine.received(1, encodePacket({ type: "pingresp" }, 5), 40);
    expect(take()).toEqual([]);
    const properties = { reasonString: "a moderator asked you to leave" };
    machine.received(1, encodePacket({ type: "disconnect", reasonCode: 0x98, properties }, 5), 50);
    expect(connectionsOf(take())).toEqual([
      { name: "left", reason: "a moderator asked you to leave", code: "KICKED" },
    ]);
  });

  test("[CARRIER-5] takes a room that breaks the protocol for lost", () => {
    const { machine, take } = joinedMachine();
    take();
    machine.received(1, encodePacket({ type: "frame", body: new Uint8Array([0x03, 200]) }, 5), 50);
    const [closed, state] = take();
    expect(closed).toEqual({ kind: "close" });
    expect(state).toMatchObject({ kind: "connection", state: { name: "reconnecting" } });
  });

  test("[CARRIER-4] leaves out a section it cannot read, and reads on", () => {
    const { machine, take } = joinedMachine();
    take();
    const readable = encodeDown([{ kind: "notice", message: { code: 3, message: "hello" } }]);
    const unreadable = new TextEncoder().encode('{"op":"vanish"}');
    const body = new Uint8Array([0x40, unreadable.length, ...unreadable, ...readable]);
    machine.received(1, encodePacket({ type: "frame", body }, 5), 50);
    expect(take()).toEqual([{ kind: "notice", code: 3, message: "hello" }]);
  });

  test("takes bytes in any pieces", () => {
    const { machine, take } = greetingMachine();
    take();
    const stream = [
      ...connack(0, "1;c=87;sid=7;tick=50"),
      ...frame({ kind: "notice", message: { code: 1, message: "slow down" } }),
    ];
    for (const byte of stream) machine.received(1, new Uint8Array([byte]), 0);
    const kinds = take().map((effect) => effect.kind);
    expect(kinds.filter((kind) => kind !== "send")).toEqual(["connection", "notice"]);
  });

  test("ignores what comes late from a connection it gave up", () => {
    const { machine, take } = joinedMachine();
    machine.closed(1, 10);
    machine.passTime(10);
    machine.entered(2, ENTRY, 10);
    take();
    machine.received(1, frame({ kind: "notice", message: { code: 1, message: "late" } }), 11);
    machine.closed(1, 11);
    machine.opened(1, 11);
    expect(take()).toEqual([]);
  });
});
