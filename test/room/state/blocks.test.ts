import { describe, expect, test } from "bun:test";
import { show } from "../../../room/state/presence.ts";
import { decodeUtf8, encodeUtf8 } from "../../../shared/protocol/bytes.ts";
import { Capability, formatHello } from "../../../shared/protocol/ext/hello.ts";
import { decodeItem } from "../../../shared/protocol/ext/item.ts";
import type { ModUp } from "../../../shared/protocol/ext/mod.ts";
import type { Member } from "../../../shared/protocol/ext/presence.ts";
import { ANY_VERSION, encodeStateValue, NO_VALUE } from "../../../shared/protocol/ext/state-kv.ts";
import type { Will } from "../../../shared/protocol/packet.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import { ALL_CAPABILITIES, type Client, type Heard, jsonOf, publishesOf, Square } from "../support.ts";
import { say, standAt, voicesOf } from "../voices.ts";

const EXTENDED = { capabilities: ALL_CAPABILITIES };
const ask = (client: Client, op: "block" | "unblock", target: number | string): void =>
  client.frame({ kind: "mod", message: { op, target, reason: "" } as ModUp });
const modsOf = ({ sections }: Heard) => sections.flatMap((s) => (s.kind === "mod" ? [s.message] : []));
const unheard = (client: Client): number[] => [...(client.actor.participant?.unheardBy ?? [])].sort();
const idOf = (client: Client): number => client.actor.id;

/** Everything but JSON about who is here, as short words. */
const wordsOf = (heard: Heard): string[] => [
  ...voicesOf(heard).map(() => "voice"),
  ...heard.sections.flatMap((s) =>
    s.kind === "chat" || s.kind === "emotes" || s.kind === "app" ? [s.kind] : [],
  ),
  ...publishesOf(heard).flatMap((p) => (p.topicName === "r/rm_test/chat" ? ["chat"] : [])),
];

const MOOD = {
  scope: 1,
  key: "mood",
  version: 0,
  value: { type: 2, bytes: encodeUtf8("merry") },
} as const;

function settle(square: Square, clients: readonly Client[]): void {
  for (let round = 0; round < 2; round++) {
    square.pass(100);
    for (const client of clients) client.heard();
  }
}

describe("[BLOCK-2] two who are apart", () => {
  test("hear nothing of one another, both ways, while a third hears both", () => {
    const square = new Square();
    const [a, b, c] = ["a", "b", "c"].map((name) => square.enter(name, EXTENDED)) as [Client, Client, Client];
    for (const [index, client] of [a, b, c].entries()) standAt(client, index);
    ask(a, "block", b.sid);
    settle(square, [a, b, c]);
    for (const client of [a, b]) {
      client.frame({ kind: "chat", message: { text: "hi" } });
      client.frame({ kind: "emote", message: { emote: 1, tMs: 0, arg: 0 } });
      client.frame({ kind: "app", message: { id: 0x80, payload: Uint8Array.of(1) } });
      say(client, 2, { target: 3, to: client === a ? b.sid : a.sid });
    }
    const own = ["chat", "emotes", "app"];
    expect([a, b].map((client) => wordsOf(client.heard()).sort())).toEqual([
      [...own].sort(),
      [...own].sort(),
    ]);
    expect(wordsOf(c.heard()).sort()).toEqual([...own, ...own].sort());
    for (const client of [a, b]) say(client, 1, { spurtStart: true });
    square.pass(20);
    expect([a, b, c].map((client) => voicesOf(client.heard()).length)).toEqual([0, 0, 2]);
  });

  test("hear nothing from the moment of the block, of what was said before it either", () => {
    const square = new Square();
    const [a, b] = ["a", "b"].map((name) => square.enter(name, EXTENDED)) as [Client, Client];
    for (const client of [a, b]) standAt(client, 0);
    settle(square, [a, b]);
    say(a, 1, { spurtStart: true });
    say(a, 2, { target: 3, to: b.sid });
    ask(b, "block", a.sid);
    b.heard();
    square.pass(40);
    expect(voicesOf(b.heard())).toEqual([]);
  });

  test("is so for plain clients: chat at QoS 1, voice by topic", () => {
    const square = new Square();
    const [a, b] = ["a", "b"].map((name) => square.enter(name)) as [Client, Client];
    for (const client of [a, b]) {
      client.subscribe("r/rm_test/#");
      standAt(client, 0);
    }
    a.publish("r/rm_test/mod/me", JSON.stringify({ op: "block", target: "usr_b" }));
    settle(square, [a, b]);
    a.publish("r/rm_test/chat", "hi");
    b.publish("r/rm_test/chat", "hi");
    say(a, 1, { spurtStart: true });
    square.pass(20);
    expect([wordsOf(a.heard()), wordsOf(b.heard())]).toEqual([["chat"], ["chat"]]);
  });

  test("still see that the other is here", () => {
    const square = new Square();
    const [a, b] = ["a", "b"].map((name) => square.enter(name, EXTENDED)) as [Client, Client];
    ask(a, "block", b.sid);
    a.heard();
    b.frame({ kind: "me", message: { away: true } });
    expect(a.heard().sections).toMatchObject([{ kind: "presence", message: { op: "update" } }]);
  });
});

describe("[BLOCK-1] a block", () => {
  test("holds for all connections of both users, and for those that come later", () => {
    const square = new Square();
    const [a, b1, c] = ["a", "b", "c"].map((name) => square.enter(name, EXTENDED)) as [
      Client,
      Client,
      Client,
    ];
    const b2 = square.enter("b", { ...EXTENDED, connect: { clientId: "b again" } });
    ask(a, "block", b1.sid);
    expect(unheard(a)).toEqual([idOf(b1), idOf(b2)]);
    expect([unheard(b1), unheard(b2), unheard(c)]).toEqual([[idOf(a)], [idOf(a)], []]);
    b1.leave();
    expect(unheard(a)).toEqual([idOf(b2)]);
    b2.leave();
    expect(a.actor.participant?.unheardBy).toBeNull();
    const b3 = square.enter("b", EXTENDED);
    expect([unheard(a), unheard(b3)]).toEqual([[idOf(b3)], [idOf(a)]]);
    a.leave();
    expect(unheard(b3)).toEqual([]);
    expect(unheard(square.enter("a", EXTENDED))).toEqual([idOf(b3)]);
  });

  test("holds for a session whose client is away: what it is kept is nothing of who is apart from it", () => {
    const square = new Square();
    const [a, c] = ["a", "c"].map((name) => square.enter(name, EXTENDED)) as [Client, Client];
    const away = { connect: { clean: false } };
    const b = square.enter("b", away);
    b.subscribe("r/rm_test/chat");
    b.leave();
    ask(a, "block", "usr_b");
    a.frame({ kind: "chat", message: { text: "from a" } });
    c.frame({ kind: "chat", message: { text: "from c" } });
    const again = square.enter("b", away);
    expect(publishesOf(again.heard()).map((p) => jsonOf(p)["text"])).toEqual(["from c"]);
    // The other order: apart first, then away.
    again.leave();
    a.frame({ kind: "chat", message: { text: "from a" } });
    expect(publishesOf(square.enter("b", away).heard()).map((p) => jsonOf(p)["text"])).toEqual(["from c"]);
  });

  test("of somebody on another stage keeps nothing from the session of anybody else whose client is away", () => {
    const elsewhere = new Square();
    for (const name of ["x", "y", "z"]) elsewhere.enter(name);
    const square = new Square();
    const away = { connect: { clean: false } };
    const b = square.enter("b", away);
    b.subscribe("r/rm_test/chat");
    const a = square.enter("a", EXTENDED);
    const { session } = b.actor;
    b.leave();
    // Sids and sessions are counted alike.
    const sessionCount = -(session?.id ?? 0);
    square.room.lastSid = sessionCount - 1;
    const { sid: _, ...member } = square.room.participants.get(a.sid)?.member ?? ({} as Member);
    const shown = show(square.room, { ...member, user: userIdSchema.parse("usr_shown") }, square.nowMs);
    expect(shown.sid).toBe(sessionCount);
    ask(a, "block", "usr_shown");
    a.frame({ kind: "chat", message: { text: "from a" } });
    expect(publishesOf(square.enter("b", away).heard()).map((p) => jsonOf(p)["text"])).toEqual(["from a"]);
  });

  test("holds for the session of a connection whose participant came back by the hello of another", () => {
    const square = new Square();
    const a = square.enter("a", EXTENDED);
    const asked = ALL_CAPABILITIES & ~Capability.type0;
    const enter = (clientId: string) => square.enter("b", { connect: { clientId, clean: false } });
    const before = enter("b1");
    before.subscribe("r/rm_test/chat");
    before.publish("$x/u", formatHello(asked, "n1"));
    const token = before.actor.place?.token ?? "";
    ask(a, "block", before.sid);
    enter("b2").publish("$x/u", formatHello(asked, "n2", { token, events: 0 }));
    // As a loop does with the effect that says so.
    expect(square.out.at(-1)).toMatchObject({ kind: "close", actorId: before.actor.id });
    before.leave();
    a.frame({ kind: "chat", message: { text: "from a" } });
    expect(publishesOf(enter("b1").heard())).toEqual([]);
  });

  test("may be made 200 times by one user, and of who is not here", () => {
    const square = new Square();
    const a = square.enter("a", EXTENDED);
    a.heard();
    for (let count = 0; count <= 200; count++) {
      ask(a, "block", `usr_${count}`);
      square.pass(500);
    }
    const { sections } = a.heard();
    expect(sections.filter((s) => s.kind === "mod").length).toBe(200);
    expect(sections.filter((s) => s.kind === "notice")).toMatchObject([{ message: { code: 21 } }]);
    // One that is there already is no more.
    ask(a, "block", "usr_7");
    expect(modsOf(a.heard()).length).toBe(1);
  });

  test("of a moderator is a guest's right as well, and of oneself nobody's", () => {
    const square = new Square();
    const guest = square.enter("guest", EXTENDED);
    const moderator = square.enter("moderator", { ...EXTENDED, role: "moderator" });
    ask(guest, "block", moderator.sid);
    ask(guest, "block", guest.sid);
    expect(unheard(guest)).toEqual([idOf(moderator)]);
  });
});

test("[BLOCK-3] who comes back is told whom they blocked, and who of those here blocked them", () => {
  const square = new Square();
  const [a, b] = ["a", "b"].map((name) => square.enter(name, EXTENDED)) as [Client, Client];
  ask(a, "block", b.sid);
  ask(a, "block", "usr_away");
  a.leave();
  b.leave();
  const b2 = square.enter("b", EXTENDED);
  expect(modsOf(b2.heard())).toEqual([]);
  const a2 = square.enter("a", EXTENDED);
  expect(modsOf(a2.heard())).toMatchObject([
    { op: "block", by: "usr_a", target: "usr_b", sid: b2.sid },
    { op: "block", by: "usr_a", target: "usr_away", sid: null },
  ]);
  const b3 = square.enter("b", EXTENDED);
  expect(modsOf(b3.heard())).toMatchObject([{ op: "block", by: "usr_a", target: "usr_b" }]);
});

describe("[BLOCK-4] taking a block back", () => {
  test("leaves two apart of whom the other blocked as well", () => {
    const square = new Square();
    const [a, b] = ["a", "b"].map((name) => square.enter(name, EXTENDED)) as [Client, Client];
    ask(a, "block", b.sid);
    ask(b, "block", a.sid);
    ask(a, "unblock", b.sid);
    expect(unheard(a)).toEqual([idOf(b)]);
    ask(b, "unblock", a.sid);
    expect([a.actor.participant?.unheardBy, b.actor.participant?.unheardBy]).toEqual([null, null]);
    expect(square.room.moderation.blocks.size).toBe(0);
  });

  test("tells each the other's own keys as they are by now, in its own form, and nobody else anew", () => {
    const square = new Square();
    const [a, b] = [square.enter("a", EXTENDED), square.enter("b", EXTENDED)];
    const plain = { connect: { clientId: "plain" } };
    const [c, plainB, plainC] = [
      square.enter("c", EXTENDED),
      square.enter("b", plain),
      square.enter("c", plain),
    ];
    for (const client of [plainB, plainC]) client.subscribe("r/rm_test/own/#", { qos: 1 });
    ask(a, "block", b.sid);
    for (const [key, value] of [
      ["mood", "sad"],
      ["hat", "red"],
      ["mood", "merry"],
      ["hat", ""],
    ] as const)
      a.frame({
        kind: "stateSet",
        message: { scope: 1, key, version: ANY_VERSION, value: { type: 2, bytes: encodeUtf8(value) } },
      });
    const statesOf = ({ sections }: Heard) =>
      sections.flatMap((s) =>
        s.kind === "state" ? [[s.message.sid, s.message.key, decodeUtf8(s.message.value.bytes)]] : [],
      );
    const ownOf = (heard: Heard) =>
      publishesOf(heard).map(({ topicName, payload, qos }) => [topicName, decodeUtf8(payload), qos]);
    // That a key is no more goes to all: [APP-2].
    expect(statesOf(b.heard())).toEqual([[a.sid, "hat", ""]]);
    for (const client of [a, plainB, c, plainC]) client.heard();
    ask(a, "unblock", b.sid);
    expect(statesOf(b.heard())).toEqual([[a.sid, "mood", "merry"]]);
    expect(ownOf(plainB.heard())).toEqual([[`r/rm_test/own/${a.sid}/mood`, "merry", 1]]);
    expect([statesOf(a.heard()), statesOf(c.heard()), ownOf(plainC.heard())]).toEqual([[], [], []]);
  });

  test("that was never made tells nobody anything anew", () => {
    const square = new Square();
    const a = square.enter("a", EXTENDED);
    const [b, plainB] = [square.enter("b", EXTENDED), square.enter("b", { connect: { clientId: "plain" } })];
    plainB.subscribe("r/rm_test/own/#", { qos: 1 });
    a.frame({ kind: "stateSet", message: MOOD });
    for (const client of [b, plainB]) client.heard();
    ask(a, "unblock", b.sid);
    expect(modsOf(b.heard())).toMatchObject([{ op: "unblock" }]);
    expect(publishesOf(plainB.heard()).filter(({ topicName }) => topicName.includes("/own/"))).toEqual([]);
    ask(a, "unblock", b.sid);
    expect(b.heard().sections.filter((s) => s.kind === "state")).toEqual([]);
  });

  test("tells them to a session that goes on while its client is away", () => {
    const square = new Square();
    const stay = {
      version: 5,
      connect: { clean: false, properties: { sessionExpiryInterval: 60 } },
    } as const;
    const a = square.enter("a", EXTENDED);
    const b = square.enter("b", { ...stay, connect: { ...stay.connect, clientId: "b's" } });
    b.subscribe("r/rm_test/own/#", { qos: 1 });
    ask(a, "block", b.sid);
    b.leave();
    a.frame({ kind: "stateSet", message: MOOD });
    ask(a, "unblock", "usr_b");
    const back = square.enter("b", { ...stay, connect: { ...stay.connect, clientId: "b's" } });
    expect(publishesOf(back.heard()).map(({ payload }) => decodeUtf8(payload))).toEqual(["merry"]);
  });

  test("shows each the other's newest pose, though neither has moved since", () => {
    const square = new Square();
    const [a, b] = ["a", "b"].map((name) => square.enter(name, EXTENDED)) as [Client, Client];
    for (const client of [a, b]) standAt(client, 1);
    ask(a, "block", b.sid);
    settle(square, [a, b]);
    ask(a, "unblock", b.sid);
    for (const client of [a, b]) client.heard();
    square.pass(100);
    for (const [client, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const seen = client.heard().sections.flatMap((s) => (s.kind === "poses" ? s.message.entries : []));
      expect(seen.map(({ sid }) => sid)).toContain(other.sid);
    }
  });
});

describe("[BLOCK-2] what was said before", () => {
  test("is not shown to who blocks later and then subscribes, nor to who comes anew, and is once they have unblocked", () => {
    const square = new Square();
    const a = square.enter("a", EXTENDED);
    let b = square.enter("b");
    a.frame({ kind: "stateSet", message: MOOD });
    const moods = (client: Client): string[] => {
      client.subscribe("r/rm_test/own/+/mood");
      return publishesOf(client.heard()).map(({ payload }) => decodeUtf8(payload));
    };
    b.heard();
    expect(moods(b)).toEqual(["merry"]);
    ask(a, "block", b.sid);
    expect(moods(b)).toEqual([]);
    b.leave();
    b = square.enter("b");
    b.heard();
    expect(moods(b)).toEqual([]);
    ask(a, "unblock", "usr_b");
    b.heard();
    expect(moods(b)).toEqual(["merry"]);
  });

  test("[STATE-5] is taken back for all when its owner leaves, from whom it is kept by now too", () => {
    const square = new Square();
    const [a, b] = [square.enter("a", EXTENDED), square.enter("b")];
    b.subscribe("r/rm_test/own/#");
    a.frame({ kind: "stateSet", message: MOOD });
    ask(a, "block", b.sid);
    a.leave();
    const told = publishesOf(b.heard()).filter(({ topicName }) => topicName.includes("/own/"));
    expect(told.map(({ payload }) => payload.length)).toEqual([5, 0]);
  });

  test("[APP-2] is taken back for all when its owner deletes it, by topic and by section", () => {
    const square = new Square();
    const [a, b, c] = [square.enter("a", EXTENDED), square.enter("b"), square.enter("c", EXTENDED)];
    b.subscribe("r/rm_test/own/#");
    a.frame({ kind: "stateSet", message: MOOD });
    for (const client of [b, c]) ask(a, "block", client.sid);
    for (const client of [b, c]) client.heard();
    a.frame({
      kind: "stateSet",
      message: { ...MOOD, version: 1, value: encodeStateValue({ type: "text", value: "sad" }) },
    });
    a.frame({ kind: "stateSet", message: { ...MOOD, version: 2, value: NO_VALUE } });
    expect(publishesOf(b.heard()).map(({ payload }) => payload.length)).toEqual([0]);
    const states = c
      .heard()
      .sections.flatMap((section) => (section.kind === "state" ? [section.message] : []));
    expect(states.map(({ version, value }) => [version, value.bytes.length])).toEqual([[3, 0]]);
  });

  test("[MQTT-6] a will that waited is heard by the blocks and mutes of when it is said", () => {
    const square = new Square();
    const will: Will = {
      topicName: "r/rm_test/chat",
      payload: encodeUtf8("bye"),
      qos: 1,
      retain: false,
      properties: { willDelayInterval: 1 },
    };
    const connect = { will, properties: { sessionExpiryInterval: 60 } };
    const chatsAfter = (meanwhile: (by: Client) => void): number => {
      const a = square.enter("a", { version: 5, connect: { ...connect, clean: true } });
      const b = square.enter("b", { ...EXTENDED, role: "moderator" });
      a.leave();
      meanwhile(b);
      square.nowMs += 1_100;
      square.sessions.tick(square.nowMs, square.out);
      const heard = b.heard().sections.filter(({ kind }) => kind === "chat").length;
      b.leave();
      return heard;
    };
    expect(chatsAfter(() => {})).toBe(1);
    expect(chatsAfter(() => square.room.moderation.silenced.set(userIdSchema.parse("usr_a"), 0))).toBe(0);
    square.room.moderation.silenced.clear();
    expect(chatsAfter((b) => ask(b, "block", "usr_a"))).toBe(0);
  });
});

test("[BLOCK-4] who have unblocked each other see where the other's items are, though nothing has moved since", () => {
  const square = new Square();
  const [a, b] = [square.enter("a", { ...EXTENDED, role: "member" }), square.enter("b", EXTENDED)];
  ask(a, "block", b.sid);
  a.frame({ kind: "itemSpawn", message: { kind: "ball", position: [1, 0, 2], rotation: [0, 0, 0, 1] } });
  a.frame({ kind: "itemClaim", message: { item: 1, seenEpoch: 0, reqId: 1, mode: 0 } });
  settle(square, [a, b]);
  ask(a, "unblock", b.sid);
  b.heard();
  square.pass(100);
  const blocks = b.heard().sections.flatMap((s) => (s.kind === "items" ? s.message.blocks : []));
  expect(blocks.map((block) => decodeItem(block).position)).toEqual([[1, 0, 2]]);
});
