// Attacks that bit other brokers, and what a room host answers: one test for each. Against a real process, over either transport;
// those on rights, with tickets, are in attacks-on-rights.ts. TLS that cannot be renegotiated is test/room/tls.test.ts's.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { encodePacket, type Packet } from "../../shared/protocol/packet.ts";
import { type RoomProcess, startOpenHost } from "../room/host.ts";
import { attacksOnRights } from "./attacks-on-rights.ts";
import {
  concat,
  connectPacket,
  heardIn,
  publishesOf,
  publishPacket,
  rawPacket,
  subscribePacket,
  subscriptionTo,
  text,
  typesOf,
  will,
} from "./packets.ts";
import type { RawConnection, Transport } from "./raw-connection.ts";
import { type Stage, setStage } from "./stage.ts";

const STRANGER_MAX_BYTES = 8 * 1024;
const PACKET_MAX_BYTES = 128 * 1024;
const RETAINED_MAX = 10_000;
const TOO_SLOW = "the client does not read what it is sent";

const pingreq = { type: "pingreq" } as const;

export function attackContract(transport: Transport): void {
  describe(`attacks over ${transport.name}`, () => {
    let host: RoomProcess;
    let silent: { readonly openedAtMs: number; readonly connections: readonly RawConnection[] };
    let stage: Stage;
    let end: () => void;
    beforeAll(async () => {
      // Any topic, but bound as in a room.
      host = await startOpenHost({}, ["--room-limits"]);
      silent = await openSilent(transport, host);
    }, 20_000);
    afterAll(async () => void (await host.stop()), 20_000);
    beforeEach(() => {
      ({ stage, end } = setStage(transport, host));
    });
    afterEach(() => end());
    /** What a client of 5.0 that was let in is told for these bytes, before it is hung up on. */
    const answerTo = async (bytes: Uint8Array) => {
      const client = await stage.enter(5);
      client.write(bytes);
      return (await client.ending()).map((p) => (p.type === "disconnect" ? p.reasonCode : p.type));
    };

    test("[LIMIT-1] a huge first packet is refused when its length can be read, and nothing is kept for it", async () => {
      for (const header of [
        [0x10, 0x81, 0x40],
        [0x10, 0xff, 0xff, 0xff, 0x7f],
      ])
        expect([header, await stage.refusal(5, Uint8Array.from(header))]).toEqual([header, ""]);
      // As large as it may be: a CONNECT nobody could need, but read.
      const properties = { userProperties: [["", "x".repeat(STRANGER_MAX_BYTES - 100)]] as const };
      const client = await stage.enter(5, { properties });
      expect(client.packets[0]?.type).toBe("connack");
    });

    test("[LIMIT-1] a packet of more than 128 KiB from whoever is in is 0x95, and one of exactly as much is served", async () => {
      const client = await stage.enter(5);
      const overheadBytes = encodePacket(publishPacket("t", new Uint8Array(100_000)), 5).length - 100_000;
      const largest = encodePacket(publishPacket("t", new Uint8Array(PACKET_MAX_BYTES - overheadBytes)), 5);
      expect(largest).toHaveLength(PACKET_MAX_BYTES);
      // In pieces: a WebSocket message has the same bound as a packet.
      for (let at = 0; at < largest.length; at += 50_000) client.write(largest.subarray(at, at + 50_000));
      expect(await client.settle()).toEqual([]);
      client.write(Uint8Array.of(0x30, 0x80, 0x80, 0x08));
      expect(await client.ending()).toMatchObject([{ type: "disconnect", reasonCode: 0x95 }]);
    });

    test("[MQTT-9] a length of five bytes, or longer than it need be, is malformed; one beyond the message it comes in waits for the next", async () => {
      expect(await answerTo(Uint8Array.of(0x30, 0x80, 0x80, 0x80, 0x80, 1))).toEqual([0x81]);
      expect(await answerTo(Uint8Array.of(0xc0, 0x80, 0x00))).toEqual([0x81]);
      const client = await stage.enter(5);
      client.send(subscribePacket(stage.topic()));
      await client.settle();
      const packet = encodePacket(publishPacket(stage.topic(), "whole"), 5);
      client.write(packet.subarray(0, 4));
      client.write(concat(packet.subarray(4), encodePacket(pingreq, 5).subarray(0, 1)));
      client.write(Uint8Array.of(0));
      const packets = await client.hears(client.packets.length + 2);
      expect(typesOf(packets.slice(-2))).toEqual(["publish", "pingresp"]);
      expect(publishesOf(packets)).toMatchObject([{ topicName: stage.topic() }]);
    });

    test("[MQTT-1] packets that are not a client's to send, or not now, end the connection: CONNACK and its like, a second CONNECT, a frame", async () => {
      for (const bytes of [
        [0x20, 3, 0, 0, 0],
        [0x90, 4, 0, 1, 0, 0],
        [0xb0, 4, 0, 1, 0, 0],
        [0xd0, 0],
        [...encodePacket(connectPacket(5), 5)],
        [...encodePacket(connectPacket(4), 4)],
        [0x00, 1, 0],
      ])
        expect([bytes, await answerTo(Uint8Array.from(bytes))]).toEqual([bytes, [0x82]]);
      for (const bytes of [
        [0x20, 2, 0, 0],
        [0x90, 3, 0, 1, 0],
        [0xd0, 0],
        [...encodePacket(connectPacket(4), 4)],
        [0xf0, 0],
        [0x00, 1, 0],
      ]) {
        const client = await stage.enter(4);
        client.write(Uint8Array.from(bytes));
        expect([bytes, await client.ending()]).toEqual([bytes, []]);
      }
    });

    test("[MQTT-9] an empty topic, ill-formed UTF-8, U+0000 and wildcards in a published topic are told apart, and end the connection", async () => {
      for (const [reasonCode, topicName] of [
        [0x82, text("")],
        [0x81, [0, 2, 0xc3, 0x28]],
        [0x81, [0, 3, 0xed, 0xa0, 0x80]],
        [0x81, text("a\0")],
        [0x81, text("a/#")],
        [0x81, text("+")],
        [0x81, [0xff, 0xff, 0x61]],
      ] as const) {
        expect([topicName, await answerTo(rawPacket(0x30, topicName, 0))]).toEqual([topicName, [reasonCode]]);
        const client = await stage.enter(4);
        client.write(rawPacket(0x30, topicName));
        expect([topicName, await client.ending()]).toEqual([topicName, []]);
      }
    });

    test("[MQTT-3] QoS 2 ids used again without PUBREL cost nothing, and more unfinished than our Receive Maximum is 0x93", async () => {
      const client = await stage.enter(5);
      const begin = (packetId: number) => publishPacket("q", "", { qos: 2, packetId });
      for (let packetId = 1; packetId <= 64; packetId++) client.send(begin(packetId));
      for (let count = 0; count < 200; count++) client.send(begin(1), { ...begin(1), dup: true });
      expect(await client.settle()).toHaveLength(464);
      client.send(begin(65));
      expect((await client.ending()).at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x93 });
    });

    test("[MQTT-6] a will is read whole at CONNECT, properties and all; to a $ topic, or one too deep, it is refused", async () => {
      const withWill = (flags: number, ...rest: (number | readonly number[])[]) =>
        rawPacket(0x10, text("MQTT"), 5, flags, 0, 60, 0, text("a"), ...rest);
      for (const [code, bytes] of [
        [0x81, withWill(0x06, 5, 0x18, 0, 0, text("t"), text("p"))],
        [0x81, withWill(0x06, 2, 0x7f, 0, text("t"), text("p"))],
        [0x81, withWill(0x06, 3, 0x23, 0, 1, text("t"), text("p"))],
        [0x81, withWill(0x06, 99, text("t"), text("p"))],
        [0x81, withWill(0x1e, 0, text("t"), text("p"))],
        [0x81, withWill(0x06, 0, text("t/#"), text("p"))],
        [0x81, withWill(0x06, 0, text(""), text("p"))],
        [0x82, withWill(0x06, 4, 0x01, 1, 0x01, 1, text("t"), text("p"))],
        [0x82, withWill(0x06, 6, 0x08, text("r/+"), text("t"), text("p"))],
        [0x87, withWill(0x06, 0, text("$SYS/x"), text("p"))],
        [0x87, withWill(0x06, 0, text("$share/g/t"), text("p"))],
        [0x90, withWill(0x06, 0, text("/".repeat(16)), text("p"))],
      ] as const)
        expect([bytes.toHex(), await stage.refusal(5, bytes)]).toEqual([
          bytes.toHex(),
          `200300${code.toString(16)}00`,
        ]);
    });

    test("[TICKET-2] $SYS and $share are nobody's to publish to, and malformed shares end the connection", async () => {
      const client = await stage.enter(5);
      for (const [index, topicName] of ["$SYS/broker", "$share/g/t", "$anything"].entries())
        client.send(publishPacket(topicName, "x", { qos: 1, packetId: index + 1, retain: true }));
      expect(await client.settle()).toMatchObject(
        [1, 2, 3].map((packetId) => ({ type: "puback", packetId, reasonCode: 0x87 })),
      );
      client.send(subscribePacket("$SYS/#"), subscribePacket("$share/g/$SYS/#"), subscribePacket("#"));
      expect(publishesOf(await client.settle()).filter((p) => p.topicName.startsWith("$"))).toEqual([]);
      for (const filter of ["$share//t", "$share/g", "$share/+/t", "$share/#/t", "$share/g/", "$share/g/a#"])
        expect([filter, await answerTo(rawPacket(0x82, 0, 1, 0, text(filter), 0))]).toEqual([filter, [0x81]]);
    });

    test("[LIMIT-2] topics of more than 16 levels or 256 bytes are 0x90 to publish to, 0x8F to subscribe to, and what is served beside them still is", async () => {
      for (const topicName of ["/".repeat(16), "/".repeat(65_000), "t".repeat(257), "あ".repeat(86)])
        expect(await answerTo(encodePacket(publishPacket(topicName, "x"), 5))).toEqual([0x90]);
      const client = await stage.enter(5);
      const filters = ["ok/+", "/".repeat(16), "+/".repeat(30_000), "t".repeat(257), "ok/#"];
      const subscriptions = filters.map((filter) => subscriptionTo(filter, 1));
      client.send({ type: "subscribe", packetId: 3, subscriptions, properties: {} });
      expect(await client.settle()).toMatchObject([
        { type: "suback", packetId: 3, reasonCodes: [1, 0x8f, 0x8f, 0x8f, 1] },
      ]);
      const [largest, deepest] = ["t".repeat(256), "/".repeat(15)];
      client.send(subscribePacket(largest), publishPacket(largest, "x"), subscribePacket(deepest));
      client.send(publishPacket(deepest, "x"));
      expect(publishesOf(await client.settle()).map((p) => p.topicName)).toEqual([largest, deepest]);
    });

    test("[LIMIT-2] [LIMIT-6] a flood of wildcard subscriptions ends at 64, then at the pace it may go on", async () => {
      const client = await stage.enter(5);
      const filters = Array.from({ length: 400 }, (_, index) => `+/+/${stage.topic(`${index}`)}/#`);
      for (let at = 0; at < filters.length; at += 100)
        client.send({
          type: "subscribe",
          packetId: 1 + at,
          subscriptions: filters.slice(at, at + 100).map((filter) => subscriptionTo(filter)),
          properties: {},
        });
      const codes = (await client.settle()).flatMap((p) => (p.type === "suback" ? p.reasonCodes : []));
      expect(codes).toEqual(Array.from({ length: 400 }, (_, index) => (index < 64 ? 0 : 0x97)));
      const three = await stage.enter(4);
      three.send({
        type: "subscribe",
        packetId: 1,
        subscriptions: filters.slice(0, 65).map((filter) => subscriptionTo(filter)),
        properties: {},
      });
      expect(await three.settle()).toMatchObject([
        { reasonCodes: [...Array.from({ length: 64 }, () => 0), 0x80] },
      ]);
    });

    test("[LIMIT-8] a flood of retained messages ends at 10,000, or 16 MiB, with 0x97; what was kept before is kept, and clearing it makes room", async () => {
      const [flooder, keeper] = [await stage.enter(5), await stage.enter(5)];
      keeper.send(publishPacket(stage.topic("mine"), "kept", { retain: true, qos: 1 }));
      await keeper.settle();
      const flood = (payload: Uint8Array, count: number) => {
        const packets = Array.from({ length: count }, (_, index) =>
          publishPacket(stage.topic(`flood/${index}`), payload, { retain: true }),
        );
        for (let at = 0; at < count; at += 500)
          flooder.write(concat(...packets.slice(at, at + 500).map((packet) => encodePacket(packet, 5))));
      };
      const oneMore = async () => {
        keeper.send(publishPacket(stage.topic("more"), "x", { retain: true, qos: 1 }));
        const [answer] = await keeper.settle();
        return answer?.type === "puback" ? answer.reasonCode : answer?.type;
      };
      flood(Uint8Array.of(1), RETAINED_MAX);
      await flooder.settle();
      expect(await oneMore()).toBe(0x97);
      flood(new Uint8Array(0), RETAINED_MAX);
      await flooder.settle();
      expect(await oneMore()).toBe(0x10);
      keeper.send(publishPacket(stage.topic("more"), "", { retain: true }));
      const large = new Uint8Array(100_000);
      for (let index = 0; index < 170; index++)
        flooder.send(publishPacket(stage.topic(`flood/${index}`), large, { retain: true }));
      await flooder.settle();
      keeper.send(publishPacket(stage.topic("large"), large, { retain: true, qos: 1, packetId: 2 }));
      expect(await keeper.settle()).toMatchObject([{ type: "puback", reasonCode: 0x97 }]);
      keeper.send(subscribePacket(stage.topic("mine"), 1));
      expect(heardIn(await keeper.settle())).toEqual([["kept", 1, true]]);
      flood(new Uint8Array(0), 170);
      keeper.send(publishPacket(stage.topic("mine"), "", { retain: true }));
      await flooder.settle();
    }, 15_000);

    test("[MQTT-5] two clients that take each other over for ever are told apart after 20 times: 0x9F, and who is there stays", async () => {
      const over = { clientId: stage.topic(), properties: { sessionExpiryInterval: 100 }, clean: false };
      let current = await stage.enter(5, over);
      for (let count = 0; count < 20; count++) {
        const next = await stage.enter(5, over);
        expect(await current.ending()).toMatchObject([{ type: "disconnect", reasonCode: 0x8e }]);
        current = next;
      }
      expect(await stage.refusal(5, connectPacket(5, over))).toBe("2003009f00");
      expect(await stage.refusal(4, connectPacket(4, { clientId: stage.topic() }))).toBe("20020003");
      expect(await current.settle()).toEqual([]);
      // Nobody else's, and nobody's who left by themselves.
      await stage.enter(5, { clientId: stage.topic("other") });
      current.send({ type: "disconnect", reasonCode: 0, properties: {} });
      await current.closed();
      await stage.enter(5, over);
    });

    test("[LIMIT-5] a slow consumer is let go at 1 MiB, and costs the others nothing", async () => {
      const deaf = await transport.openDeaf(
        host,
        concat(
          encodePacket(connectPacket(4, { clientId: stage.topic() }), 4),
          encodePacket(subscribePacket(stage.topic()), 4),
        ),
      );
      const [talker, hearer] = [await stage.enter(4), await stage.enter(4)];
      hearer.send(subscribePacket(stage.topic()));
      await hearer.settle();
      const isLetGo = () => host.events("room.closing").some((event) => event["reason"] === TOO_SLOW);
      const packet = encodePacket(publishPacket(stage.topic(), new Uint8Array(50_000)), 4);
      let sent = 0;
      // The kernel's buffers take some megabytes before anything waits here.
      for (; sent < 600 && !isLetGo(); sent++) {
        talker.write(packet);
        await talker.settle();
      }
      expect(isLetGo()).toBe(true);
      expect(publishesOf(await hearer.settle())).toHaveLength(sent);
      deaf.destroy();
    }, 20_000);

    test("[MQTT-9] half-closed, reset and garbage connections leave nothing behind", async () => {
      const garbage = Uint8Array.from({ length: 4_000 }, (_, index) => (index * 31 + 7) & 0xff);
      for (let count = 0; count < 50; count++) {
        const client = await stage.open(4);
        client.write(garbage.subarray(count));
        await client.closed();
        expect(client.packets).toEqual([]);
        const half = await stage.open(5);
        half.write(
          encodePacket(connectPacket(5, will(stage.topic(), "no")), 5).subarray(0, 20 + (count % 20)),
        );
        half.drop();
      }
      const client = await stage.enter(5);
      client.send(subscribePacket("#", { retainHandling: 2 }));
      expect(typesOf(await client.settle())).toEqual(["suback"]);
    });

    attacksOnRights(transport);

    test("[MQTT-1] silence, half a CONNECT, and a CONNECT that comes byte by byte are closed within 5 s without a word", async () => {
      const { openedAtMs, connections } = silent;
      await Promise.all(connections.map((connection) => connection.closed(6_000)));
      expect(Date.now() - openedAtMs).toBeGreaterThan(4_500);
      expect(connections.flatMap((connection) => connection.packets satisfies readonly Packet[])).toEqual([]);
    }, 10_000);
  });
}

/** Strangers that never get as far as a CONNECT. Opened first and looked at last, so that nobody waits for them. */
async function openSilent(transport: Transport, host: RoomProcess) {
  const openedAtMs = Date.now();
  const connections = await Promise.all(["silent", "half", "trickling"].map(() => transport.open(host)));
  const connect = encodePacket(connectPacket(4), 4);
  connections[1]?.write(connect.subarray(0, 9));
  let at = 0;
  const trickle = setInterval(() => {
    connections[2]?.write(connect.subarray(at, ++at));
    if (at >= 20) clearInterval(trickle);
  }, 200);
  return { openedAtMs, connections };
}
