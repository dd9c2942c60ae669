import { describe, expect, test } from "bun:test";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { ALL_CAPABILITIES, type Heard, jsonOf, publishesOf, Square } from "../support.ts";

const emotesOf = (heard: Heard) => heard.sections.flatMap((s) => (s.kind === "emotes" ? [s.message] : []));
const appsOf = (heard: Heard) => heard.sections.flatMap((s) => (s.kind === "app" ? [s.message] : []));
const noticesOf = (heard: Heard) =>
  heard.sections.flatMap((s) => (s.kind === "notice" ? [s.message.code] : []));

function gathering() {
  const square = new Square();
  const [a, b] = [
    square.enter("a", { capabilities: ALL_CAPABILITIES }),
    square.enter("b", { capabilities: ALL_CAPABILITIES }),
  ];
  const plain = square.enter("plain", { version: 5 });
  plain.subscribe("r/rm_test/emote/+");
  plain.subscribe("r/rm_test/app/#");
  square.pass(10_000);
  for (const client of [a, b, plain]) client.heard();
  return { square, a, b, plain };
}

describe("emotes", () => {
  test("[EMOTE-1] [PLAIN-1] everybody sees the gesture at once, its maker too, with its time, in each one's own form", () => {
    const { a, b, plain } = gathering();
    a.frame({ kind: "emote", message: { emote: 300, tMs: 9_990, arg: 4 } });
    const seen = [[{ sid: a.sid, emote: 300, tMs: 9_990, arg: 4 }]];
    expect([emotesOf(a.heard()), emotesOf(b.heard())]).toEqual([seen, seen]);
    const [told] = publishesOf(plain.heard());
    expect([told?.topicName, told?.retain]).toEqual([`r/rm_test/emote/${a.sid}`, false]);
    expect(jsonOf(told)).toEqual({ emote: 300, arg: 4, t: 9_990 });
  });

  test("[EMOTE-1] a time far from the room's clock is replaced by it", () => {
    const { a, b } = gathering();
    a.frame({ kind: "emote", message: { emote: 1, tMs: 30_000, arg: 0 } });
    expect(emotesOf(b.heard())).toMatchObject([[{ tMs: 10_000 }]]);
  });

  test("[EMOTE-2] a plain client sends a number or an object, and what is neither is answered 0x99", () => {
    const { b, plain } = gathering();
    for (const payload of ["7", '{"emote":8,"arg":2}']) plain.publish("r/rm_test/emote/me", payload);
    expect(emotesOf(b.heard())).toEqual([
      [{ sid: plain.sid, emote: 7, tMs: 10_000, arg: 0 }],
      [{ sid: plain.sid, emote: 8, tMs: 10_000, arg: 2 }],
    ]);
    plain.heard();
    for (const payload of ["wave", "65536", "-1", '{"arg":1}', '{"emote":1,"arg":256}', ""]) {
      plain.publish("r/rm_test/emote/me", payload, { qos: 1 });
      expect([payload, ...plain.heard().packets]).toMatchObject([payload, { reasonCode: 0x99 }]);
    }
    plain.publish(`r/rm_test/emote/${b.sid}`, "7", { qos: 1 });
    expect(plain.heard().packets).toMatchObject([{ reasonCode: 0x87 }]);
  });

  test("[LIMIT-3] [EMOTE-1] more than four a second are dropped, never kept for later", () => {
    const { square, a, b } = gathering();
    for (let emote = 0; emote < 12; emote++) a.frame({ kind: "emote", message: { emote, tMs: 0, arg: 0 } });
    expect(emotesOf(b.heard())).toHaveLength(8);
    expect(noticesOf(a.heard())).toEqual([7]);
    square.pass(250);
    expect(emotesOf(b.heard())).toEqual([]);
    a.frame({ kind: "emote", message: { emote: 99, tMs: 0, arg: 0 } });
    expect(emotesOf(b.heard())).toMatchObject([[{ emote: 99 }]]);
  });
});

describe("messages of the application", () => {
  test("[APP-1] [PLAIN-1] reach everybody unread, the sender too, in one order, with who sent them", () => {
    const { a, b, plain } = gathering();
    const payload = (...bytes: number[]) => Uint8Array.from(bytes);
    a.frame({ kind: "app", message: { id: 0x80, payload: payload(0, 0xff) } });
    plain.publish("r/rm_test/app/191/me", payload(1));
    b.frame({ kind: "app", message: { id: 0x9f, payload: payload() } });
    const all = [
      { id: 0x80, sid: a.sid, payload: payload(0, 0xff) },
      { id: 0xbf, sid: plain.sid, payload: payload(1) },
      { id: 0x9f, sid: b.sid, payload: payload() },
    ];
    expect([appsOf(a.heard()), appsOf(b.heard())]).toEqual([all, all]);
    expect(publishesOf(plain.heard()).map((p) => [p.topicName, p.payload, p.retain])).toEqual([
      [`r/rm_test/app/128/${a.sid}`, payload(0, 0xff), false],
      [`r/rm_test/app/191/${plain.sid}`, payload(1), false],
      [`r/rm_test/app/159/${b.sid}`, payload(), false],
    ]);
  });

  test("[APP-1] a plain client is told of what is too large or no such kind", () => {
    const { plain } = gathering();
    for (const [rest, bytes, code] of [
      ["128/me", 4096, 0],
      ["128/me", 4097, 0x99],
      ["127/me", 1, 0x87],
      ["192/me", 1, 0x87],
      ["0128/me", 1, 0x87],
      ["128", 1, 0x87],
      ["128/1", 1, 0x87],
    ] as const) {
      plain.publish(`r/rm_test/app/${rest}`, new Uint8Array(bytes), { qos: 1 });
      const answers = plain.heard().packets.filter((p) => p.type === "puback");
      expect([rest, ...answers]).toMatchObject([rest, { reasonCode: code }]);
    }
  });

  test("[LIMIT-3] more than 32 KiB at once, and 8 KiB a second, are dropped; small ones cost their overhead", () => {
    const { square, a, b } = gathering();
    const send = (count: number, bytes: number) => {
      for (let sent = 0; sent < count; sent++)
        a.frame({ kind: "app", message: { id: 0x80, payload: new Uint8Array(bytes) } });
      return appsOf(b.heard()).length;
    };
    expect(send(10, 4032)).toBe(8);
    expect(noticesOf(a.heard())).toEqual([8]);
    square.pass(1_000);
    expect(send(200, 0)).toBe(128);
  });
});

test("[APP-2] neither emotes nor messages of the application reach who must not hear their sender", () => {
  const { a, b, plain } = gathering();
  const { participant } = a.actor;
  if (participant !== null) participant.unheardBy = new Set([b.actor.id, plain.actor.id]);
  a.frame(
    { kind: "emote", message: { emote: 1, tMs: 0, arg: 0 } },
    { kind: "app", message: { id: 0x80, payload: new Uint8Array(1) } },
  );
  expect([b.heard().packets, plain.heard().packets]).toEqual([[], []]);
  const own = a.heard();
  expect([emotesOf(own).length, appsOf(own).length]).toEqual([1, 1]);
});

test("[NEG-3] without the capability neither is sent or taken", () => {
  const { square, a, b } = gathering();
  const deaf = square.enter("deaf", { capabilities: ALL_CAPABILITIES & ~Capability.events });
  for (const client of [deaf, b]) client.heard();
  for (const client of [a, deaf])
    client.frame(
      { kind: "emote", message: { emote: 1, tMs: 0, arg: 0 } },
      { kind: "app", message: { id: 0x80, payload: new Uint8Array(1) } },
    );
  expect(deaf.heard().packets).toEqual([]);
  expect(emotesOf(b.heard())).toMatchObject([[{ sid: a.sid }]]);
});
