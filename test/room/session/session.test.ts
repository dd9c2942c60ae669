import { describe, expect, test } from "bun:test";
import { nextDeadlineMs } from "../../../room/session/machine.ts";
import type { ConnectPacket } from "../../../shared/protocol/packet.ts";
import { breachOf, jsonOf, publishesOf, SPEC, Square } from "../support.ts";

describe("an MQTT session", () => {
  test("[MQTT-1] begins with CONNECT, has one, and hears nothing only a server says", () => {
    const square = new Square();
    expect(breachOf(() => square.stranger().send({ type: "pingreq" }))).toEqual([0x82, "MQTT-3.1.0-1"]);
    const client = square.enter("a");
    const again = {
      type: "connect",
      protocolVersion: 4,
      clientId: "a",
      clean: true,
      keepAliveSeconds: 0,
      properties: {},
    } as const;
    expect(breachOf(() => client.send(again))).toEqual([0x82, "MQTT-3.1.0-2"]);
    for (const packet of [
      { type: "connack", sessionPresent: false, reasonCode: 0, properties: {} },
      { type: "suback", packetId: 1, reasonCodes: [0] },
      { type: "unsuback", packetId: 1, reasonCodes: [] },
      { type: "pingresp" },
    ] as const)
      expect(breachOf(() => client.send(packet))).toEqual([0x82, "MQTT-2.1.2"]);
  });

  test("[MQTT-1] [MQTT-2] dies of silence: 5 s before CONNECT, one and a half keep-alives after it", () => {
    const square = new Square();
    expect(nextDeadlineMs(square.stranger().actor.state)).toBe(square.nowMs + 5_000);
    const client = square.enter("a", { connect: { keepAliveSeconds: 20 } });
    expect(nextDeadlineMs(client.actor.state)).toBe(square.nowMs + 30_000);
    square.pass(1_000);
    client.send({ type: "pingreq" });
    expect(nextDeadlineMs(client.actor.state)).toBe(square.nowMs + 30_000);
    expect(client.heard().packets.at(-1)).toEqual({ type: "pingresp" });
    expect(nextDeadlineMs(square.enter("b", { connect: { keepAliveSeconds: 0 } }).actor.state)).toBeNull();
  });

  test("[MQTT-2] a 5.0 client is told the keep-alive in force", () => {
    const square = new Square();
    for (const [asked, told] of [
      [0, 300],
      [301, 300],
      [299, undefined],
    ] as const) {
      const [connack] = square
        .enter("a", { version: 5, connect: { keepAliveSeconds: asked } })
        .heard().packets;
      expect(connack?.type === "connack" && connack.properties.serverKeepAlive).toBe(told as never);
    }
  });

  test("[MQTT-3] QoS 1 is acknowledged, QoS 2 takes part once however often it is repeated", () => {
    const square = new Square();
    const [talker, hearer] = [square.enter("talker"), square.enter("hearer")];
    hearer.subscribe("r/rm_test/chat", { qos: 2 });
    expect(hearer.heard().packets.at(-1)).toMatchObject({ type: "suback", reasonCodes: [2] });
    talker.heard();
    const packetId = talker.publish("r/rm_test/chat", "twice?", { qos: 2 });
    const repeated = {
      type: "publish",
      topicName: "r/rm_test/chat",
      payload: new TextEncoder().encode("twice?"),
      qos: 2,
      retain: false,
      dup: true,
      packetId,
      properties: {},
    } as const;
    talker.send(repeated);
    talker.send({ type: "pubrel", packetId });
    expect(talker.heard().packets.map((p) => p.type)).toEqual(["pubrec", "pubrec", "pubcomp"]);
    expect(publishesOf(hearer.heard())).toHaveLength(1);
  });

  test("[MQTT-3] QoS 1 towards a client keeps to its Receive Maximum, in order", () => {
    const square = new Square();
    const talker = square.enter("talker");
    const hearer = square.enter("hearer", { version: 5, connect: { properties: { receiveMaximum: 2 } } });
    hearer.subscribe("r/rm_test/chat");
    hearer.heard();
    for (const line of ["1", "2", "3", "4"]) talker.publish("r/rm_test/chat", line);
    const first = publishesOf(hearer.heard());
    expect(first.map((p) => jsonOf(p)["text"])).toEqual(["1", "2"]);
    hearer.send({ type: "puback", packetId: first[0]?.packetId ?? 0 });
    hearer.send({ type: "puback", packetId: first[0]?.packetId ?? 0 });
    expect(publishesOf(hearer.heard()).map((p) => jsonOf(p)["text"])).toEqual(["3"]);
  });

  test("[MQTT-6] a will goes out when the connection just ends, not after DISCONNECT", () => {
    const square = new Square();
    const hearer = square.enter("hearer");
    hearer.subscribe("r/rm_test/chat");
    const will = {
      topicName: "r/rm_test/chat",
      payload: new TextEncoder().encode("gone"),
      qos: 1,
      retain: false,
      properties: {},
    } as const;
    hearer.heard();
    square.enter("dies", { connect: { will } }).leave();
    expect(publishesOf(hearer.heard()).map((p) => jsonOf(p))).toMatchObject([{ text: "gone", name: "dies" }]);
    square.enter("leaves", { connect: { will } }).send({ type: "disconnect", reasonCode: 0, properties: {} });
    expect(publishesOf(hearer.heard())).toEqual([]);
  });

  test("[MQTT-6] a will that is no line of chat is refused at CONNECT", () => {
    const square = new Square();
    const will = {
      payload: new TextEncoder().encode("gone"),
      qos: 0,
      retain: false,
      properties: {},
    } as const;
    for (const topicName of ["r/rm_other/chat", "r/rm_test/pose/me", "r/rm_test/room", "$SYS/x"]) {
      square.out.length = 0;
      const client = square.enter("a", { version: 5, connect: { will: { ...will, topicName } } });
      expect([topicName, ...client.heard().packets]).toMatchObject([
        topicName,
        { type: "connack", reasonCode: 0x87 },
      ]);
      expect(square.out.at(-1)).toMatchObject({ kind: "close", reasonCode: 0x87 });
    }
    const unnameable = square.enter("a", {
      version: 5,
      connect: { will: { ...will, topicName: "t".repeat(257) } },
    });
    expect(unnameable.heard().packets).toMatchObject([{ type: "connack", reasonCode: 0x90 }]);
    expect(square.room.participants.size).toBe(0);
  });

  test("[MQTT-8] on an open host: retained messages, retain handling and No Local are kept", () => {
    const square = new Square();
    const [a, b] = [
      square.enter("a", { version: 5, open: true }),
      square.enter("b", { version: 5, open: true }),
    ];
    a.publish("x/1", "kept", { retain: true });
    b.subscribe("x/+");
    expect(publishesOf(b.heard())).toMatchObject([{ topicName: "x/1", retain: true }]);
    b.subscribe("x/+", { retainHandling: 1 });
    expect(publishesOf(b.heard())).toEqual([]);
    a.subscribe("x/#", { noLocal: true, retainHandling: 2 });
    a.heard();
    a.publish("x/1", "live");
    expect(publishesOf(a.heard())).toEqual([]);
    expect(publishesOf(b.heard())).toMatchObject([{ topicName: "x/1", retain: false }]);
    a.publish("x/1", "", { retain: true });
    const late = square.enter("late", { open: true });
    late.subscribe("x/#");
    expect(publishesOf(late.heard())).toEqual([]);
  });

  test("on an open host nobody is a participant until they speak of its room", () => {
    const square = new Square({ ...SPEC, room: "rm_open" as typeof SPEC.room });
    const client = square.enter("a", { open: true });
    client.subscribe("#");
    client.publish("any/topic", "x");
    expect(square.room.participants.size).toBe(0);
    client.publish("r/rm_open/chat", "hello");
    expect(square.room.participants.size).toBe(1);
  });

  test("[MQTT-8] Retain As Published keeps the flag, and a filter that stands in a packet thrice is served as in three packets", () => {
    const square = new Square();
    const [a, b] = [
      square.enter("a", { version: 5, open: true }),
      square.enter("b", { version: 5, open: true }),
    ];
    a.publish("x/1", "kept", { retain: true });
    b.heard();
    const filter = {
      topicFilter: "x/#",
      qos: 0,
      noLocal: false,
      retainAsPublished: true,
      retainHandling: 0,
    } as const;
    b.send({ type: "subscribe", packetId: 1, subscriptions: [filter, filter, filter], properties: {} });
    const { packets } = b.heard();
    expect(packets.map((p) => p.type)).toEqual(["suback", "publish", "publish", "publish"]);
    expect(packets[0]).toMatchObject({ reasonCodes: [0, 0, 0] });
    a.publish("x/2", "news", { retain: true });
    expect(publishesOf(b.heard())).toMatchObject([{ topicName: "x/2", retain: true }]);
  });

  test("UNSUBSCRIBE ends the delivery and says which filters there were", () => {
    const square = new Square();
    const [talker, hearer] = [square.enter("talker"), square.enter("hearer", { version: 5 })];
    hearer.subscribe("r/rm_test/chat");
    hearer.heard();
    hearer.send({ type: "unsubscribe", packetId: 7, topicFilters: ["r/rm_test/chat", "r/rm_test/#"] });
    expect(hearer.heard().packets).toEqual([{ type: "unsuback", packetId: 7, reasonCodes: [0, 0x11] }]);
    talker.publish("r/rm_test/chat", "into the void");
    expect(hearer.heard().packets).toEqual([]);
  });

  test("[MQTT-3] more unfinished QoS 2 publishes than a 5.0 client may have are answered 0x93; 3.1.1 was told no limit", () => {
    const square = new Square();
    const begin = (version: 4 | 5, count: number) => {
      const client = square.enter(`v${version}`, { version, open: true });
      for (let index = 0; index < count; index++) client.publish("x", "", { qos: 2 });
    };
    begin(5, 64);
    expect(breachOf(() => begin(5, 65))).toEqual([0x93, "MQTT-3.3.4-7"]);
    begin(4, 1024);
    expect(breachOf(() => begin(4, 1025))).toEqual([0x93, "MQTT-3.3.4-7"]);
  });

  test("[MQTT-3] PUBREL for nothing is answered 0x92, and a refused QoS 2 publish leaves nothing behind", () => {
    const square = new Square();
    const client = square.enter("a", { version: 5 });
    client.heard();
    client.send({ type: "pubrel", packetId: 9 });
    const packetId = client.publish("r/rm_other/chat", "x", { qos: 2 });
    client.send({ type: "pubrel", packetId });
    expect(client.heard().packets).toEqual([
      { type: "pubcomp", packetId: 9, reasonCode: 0x92 },
      {
        type: "pubrec",
        packetId,
        reasonCode: 0x87,
        properties: { reasonString: "nobody may publish to r/rm_other/chat here" },
      },
      { type: "pubcomp", packetId, reasonCode: 0x92 },
    ]);
  });

  test("an acknowledgement says why in words, to a client that has not asked for none and takes that much", () => {
    const square = new Square();
    const said = (properties: ConnectPacket["properties"]) => {
      const client = square.enter("a", { version: 5, connect: { properties } });
      client.heard();
      client.publish("elsewhere", "x", { qos: 1 });
      const [puback] = client.heard().packets;
      return puback?.type === "puback" ? [puback.reasonCode, puback.properties?.reasonString] : null;
    };
    expect(said({})).toEqual([0x87, "nobody may publish to elsewhere here"]);
    expect(said({ requestProblemInformation: false })).toEqual([0x87, undefined]);
    expect(said({ maximumPacketSize: 40 })).toEqual([0x87, undefined]);
  });

  test("what a client says it takes is kept to: its largest packet, and a maximum of 0 is a protocol error", () => {
    const square = new Square();
    const small = square.enter("small", { version: 5, connect: { properties: { maximumPacketSize: 200 } } });
    const talker = square.enter("talker");
    small.subscribe("r/rm_test/chat");
    small.heard();
    talker.publish("r/rm_test/chat", "x".repeat(500));
    talker.publish("r/rm_test/chat", "short");
    expect(publishesOf(small.heard()).map((p) => jsonOf(p)["text"])).toEqual(["short"]);
    for (const properties of [{ maximumPacketSize: 0 }, { receiveMaximum: 0 }])
      expect(breachOf(() => square.enter("none", { version: 5, connect: { properties } }))).toEqual([
        0x82,
        "MQTT-2.2.2.2",
      ]);
  });

  test("[MQTT-3] a QoS 1 publish that is larger than the client takes costs no place in its Receive Maximum", () => {
    const square = new Square();
    const properties = { maximumPacketSize: 300, receiveMaximum: 2 };
    const small = square.enter("small", { version: 5, connect: { properties } });
    const talker = square.enter("talker");
    small.subscribe("r/rm_test/chat");
    small.heard();
    const long = "x".repeat(500);
    const heard = () => publishesOf(small.heard()).map((p) => [p.packetId ?? 0, jsonOf(p)["text"]] as const);
    for (const line of [long, long, long, "1", "2", long, long, "3", "4"])
      talker.publish("r/rm_test/chat", line);
    const first = heard();
    expect(first.map(([, text]) => text)).toEqual(["1", "2"]);
    for (const [packetId] of first) small.send({ type: "puback", packetId });
    expect(heard().map(([, text]) => text)).toEqual(["3", "4"]);
  });

  const filtersOf = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const subscriptionsOf = (filters: readonly string[]) =>
    filters.map((topicFilter) => ({
      topicFilter,
      qos: 0 as const,
      noLocal: false,
      retainAsPublished: false,
      retainHandling: 0 as const,
    }));

  test("[LIMIT-6] filters beyond the budget are answered 0x97 without being looked up, and it comes back with time", () => {
    const square = new Square();
    const [a, b] = [
      square.enter("a", { version: 5, open: true }),
      square.enter("b", { version: 5, open: true }),
    ];
    a.publish("x/kept", "kept", { retain: true });
    b.heard();
    const subscribe = (...filters: string[]) =>
      b.send({ type: "subscribe", packetId: 1, subscriptions: subscriptionsOf(filters), properties: {} });
    for (let count = 0; count < 127; count++) subscribe("y/none");
    b.heard();
    subscribe("z/in", "x/#");
    expect(b.heard().packets).toEqual([{ type: "suback", packetId: 1, reasonCodes: [0, 0x97] }]);
    a.publish("z/in", "1");
    a.publish("x/kept", "2");
    expect(publishesOf(b.heard()).map((p) => p.topicName)).toEqual(["z/in"]);
    square.pass(50);
    subscribe("x/#");
    expect(b.heard().packets.map((p) => p.type)).toEqual(["suback", "publish"]);
    subscribe("x/#");
    expect(b.heard().packets).toMatchObject([{ type: "suback", reasonCodes: [0x97] }]);
  });

  test("[LIMIT-6] UNSUBSCRIBE is counted with it; a 3.1.1 client, which cannot be told, is always obeyed", () => {
    const square = new Square();
    for (const version of [5, 4] as const) {
      const client = square.enter(`v${version}`, { version, open: true });
      client.subscribe("x");
      client.heard();
      client.send({ type: "unsubscribe", packetId: 2, topicFilters: filtersOf("none/", 127) });
      expect(client.heard().packets).toMatchObject([
        { type: "unsuback", reasonCodes: version === 5 ? Array.from({ length: 127 }, () => 0x11) : [] },
      ]);
      client.send({ type: "unsubscribe", packetId: 3, topicFilters: ["x"] });
      expect(client.heard().packets).toMatchObject([
        { type: "unsuback", packetId: 3, reasonCodes: version === 5 ? [0x83] : [] },
      ]);
      square.enter("talker", { open: true }).publish("x", "still?");
      expect(publishesOf(client.heard())).toHaveLength(version === 5 ? 1 : 0);
      client.subscribe("y");
      expect(client.heard().packets).toMatchObject([{ reasonCodes: [version === 5 ? 0x97 : 0x80] }]);
    }
  });

  test("CONNECT is refused for an authentication method and for a client id that is too long; an empty one gets a name", () => {
    const square = new Square();
    const rows = [
      [5, { properties: { authenticationMethod: "SCRAM-SHA-1" } }, 0x8c],
      [5, { clientId: "c".repeat(129) }, 0x85],
      [4, { clientId: "c".repeat(129) }, 2],
    ] as const;
    for (const [version, connect, reasonCode] of rows)
      expect(square.enter("a", { version, connect }).heard().packets).toMatchObject([
        { type: "connack", reasonCode },
      ]);
    const named = square.enter("a", { version: 5, connect: { clientId: "" } });
    expect(named.heard().packets).toMatchObject([
      { type: "connack", reasonCode: 0, properties: { assignedClientIdentifier: named.actor.clientId } },
    ]);
    expect(named.actor.clientId).not.toBe("");
  });

  test("a session that has ended sends nothing any more, not even its own will", () => {
    const square = new Square();
    const will = {
      topicName: "r/rm_test/chat",
      payload: new TextEncoder().encode("gone"),
      qos: 0,
      retain: false,
      properties: {},
    } as const;
    const client = square.enter("a", { connect: { will } });
    client.subscribe("r/rm_test/#");
    client.heard();
    client.leave();
    client.actor.send({ type: "pingresp" });
    expect(client.heard().packets).toEqual([]);
  });
});
