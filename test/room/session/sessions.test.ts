import { describe, expect, test } from "bun:test";
import { receive } from "../../../room/session/receive.ts";
import {
  decodePacket,
  encodePacket,
  type Packet,
  type PublishPacket,
  type Will,
} from "../../../shared/protocol/packet.ts";
import { breachOf, type Client, publishesOf, SPEC, Square } from "../support.ts";

const V5 = { version: 5, open: true } as const;
/** A client that comes back to its session, or begins one that may be come back to. */
const staying = (sessionExpiryInterval = 60) =>
  ({ ...V5, connect: { clean: false, properties: { sessionExpiryInterval } } }) as const;
const textOf = (packet: PublishPacket): string => new TextDecoder().decode(packet.payload);
const textsOf = (client: Client): string[] => publishesOf(client.heard()).map(textOf);
const willOf = (willDelayInterval: number): Will => ({
  topicName: "gone",
  payload: new TextEncoder().encode("gone"),
  qos: 1,
  retain: false,
  properties: { willDelayInterval },
});
const typesOf = (packets: readonly Packet[]): string[] => packets.map((p) => p.type);
const subscription = (topicFilter: string, over: object = {}) =>
  ({ topicFilter, qos: 0, noLocal: false, retainAsPublished: false, retainHandling: 0, ...over }) as const;

describe("QoS 2 towards a client", () => {
  test("[MQTT-3] is delivered with PUBREC, PUBREL and PUBCOMP, and its place is free after the last", () => {
    const square = new Square();
    const properties = { receiveMaximum: 1 };
    const [talker, hearer] = [
      square.enter("talker", V5),
      square.enter("hearer", { ...V5, connect: { properties } }),
    ];
    hearer.subscribe("x", { qos: 2 });
    hearer.heard();
    for (const line of ["1", "2"]) talker.publish("x", line, { qos: 2 });
    const [first, ...more] = publishesOf(hearer.heard());
    expect([first?.qos, more.length]).toEqual([2, 0]);
    const packetId = first?.packetId ?? 0;
    expect(breachOf(() => hearer.send({ type: "pubcomp", packetId }))).toEqual([0x82, "MQTT-4.3.3-1"]);
    hearer.send({ type: "pubrec", packetId });
    expect(hearer.heard().packets).toMatchObject([{ type: "pubrel", packetId }]);
    hearer.send({ type: "pubrec", packetId });
    expect(hearer.heard().packets).toMatchObject([{ type: "pubrel", packetId }]);
    hearer.send({ type: "pubcomp", packetId });
    expect(textsOf(hearer)).toEqual(["2"]);
  });

  test("[MQTT-3] ends with a PUBREC that refuses, and PUBREC for nothing is answered 0x92", () => {
    const square = new Square();
    const [talker, hearer] = [square.enter("talker", V5), square.enter("hearer", V5)];
    hearer.subscribe("x", { qos: 2 });
    hearer.heard();
    talker.publish("x", "1", { qos: 2 });
    const packetId = publishesOf(hearer.heard())[0]?.packetId ?? 0;
    hearer.send({ type: "pubrec", packetId, reasonCode: 0x97 });
    expect(hearer.heard().packets).toEqual([]);
    hearer.send({ type: "pubrec", packetId });
    expect(hearer.heard().packets).toMatchObject([{ type: "pubrel", packetId, reasonCode: 0x92 }]);
  });

  test("a publish is sent at the lower of its own QoS and what was subscribed to", () => {
    const square = new Square();
    const [talker, hearer] = [square.enter("talker", V5), square.enter("hearer", V5)];
    for (const asked of [0, 1, 2] as const) {
      hearer.subscribe("x", { qos: asked });
      hearer.heard();
      for (const sent of [0, 1, 2] as const) talker.publish("x", "", { qos: sent });
      expect(publishesOf(hearer.heard()).map((p) => p.qos)).toEqual(
        ([0, 1, 2] as const).map((sent) => Math.min(sent, asked) as 0 | 1 | 2),
      );
    }
  });
});

describe("a session", () => {
  test("[MQTT-4] is found again with its subscriptions and what was sent at QoS 1 and 2 meanwhile", () => {
    const square = new Square();
    const before = square.enter("a", staying());
    before.subscribe("x", { qos: 2 });
    before.leave();
    const talker = square.enter("talker", V5);
    for (const qos of [0, 1, 2] as const) talker.publish("x", `qos ${qos}`, { qos });
    const after = square.enter("a", staying());
    const { packets } = after.heard();
    expect(packets[0]).toMatchObject({ type: "connack", sessionPresent: true });
    expect(packets.slice(1)).toMatchObject([{ qos: 1 }, { qos: 2 }]);
    talker.publish("x", "live");
    expect(textsOf(after)).toEqual(["live"]);
  });

  test("[MQTT-4] sends again what was never acknowledged, as a repetition, and PUBREL where PUBREC came", () => {
    const square = new Square();
    const before = square.enter("a", staying());
    before.subscribe("x", { qos: 2 });
    const talker = square.enter("talker", V5);
    for (const [line, qos] of [
      ["acked", 1],
      ["unacked", 1],
      ["received", 2],
      ["unreceived", 2],
    ] as const)
      talker.publish("x", line, { qos });
    const ids = publishesOf(before.heard()).map((p) => p.packetId ?? 0);
    before.send({ type: "puback", packetId: ids[0] ?? 0 });
    before.send({ type: "pubrec", packetId: ids[2] ?? 0 });
    before.leave();
    const { packets } = square.enter("a", staying()).heard();
    expect(packets.slice(1)).toMatchObject([
      { type: "publish", packetId: ids[1], dup: true },
      { type: "pubrel", packetId: ids[2] },
      { type: "publish", packetId: ids[3], dup: true },
    ]);
  });

  test("[MQTT-4] remembers which QoS 2 publishes of its client it has taken", () => {
    const square = new Square();
    const hearer = square.enter("hearer", V5);
    hearer.subscribe("x");
    const before = square.enter("a", staying());
    const packetId = before.publish("x", "once", { qos: 2 });
    before.leave();
    const after = square.enter("a", staying());
    const payload = new TextEncoder().encode("once");
    after.send({
      type: "publish",
      topicName: "x",
      payload,
      qos: 2,
      retain: false,
      dup: true,
      packetId,
      properties: {},
    });
    expect(textsOf(hearer)).toEqual(["once"]);
  });

  test("[MQTT-4] is over with a clean start, after its interval, and at once without one", () => {
    const square = new Square();
    const present = (options: Parameters<Square["enter"]>[1]): boolean => {
      const client = square.enter("a", options);
      const [connack] = client.heard().packets;
      client.leave();
      return connack?.type === "connack" && connack.sessionPresent;
    };
    expect([
      present(staying(60)),
      present(staying(60)),
      present({ ...V5, connect: { clean: true } }),
    ]).toEqual([false, true, false]);
    expect([present(staying(60)), present(staying(1))]).toEqual([false, true]);
    square.nowMs += 1_500;
    square.sessions.tick(square.nowMs, square.out);
    expect([present(staying(0)), present(staying(0))]).toEqual([false, false]);
    // Nobody has come by to end it.
    expect([present(staying(60)), present(staying(1))]).toEqual([false, true]);
    square.nowMs += 1_000;
    expect(present(staying(0))).toBe(false);
    const v3 = { version: 4, open: true, connect: { clean: false } } as const;
    expect([present(v3), present(v3)]).toEqual([false, true]);
  });

  test("[MQTT-4] that one of 3.1.1 comes back to has subscriptions of 3.1.1, and keeps them so", () => {
    const square = new Square();
    const hearer = square.enter("hearer", staying());
    const options = { qos: 1, noLocal: true, retainAsPublished: true } as const;
    const subscriptions = [
      subscription("x", options),
      subscription("$share/g/y", { ...options, noLocal: false }),
    ];
    const properties = { subscriptionIdentifier: 7 };
    hearer.send({ type: "subscribe", packetId: 1, subscriptions, properties });
    hearer.leave();
    const hearsAs = (version: 4 | 5) => {
      const back = square.enter("hearer", { ...staying(), version });
      expect(back.heard().packets).toMatchObject([{ type: "connack", sessionPresent: true }]);
      for (const topicName of ["x", "y"]) back.publish(topicName, "own", { qos: 1, retain: true });
      const heard = publishesOf(back.heard());
      for (const { packetId } of heard) if (packetId !== undefined) back.send({ type: "puback", packetId });
      back.leave();
      return heard.map(({ topicName, qos, retain, properties }) => ({ topicName, qos, retain, properties }));
    };
    // Its own at x it asked not to hear.
    const asAsked = { qos: 1, retain: true, properties: { subscriptionIdentifiers: [7] } } as const;
    expect(hearsAs(5)).toEqual([{ topicName: "y", ...asAsked }]);
    const plain = { qos: 1, retain: false, properties: {} } as const;
    for (const version of [4, 5] as const)
      expect(hearsAs(version)).toEqual([
        { topicName: "x", ...plain },
        { topicName: "y", ...plain },
      ]);
  });

  test("[MQTT-4.1.0-1] is kept as long as its client is connected, whatever its interval", () => {
    for (const interval of [0, 1]) {
      const square = new Square();
      const [talker, client] = [square.enter("talker", V5), square.enter("a", staying(interval))];
      client.subscribe("x", { qos: 2 });
      talker.publish("x", "before", { qos: 2 });
      const mine = client.publish("y", "mine", { qos: 2 });
      const theirs = publishesOf(client.heard())[0]?.packetId ?? 0;
      square.nowMs += 10_000;
      square.sessions.tick(square.nowMs, square.out);
      client.send({ type: "pubrec", packetId: theirs });
      client.send({ type: "pubrel", packetId: mine });
      talker.publish("x", "after", { qos: 1 });
      expect(client.heard().packets).toMatchObject([
        { type: "pubrel", packetId: theirs, reasonCode: 0 },
        { type: "pubcomp", packetId: mine, reasonCode: 0 },
        { type: "publish", qos: 1 },
      ]);
    }
  });

  test("[MQTT-4] an interval longer than an hour is granted as one, which CONNACK says", () => {
    const square = new Square();
    const expiryOf = (asked: number) => {
      const [connack] = square.enter("a", staying(asked)).heard().packets;
      return connack?.type === "connack" ? connack.properties.sessionExpiryInterval : null;
    };
    expect([expiryOf(4_294_967_295), expiryOf(3_600)]).toEqual([3_600, undefined]);
  });

  test("[MQTT-4] DISCONNECT may shorten the interval, but not begin one", () => {
    const square = new Square();
    const leaving = (sessionExpiryInterval: number): Packet => ({
      type: "disconnect",
      reasonCode: 0,
      properties: { sessionExpiryInterval },
    });
    square.enter("a", staying()).send(leaving(0));
    expect(square.enter("a", staying()).heard().packets[0]).toMatchObject({ sessionPresent: false });
    const clean = square.enter("b", V5);
    expect(breachOf(() => clean.send(leaving(10)))).toEqual([0x82, "MQTT-3.14.2-2"]);
  });

  test("[MQTT-3] that would keep more than 1 MiB for a client that is away ends", () => {
    const square = new Square();
    const before = square.enter("a", staying());
    before.subscribe("x", { qos: 1 });
    before.leave();
    const talker = square.enter("talker", V5);
    for (let count = 0; count < 12; count++) talker.publish("x", new Uint8Array(100_000), { qos: 1 });
    square.sessions.tick(square.nowMs, square.out);
    expect(square.enter("a", staying()).heard().packets).toMatchObject([{ sessionPresent: false }]);
  });

  test("[MQTT-5] is taken over by a second connection of its client, which finds what the first had", () => {
    const square = new Square();
    const first = square.enter("a", staying());
    first.subscribe("x", { qos: 1 });
    const second = square.enter("a", staying());
    expect(second.heard().packets[0]).toMatchObject({ sessionPresent: true });
    expect(first.actor.state.name).toBe("closed");
    square.enter("talker", V5).publish("x", "to the second", { qos: 1 });
    expect(textsOf(second)).toEqual(["to the second"]);
  });

  test("a participant's session comes back too, while the person left and came", () => {
    const square = new Square();
    const member = { connect: { clean: false } } as const;
    const before = square.enter("a", member);
    before.subscribe("r/rm_test/chat", { qos: 1 });
    before.leave();
    expect(square.room.participants.size).toBe(0);
    square.enter("b").publish("r/rm_test/chat", "are you there?");
    const after = square.enter("a", member);
    expect(publishesOf(after.heard())).toHaveLength(1);
    expect([...square.room.participants.values()].map((p) => p.member.name)).toEqual(["b", "a"]);
  });
});

describe("a will", () => {
  const watched = (square: Square): Client => {
    const hearer = square.enter("hearer", V5);
    hearer.subscribe("gone");
    hearer.heard();
    return hearer;
  };
  const pass = (square: Square, ms: number): void => {
    square.nowMs += ms;
    square.sessions.tick(square.nowMs, square.out);
  };

  test("[MQTT-6] waits for its delay, and is not published when the client is back before", () => {
    const square = new Square();
    const hearer = watched(square);
    const connect = { will: willOf(5), clean: false, properties: { sessionExpiryInterval: 60 } };
    square.enter("a", { ...V5, connect }).leave();
    pass(square, 4_900);
    expect(textsOf(hearer)).toEqual([]);
    square.enter("a", { ...V5, connect }).leave();
    pass(square, 4_900);
    expect(textsOf(hearer)).toEqual([]);
    pass(square, 200);
    expect(textsOf(hearer)).toEqual(["gone"]);
    pass(square, 60_000);
    expect(textsOf(hearer)).toEqual([]);
    square.enter("a", { ...V5, connect }).leave();
    // Nobody has come by to say it.
    square.nowMs += 5_000;
    square.enter("a", staying()).leave();
    expect(textsOf(hearer)).toEqual(["gone"]);
  });

  test("[MQTT-8] with a delay does not come to the session whose it is when that asked for No Local", () => {
    const square = new Square();
    const [hearer, mourned] = [
      square.enter("hearer", V5),
      square.enter("mourned", { ...staying(), connect: { ...staying().connect, will: willOf(5) } }),
    ];
    hearer.subscribe("gone");
    mourned.subscribe("gone", { noLocal: true });
    hearer.heard();
    mourned.leave();
    square.nowMs += 5_000;
    square.sessions.tick(square.nowMs, square.out);
    expect(textsOf(hearer)).toEqual(["gone"]);
    expect(textsOf(square.enter("mourned", staying()))).toEqual([]);
  });

  test("[MQTT-6] goes out when the session ends before its delay", () => {
    const square = new Square();
    const hearer = watched(square);
    const will = willOf(50);
    square.enter("a", { ...V5, connect: { will, properties: { sessionExpiryInterval: 2 } } }).leave();
    pass(square, 2_100);
    expect(textsOf(hearer)).toEqual(["gone"]);
    square.enter("a", { ...V5, connect: { will } }).leave();
    expect(textsOf(hearer)).toEqual(["gone"]);
    const staying = { will, properties: { sessionExpiryInterval: 60 } };
    square.enter("a", { ...V5, connect: staying }).leave();
    square.enter("a", { ...V5, connect: { clean: true } });
    expect(textsOf(hearer)).toEqual(["gone"]);
  });
});

describe("[MQTT-7]", () => {
  test("of a share group one hears each message, in turn, and whoever subscribes alone hears all", () => {
    const square = new Square();
    const names = ["a", "b", "c"];
    const group = names.map((name) => square.enter(name, V5));
    for (const client of group) client.subscribe("$share/g/x/+", { qos: 1 });
    const alone = square.enter("alone", V5);
    alone.subscribe("x/#");
    const talker = square.enter("talker", V5);
    for (const client of [...group, alone]) client.heard();
    for (let count = 0; count < 9; count++) talker.publish("x/1", `${count}`, { qos: 1 });
    const heard = group.map(textsOf);
    expect(heard.map((texts) => texts.length)).toEqual([3, 3, 3]);
    expect(heard.flat().sort()).toEqual([...Array(9).keys()].map(String));
    expect(textsOf(alone)).toHaveLength(9);
    group[0]?.send({ type: "unsubscribe", packetId: 9, topicFilters: ["$share/g/x/+"] });
    group[1]?.leave();
    talker.publish("x/1", "left", { qos: 1 });
    // Behind what the second one leaves, which has acknowledged nothing.
    expect(group.slice(2).flatMap(textsOf)).toEqual([...(heard[1] ?? []), "left"]);
  });

  test("a share group is sent no retained messages, and No Local in it is a protocol error", () => {
    const square = new Square();
    const client = square.enter("a", V5);
    client.publish("x", "kept", { retain: true });
    client.subscribe("$share/g/x");
    expect(textsOf(client)).toEqual([]);
    expect(breachOf(() => client.subscribe("$share/g/x", { noLocal: true }))).toEqual([0x82, "MQTT-3.8.3-4"]);
  });

  test("a message carries the identifiers of all subscriptions it came by, a retained one that of its own", () => {
    const square = new Square();
    const [talker, hearer] = [square.enter("talker", V5), square.enter("hearer", V5)];
    const subscribe = (filter: string, subscriptionIdentifier: number) =>
      hearer.send({
        type: "subscribe",
        packetId: 1,
        subscriptions: [subscription(filter)],
        properties: { subscriptionIdentifier },
      });
    subscribe("x/+", 7);
    subscribe("x/#", 300);
    hearer.heard();
    talker.publish("x/1", "both", { retain: true });
    const [both] = publishesOf(hearer.heard());
    expect(both?.properties.subscriptionIdentifiers?.toSorted((a, b) => a - b)).toEqual([7, 300]);
    subscribe("x/1", 9);
    expect(publishesOf(hearer.heard())[0]?.properties.subscriptionIdentifiers).toEqual([9]);
  });

  test("topic aliases stand for names in both directions, and are each connection's own", () => {
    const square = new Square();
    const properties = { topicAliasMaximum: 1 };
    const [talker, hearer] = [
      square.enter("talker", V5),
      square.enter("hearer", { ...V5, connect: { properties } }),
    ];
    hearer.subscribe("x/#");
    hearer.heard();
    const publish = (topicName: string, topicAlias: number) =>
      talker.send({
        type: "publish",
        topicName,
        payload: new Uint8Array([1]),
        qos: 0,
        retain: false,
        dup: false,
        properties: { topicAlias },
      });
    publish("x/1", 16);
    publish("", 16);
    publish("x/2", 16);
    publish("", 16);
    expect(publishesOf(hearer.heard()).map((p) => [p.topicName, p.properties.topicAlias])).toEqual([
      ["x/1", 1],
      ["", 1],
      ["x/2", undefined],
      ["x/2", undefined],
    ]);
    expect(breachOf(() => publish("x/1", 17))).toEqual([0x94, "MQTT-3.3.2-9"]);
    expect(breachOf(() => publish("", 3))).toEqual([0x82, "MQTT-3.3.2-7"]);
  });
});

describe("message expiry", () => {
  const say = (talker: Client, line: string, qos: 1 | 2, messageExpiryInterval: number): void =>
    talker.send({
      type: "publish",
      topicName: `x/${line}`,
      payload: new TextEncoder().encode(line),
      qos,
      retain: true,
      dup: false,
      packetId: 1,
      properties: { messageExpiryInterval },
    });
  const seen = (client: Client) =>
    publishesOf(client.heard()).map((p) => [textOf(p), p.dup, p.properties.messageExpiryInterval]);

  test("what waited is sent with the time that is left, or not at all", () => {
    const square = new Square(SPEC);
    const before = square.enter("a", staying());
    before.subscribe("x/#", { qos: 1 });
    before.leave();
    const talker = square.enter("talker", V5);
    say(talker, "short", 1, 2);
    say(talker, "long", 1, 10);
    square.nowMs += 3_000;
    expect(seen(square.enter("a", staying()))).toEqual([["long", false, 7]]);
    const late = square.enter("late", V5);
    late.subscribe("x/#");
    expect(seen(late)).toEqual([["long", false, 7]]);
  });

  test("[MQTT-4.3.3-7] what was sent once does not expire any more, and comes again with the time that is left", () => {
    const square = new Square(SPEC);
    const before = square.enter("a", staying());
    before.subscribe("x/#", { qos: 2 });
    for (const [index, [line, qos, interval]] of (
      [
        ["short at 1", 1, 2],
        ["short at 2", 2, 2],
        ["long", 2, 10],
      ] as const
    ).entries())
      say(square.enter(`talker${index}`, V5), line, qos, interval);
    expect(seen(before)).toEqual([
      ["short at 1", false, 2],
      ["short at 2", false, 2],
      ["long", false, 10],
    ]);
    before.leave();
    square.nowMs += 3_000;
    expect(seen(square.enter("a", staying()))).toEqual([
      ["short at 1", true, 0],
      ["short at 2", true, 0],
      ["long", true, 7],
    ]);
  });
});

test("PUBACK says when nobody hears", () => {
  const square = new Square();
  const client = square.enter("a", V5);
  client.heard();
  client.publish("x", "", { qos: 1 });
  client.subscribe("x");
  client.publish("x", "", { qos: 1 });
  const { packets } = client.heard();
  expect(typesOf(packets)).toEqual(["puback", "suback", "puback", "publish"]);
  expect(packets[0]).toMatchObject({ reasonCode: 0x10 });
  expect(packets[2]).toMatchObject({ reasonCode: 0 });
});

test("an acknowledgement comes behind what was logged for its client before it, and brings what it published right behind it", () => {
  for (const qos of [1, 2] as const) {
    // Nobody ever gives the log out.
    const square = new Square(SPEC, {}, () => {});
    const [client, talker] = [square.enter("client", V5), square.enter("talker", V5)];
    client.subscribe("x", { qos: 0 });
    client.heard();
    talker.publish("x", "theirs");
    client.publish("x", "mine", { qos });
    const heard = client.heard();
    expect(typesOf(heard.packets)).toEqual(["publish", qos === 1 ? "puback" : "pubrec", "publish"]);
    expect(publishesOf(heard).map(textOf)).toEqual(["theirs", "mine"]);
  }
});

describe("sessions of one user whose clients are away", () => {
  test("[MQTT-4] are 16 at most: for one more the one that is away longest ends, and no other user's", () => {
    const square = new Square();
    const enter = (name: string, clientId: string) =>
      square.enter(name, { connect: { clientId, clean: false } });
    const isPresent = (name: string, clientId: string): boolean => {
      const client = enter(name, clientId);
      const [connack] = client.heard().packets;
      client.leave();
      return connack?.type === "connack" && connack.sessionPresent;
    };
    enter("other", "c0").leave();
    for (let count = 0; count < 17; count++) enter("many", `c${count}`).leave();
    expect([isPresent("other", "c0"), isPresent("many", "c1"), isPresent("many", "c16")]).toEqual([
      true,
      true,
      true,
    ]);
    expect(isPresent("many", "c0")).toBe(false);
  });
});

describe("what is kept for who is away", () => {
  test.each([
    ["an application's message", "r/rm_test/app/128/me", 0, false],
    ["a message on an open host", "x/y", 1, true],
  ] as const)("%s keeps its own bytes, not all that came with it", (_, topicName, qos, open) => {
    const square = new Square();
    const hearer = square.enter("hearer", { version: 4, open, connect: { clean: false } });
    hearer.subscribe(open ? "x/#" : "r/rm_test/app/#", { qos: 1 });
    const { session } = hearer.actor;
    hearer.leave();
    const talker = square.enter("talker", { version: 4, open });
    const packetId = qos === 0 ? {} : { packetId: 1 };
    const payload = Uint8Array.of(1);
    const bytes = encodePacket(
      { type: "publish", topicName, payload, qos, ...packetId, retain: false, dup: false, properties: {} },
      4,
    );
    const chunk = new Uint8Array(100_000);
    chunk.set(bytes);
    const packet = chunk.subarray(0, bytes.length);
    receive(talker.actor, decodePacket(packet, 4), packet, square.nowMs, square.out);
    if (session === null) throw new Error("a session");
    session.outgoing.windowMax = 1;
    const kept = session.outgoing.next()?.outgoing.publication.payload;
    expect(kept).toEqual(payload);
    expect(kept?.buffer.byteLength).toBeLessThan(1_000);
  });
});
