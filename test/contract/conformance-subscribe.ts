// SUBSCRIBE, UNSUBSCRIBE and what is retained: filters, options, identifiers. MQTT5 3.8 to 3.11, 4.7, MQTT 3.1.1 3.8 to 3.11, 4.7.
// Shared subscriptions are in conformance-share.ts.

import { expect } from "bun:test";
import { encodePacket } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import {
  acknowledgement,
  concat,
  heardIn,
  publishesOf,
  publishPacket,
  rawPacket,
  subscribePacket,
  subscriptionTo,
  text,
  textOf,
  textsIn,
  unsubscribePacket,
} from "./packets.ts";

const QOS = [0, 1, 2] as const;
/** Filters and names below a row's own topic, and whether the one matches the other. */
const MATCHES: readonly [filter: string, matching: readonly string[]][] = [
  ["a/b/c", ["a/b/c"]],
  ["a/b", ["a/b"]],
  ["a", ["a"]],
  ["+", ["a", "A"]],
  ["+/b/c", ["a/b/c"]],
  ["a/+/c", ["a/b/c", "a//c"]],
  ["a/b/+", ["a/b/c", "a/b/"]],
  ["+/+/+", ["a/b/c", "a//c", "a/b/", "//"]],
  ["a/#", ["a", "a/b", "a/b/c", "a//c", "a/b/"]],
  ["a/b/#", ["a/b", "a/b/c", "a/b/"]],
  ["a/b/c/#", ["a/b/c"]],
  ["+/b/#", ["a/b", "a/b/c", "a/b/"]],
  ["#", ["a", "a/b", "a/b/c", "a//c", "a/b/", "//", "A"]],
  ["//", ["//"]],
  ["a//+", ["a//c"]],
  ["A", ["A"]],
];
const NAMES = ["a", "a/b", "a/b/c", "a//c", "a/b/", "//", "A"];

export const SUBSCRIBE_ROWS: readonly Row[] = [
  [
    "[MQTT-3.8.4-5] [MQTT-3.9.3-1] SUBACK has one code for each filter, in their order, on the byte",
    async ({ enter, topic }) => {
      for (const [version, suback] of [
        [4, "9005abcd000102"],
        [5, "9006abcd00000102"],
      ] as const) {
        const client = await enter(version);
        const subscriptions = ([0, 1, 2] as const).map((qos) => subscriptionTo(topic(`${qos}`), qos));
        client.send({ type: "subscribe", packetId: 0xabcd, subscriptions, properties: {} });
        await client.settle();
        expect(client.hex.at(-2)).toBe(suback);
      }
    },
  ],
  [
    "[MQTT-3.8.4-5] hundreds of filters of one client are granted, in one packet and in many, and each is heard",
    async ({ enter, topic }) => {
      const [talker, client] = [await enter(4), await enter(5)];
      const filters = Array.from({ length: 300 }, (_, index) => topic(`many/${index}`));
      const [first = [], rest] = [filters.slice(0, 200), filters.slice(200)];
      client.send({ ...subscribePacket(""), subscriptions: first.map((filter) => subscriptionTo(filter)) });
      client.send(...rest.map((filter) => subscribePacket(filter)));
      const granted = (await client.settle()).flatMap((p) => (p.type === "suback" ? p.reasonCodes : []));
      expect(granted).toEqual(filters.map(() => 0));
      for (const name of filters) talker.send(publishPacket(name, "x"));
      await talker.settle();
      expect(publishesOf(await client.settle()).map((p) => p.topicName)).toEqual(filters);
      client.send(...filters.map((filter) => unsubscribePacket(filter)));
      const ended = (await client.settle()).flatMap((p) => (p.type === "unsuback" ? p.reasonCodes : []));
      expect(ended).toEqual(filters.map(() => 0));
    },
  ],
  [
    "[MQTT-4.7.1-2] [MQTT-4.7.1-3] [MQTT-4.7.3-4] wildcards match what they match, and nothing else",
    async ({ enter, topic }) => {
      const talker = await enter(4);
      for (const [filter, matching] of MATCHES) {
        const client = await enter(4);
        client.send(subscribePacket(topic(filter)));
        await client.settle();
        talker.send(...NAMES.map((name) => publishPacket(topic(name), name)));
        await talker.settle();
        expect([filter, textsIn(await client.settle()).sort()]).toEqual([filter, [...matching].sort()]);
        client.drop();
      }
    },
  ],
  [
    "the same filters find the same topics among what is retained",
    async ({ enter, topic }) => {
      const talker = await enter(4);
      talker.send(...NAMES.map((name) => publishPacket(topic(name), name, { retain: true })));
      await talker.settle();
      const client = await enter(4);
      for (const [filter, matching] of MATCHES) {
        client.send(subscribePacket(topic(filter)));
        expect([filter, textsIn(await client.settle()).sort()]).toEqual([filter, [...matching].sort()]);
      }
    },
  ],
  [
    "[MQTT-3.8.4-4] SUBACK comes before the retained messages, which come with their flag, at the lower QoS",
    async ({ enter, topic }) => {
      const talker = await enter(4);
      for (const qos of [0, 1, 2] as const)
        talker.send(publishPacket(topic(`${qos}`), `${qos}`, { qos, retain: true, packetId: qos + 1 }));
      await talker.settle();
      for (const version of [4, 5] as const) {
        const client = await enter(version);
        client.send(subscribePacket(topic("+"), 1));
        const [suback, ...kept] = await client.settle();
        expect(suback?.type).toBe("suback");
        expect(heardIn(kept)).toEqual([
          ["0", 0, true],
          ["1", 1, true],
          ["2", 1, true],
        ]);
      }
    },
  ],
  [
    "[MQTT-3.3.1-5] [MQTT-3.3.1-8] of a topic the newest retained message is kept, of whatever QoS; one that is not retained changes nothing",
    async ({ enter, topic }) => {
      const talker = await enter(5);
      talker.send(publishPacket(topic(), "old", { qos: 2, retain: true }));
      talker.send(publishPacket(topic(), "new", { retain: true, properties: { contentType: "c" } }));
      talker.send(publishPacket(topic(), "live", { qos: 1, packetId: 2 }));
      await talker.settle();
      const client = await enter(5);
      client.send(subscribePacket(topic(), 2));
      expect(publishesOf(await client.settle())).toMatchObject([
        { topicName: topic(), qos: 0, retain: true, properties: { contentType: "c" } },
      ]);
    },
  ],
  [
    "[MQTT-3.8.4-3] a filter subscribed to again replaces its QoS, is heard once, and gets what is retained again",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const client = await enter(version);
        client.send(publishPacket(topic(), "kept", { retain: true, qos: 2 }), {
          type: "pubrel",
          packetId: 1,
          reasonCode: 0,
        });
        for (const qos of [0, 2, 1] as const) {
          client.send(subscribePacket(topic(), qos));
          expect(heardIn(await client.settle())).toEqual([["kept", qos, true]]);
          client.send(publishPacket(topic(), "live", { qos: 2, packetId: 3 }));
          client.send({ type: "pubrel", packetId: 3, reasonCode: 0 });
          expect(heardIn(await client.settle())).toEqual([["live", qos, false]]);
        }
        client.send(publishPacket(topic(), "", { retain: true }));
        await client.settle();
      }
    },
  ],
  [
    "[MQTT-3.8.4-4] no message is lost, or comes twice, while a filter is subscribed to again and again",
    async ({ enter, topic }) => {
      for (const qos of [0, 1] as const) {
        const client = await enter(5);
        client.send(subscribePacket(topic(), 2));
        await client.settle();
        const texts = Array.from({ length: 50 }, (_, index) => `${index}`);
        // In one piece, so that what is said at QoS 0 waits to be given out when its subscription is replaced.
        const packets = texts.flatMap((payload, index) => [
          publishPacket(topic(), payload, { qos, packetId: index + 1 }),
          subscribePacket(topic(), QOS[index % 3]),
        ]);
        client.write(concat(...packets.map((packet) => encodePacket(packet, 5))));
        expect(textsIn(await client.settle())).toEqual(texts);
        client.drop();
      }
    },
  ],
  [
    "[MQTT-3.8.4-4] a filter that stands in one packet twice is subscribed to twice: what is retained comes each time, as its retain handling has it",
    async ({ enter, topic }) => {
      for (const [version, retainHandling, times] of [
        [4, 0, 2],
        [5, 0, 2],
        [5, 1, 1],
        [5, 2, 0],
      ] as const) {
        const client = await enter(version);
        client.send(publishPacket(topic(), "kept", { retain: true }));
        const twice = [0, 1].map((qos) => subscriptionTo(topic(), { qos: qos as 0 | 1, retainHandling }));
        client.send({ type: "subscribe", packetId: 1, subscriptions: twice, properties: {} });
        expect([version, retainHandling, heardIn(await client.settle()).length]).toEqual([
          version,
          retainHandling,
          times,
        ]);
        client.send(publishPacket(topic(), "live", { qos: 1 }));
        expect(heardIn(await client.settle())).toEqual([["live", 1, false]]);
        client.send(publishPacket(topic(), "", { retain: true }));
        await client.settle();
      }
    },
  ],
  [
    "[MQTT-3.8.4-4] two filters of one packet that both match what is retained bring it once each, at their own QoS",
    async ({ enter, topic }) => {
      for (const version of [4, 5] as const) {
        const client = await enter(version);
        client.send(publishPacket(topic("kept"), "kept", { retain: true, qos: 1, packetId: 1 }));
        await client.settle();
        const properties = version === 5 ? { subscriptionIdentifier: 7 } : {};
        const subscriptions = [
          subscriptionTo(topic("#"), { qos: 0 }),
          subscriptionTo(topic("+"), { qos: 1 }),
        ];
        client.send({ type: "subscribe", packetId: 2, subscriptions, properties });
        const heard = await client.settle();
        expect(heardIn(heard)).toEqual([
          ["kept", 0, true],
          ["kept", 1, true],
        ]);
        const identifiers = version === 5 ? [7] : undefined;
        for (const { properties } of publishesOf(heard))
          expect(properties.subscriptionIdentifiers).toEqual(identifiers);
        client.send(publishPacket(topic("kept"), "", { retain: true }));
        await client.settle();
      }
    },
  ],
  [
    "[MQTT-3.3.1-9] [MQTT-3.3.1-10] [MQTT-3.3.1-11] retain handling: always, for a new subscription, never",
    async ({ enter, topic }) => {
      const client = await enter(5);
      client.send(publishPacket(topic(), "kept", { retain: true }));
      const heard = async (retainHandling: 0 | 1 | 2) => {
        client.send(subscribePacket(topic(), { qos: 1, retainHandling }));
        return textsIn(await client.settle()).length;
      };
      expect([await heard(2), await heard(1), await heard(0), await heard(1), await heard(2)]).toEqual([
        0, 0, 1, 0, 0,
      ]);
      client.send(unsubscribePacket(topic()));
      expect([await heard(1), await heard(1), await heard(0)]).toEqual([1, 0, 1]);
    },
  ],
  [
    "[MQTT-3.3.4-2] [MQTT-3.3.4-3] [MQTT-3.3.5-1] overlapping subscriptions: heard once, at the highest QoS, with the identifiers of all",
    async ({ enter, topic }) => {
      const talker = await enter(5);
      const client = await enter(5);
      client.send(
        subscribePacket(topic("#"), 0, { subscriptionIdentifier: 1 }),
        subscribePacket(topic("+"), 2, { subscriptionIdentifier: 268_435_455 }),
        subscribePacket(topic("a"), 1),
      );
      await client.settle();
      talker.send(
        publishPacket(topic("a"), "x", { qos: 2 }),
        publishPacket(topic("a/b"), "y", { qos: 2, packetId: 2 }),
      );
      await talker.settle();
      const heard = publishesOf(await client.settle());
      expect(heard.map((p) => [textOf(p.payload), p.qos])).toEqual([
        ["x", 2],
        ["y", 0],
      ]);
      expect([...(heard[0]?.properties.subscriptionIdentifiers ?? [])].sort()).toEqual([1, 268_435_455]);
      expect(heard[1]?.properties).toEqual({ subscriptionIdentifiers: [1] });
    },
  ],
  [
    "[MQTT-3.8.2.1.2] a subscription identifier comes with what is retained, and is replaced, or taken away, with its subscription",
    async ({ enter, topic }) => {
      const client = await enter(5);
      client.send(publishPacket(topic(), "kept", { retain: true }));
      for (const subscriptionIdentifier of [7, 8, undefined]) {
        client.send(
          subscribePacket(topic(), 0, subscriptionIdentifier === undefined ? {} : { subscriptionIdentifier }),
          publishPacket(topic(), "live"),
        );
        const properties =
          subscriptionIdentifier === undefined ? {} : { subscriptionIdentifiers: [subscriptionIdentifier] };
        expect(publishesOf(await client.settle()).map((p) => p.properties)).toEqual([properties, properties]);
      }
    },
  ],
  [
    "[MQTT-3.8.3-3] No Local spares a client its own messages alone, and does not reach over another subscription",
    async ({ enter, topic }) => {
      const [client, other] = [await enter(5), await enter(5)];
      client.send(subscribePacket(topic(), { qos: 1, noLocal: true }));
      await client.settle();
      client.send(publishPacket(topic(), "mine"));
      await client.settle();
      other.send(publishPacket(topic(), "theirs"));
      await other.settle();
      expect(textsIn(await client.settle())).toEqual(["theirs"]);
      client.send(subscribePacket(topic("#"), 1), publishPacket(topic(), "mine again"));
      expect(textsIn(await client.settle())).toEqual(["mine again"]);
    },
  ],
  [
    "[MQTT-3.8.3-3] [MQTT-3.8.4-8] a client's own message comes by those of its subscriptions alone that do not ask for No Local, as these have it",
    async ({ enter, topic }) => {
      for (const qos of [0, 1] as const) {
        const [client, other] = [await enter(5), await enter(5)];
        client.send(
          subscribePacket(
            topic("#"),
            { qos: 2, noLocal: true, retainAsPublished: true },
            { subscriptionIdentifier: 7 },
          ),
          subscribePacket(topic(), qos, { subscriptionIdentifier: 8 }),
        );
        await client.settle();
        for (const talker of [client, other]) {
          talker.send(publishPacket(topic(), "x", { qos: 2, retain: true }), acknowledgement("pubrel", 1));
          await talker.settle();
        }
        await client.settle();
        expect(
          publishesOf(client.packets).map((p) => [
            p.qos,
            p.retain,
            p.properties.subscriptionIdentifiers?.toSorted(),
          ]),
        ).toEqual([
          [qos, false, [8]],
          [2, true, [7, 8]],
        ]);
        client.drop();
        other.send(publishPacket(topic(), "", { retain: true }));
        await other.settle();
      }
    },
  ],
  [
    "[MQTT-3.10.4-1] [MQTT-3.11.3-2] UNSUBSCRIBE takes away the very filter, and says for each whether there was one",
    async ({ enter, topic }) => {
      for (const [version, unsuback] of [
        [4, "b0020002"],
        [5, "b006000200111100"],
      ] as const) {
        const [client, talker] = [await enter(version), await enter(4)];
        client.send(subscribePacket(topic("a/+")), subscribePacket(topic("b")));
        await client.settle();
        client.send(unsubscribePacket(topic("a/+"), topic("a/b"), topic("#")));
        await client.settle();
        expect(client.hex.at(-2)).toBe(version === 5 ? "b006000200001111" : unsuback);
        talker.send(publishPacket(topic("a/b"), "gone"), publishPacket(topic("b"), "stays"));
        await talker.settle();
        expect(textsIn(await client.settle())).toEqual(["stays"]);
        client.send(unsubscribePacket(topic("a/+")));
        await client.settle();
        expect(client.hex.at(-2)).toBe(version === 5 ? "b00400020011" : unsuback);
      }
    },
  ],
  [
    "[MQTT-3.8.3-2] [MQTT-3.8.3-4] [MQTT-3.8.3-5] [MQTT-3.8.1-1] [MQTT-4.7.1-1] a SUBSCRIBE or UNSUBSCRIBE that cannot be one ends the connection: without a word in 3.1.1, with the reason in 5.0",
    async ({ enter }) => {
      const cases: [name: string, v3: boolean, reasonCode: number, first: number, rest: number[]][] = [
        ["packet id 0", true, 0x82, 0x82, [0, 0, -1, ...text("t"), 0]],
        ["no filter", true, 0x82, 0x82, [0, 1, -1]],
        ["no options", true, 0x81, 0x82, [0, 1, -1, ...text("t")]],
        ["QoS 3", true, 0x82, 0x82, [0, 1, -1, ...text("t"), 3]],
        ["a reserved bit", true, 0x81, 0x82, [0, 1, -1, ...text("t"), 0x40]],
        ["options of 5.0", true, 0, 0x82, [0, 1, -1, ...text("t"), 0x04]],
        ["retain handling 3", true, 0x82, 0x82, [0, 1, -1, ...text("t"), 0x30]],
        ["an empty filter", true, 0x81, 0x82, [0, 1, -1, ...text(""), 0]],
        ["# before the end", true, 0x81, 0x82, [0, 1, -1, ...text("a/#/b"), 0]],
        ["# beside others", true, 0x81, 0x82, [0, 1, -1, ...text("a#"), 0]],
        ["+ beside others", true, 0x81, 0x82, [0, 1, -1, ...text("a/b+"), 0]],
        ["U+0000", true, 0x81, 0x82, [0, 1, -1, ...text("a\0"), 0]],
        ["ill-formed UTF-8", true, 0x81, 0x82, [0, 1, -1, 0, 2, 0xc3, 0x28, 0]],
        ["No Local on a shared one", false, 0x82, 0x82, [0, 1, -1, ...text("$share/g/t"), 4]],
        ["no share name", false, 0x81, 0x82, [0, 1, -1, ...text("$share//t"), 0]],
        ["a share name alone", false, 0x81, 0x82, [0, 1, -1, ...text("$share/g"), 0]],
        ["a share of nothing", false, 0x81, 0x82, [0, 1, -1, ...text("$share/g/"), 0]],
        ["a wildcard as share name", false, 0x81, 0x82, [0, 1, -1, ...text("$share/+/t"), 0]],
        ["UNSUBSCRIBE of packet id 0", true, 0x82, 0xa2, [0, 0, -1, ...text("t")]],
        ["UNSUBSCRIBE of no filter", true, 0x82, 0xa2, [0, 1, -1]],
        ["UNSUBSCRIBE of an empty filter", true, 0x81, 0xa2, [0, 1, -1, ...text("")]],
        ["UNSUBSCRIBE of ill-formed UTF-8", true, 0x81, 0xa2, [0, 1, -1, 0, 2, 0xc3, 0x28]],
        ["UNSUBSCRIBE of U+0000", true, 0x81, 0xa2, [0, 1, -1, ...text("a\0")]],
        ["UNSUBSCRIBE of a#", true, 0x81, 0xa2, [0, 1, -1, ...text("a#")]],
        ["UNSUBSCRIBE cut short", true, 0x81, 0xa2, [0, 1, -1, 0, 9, 0x61]],
      ];
      // -1 stands where 5.0 has its properties.
      const bytesFor = (version: 4 | 5, first: number, rest: number[]) =>
        rawPacket(
          first,
          rest.flatMap((byte) => (byte === -1 ? (version === 5 ? [0] : []) : [byte])),
        );
      for (const [name, v3, reasonCode, first, rest] of cases) {
        if (v3) {
          const client = await enter(4);
          client.write(bytesFor(4, first, rest));
          expect([name, await client.ending()]).toEqual([name, []]);
        }
        if (reasonCode === 0) continue;
        const client = await enter(5);
        client.write(bytesFor(5, first, rest));
        expect([name, await client.ending()]).toMatchObject([name, [{ type: "disconnect", reasonCode }]]);
      }
    },
  ],
  [
    "[MQTT-3.1.2-24] a SUBSCRIBE or UNSUBSCRIBE of more filters than an answer the client takes has codes for ends the connection with 0x95",
    async ({ enter, topic }) => {
      const properties = { maximumPacketSize: 30 };
      const filters = Array.from({ length: 26 }, (_, index) => topic(`${index}`));
      const subscribeTo = (some: string[]) => ({
        ...subscribePacket(""),
        subscriptions: some.map((filter) => subscriptionTo(filter)),
      });
      const client = await enter(5, { properties });
      client.send(subscribeTo(filters.slice(1)), unsubscribePacket(...filters.slice(1)));
      const codes = filters.slice(1).map(() => 0);
      expect(await client.settle()).toMatchObject([{ reasonCodes: codes }, { reasonCodes: codes }]);
      for (const packet of [subscribeTo(filters), unsubscribePacket(...filters)]) {
        const other = await enter(5, { properties });
        other.send(packet);
        expect(await other.ending()).toMatchObject([{ type: "disconnect", reasonCode: 0x95 }]);
      }
    },
  ],
  [
    "[MQTT-3.8.2.1.2] subscription identifier 0, or two of them, is a protocol error",
    async ({ enter }) => {
      for (const properties of [
        [2, 0x0b, 0],
        [4, 0x0b, 1, 0x0b, 2],
      ]) {
        const client = await enter(5);
        client.write(rawPacket(0x82, 0, 1, properties, text("t"), 0));
        expect(await client.ending()).toMatchObject([{ type: "disconnect", reasonCode: 0x82 }]);
      }
    },
  ],
];
