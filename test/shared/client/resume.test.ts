// The SDK coming back: a machine by hand, two machines in a room without sockets, and two clients at a real host whose socket is
// cut.

import { describe, expect, test } from "bun:test";
import { RESUME_WINDOW_MS } from "../../../room/session/held-places.ts";
import type { Channel, ChannelHandlers } from "../../../shared/client/channel.ts";
import { createRoomClient } from "../../../shared/client/room-client.ts";
import type { RoomEffect } from "../../../shared/client/room-effect.ts";
import { openWebSocketChannel } from "../../../shared/client/websocket-channel.ts";
import type { ChatDown } from "../../../shared/protocol/ext/chat.ts";
import type { Member } from "../../../shared/protocol/ext/presence.ts";
import { type DownSection, decodeUp, encodeDown } from "../../../shared/protocol/ext/registry.ts";
import { encodePacket, type Packet } from "../../../shared/protocol/packet.ts";
import { seededRng } from "../../../shared/rng.ts";
import { startOpenHost } from "../../room/host.ts";
import { Square } from "../../room/support.ts";
import { eventually } from "../../support/eventually.ts";
import { createRoomListener } from "../../support/room-listener.ts";
import { ENTRY, Guest, greetingMachine, packetsOf } from "./guest-in-room.ts";

const TOKENS = ["a", "b"].map((digit) => digit.repeat(32)) as [string, string];

const granted = (more: string): Uint8Array =>
  encodePacket(
    {
      type: "connack",
      sessionPresent: false,
      reasonCode: 0,
      properties: { userProperties: [["hiroba", `1;c=a7;sid=7;tick=50${more}`]] },
    },
    5,
  );
const bodyOf = (body: Uint8Array): Uint8Array => encodePacket({ type: "frame", body }, 5);
const frame = (...sections: DownSection[]): Uint8Array => bodyOf(encodeDown(sections));
const chat = (text: string): DownSection => ({
  kind: "chat",
  message: { id: text, from: 1, name: "a", user: "usr_a" as ChatDown["user"], text, at: 0 },
});
const poses: DownSection = { kind: "poses", message: { timeMs: 0, seq: 0, entries: [] } };
const pong: DownSection = { kind: "pong", message: { cookie: 99, roomTimeMs: 0 } };
const notice: DownSection = { kind: "notice", message: { code: 1, message: "" } };
const requestIn = (effects: readonly RoomEffect[]): unknown => {
  const connect = packetsOf(effects).find((packet) => packet.type === "connect");
  return connect?.properties.userProperties?.[0]?.[1];
};
const upKindsOf = (packets: readonly Packet[]): string[] =>
  packets.flatMap((packet) => (packet.type === "frame" ? decodeUp(packet.body).map(({ kind }) => kind) : []));
const linesOf = (guest: Guest): string[] => guest.toldOf("chat").map(({ line }) => line.text);
const namesOf = (members: ReadonlyMap<number, Member> | undefined): string[] =>
  [...(members?.values() ?? [])].map(({ name }) => name);

/** A machine that is in, under sid 7 with the first token; `again` loses the connection and greets anew. */
function joinedMachine() {
  const { machine, take } = greetingMachine();
  let attempt = 1;
  machine.received(attempt, granted(`;rt=${TOKENS[0]}`), 0);
  take();
  const hear = (bytes: Uint8Array): void => machine.received(attempt, bytes, 0);
  const again = (): readonly RoomEffect[] => {
    machine.closed(attempt, 0);
    machine.passTime(60_000);
    attempt++;
    machine.entered(attempt, ENTRY, 60_000);
    machine.opened(attempt, 60_000);
    return take();
  };
  return { machine, take, hear, again };
}

describe("[RESUME-4] a machine that comes back", () => {
  test("shows its token, and how many event frames it has read: of whatever kind they are, but for what only moves", () => {
    const { hear, again } = joinedMachine();
    for (const bytes of [frame(chat("one"), poses), frame(poses, chat("two")), frame(pong), frame(notice)])
      hear(bytes);
    // A kind that a later server may have.
    hear(bodyOf(Uint8Array.of(0x60, 1, 0)));
    // A frame counts that has a section it cannot read.
    hear(bodyOf(Uint8Array.of(0x3a, 1, 0xff)));
    expect(requestIn(again())).toBe(`1;c=a7;rt=${TOKENS[0]};e=3`);
  });

  test("counts on where it was when it was told what it missed, and from 0 when it was told the room anew", () => {
    for (const [how, expected] of [
      [1, 3],
      [2, 1],
    ] as const) {
      const { hear, again } = joinedMachine();
      hear(frame(chat("one")));
      hear(frame(chat("two")));
      again();
      hear(granted(`;rt=${TOKENS[1]};rs=${how}`));
      hear(frame(chat("three")));
      expect(requestIn(again())).toBe(`1;c=a7;rt=${TOKENS[1]};e=${expected}`);
    }
  });

  test("has nothing to show to a room after one that gave it no token", () => {
    const { hear, again } = joinedMachine();
    again();
    hear(granted(""));
    expect(requestIn(again())).toBe("1;c=a7");
  });

  test("takes a grant that does not say so for a fresh start, whatever it showed", () => {
    const { hear, again, take } = joinedMachine();
    again();
    hear(granted(`;rt=${TOKENS[1]}`));
    expect(take()).toContainEqual({
      kind: "connection",
      state: { name: "joined", sid: 7, isResumed: false },
    });
    hear(frame(chat("one")));
    expect(requestIn(again())).toBe(`1;c=a7;rt=${TOKENS[1]};e=1`);
  });
});

describe("[MOVE-2] a machine whose room moves", () => {
  const moved = (host: string) => frame({ kind: "bye", message: { reason: 7, retryAfterMs: 0, host } });

  test("goes there at once, with its pass and what it has read", () => {
    const { machine, take, hear } = joinedMachine();
    hear(frame(chat("one")));
    hear(moved("wss://two.test/mqtt"));
    expect(take()).toContainEqual({
      kind: "open",
      attempt: 2,
      host: { ...ENTRY.host, wsUrl: "wss://two.test/mqtt" },
    });
    machine.opened(2, 0);
    const effects = take();
    const connect = packetsOf(effects).find((packet) => packet.type === "connect");
    expect(new TextDecoder().decode(connect?.password)).toBe(`moved.${ENTRY.room}.${TOKENS[0]}`);
    // BYE is an event as well, and was read.
    expect(requestIn(effects)).toBe(`1;c=a7;rt=${TOKENS[0]};e=1`);
  });

  test("asks the edge where it cannot be reached there, or was not told where", () => {
    for (const host of ["wss://two.test/mqtt", "", "nowhere"]) {
      const { machine, take, hear } = joinedMachine();
      hear(moved(host));
      if (host.startsWith("wss:")) machine.closed(2, 0);
      machine.passTime(60_000);
      expect([host, take().some(({ kind }) => kind === "enter")]).toEqual([host, true]);
    }
  });
});

describe("[RESUME-2] a machine that was cut off", () => {
  /** Two in a room who know its clock. */
  function two() {
    const square = new Square();
    const [guest, other] = [new Guest(square, "guest"), new Guest(square, "other")];
    guest.pass(500);
    other.settle();
    return { square, guest, other };
  }

  test("has its place again, its members all the while, and the lines it missed, once", () => {
    const { square, guest, other } = two();
    const { sid } = guest;
    // Said, but on its way when the wire breaks.
    other.machine.sendChat({ text: "lost", id: "1" }, 0);
    other.settle();
    guest.client?.drop();
    other.machine.sendChat({ text: "meanwhile", id: "2" }, 0);
    other.settle();
    guest.told.length = 0;
    guest.breakOff();
    guest.pass(50);
    expect(guest.connection).toEqual({ name: "joined", sid, isResumed: true });
    expect(linesOf(guest)).toEqual(["lost", "meanwhile"]);
    for (const { members } of guest.toldOf("members")) expect(namesOf(members)).toEqual(["guest", "other"]);
    expect(guest.toldOf("room")).toEqual([]);
    other.settle();
    const seen = other.toldOf("members").map(({ members }) => members.get(sid)?.reconnecting);
    expect(seen.slice(-2)).toEqual([true, false]);
    expect(square.room.participants.size).toBe(2);
  });

  test("says at once how it is by now, and where it stands, as it still knows the clock", () => {
    const { square, guest, other } = two();
    const pose = {
      mode: 0,
      bodyYaw: 0,
      lookYaw: 0,
      lookPitch: 0,
      locomotion: 1,
      position: [3, 0, 0],
      teleport: false,
    } as const;
    guest.breakOff();
    guest.machine.sendMe({ muted: true });
    guest.machine.sendPose({ ...pose, position: [...pose.position] }, 0, square.nowMs);
    guest.sent.length = 0;
    guest.pass(20);
    expect(upKindsOf(guest.sent)).toEqual(["me", "pose", "ping"]);
    other.pass(100);
    expect(other.toldOf("members").at(-1)?.members.get(guest.sid)).toMatchObject({ muted: true });
    expect(other.toldOf("pose").at(-1)).toMatchObject({ sid: guest.sid, pose: { position: [3, 0, 0] } });
  });

  test("for longer than the room waits is somebody new, and told the room as such", () => {
    const { square, guest } = two();
    const { sid } = guest;
    guest.client?.drop();
    square.pass(RESUME_WINDOW_MS + 100);
    guest.told.length = 0;
    guest.breakOff();
    guest.pass(50);
    expect(guest.connection).toMatchObject({ name: "joined", isResumed: false });
    expect(guest.sid).not.toBe(sid);
    expect(guest.toldOf("room")).toHaveLength(1);
    expect(namesOf(guest.toldOf("members").at(-1)?.members)).toEqual(["other", "guest"]);
  });

  test("for so much that it is told the room anew still has its place, and no member that left", () => {
    const { square, guest } = two();
    const third = new Guest(square, "third");
    guest.settle();
    const { sid } = guest;
    guest.client?.drop();
    third.machine.leave();
    third.settle();
    // More than is kept for it.
    const away = square.room.participants.get(sid)?.subscriber;
    for (let count = 0; count < 17; count++) away?.queueEvent(new Uint8Array(4_096));
    guest.told.length = 0;
    guest.breakOff();
    guest.pass(50);
    expect(guest.connection).toEqual({ name: "joined", sid, isResumed: true });
    expect(guest.toldOf("room")).toHaveLength(1);
    for (const { members } of guest.toldOf("members")) expect(namesOf(members)).toEqual(["guest", "other"]);
  });

  test("leaves for good at once when it says so, and waits for nothing when it is told to", () => {
    const { square, guest, other } = two();
    guest.breakOff();
    guest.pass(50);
    guest.machine.leave();
    guest.settle();
    expect([...square.room.participants.keys()]).toEqual([other.sid]);
    const { machine, take } = greetingMachine(() => 1);
    machine.closed(1, 0);
    machine.passTime(0);
    machine.enterFailed(2, new Error("no network"), 0);
    take();
    machine.retryNow(100);
    expect(take()).toEqual([
      { kind: "connection", state: { name: "reconnecting", retryAtMs: 100, reason: "no network" } },
      { kind: "enter", attempt: 3 },
    ]);
    machine.retryNow(100);
    expect(take()).toEqual([]);
  });
});

test("[RESUME-2] at a real host a client whose socket is cut is back in its place, and nobody saw it leave", async () => {
  const host = await startOpenHost();
  const wsUrl = `ws://127.0.0.1:${host.wsPort}/mqtt`;
  const enter = async () => ({ ...ENTRY, host: { address: "127.0.0.1", tcpPort: 1, wsUrl } });
  const person = (seed: bigint) => {
    const { states, lists, lines, on } = createRoomListener();
    let open: { readonly channel: Channel; readonly handlers: ChannelHandlers } | null = null;
    const room = createRoomClient({
      enter,
      openChannel: (address, handlers) => {
        const channel = openWebSocketChannel(address, handlers);
        open = { channel, handlers };
        return channel;
      },
      device: "mobile",
      nowMs: Date.now,
      rng: seededRng(seed),
      on,
    });
    const cut = (): void => {
      open?.channel.close();
      open?.handlers.closed();
    };
    return { room, states, lists, lines, cut };
  };
  const [guest, other] = [person(1n), person(2n)];
  await eventually("both in", () => guest.lists.at(-1)?.length === 2 && other.lists.at(-1)?.length === 2);
  const joined = () => guest.states.filter((state) => state.name === "joined");
  const listsBefore = { guest: guest.lists.length, other: other.lists.length };
  for (let time = 1; time <= 5; time++) {
    guest.cut();
    other.room.sendChat(`line ${time}`);
    await eventually("back", () => joined().length === time + 1);
  }
  await eventually("all lines", () => guest.lines.length >= 5);
  expect(guest.lines).toEqual([1, 2, 3, 4, 5].map((time) => `line ${time}`));
  expect(joined().map((state) => state.isResumed)).toEqual([false, true, true, true, true, true]);
  expect(new Set(joined().map(({ sid }) => sid)).size).toBe(1);
  for (const lists of [guest.lists.slice(listsBefore.guest), other.lists.slice(listsBefore.other)])
    for (const members of lists) expect(members).toHaveLength(2);
  for (const { room } of [guest, other]) room.leave();
  await host.stop();
}, 30_000);
