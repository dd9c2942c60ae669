import { describe, expect, test } from "bun:test";
import { setVoiceK } from "../../../room/state/voice-state.ts";
import { CAPABILITIES_SERVED, Capability } from "../../../shared/protocol/ext/hello.ts";
import { encodePose } from "../../../shared/protocol/ext/pose.ts";
import { ALL_CAPABILITIES, type Client, rootPose, SPEC, Square } from "../support.ts";
import { frameOf, listen, say, squareWith, standAt, voicesOf } from "../voices.ts";

const EXTENDED = { capabilities: ALL_CAPABILITIES };
const STAGE = { capabilities: ALL_CAPABILITIES, role: "performer" } as const;

/** Who stands where: extended clients at these metres, everything heard so far forgotten. */
function standing(square: Square, ...metres: readonly number[]): Client[] {
  const clients = metres.map((_, index) => square.enter(`c${index}`, EXTENDED));
  for (const [index, client] of clients.entries()) standAt(client, metres[index] ?? 0);
  forget(square, clients);
  return clients;
}

/** Everybody reads all there is: the room as it is, then poses, which wait for that. */
function forget(square: Square, clients: readonly Client[]): void {
  for (let round = 0; round < 2; round++) {
    square.pass(100);
    for (const client of clients) client.heard();
  }
}

const noticesOf = (client: Client): number[] =>
  client.heard().sections.flatMap((s) => (s.kind === "notice" ? [s.message.code] : []));

describe("who hears whom", () => {
  test("[VOICE-3] those within the radius of both poses do, oneself and those beyond it do not", () => {
    const square = squareWith({ radiusM: 10 });
    const [speaker, near, far] = standing(square, 0, 10, 10.01) as [Client, Client, Client];
    say(speaker, 1, { spurtStart: true });
    square.pass(20);
    expect([speaker, near, far].map((c) => voicesOf(c.heard()))).toEqual([[], [`${speaker.sid}:1`], []]);
  });

  test("[VOICE-3] who has sent no pose hears and reaches nobody near, but hears the stage", () => {
    const square = new Square();
    const placeless = square.enter("placeless", EXTENDED);
    const [near] = standing(square, 0) as [Client];
    const stage = square.enter("stage", STAGE);
    forget(square, [placeless, near, stage]);
    say(placeless, 1, { spurtStart: true });
    say(near, 2, { spurtStart: true });
    say(stage, 3, { spurtStart: true, target: 1 });
    square.pass(20);
    expect(voicesOf(placeless.heard())).toEqual([`${stage.sid}:3`]);
    expect(voicesOf(near.heard())).toEqual([`${stage.sid}:3`]);
  });

  test("[VOICE-3] in a room where everybody is near, poses do not matter", () => {
    const square = squareWith({ mode: "room" });
    const [one, other] = [square.enter("one", EXTENDED), square.enter("other", EXTENDED)];
    forget(square, [one, other]);
    say(one, 1, { spurtStart: true });
    square.pass(20);
    expect(voicesOf(other.heard())).toEqual([`${one.sid}:1`]);
  });

  test("[VOICE-3] who walks out of the radius is not heard any more", () => {
    const square = squareWith({ radiusM: 5 });
    const [speaker, listener] = standing(square, 0, 1) as [Client, Client];
    let heard = 0;
    for (let seq = 1; seq <= 50; seq++) {
      if (seq === 20) standAt(speaker, 15);
      say(speaker, seq, { spurtStart: seq === 1 });
      heard += listen(square, listener, 20).length;
    }
    // The room looks where people stand every 100 ms, five frames.
    expect(heard).toBeGreaterThanOrEqual(19);
    expect(heard).toBeLessThanOrEqual(25);
  });

  test("[VOICE-3] who rides an item is heard where they stood before it", () => {
    const square = squareWith({ radiusM: 5 });
    const [rider, near, far] = standing(square, 0, 1, 15) as [Client, Client, Client];
    say(rider, 0, { spurtStart: true });
    forget(square, [rider, near, far]);
    // In the item's frame they sit where, in the room's, the far one stands.
    const seat = rootPose(15, 30_000, { parentItem: 3 });
    rider.frame({ kind: "pose", message: encodePose(seat) });
    forget(square, [rider, near, far]);
    say(rider, 1, { spurtStart: true });
    square.pass(20);
    expect([near, far].map((c) => voicesOf(c.heard()))).toEqual([[`${rider.sid}:1`], []]);
  });

  test("[VOICE-4] [RIGHT-1] to speak to the whole room takes a role; who has none is told so once", () => {
    const square = squareWith({ radiusM: 1 });
    const [guest, far] = standing(square, 0, 15) as [Client, Client];
    const performer = square.enter("performer", STAGE);
    forget(square, [guest, far, performer]);
    say(guest, 1, { target: 1, spurtStart: true });
    say(guest, 2, { target: 1 });
    say(performer, 3, { target: 1, spurtStart: true });
    square.pass(20);
    expect(voicesOf(far.heard())).toEqual([`${performer.sid}:3`]);
    expect(noticesOf(guest)).toEqual([6]);
  });

  test("[VOICE-4] a whisper reaches whom it names, wherever they stand, and nobody else", () => {
    const square = squareWith({ radiusM: 1 });
    const [from, to, beside] = standing(square, 0, 15, 0) as [Client, Client, Client];
    say(from, 1, { target: 3, to: to.sid, spurtStart: true });
    say(from, 2, { target: 3, to: 999 });
    square.pass(20);
    expect([from, to, beside].map((c) => voicesOf(c.heard()))).toEqual([[], [`${from.sid}:1`], []]);
  });

  test("[VOICE-4] a whisper comes beside what is heard anyway, in the same section", () => {
    const square = new Square();
    const [from, to, third] = standing(square, 0, 1, 2) as [Client, Client, Client];
    say(third, 7, { spurtStart: true });
    say(from, 1, { target: 3, to: to.sid });
    square.pass(20);
    const { sections } = to.heard();
    const voices = sections.filter((s) => s.kind === "voices");
    expect(voices.length).toBe(1);
    expect(voicesOf({ sections, packets: [] }).sort()).toEqual([`${from.sid}:1`, `${third.sid}:7`]);
  });

  test("[VOICE-4] what was said to those near is not the room's to hear when the next frame is", () => {
    const square = squareWith({ radiusM: 1 });
    const speaker = square.enter("speaker", STAGE);
    standAt(speaker, 0);
    const [far] = standing(square, 15) as [Client];
    say(speaker, 1, { spurtStart: true });
    say(speaker, 2, { target: 1 });
    say(speaker, 3);
    square.pass(5);
    say(speaker, 4, { target: 1 });
    square.pass(20);
    expect(voicesOf(far.heard())).toEqual([`${speaker.sid}:4`]);
  });
});

describe("what is refused", () => {
  test("[VOICE-2] groups, everything in a room without voice, and blocks that are none: each is told", () => {
    const square = new Square();
    const [speaker] = standing(square, 0) as [Client];
    say(speaker, 1, { target: 2 });
    speaker.frame({ kind: "voice", message: Uint8Array.of(0xe0, 0, 0, 0, 1) });
    expect(noticesOf(speaker)).toEqual([18, 3]);
    const silent = squareWith({ mode: "off" });
    const [mime, listener] = standing(silent, 0, 1) as [Client, Client];
    say(mime, 1, { spurtStart: true });
    silent.pass(20);
    expect(noticesOf(mime)).toEqual([18]);
    expect(voicesOf(listener.heard())).toEqual([]);
  });

  test("[VOICE-2] who has muted themselves is not passed on until they have unmuted", () => {
    const square = new Square();
    const [speaker, listener] = standing(square, 0, 1) as [Client, Client];
    speaker.frame({ kind: "me", message: { muted: true } });
    say(speaker, 1, { spurtStart: true });
    square.pass(20);
    expect(noticesOf(speaker)).toEqual([19]);
    speaker.frame({ kind: "me", message: { muted: false } });
    forget(square, [listener]);
    say(speaker, 2, { spurtStart: true });
    square.pass(20);
    expect(voicesOf(listener.heard())).toEqual([`${speaker.sid}:2`]);
  });

  test("[LIMIT-3] more than 55 frames a second, after a burst of 60", () => {
    const square = new Square();
    const [speaker, listener] = standing(square, 0, 1) as [Client, Client];
    for (let seq = 0; seq < 70; seq++) say(speaker, seq, { spurtStart: seq === 0 });
    expect(noticesOf(speaker)).toEqual([17]);
    let heard = listen(square, listener, 20).length;
    // More wait of one speaker than 200 ms hold, but not many.
    expect(heard).toBe(16);
    for (let at = 0; at < 200; at++) {
      say(speaker, 70 + at);
      heard += listen(square, listener, 10).length;
    }
    // Until the last of them, after 2,010 ms, 110 tokens came back.
    expect(heard).toBe(16 + 110);
  });

  test("[NEG-3] [VOICE-7] a client that was not granted voice hears none, and is not heard", () => {
    const square = new Square();
    const [speaker] = standing(square, 0) as [Client];
    const deaf = square.enter("deaf", { capabilities: CAPABILITIES_SERVED & ~Capability.voice });
    standAt(deaf, 1);
    forget(square, [speaker, deaf]);
    say(speaker, 1, { spurtStart: true });
    say(deaf, 2, { spurtStart: true });
    square.pass(20);
    expect([speaker, deaf].map((c) => voicesOf(c.heard()))).toEqual([[], []]);
  });
});

describe("sections and time", () => {
  test("[VOICE-7] a section holds all that was said since the last one, each speaker's in order, one in 10 ms", () => {
    const square = new Square();
    const [a, b, listener] = standing(square, 0, 1, 2) as [Client, Client, Client];
    say(a, 1, { spurtStart: true });
    say(b, 9, { spurtStart: true });
    say(a, 2);
    square.pass(10);
    const { sections, packets } = listener.heard();
    expect(sections.filter((s) => s.kind === "voices").length).toBe(1);
    expect(voicesOf({ sections, packets: [] })).toEqual([`${a.sid}:1`, `${a.sid}:2`, `${b.sid}:9`]);
    expect(packets.length).toBe(1);
    expect(listen(square, listener, 1_000)).toEqual([]);
  });

  test("[VOICE-7] those who hear the same are sent the same bytes, on each carrier", () => {
    const square = new Square();
    const stage = square.enter("stage", STAGE);
    const kinds = [ALL_CAPABILITIES, ALL_CAPABILITIES, Capability.voice, Capability.voice];
    const listeners = kinds.map((capabilities, index) => square.enter(`l${index}`, { capabilities }));
    forget(square, listeners);
    say(stage, 5, { target: 1, spurtStart: true });
    square.pass(10);
    const heard = listeners.map((listener) => listener.heard());
    expect(heard.map(voicesOf)).toEqual(kinds.map(() => [`${stage.sid}:5`]));
    expect(heard.map(({ packets }) => packets[0]?.type)).toEqual(["frame", "frame", "publish", "publish"]);
  });

  test("[VOICE-8] who has not read gets, once it has, what is younger than 200 ms and nothing else", () => {
    const square = new Square();
    const [speaker, listener] = standing(square, 0, 1) as [Client, Client];
    // A line that the socket does not take stands before everything.
    listener.wire.capacityBytes = 0;
    speaker.frame({ kind: "chat", message: { text: "hm" } });
    for (let seq = 1; seq <= 30; seq++) {
      say(speaker, seq, { spurtStart: seq === 1 });
      square.pass(20);
    }
    listener.wire.capacityBytes = Number.POSITIVE_INFINITY;
    expect(voicesOf(listener.heard())).toEqual([]);
    square.pass(10);
    const late = voicesOf(listener.heard()).map((heard) => Number(heard.split(":")[1]));
    expect(late.at(-1)).toBe(30);
    expect(late[0]).toBe(22);
    expect(late.length).toBe(9);
  });

  test("[VOICE-8] a whisper that waits for longer is dropped as well", () => {
    const square = new Square();
    const [from, to] = standing(square, 0, 1) as [Client, Client];
    to.wire.capacityBytes = 0;
    from.frame({ kind: "chat", message: { text: "hm" } });
    say(from, 1, { target: 3, to: to.sid });
    square.pass(220);
    say(from, 2, { target: 3, to: to.sid });
    square.pass(20);
    to.wire.capacityBytes = Number.POSITIVE_INFINITY;
    expect(voicesOf(to.heard())).toEqual([]);
    square.pass(20);
    expect(voicesOf(to.heard())).toEqual([`${from.sid}:2`]);
  });

  test("[VOICE-5] a client that asked for fewer voices hears fewer, for none none", () => {
    const square = new Square();
    const [a, b, listener] = standing(square, 1, 2, 0) as [Client, Client, Client];
    const talk = (ms: number) => {
      const heard: string[] = [];
      for (let at = 0; at < ms; at += 20) {
        say(a, at / 20);
        say(b, at / 20);
        heard.push(...listen(square, listener, 20));
      }
      return new Set(heard.map((frame) => frame.split(":")[0]));
    };
    expect(talk(200).size).toBe(2);
    setVoiceK(square.room.voice, listener.actor.id, 1);
    expect(talk(200)).toEqual(new Set([String(a.sid)]));
    setVoiceK(square.room.voice, listener.actor.id, 0);
    expect(talk(200).size).toBe(0);
  });

  test("[PRES-2] who has left is not heard of again, and what they said goes with them", () => {
    const square = new Square();
    const [speaker, listener] = standing(square, 0, 1) as [Client, Client];
    say(speaker, 1, { spurtStart: true });
    speaker.leave();
    square.pass(20);
    expect(voicesOf(listener.heard())).toEqual([]);
    expect(square.room.voice.speakers.size).toBe(0);
    listener.leave();
    expect(square.room.voice.listeners.size + square.room.voice.places.size).toBe(0);
  });
});

describe("[VOICE-9] plain clients", () => {
  test("speak on their topic and hear the same blocks on the speaker's, by reach", () => {
    const square = squareWith({ radiusM: 5 });
    const [speaker, far] = [square.enter("speaker"), square.enter("far", { version: 5 })];
    const near = square.enter("near");
    const [extended] = standing(square, 1) as [Client];
    for (const [client, x] of [
      [speaker, 0],
      [near, 2],
      [far, 15],
    ] as const) {
      standAt(client, x);
      client.subscribe("r/rm_test/voice/+");
    }
    forget(square, [speaker, near, far, extended]);
    const heardBy = () => [speaker, near, far, extended].map((c) => voicesOf(c.heard()));
    say(speaker, 1, { spurtStart: true });
    square.pass(20);
    expect(heardBy()).toEqual([[], [`${speaker.sid}:1`], [], [`${speaker.sid}:1`]]);
    say(extended, 2, { spurtStart: true });
    square.pass(20);
    expect(heardBy()).toEqual([[`${extended.sid}:2`], [`${extended.sid}:2`], [], []]);
  });

  test("hear several speakers of one moment, the stage from afar, and whispers to them alone", () => {
    const square = squareWith({ radiusM: 5 });
    const [guest, other] = [square.enter("guest"), square.enter("other")];
    for (const client of [guest, other]) client.subscribe("r/rm_test/#", { qos: 0 });
    const stages = [square.enter("s1", STAGE), square.enter("s2", STAGE)] as const;
    forget(square, [guest, other, ...stages]);
    for (const stage of stages) say(stage, 1, { target: 1, spurtStart: true });
    square.pass(10);
    expect(voicesOf(guest.heard()).sort()).toEqual(stages.map(({ sid }) => `${sid}:1`).sort());
    other.heard();
    say(stages[0], 2, { target: 3, to: guest.sid });
    square.pass(20);
    expect([guest, other].map((c) => voicesOf(c.heard()))).toEqual([[`${stages[0].sid}:2`], []]);
  });

  test("are not sent a block while they have not read what came before", () => {
    const square = new Square();
    const guest = square.enter("guest");
    guest.subscribe("r/rm_test/#");
    const stage = square.enter("stage", STAGE);
    guest.heard();
    guest.wire.capacityBytes = 0;
    stage.frame({ kind: "chat", message: { text: "hm" } });
    for (let seq = 1; seq <= 5; seq++) {
      say(stage, seq, { target: 1, spurtStart: seq === 1 });
      square.pass(20);
    }
    guest.wire.capacityBytes = Number.POSITIVE_INFINITY;
    guest.heard();
    square.pass(100);
    expect(voicesOf(guest.heard())).toEqual([]);
    say(stage, 6, { target: 1 });
    square.pass(20);
    expect(voicesOf(guest.heard())).toEqual([`${stage.sid}:6`]);
  });

  test("hear nothing more once they have unsubscribed, nor without having subscribed", () => {
    const square = new Square();
    const guest = square.enter("guest");
    const stage = square.enter("stage", STAGE);
    say(stage, 1, { target: 1, spurtStart: true });
    square.pass(20);
    expect(voicesOf(guest.heard())).toEqual([]);
    guest.subscribe("r/rm_test/voice/+");
    guest.heard();
    say(stage, 2, { target: 1 });
    square.pass(20);
    expect(voicesOf(guest.heard())).toEqual([`${stage.sid}:2`]);
    guest.send({ type: "unsubscribe", packetId: 9, topicFilters: ["r/rm_test/voice/+"] });
    guest.heard();
    say(stage, 4, { target: 1 });
    square.pass(20);
    expect(voicesOf(guest.heard())).toEqual([]);
  });

  test("are answered at QoS 1: what is no block, and what they may not", () => {
    const square = new Square(SPEC);
    const guest = square.enter("guest", { version: 5 });
    guest.heard();
    const topic = "r/rm_test/voice/me";
    guest.publish(topic, Uint8Array.of(1), { qos: 1 });
    guest.publish(topic, frameOf(1, { target: 1 }), { qos: 1 });
    guest.publish(topic, frameOf(1), { qos: 1 });
    guest.publish("r/rm_test/voice/7", frameOf(1), { qos: 1 });
    expect(guest.heard().packets).toMatchObject(
      [0x99, 0x87, 0, 0x87].map((reasonCode) => ({ type: "puback", reasonCode })),
    );
  });
});
