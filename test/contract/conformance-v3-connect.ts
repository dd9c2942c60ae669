// What begins and ends with a connection of MQTT 3.1.1: every flag of CONNECT, client ids, wills, keep-alive, text. MQTT 3.1.1 1.5,
// 2.2, 3.1, 3.2, 3.14

import { expect } from "bun:test";
import { encodePacket } from "../../shared/protocol/packet.ts";
import type { Row } from "./conformance.ts";
import {
  concat,
  heardIn,
  publishesOf,
  publishPacket,
  rawPacket,
  subscribePacket,
  text,
  textOf,
  textsIn,
  will,
} from "./packets.ts";
import type { RawConnection } from "./raw-connection.ts";
import type { Stage } from "./stage.ts";

const FLAG = {
  reserved: 0x01,
  clean: 0x02,
  will: 0x04,
  willQos: 0x18,
  willRetain: 0x20,
  password: 0x40,
  userName: 0x80,
};
const PROTOCOL_ERROR = Uint8Array.of(0xf0, 0);
const DISCONNECT = Uint8Array.of(0xe0, 0);
const LET_IN = "20020000";

type Part = number | readonly number[];
/** A CONNECT of 3.1.1: its flags, and what stands behind the keep-alive. */
const connectOf = (flags: number, ...fields: Part[]) =>
  rawPacket(0x10, text("MQTT"), 4, flags, 0, 60, ...fields);

/** What is answered to a CONNECT by who hangs up behind it: a client that was let in says goodbye at once. */
const answerTo = ({ refusal }: Stage, connect: Uint8Array) => refusal(4, concat(connect, DISCONNECT));

async function watch({ enter, topic }: Stage, filter = topic("#")): Promise<RawConnection> {
  const watcher = await enter(4);
  watcher.send(subscribePacket(filter, 2));
  await watcher.settle();
  return watcher;
}

/** Waits until something came of a connection that is gone, and answers all of it. */
async function heardOf(watcher: RawConnection): Promise<string[]> {
  await watcher.hears(watcher.packets.length + 1);
  return textsIn(await watcher.settle());
}

export const V3_CONNECT_ROWS: readonly Row[] = [
  [
    "[MQTT-3.1.2-3] [MQTT-3.1.2-11] [MQTT-3.1.2-14] [MQTT-3.1.2-22] every one of the 256 flag bytes is let in or hung up on, as its flags go together",
    async (stage) => {
      const isOne = (flags: number) => {
        if (flags & FLAG.reserved) return false;
        if (flags & FLAG.password && !(flags & FLAG.userName)) return false;
        if (flags & FLAG.will) return (flags & FLAG.willQos) !== FLAG.willQos;
        return (flags & (FLAG.willQos | FLAG.willRetain)) === 0;
      };
      for (let flags = 0; flags < 256; flags++) {
        const fields = [
          ...text(stage.topic(`${flags}`)),
          ...(flags & FLAG.will ? [...text(stage.topic()), ...text("w")] : []),
          ...(flags & FLAG.userName ? text("u") : []),
          ...(flags & FLAG.password ? text("p") : []),
        ];
        const expected = isOne(flags) ? LET_IN : "";
        expect([flags, await answerTo(stage, connectOf(flags, fields))]).toEqual([flags, expected]);
      }
    },
  ],
  [
    "[MQTT-3.1.3-1] [MQTT-3.1.3-3] [MQTT-3.1.2-9] [MQTT-3.1.2-18] [MQTT-3.1.2-21] what CONNECT promises is there, in its order, and nothing else",
    async (stage) => {
      const { open, topic } = stage;
      const fields = {
        will: [...text(topic("will")), ...text("the will")],
        userName: text("u"),
        password: text("p"),
      };
      const sets: readonly (readonly (keyof typeof fields)[])[] = [
        [],
        ["will"],
        ["userName"],
        ["userName", "password"],
        ["will", "userName"],
        ["will", "userName", "password"],
      ];
      type FieldSet = (typeof sets)[number];
      const flagsOf = (set: FieldSet) => set.reduce((flags, name) => flags | FLAG[name], FLAG.clean);
      // A will is two fields.
      const countOf = (set: FieldSet) => set.reduce((count, name) => count + (name === "will" ? 2 : 1), 0);
      for (const promised of sets)
        for (const given of sets) {
          const connect = connectOf(
            flagsOf(promised),
            text(topic("c")),
            ...given.map((name) => fields[name]),
          );
          const expected = countOf(promised) === countOf(given) ? LET_IN : "";
          expect([promised, given, await answerTo(stage, connect)]).toEqual([promised, given, expected]);
        }
      expect(await answerTo(stage, connectOf(FLAG.clean))).toBe("");
      const watcher = await watch(stage);
      const client = await open(4);
      const whole = [fields.will, fields.userName, fields.password];
      client.write(connectOf(flagsOf(["will", "userName", "password"]), text(topic("c")), ...whole));
      await client.hears(1);
      client.drop();
      await watcher.hears(watcher.packets.length + 1);
      expect(publishesOf(await watcher.settle())).toMatchObject([{ topicName: topic("will") }]);
      expect(textsIn(watcher.packets)).toEqual(["the will"]);
    },
  ],
  [
    "[MQTT-3.1.3-5] client ids of every length to 23 bytes, of every digit and letter, are let in",
    async (stage) => {
      const letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
      const ids = Array.from({ length: 62 }, (_, at) => (letters + letters).slice(at, at + 1 + (at % 23)));
      expect([new Set(ids.map((id) => id.length)).size, new Set(ids.join("")).size]).toEqual([23, 62]);
      for (const id of ids)
        expect([id, await answerTo(stage, connectOf(FLAG.clean, text(id)))]).toEqual([id, LET_IN]);
    },
  ],
  [
    "[MQTT-3.1.3-6] clients of 3.1.1 without a client id are each their own, and nobody's session",
    async ({ open, topic }) => {
      const clients = [await open(4), await open(4), await open(4)];
      for (const client of clients) {
        client.write(connectOf(FLAG.clean, text("")));
        client.send(subscribePacket(topic()));
        await client.hears(2);
      }
      clients[0]?.send(publishPacket(topic(), "x", { qos: 1 }));
      for (const client of clients) expect(textsIn(await client.settle())).toEqual(["x"]);
    },
  ],
  [
    "[MQTT-3.1.4-5] what comes behind a CONNECT that is rejected is not served, in one piece with it or after it",
    async (stage) => {
      const { refusal, topic } = stage;
      const watcher = await watch(stage);
      const behind = concat(
        encodePacket(publishPacket(topic("x"), "x", { retain: true }), 4),
        encodePacket(subscribePacket(topic("#")), 4),
        encodePacket({ type: "pingreq" }, 4),
      );
      const rejected: [connect: Uint8Array, answer: string][] = [
        [connectOf(0, text("")), "20020002"],
        [rawPacket(0x10, text("MQTT"), 6, FLAG.clean, 0, 60, text("c")), "20020001"],
        [connectOf(FLAG.clean | FLAG.will, text("c"), text("$SYS/x"), text("w")), "20020005"],
        [connectOf(FLAG.clean | FLAG.reserved, text("c")), ""],
      ];
      for (const [connect, answer] of rejected) {
        expect([answer, await refusal(4, concat(connect, behind))]).toEqual([answer, answer]);
        expect([answer, await refusal(4, connect, behind)]).toEqual([answer, answer]);
      }
      expect(await watcher.settle()).toEqual([]);
      expect(textsIn((await watch(stage)).packets)).toEqual([]);
    },
  ],
  [
    "[MQTT-3.2.2-4] [MQTT-3.2.2-5] a CONNECT that is refused says of no session, and does it no harm",
    async ({ enter, refusal, topic }) => {
      const clientId = topic();
      const first = await enter(4, { clientId, clean: false });
      first.send(subscribePacket(topic(), 1));
      await first.settle();
      first.write(DISCONNECT);
      await first.closed();
      // Nobody may leave a will there.
      const refused = (flags: number) =>
        connectOf(flags | FLAG.will, text(clientId), text("$SYS/x"), text("w"));
      for (const flags of [0, FLAG.clean]) expect(await refusal(4, refused(flags))).toBe("20020005");
      const back = await enter(4, { clientId, clean: false });
      expect(back.hex[0]).toBe("20020100");
      expect(await refusal(4, refused(FLAG.clean))).toBe("20020005");
      back.send(publishPacket(topic(), "still here", { qos: 1 }));
      expect(textsIn(await back.settle())).toEqual(["still here"]);
    },
  ],
  [
    "[MQTT-3.1.4-2] a clean session takes over, too, and throws away what it found",
    async (stage) => {
      const { enter, topic } = stage;
      const watcher = await watch(stage, topic("will"));
      const clientId = topic("c");
      const first = await enter(4, { clientId, clean: false, ...will(topic("will"), "taken over") });
      first.send(subscribePacket(topic("x"), 1), publishPacket(topic("x"), "unacknowledged", { qos: 1 }));
      await first.settle();
      const second = await enter(4, { clientId });
      expect([second.hex, await first.ending()]).toEqual([[LET_IN, "d000"], []]);
      expect(textsIn(await watcher.settle())).toEqual(["taken over"]);
      second.send(publishPacket(topic("x"), "nobody's", { qos: 1 }));
      expect(textsIn(await second.settle())).toEqual([]);
      second.write(DISCONNECT);
      await second.closed();
      expect((await enter(4, { clientId, clean: false })).hex).toEqual([LET_IN, "d000"]);
    },
  ],
  [
    "[MQTT-3.1.2-24] who is silent for one and a half of its own keep-alives is hung up on, half a packet is silence, and 0 is no keep-alive",
    async (stage) => {
      const { enter, topic } = stage;
      const watcher = await watch(stage, topic("will"));
      const [silent, trickling, lively, free] = [
        await enter(4, { keepAliveSeconds: 1, ...will(topic("will"), "silent") }),
        await enter(4, { keepAliveSeconds: 1, ...will(topic("will"), "trickling") }),
        await enter(4, { keepAliveSeconds: 1, ...will(topic("will"), "lively") }),
        await enter(4, { keepAliveSeconds: 0, ...will(topic("will"), "free") }),
      ];
      const sinceMs = Date.now();
      const packet = encodePacket(publishPacket(topic("never"), "x".repeat(100)), 4);
      let beats = 0;
      const beat = setInterval(() => {
        trickling.write(packet.subarray(beats, ++beats));
        lively.send(beats % 2 === 0 ? publishPacket(topic(), "x") : { type: "pingreq" });
      }, 300);
      try {
        expect([await silent.ending(), await trickling.ending()]).toEqual([[], []]);
      } finally {
        clearInterval(beat);
      }
      expect(Date.now() - sinceMs).toBeGreaterThan(1_300);
      for (const client of [lively, free]) await client.settle();
      expect(textsIn(await watcher.settle()).sort()).toEqual(["silent", "trickling"]);
    },
  ],
  [
    "[MQTT-3.1.2-8] a will goes out however its connection ends, once, and not with DISCONNECT",
    async (stage) => {
      const { enter, topic } = stage;
      const watcher = await watch(stage);
      const again = (clientId: string) => connectOf(FLAG.clean, text(clientId));
      const ends: [name: string, end: (client: RawConnection, clientId: string) => unknown][] = [
        ["the connection breaks", (client) => client.drop()],
        [
          "it breaks in the middle of a packet",
          (client) => {
            client.write(Uint8Array.of(0x30, 20, 0, 1));
            client.drop();
          },
        ],
        ["a malformed packet", (client) => client.write(Uint8Array.of(0xc1, 0))],
        ["a packet 3.1.1 does not have", (client) => client.write(PROTOCOL_ERROR)],
        ["a second CONNECT", (client, clientId) => client.write(again(clientId))],
        ["a second CONNECT of another client id", (client) => client.write(again(topic("other")))],
        ["a packet only a server sends", (client) => client.write(Uint8Array.of(0xd0, 0))],
        ["a DISCONNECT with more to it", (client) => client.write(Uint8Array.of(0xe0, 1, 0))],
        ["a DISCONNECT with flags", (client) => client.write(Uint8Array.of(0xe2, 0))],
        ["taken over", (_, clientId) => enter(4, { clientId })],
      ];
      for (const clean of [true, false])
        for (const [name, end] of ends) {
          const clientId = topic(`${clean}/${name}`);
          const client = await enter(4, { clientId, clean, ...will(topic("will"), name, { qos: 1 }) });
          const before = watcher.packets.length;
          await end(client, clientId);
          await watcher.hears(before + 1);
          expect([name, textsIn(await watcher.settle())]).toEqual([name, [name]]);
          await client.closed();
          expect([name, client.hex]).toEqual([name, [LET_IN, "d000"]]);
        }
      for (const clean of [true, false]) {
        const client = await enter(4, { clean, ...will(topic("will"), "left in good order") });
        // What comes behind it does not count any more.
        client.write(concat(DISCONNECT, PROTOCOL_ERROR));
        await client.closed();
      }
      expect(await watcher.settle()).toEqual([]);
    },
  ],
  [
    "[MQTT-3.1.2-10] [MQTT-3.1.2-12] a will is its connection's, not its session's: who comes back without one leaves none",
    async (stage) => {
      const { enter, topic } = stage;
      const watcher = await watch(stage);
      for (const [end, left] of [
        [PROTOCOL_ERROR, ["gone"]],
        [DISCONNECT, []],
      ] as const) {
        const over = { clientId: topic("c"), clean: false };
        const first = await enter(4, { ...over, ...will(topic("will"), "gone") });
        first.write(end);
        await first.closed();
        expect(textsIn(await watcher.settle())).toEqual([...left]);
        const second = await enter(4, over);
        expect(second.hex[0]).toBe("20020100");
        second.write(PROTOCOL_ERROR);
        await second.closed();
        expect(await watcher.settle()).toEqual([]);
        const last = await enter(4, { ...over, clean: true });
        last.write(DISCONNECT);
        await last.closed();
      }
    },
  ],
  [
    "[MQTT-3.1.2-16] [MQTT-3.1.2-17] a will of 3.1.1 has its QoS and is retained, or not, as CONNECT says",
    async (stage) => {
      const { enter, topic } = stage;
      const watcher = await watch(stage);
      for (const qos of [0, 1, 2] as const)
        for (const retain of [false, true]) {
          const name = topic(`${qos}/${retain}`);
          const client = await enter(4, will(name, "gone", { qos, retain }));
          client.write(PROTOCOL_ERROR);
          await client.closed();
          expect([name, heardIn(await watcher.settle())]).toEqual([name, [["gone", qos, false]]]);
          const late = await watch(stage, name);
          expect([name, heardIn(late.packets)]).toEqual([name, retain ? [["gone", qos, true]] : []]);
        }
    },
  ],
  [
    "[MQTT-1.5.3-1] [MQTT-1.5.3-2] text that is none ends the connection wherever 3.1.1 has text, and nothing is made of it",
    async (stage) => {
      const { enter, topic } = stage;
      const watcher = await watch(stage);
      const ill: number[][] = [
        [0xff],
        [0xc3, 0x28],
        [0xed, 0xa0, 0x80],
        [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80],
        [0xc0, 0x80],
        [0xf4, 0x90, 0x80, 0x80],
        [0x61, 0, 0x62],
      ];
      for (const bytes of ill) {
        const front = text(topic("/")).slice(2);
        const it = [0, front.length + bytes.length, ...front, ...bytes];
        for (const connect of [
          connectOf(FLAG.clean, it),
          connectOf(FLAG.clean | FLAG.will, text("c"), it, text("w")),
          connectOf(FLAG.clean | FLAG.userName, text("c"), it),
        ])
          expect([bytes, await answerTo(stage, connect)]).toEqual([bytes, ""]);
        for (const packet of [
          rawPacket(0x30, it, 0x78),
          rawPacket(0x82, 0, 1, text(topic()), 0, it, 0),
          rawPacket(0xa2, 0, 1, text(topic()), it),
        ]) {
          const client = await enter(4);
          client.write(packet);
          expect([bytes, packet[0], await client.ending()]).toEqual([bytes, packet[0], []]);
        }
      }
      expect(await watcher.settle()).toEqual([]);
    },
  ],
  [
    "[MQTT-1.5.3-3] U+FEFF is a letter like any other, at the front too: of topics, filters, wills and client ids",
    async (stage) => {
      const { enter, topic } = stage;
      const [marked, plain] = [`\ufeff${topic()}`, topic()];
      const [hearer, watcher, talker] = [
        await watch(stage, marked),
        await watch(stage, plain),
        await enter(4),
      ];
      talker.send(
        publishPacket(marked, "marked", { retain: true }),
        publishPacket(plain, "plain", { retain: true }),
      );
      await talker.settle();
      expect(publishesOf(await hearer.settle()).map((p) => [p.topicName, textOf(p.payload)])).toEqual([
        [marked, "marked"],
      ]);
      expect(hearer.hex.at(-2)).toBe(rawPacket(0x30, text(marked), text("marked").slice(2)).toHex());
      expect(textsIn(await watcher.settle())).toEqual(["plain"]);
      expect(textsIn((await watch(stage, marked)).packets)).toEqual(["marked"]);
      const twins = [
        await enter(4, { clientId: `\ufeff${topic()}`, ...will(marked, "last") }),
        await enter(4, { clientId: topic() }),
      ];
      for (const twin of twins) await twin.settle();
      hearer.send({ type: "unsubscribe", packetId: 2, topicFilters: [plain] });
      await hearer.settle();
      twins[0]?.drop();
      expect(await heardOf(hearer)).toEqual(["last"]);
      expect(textsIn(await watcher.settle())).toEqual([]);
    },
  ],
  [
    "[MQTT-2.2.2-1] [MQTT-2.2.2-2] a first byte with other flags than its type has ends the connection, whatever its packet",
    async ({ enter, topic }) => {
      const bodies: [type: number, flags: readonly number[], body: readonly number[]][] = [
        [4, [0], [0, 1]],
        [5, [0], [0, 1]],
        [6, [2], [0, 1]],
        [7, [0], [0, 1]],
        [8, [2], [0, 1, ...text(topic()), 0]],
        [10, [2], [0, 1, ...text(topic())]],
        [12, [0], []],
        // QoS 3, and DUP at QoS 0.
        [3, [0, 1, 2, 3, 4, 5, 10, 11, 12, 13], [...text(topic()), 0, 1]],
      ];
      const cases = bodies.flatMap(([type, flags, body]) =>
        Array.from({ length: 16 }, (_, flag) => ({
          first: (type << 4) | flag,
          body,
          isOne: flags.includes(flag),
        })),
      );
      await Promise.all(
        cases.map(async ({ first, body, isOne }) => {
          const client = await enter(4);
          client.write(concat(rawPacket(first, body), Uint8Array.of(0xc0, 0), DISCONNECT));
          await client.closed();
          const isServed = client.hex.slice(2).includes("d000");
          expect([first.toString(16), isServed]).toEqual([first.toString(16), isOne]);
        }),
      );
    },
  ],
];
