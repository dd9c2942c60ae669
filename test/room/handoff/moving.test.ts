// A room on its way from one host to another: who comes along, by which door, and who does not.

import { describe, expect, test } from "bun:test";
import { decodeSnapshot, encodeSnapshot } from "../../../room/handoff/snapshot-schema.ts";
import { takeSnapshot } from "../../../room/handoff/take-snapshot.ts";
import { MOVED_UNTOLD_MS, RESUME_WINDOW_MS } from "../../../room/session/held-places.ts";
import { show } from "../../../room/state/presence.ts";
import { formatHello, parseHelloGrant, TOPIC_DOWN, TOPIC_UP } from "../../../shared/protocol/ext/hello.ts";
import { encodePose } from "../../../shared/protocol/ext/pose.ts";
import { ReasonCode } from "../../../shared/protocol/reason-code.ts";
import { linesOf, presenceOf, Returning } from "../returning.ts";
import { ALL_CAPABILITIES, type Client, identity, publishesOf, rootPose, SPEC, Square } from "../support.ts";

const DECODER = new TextDecoder();
/** What a plain client is told as its room moves: made as the room is taken down. */
const tokenOf = (there: Square, name: string): string => {
  for (const { participant, token } of there.places.inRoom(there.room))
    if (participant.member.name === name) return token;
  throw new Error(`${name} did not come along`);
};
/** What a plain client read: topic and text. */
const readOf = (client: Client): string[] =>
  publishesOf(client.heard()).map(({ topicName, payload }) => `${topicName} ${DECODER.decode(payload)}`);
const leaves = (square: Square): string[] =>
  square.out.flatMap((effect) =>
    effect.kind === "report" ? [`${effect.entry.kind} ${effect.entry.sid}`] : [],
  );

describe("[MOVE-3] whoever was in a room that moved", () => {
  test("is there still, nobody is told, and the origin hears of no one coming or going", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    const ben = new Returning(square, "ben");
    ann.read();
    const there = square.moved();
    expect(presenceOf(ann.follow(there))).toEqual([]);
    expect(presenceOf(ben.follow(there))).toEqual([]);
    expect([ann.sid, ben.sid]).toEqual([1, 2]);
    expect(presenceOf(ann.read())).toEqual([]);
    expect(leaves(there)).toEqual([]);
    ann.client.frame({ kind: "chat", message: { text: "well?" } });
    expect(linesOf(ben.read().sections)).toEqual(["well?"]);
  });

  test("is told what was said until they came, by who came before them", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    const ben = new Returning(square, "ben");
    ann.read();
    ann.client.frame({ kind: "chat", message: { text: "unread yet" } });
    const there = square.moved();
    ann.follow(there);
    ann.client.frame({ kind: "chat", message: { text: "anybody here?" } });
    expect(linesOf(ben.follow(there).sections)).toEqual(["unread yet", "anybody here?"]);
  });

  test("stands where they stood, and sees where others stand", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    const ben = new Returning(square, "ben");
    ann.client.frame({ kind: "pose", message: encodePose(rootPose(3)) });
    square.pass(100);
    const there = square.moved();
    ben.follow(there);
    there.pass(200);
    const poses = ben.read().sections.flatMap((section) => (section.kind === "poses" ? [section] : []));
    expect(poses.flatMap(({ message }) => message.entries.map(({ sid }) => sid))).toContain(ann.sid);
  });

  test("is told of as reconnecting after two seconds, and leaves after ten", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    const ben = new Returning(square, "ben");
    const there = square.moved();
    ann.follow(there);
    there.pass(MOVED_UNTOLD_MS - 50);
    expect(presenceOf(ann.read())).toEqual([]);
    there.pass(100);
    expect(presenceOf(ann.read())).toEqual(["update ben reconnecting"]);
    there.pass(RESUME_WINDOW_MS - MOVED_UNTOLD_MS - 100);
    expect(there.places.findMoved(ben.resume.token, there.room)).not.toBeNull();
    there.pass(100);
    expect(presenceOf(ann.read())).toEqual([`leave ${ben.sid}`]);
    expect(leaves(there)).toEqual([`leave ${ben.sid}`]);
  });

  test("and had been cut off already may still come back", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    const ben = new Returning(square, "ben");
    ben.client.drop();
    const there = square.moved();
    ann.follow(there);
    expect(presenceOf(ann.read())).toEqual([]);
    ben.follow(there);
    expect(presenceOf(ann.read())).toEqual(["update ben"]);
  });

  test("as a ghost is one there", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    const ghost = new Returning(square, "casper", { ghost: true });
    const there = square.moved();
    ann.follow(there);
    ghost.follow(there);
    expect([there.room.participants.size, there.room.ghosts.size]).toEqual([1, 1]);
  });
});

describe("[MOVE-3] a plain client", () => {
  const here = { version: 5, connect: { clean: true, properties: { sessionExpiryInterval: 600 } } } as const;
  const again = {
    version: 5,
    connect: { clean: false, properties: { sessionExpiryInterval: 600 } },
  } as const;

  test("of MQTT 5 has its place again with its pass, and its session with what is on its way", () => {
    const square = new Square();
    const plain = square.enter("plain", here);
    plain.subscribe(`r/${SPEC.room}/chat`, { qos: 1 });
    const ann = new Returning(square, "ann");
    readOf(plain);
    ann.client.frame({ kind: "chat", message: { text: "not acknowledged" } });
    plain.actor.flush();
    const there = square.moved();
    ann.follow(there);
    ann.client.frame({ kind: "chat", message: { text: "meanwhile" } });
    const back = there.enter("plain", { ...again, pass: tokenOf(there, "plain") });
    const heard = back.heard();
    expect(heard.packets[0]).toMatchObject({ type: "connack", reasonCode: 0, sessionPresent: true });
    const lines = publishesOf(heard).map(({ payload, dup }) => [
      JSON.parse(DECODER.decode(payload)).text,
      dup,
    ]);
    expect(lines).toEqual([
      ["not acknowledged", true],
      ["meanwhile", false],
    ]);
    expect(back.sid).toBe(1);
    expect(presenceOf(ann.read())).toEqual([]);
  });

  test("that asks for No Local is not told where it left an item, and everybody else is", () => {
    const square = new Square();
    const plain = square.enter("plain", { ...here, role: "member" });
    plain.publish("r/rm_test/item/new", '{"kind":"cup","position":[1,0,1]}');
    plain.publish("r/rm_test/item/1/claim", "");
    square.pass(120);
    const there = square.moved();
    const back = there.enter("plain", { ...again, pass: tokenOf(there, "plain") });
    for (const [client, told] of [
      [back, 0],
      [there.enter("late", { version: 5 }), 1],
    ] as const) {
      client.subscribe("r/rm_test/item/1", { noLocal: true });
      expect(publishesOf(client.heard())).toHaveLength(told);
    }
  });

  test("of 3.1.1 asks for a ticket, and has its place again under its client id", () => {
    const square = new Square();
    const plain = square.enter("plain", { version: 4, connect: { clean: false } });
    plain.subscribe(`r/${SPEC.room}/chat`, { qos: 1 });
    const ann = new Returning(square, "ann");
    readOf(plain);
    const there = square.moved();
    ann.follow(there);
    ann.client.frame({ kind: "chat", message: { text: "meanwhile" } });
    const back = there.enter("plain", { version: 4, connect: { clean: false } });
    const heard = back.heard();
    expect(heard.packets[0]).toMatchObject({ type: "connack", reasonCode: 0, sessionPresent: true });
    expect(publishesOf(heard).map(({ payload }) => JSON.parse(DECODER.decode(payload)).text)).toEqual([
      "meanwhile",
    ]);
    expect([back.sid, there.room.participants.size]).toEqual([1, 2]);
    expect(presenceOf(ann.read())).toEqual([]);
  });

  test("of another user, or under another client id, is somebody new", () => {
    const square = new Square();
    square.enter("plain", { version: 4, connect: { clean: false } });
    const there = square.moved();
    const other = there.enter("plain", { version: 4, connect: { clean: false, clientId: "another" } });
    expect([other.sid, there.room.participants.size]).toEqual([2, 2]);
  });

  test("of 3.1.1 that spoke the extension has its place by its pass, and what it missed by its hello", () => {
    const square = new Square();
    const guest = square.enter("guest", { version: 4 });
    guest.subscribe(TOPIC_DOWN, { qos: 0 });
    guest.publish(TOPIC_UP, formatHello(ALL_CAPABILITIES, "n1"));
    const token = grantIn(guest, "n1")?.resumeToken ?? "";
    const ann = new Returning(square, "ann");
    guest.heard();
    const there = square.moved();
    ann.follow(there);
    const back = there.enter("guest", { version: 4, pass: token });
    expect(back.sid).toBe(1);
    expect(presenceOf(ann.read())).toEqual([]);
    back.subscribe(TOPIC_DOWN, { qos: 0 });
    back.publish(TOPIC_UP, formatHello(ALL_CAPABILITIES, "n2", { token, events: 0 }));
    expect(grantIn(back, "n2")).toMatchObject({ sid: 1 });
    expect(presenceOf(ann.read())).toEqual([]);
    expect(there.room.participants.size).toBe(2);
    ann.client.frame({ kind: "chat", message: { text: "hello again" } });
    expect(linesOf(back.heard().sections)).toEqual(["hello again"]);
  });
});

function grantIn(client: Client, nonce: string) {
  for (const { topicName, payload } of publishesOf(client.heard()))
    if (topicName === TOPIC_DOWN) {
      const grant = parseHelloGrant(DECODER.decode(payload), nonce);
      if (grant !== null) return grant;
    }
  return null;
}

describe("[MOVE-2] a pass", () => {
  test("is good once", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    const { token } = ann.resume;
    const there = square.moved();
    expect(there.places.findMoved(token, there.room)).not.toBeNull();
    ann.follow(there);
    expect(there.places.findMoved(token, there.room)).toBeNull();
  });

  test("is none for who did not come along: a token of the same host is a token", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    expect(square.places.findMoved(ann.resume.token, square.room)).toBeNull();
    ann.client.drop();
    expect(square.places.findMoved(ann.resume.token, square.room)).toBeNull();
  });

  test("does not get past a ban", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    const { token } = ann.resume;
    const there = square.moved();
    there.room.moderation.bans.set(ann.client.actor.participant?.member.user as never, {
      untilMs: null,
      rank: 9,
      reason: "no",
    });
    const back = there.enter("ann", { capabilities: ALL_CAPABILITIES, pass: token });
    expect(back.heard().packets[0]).toMatchObject({ type: "connack", reasonCode: ReasonCode.banned });
  });
});

describe("[MOVE-4] a room that is made of something else by now", () => {
  test("tells everybody once they are there", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    const there = square.moved({ ...SPEC, version: 2, capacity: 5 });
    const versions = ann
      .follow(there)
      .sections.flatMap((section) => (section.kind === "room" ? [section.message.version] : []));
    expect(versions).toEqual([2]);
  });
});

describe("[STAGE-4] who is shown of another room's stage", () => {
  test("leaves as the room moves, to be shown anew where it goes", () => {
    const square = new Square();
    const ann = new Returning(square, "ann");
    const { sid, ...member } = ann.client.actor.participant?.member ?? never();
    const shown = show(square.room, { ...member, user: identity("star").user, name: "star" }, square.nowMs);
    expect(presenceOf(ann.read())).toEqual(["join star"]);
    const there = square.moved();
    expect([sid, there.room.mirrored.size]).toEqual([1, 0]);
    expect(presenceOf(ann.follow(there))).toEqual([`leave ${shown.sid}`]);
  });
});

function never(): never {
  throw new Error("not a participant");
}

describe("a snapshot", () => {
  test("has the frames that many are to be told once", () => {
    const square = new Square({ ...SPEC, capacity: 60 });
    const people = Array.from({ length: 50 }, (_, index) => new Returning(square, `p${index}`));
    for (let line = 0; line < 10; line++)
      people[0]?.client.frame({ kind: "chat", message: { text: `${line}` } });
    const snapshot = takeSnapshot(square.room, square, square.nowMs);
    const runs = snapshot.participants.flatMap(({ events }) => events.kept);
    expect(runs.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(500);
    expect([snapshot.frames.length < 150, runs.length < 150]).toEqual([true, true]);
  });

  test("of another shape is refused", () => {
    const square = new Square();
    const text = encodeSnapshot(takeSnapshot(square.room, square, square.nowMs));
    expect(() => decodeSnapshot(text.replace('"v":1', '"v":2'))).toThrow();
    expect(decodeSnapshot(text.replace('"v":1', '"v":1,"later":true')).lastSid).toBe(0);
  });
});

test("[MOVE-4] bytes that came as a Buffer, as sockets hand them out, travel like all others", () => {
  const square = new Square();
  const snapshot = takeSnapshot(square.room, square, square.nowMs);
  const { frames } = decodeSnapshot(encodeSnapshot({ ...snapshot, frames: [Buffer.from("7")] }));
  expect(frames).toEqual([new Uint8Array([0x37])]);
});
