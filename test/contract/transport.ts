// What a room host owes its clients on every transport it listens on: the same answers to the same bytes. Run by
// transport.test.ts over TCP and over WebSocket, against a real process.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { formatRequest, PROPERTY_NAME } from "../../shared/protocol/ext/hello.ts";
import { decodePose, encodePose } from "../../shared/protocol/ext/pose.ts";
import { decodeDown, encodeUp } from "../../shared/protocol/ext/registry.ts";
import {
  type ConnectPacket,
  encodePacket,
  type MqttVersion,
  type Packet,
  userProperty,
} from "../../shared/protocol/packet.ts";
import { type RoomProcess, startOpenHost, startTicketedHost, type TicketedHost } from "../room/host.ts";
import { ALL_CAPABILITIES, rootPose, SPEC } from "../room/support.ts";
import { eventually } from "../support/eventually.ts";
import {
  concat,
  connectPacket,
  heardIn,
  publishPacket,
  subscribePacket,
  textOf,
  typesOf,
  will,
} from "./packets.ts";
import type { RawConnection, Transport } from "./raw-connection.ts";

const VERSIONS = [4, 5] as const;
const encoder = new TextEncoder();

export function transportContract(transport: Transport): void {
  describe(`MQTT over ${transport.name}`, () => {
    let host: RoomProcess;
    let ticketed: TicketedHost;
    const clients: MqttClient[] = [];
    beforeAll(async () => {
      [host, ticketed] = await Promise.all([startOpenHost(), startTicketedHost()]);
    }, 20_000);
    afterAll(async () => {
      for (const client of clients) client.end(true);
      await Promise.all([host.stop(), ticketed.stop()]);
    }, 20_000);

    const open = async (version: MqttVersion = 4, to: RoomProcess = host): Promise<RawConnection> => {
      const connection = await transport.open(to);
      connection.version = version;
      return connection;
    };
    const enter = async (version: MqttVersion, over: Partial<ConnectPacket> = {}): Promise<RawConnection> => {
      const connection = await open(version);
      connection.send(connectPacket(version, over));
      expect(await connection.hears(1)).toMatchObject([{ type: "connack", reasonCode: 0 }]);
      return connection;
    };
    /** mqtt.js as anybody configures it. */
    const stock = async (version: MqttVersion, options: IClientOptions = {}) => {
      const client = mqtt.connect(transport.url(host), {
        protocolVersion: version,
        reconnectPeriod: 0,
        ...options,
      });
      clients.push(client);
      const heard: { topicName: string; text: string; qos: number; retain: boolean }[] = [];
      client.on("message", (topicName, payload, { qos, retain }) => {
        heard.push({ topicName, text: textOf(payload), qos, retain });
      });
      await new Promise<void>((resolve, reject) => {
        client.once("connect", () => resolve());
        client.once("error", reject);
        client.once("close", () => reject(new Error("closed before CONNACK")));
      });
      return { client, heard };
    };

    for (const version of VERSIONS) {
      describe(`a stock client of MQTT ${version === 5 ? "5.0" : "3.1.1"}`, () => {
        test("[MQTT-3] is heard at every QoS, each message once, and hears at every QoS", async () => {
          const [talker, hearer] = [await stock(version), await stock(version)];
          const topic = `qos/${transport.name}/${version}`;
          const [granted] = await hearer.client.subscribeAsync(topic, { qos: 2 });
          expect(granted?.qos).toBe(2);
          for (const qos of [0, 1, 2] as const)
            await Promise.all(
              Array.from({ length: 50 }, (_, index) =>
                talker.client.publishAsync(topic, `${qos}/${index}`, { qos }),
              ),
            );
          await eventually("150 messages", () => hearer.heard.length >= 150);
          await Bun.sleep(50);
          const expected = [0, 1, 2].flatMap((qos) =>
            Array.from({ length: 50 }, (_, index) => `${qos}/${index}`),
          );
          expect(hearer.heard.map((m) => m.text)).toEqual(expected);
          expect(new Set(hearer.heard.map((m) => `${m.text[0]} as ${m.qos}`))).toEqual(
            new Set(["0 as 0", "1 as 1", "2 as 2"]),
          );
        });

        test("[MQTT-8] gets retained messages when it subscribes, until they are cleared", async () => {
          const [keeper, late] = [await stock(version), await stock(version)];
          const topic = `kept/${transport.name}/${version}`;
          await keeper.client.publishAsync(topic, "old", { qos: 1, retain: true });
          await keeper.client.publishAsync(topic, "new", { qos: 1, retain: true });
          await late.client.subscribeAsync(topic, { qos: 1 });
          await eventually("the retained message", () => late.heard.length > 0);
          await keeper.client.publishAsync(topic, "live", { qos: 0 });
          await eventually("the live message", () => late.heard.length > 1);
          expect(late.heard.map((m) => [m.text, m.retain])).toEqual([
            ["new", true],
            ["live", false],
          ]);
          await keeper.client.publishAsync(topic, "", { qos: 1, retain: true });
          const later = await stock(version);
          await later.client.subscribeAsync(topic);
          await Bun.sleep(50);
          expect(later.heard).toEqual([]);
        });

        test("[MQTT-6] leaves its will when it is cut off, and none when it says goodbye", async () => {
          const watcher = await stock(version);
          const topic = `wills/${transport.name}/${version}`;
          await watcher.client.subscribeAsync(topic, { qos: 1 });
          const will = (payload: string) => ({
            will: { topic, payload: Buffer.from(payload), qos: 1 as const, retain: false },
          });
          const polite = await stock(version, will("polite"));
          const cut = await stock(version, will("cut off"));
          await polite.client.endAsync();
          cut.client.stream.destroy();
          await eventually("the will", () => watcher.heard.length > 0);
          await Bun.sleep(50);
          expect(watcher.heard.map((m) => [m.text, m.qos])).toEqual([["cut off", 1]]);
        });

        test("[MQTT-5] is taken over by a second one with its client id", async () => {
          const clientId = `twin-${transport.name}-${version}`;
          const first = await stock(version, { clientId });
          let code: number | undefined;
          first.client.on("disconnect", (packet) => {
            code = packet.reasonCode;
          });
          const closed = new Promise<void>((resolve) => first.client.once("close", () => resolve()));
          const second = await stock(version, { clientId });
          await closed;
          expect(code).toBe(version === 5 ? 0x8e : undefined);
          expect(second.client.connected).toBe(true);
        });

        test("keeps its subscription until it unsubscribes", async () => {
          const { client, heard } = await stock(version);
          const topic = `unsub/${transport.name}/${version}`;
          await client.subscribeAsync(topic);
          await client.publishAsync(topic, "one", { qos: 1 });
          await client.unsubscribeAsync(topic);
          await client.publishAsync(topic, "two", { qos: 1 });
          await Bun.sleep(50);
          expect(heard.map((m) => m.text)).toEqual(["one"]);
        });

        test("carries a payload of 100 kB both ways unharmed", async () => {
          const { client, heard } = await stock(version);
          const topic = `large/${transport.name}/${version}`;
          await client.subscribeAsync(topic);
          const text = Array.from({ length: 100_000 }, (_, index) =>
            String.fromCharCode(97 + (index % 26)),
          ).join("");
          await client.publishAsync(topic, text, { qos: 1 });
          await eventually("its own message", () => heard.length > 0);
          expect(heard[0]?.text).toBe(text);
        });
      });
    }

    test("[MQTT-8] No Local is kept: a 5.0 client that asks for it does not hear itself", async () => {
      const [one, other] = [await stock(5), await stock(5)];
      const topic = `echo/${transport.name}`;
      await one.client.subscribeAsync(topic, { qos: 1, nl: true });
      await other.client.subscribeAsync(topic, { qos: 1 });
      await one.client.publishAsync(topic, "mine", { qos: 1 });
      await eventually("the other's message", () => other.heard.length > 0);
      await other.client.publishAsync(topic, "theirs", { qos: 1 });
      await eventually("their message", () => one.heard.length > 0);
      expect(one.heard.map((m) => m.text)).toEqual(["theirs"]);
    });

    describe("bytes", () => {
      for (const version of VERSIONS) {
        test(`may come one at a time (MQTT ${version})`, async () => {
          const connection = await open(version);
          const topic = `bytes/${transport.name}/${version}`;
          const stream = concat(
            encodePacket(connectPacket(version), version),
            encodePacket(subscribePacket(topic), version),
            encodePacket(publishPacket(topic, "whole"), version),
          );
          for (const byte of stream) {
            connection.write(Uint8Array.of(byte));
            await Bun.sleep(0);
          }
          const packets = await connection.hears(3);
          expect(typesOf(packets)).toEqual(["connack", "suback", "publish"]);
          expect(packets[2]).toMatchObject({ topicName: topic, payload: encoder.encode("whole") });
        });

        test(`may come as many packets at once, behind a CONNECT that is not answered yet (MQTT ${version})`, async () => {
          const connection = await open(version);
          const topic = `chunk/${transport.name}/${version}`;
          connection.write(
            concat(
              encodePacket(connectPacket(version), version),
              encodePacket(subscribePacket(topic), version),
              ...["1", "2", "3"].map((text) => encodePacket(publishPacket(topic, text), version)),
              encodePacket({ type: "pingreq" }, version),
            ),
          );
          const packets = await connection.hears(6);
          expect(packets.map((p) => (p.type === "publish" ? textOf(p.payload) : p.type))).toEqual([
            "connack",
            "suback",
            "1",
            "2",
            "3",
            "pingresp",
          ]);
        });
      }

      test("may be cut anywhere: the end of one packet and the start of the next in one piece", async () => {
        const connection = await enter(4);
        const topic = `cut/${transport.name}`;
        connection.send(subscribePacket(topic));
        const stream = concat(
          ...Array.from({ length: 20 }, (_, index) => encodePacket(publishPacket(topic, `${index}`), 4)),
        );
        for (let at = 0; at < stream.length; at += 17) connection.write(stream.subarray(at, at + 17));
        const packets = await connection.hears(22);
        expect(packets.slice(2).map((p) => (p.type === "publish" ? textOf(p.payload) : p.type))).toEqual(
          Array.from({ length: 20 }, (_, index) => `${index}`),
        );
      });
    });

    describe("what breaks a rule ends the connection, with its reason where the client can be told one:", () => {
      test("[MQTT-2] [MQTT-6] silence, after one and a half of its own keep-alives, and the will goes out", async () => {
        const watcher = await enter(4);
        const topic = `silent/${transport.name}`;
        watcher.send(subscribePacket(topic));
        const connection = await enter(5, { keepAliveSeconds: 1, ...will(topic, "fell silent") });
        await Bun.sleep(1_000);
        await connection.settle();
        const heardAtMs = Date.now();
        expect((await connection.ending()).at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x8d });
        expect(Date.now() - heardAtMs).toBeGreaterThan(1_300);
        expect(Date.now() - heardAtMs).toBeLessThan(2_500);
        expect(heardIn(await watcher.settle())).toEqual([["fell silent", 0, false]]);
      }, 10_000);
    });

    test("[MQTT-3] what is at QoS 1 is acknowledged each time it comes, and is not sent twice on one connection", async () => {
      const connection = await enter(4);
      const topic = `again/${transport.name}`;
      connection.send(subscribePacket(topic, 1));
      const message = { ...publishPacket(topic, "x"), qos: 1, packetId: 7 } as Packet;
      connection.send(message, { ...message, dup: true } as Packet);
      const packets = await connection.hears(6);
      expect(packets.filter((p) => p.type === "puback")).toEqual([
        { type: "puback", packetId: 7, reasonCode: 0 },
        { type: "puback", packetId: 7, reasonCode: 0 },
      ]);
      const delivered = packets.flatMap((p) => (p.type === "publish" ? [p.packetId] : []));
      expect(new Set(delivered).size).toBe(2);
      // Neither was acknowledged, and neither comes again.
      await Bun.sleep(300);
      expect(connection.packets).toHaveLength(6);
    });

    describe("with tickets", () => {
      test("[TICKET-3] one ticket is good for several connections, each with a sid of its own", async () => {
        const password = encoder.encode(await ticketed.ticket("twice"));
        const properties = { userProperties: [[PROPERTY_NAME, formatRequest(ALL_CAPABILITIES)] as const] };
        const sids = await Promise.all(
          [1, 2].map(async () => {
            const connection = await open(5, ticketed);
            connection.send(connectPacket(5, { username: "x", password, properties }));
            const [connack] = await connection.hears(1);
            expect(connack).toMatchObject({ type: "connack", reasonCode: 0 });
            const grant =
              connack?.type === "connack" ? userProperty(connack.properties, PROPERTY_NAME) : null;
            expect(grant).toMatch(/^1;c=[0-9a-f]+;sid=\d+;tick=50;rt=[0-9a-f]{32}$/);
            connection.drop();
            return grant;
          }),
        );
        expect(new Set(sids).size).toBe(2);
      });

      test("[PLAIN-1] [NEG-1] [POSES-2] [CLOCK-1] an extended client and a plain one see each other, each in its own form", async () => {
        const credentials = async (user: string) => ({
          username: "x",
          password: encoder.encode(await ticketed.ticket(user)),
        });
        const plain = await open(4, ticketed);
        plain.send(connectPacket(4, await credentials("plain")), subscribePacket(`r/${SPEC.room}/#`));
        await plain.hears(2);
        const extended = await open(5, ticketed);
        extended.send(
          connectPacket(5, {
            ...(await credentials("extended")),
            properties: { userProperties: [[PROPERTY_NAME, formatRequest(ALL_CAPABILITIES)] as const] },
          }),
        );
        await extended.hears(3);
        const sections = () =>
          extended.packets.flatMap((p) => (p.type === "frame" ? decodeDown(p.body) : []));
        extended.send({ type: "frame", body: encodeUp([{ kind: "ping", message: { cookie: 42 } }]) });
        const pong = await eventually("PONG", () => sections().find((s) => s.kind === "pong"));
        const tMs = pong.kind === "pong" ? Math.round(pong.message.roomTimeMs) & 0xffff : 0;

        plain.send(publishPacket(`r/${SPEC.room}/pose/me`, encodePose(rootPose(1.5))));
        extended.send({
          type: "frame",
          body: encodeUp([{ kind: "pose", message: encodePose(rootPose(-2, tMs)) }]),
        });
        const xs = (blocks: readonly Uint8Array[]) =>
          blocks.map((block) => decodePose(block).position[0]).sort();
        await eventually(
          "both poses in batches",
          () =>
            xs(
              sections().flatMap((s) => (s.kind === "poses" ? s.message.entries.map((e) => e.block) : [])),
            ).join() === "-2,1.5",
        );
        const heardPoses = () =>
          plain.packets.flatMap((p) =>
            p.type === "publish" && p.topicName.includes("/pose/") ? [p.payload] : [],
          );
        await eventually("the extended client's pose", () => xs(heardPoses()).join() === "-2");

        extended.send({ type: "frame", body: encodeUp([{ kind: "chat", message: { text: "やあ" } }]) });
        plain.send(publishPacket(`r/${SPEC.room}/chat`, "hello"));
        await eventually("chat", () => {
          const chat = sections().flatMap((s) => (s.kind === "chat" ? [s.message.text] : []));
          const lines = plain.packets.filter((p) => p.type === "publish" && p.topicName.endsWith("/chat"));
          return chat.length === 2 && lines.length === 2;
        });
        plain.drop();
        await eventually("[PRES-2] the plain client's leaving", () =>
          sections().some((s) => s.kind === "presence" && s.message.op === "leave"),
        );
        extended.drop();
      });
    });
  });
}
