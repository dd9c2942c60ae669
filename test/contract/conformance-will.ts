// Wills: when they go out, once, and when they do not. MQTT5 3.1.2.5, 3.1.3.2, 3.14.4, MQTT 3.1.1 3.1.2.5

import { expect } from "bun:test";
import { eventually } from "../support/eventually.ts";
import type { Row } from "./conformance.ts";
import { CLIENT_CODES } from "./conformance-ends.ts";
import { bytesOf, heardIn, publishesOf, publishPacket, subscribePacket, textsIn, will } from "./packets.ts";
import type { RawConnection } from "./raw-connection.ts";
import { hearer, type Stage } from "./stage.ts";

/** One whose session is kept for 100 s, with a will of this delay. */
const enterWithWill = (
  { enter, topic }: Stage,
  willDelayInterval: number,
  over: Parameters<Stage["enter"]>[1] = {},
): Promise<RawConnection> =>
  enter(5, {
    clientId: topic("client"),
    clean: false,
    ...will(topic(), "gone", { properties: { willDelayInterval } }),
    properties: { sessionExpiryInterval: 100 },
    ...over,
  });
/** The same client, who leaves no will. */
const comeBack = ({ enter, topic }: Stage, clean = false): Promise<RawConnection> =>
  enter(5, { clientId: topic("client"), clean, properties: { sessionExpiryInterval: 100 } });

export const WILL_ROWS: readonly Row[] = [
  [
    "[MQTT-3.1.2-8] [MQTT-3.14.4-3] whatever a client leaves with, its will goes out, but for DISCONNECT 0x00",
    async (stage) => {
      const watcher = await hearer(stage);
      for (const code of CLIENT_CODES.filter((one) => one !== 0)) {
        const client = await enterWithWill(stage, 0);
        client.write(Uint8Array.of(0xe0, 1, code));
        expect([code, await client.ending(), textsIn(await watcher.settle())]).toEqual([code, [], ["gone"]]);
      }
      for (const bytes of [
        [0xe0, 0],
        [0xe0, 1, 0],
        [0xe0, 7, 0, 5, 0x11, 0, 0, 0, 9],
      ]) {
        const client = await enterWithWill(stage, 0);
        client.write(Uint8Array.from(bytes));
        expect([bytes, await client.ending(), textsIn(await watcher.settle())]).toEqual([bytes, [], []]);
      }
    },
  ],
  [
    "[MQTT-3.1.2-8] a DISCONNECT that is none lets the will go out: malformed, with a code of others, with an expiry that CONNECT had not",
    async (stage) => {
      const watcher = await hearer(stage);
      for (const [reasonCode, bytes] of [
        [0x81, [0xe1, 0]],
        [0x81, [0xe0, 3, 0, 0, 0]],
        [0x81, [0xe0, 3, 0, 1, 0x11]],
        [0x82, [0xe0, 1, 0x8e]],
        [0x82, [0xe0, 7, 0, 5, 0x11, 0, 0, 0, 9]],
        [0x82, [0xe0, 12, 0, 10, 0x11, 0, 0, 0, 0, 0x11, 0, 0, 0, 0]],
      ] as const) {
        const client = await enterWithWill(stage, 0, { properties: {} });
        client.write(Uint8Array.from(bytes));
        expect([bytes, await client.ending(), textsIn(await watcher.settle())]).toMatchObject([
          bytes,
          [{ type: "disconnect", reasonCode }],
          ["gone"],
        ]);
      }
    },
  ],
  [
    "[MQTT-3.1.2-8] a will with a delay goes out when that is over, and not before",
    async (stage) => {
      const watcher = await hearer(stage);
      const client = await enterWithWill(stage, 1);
      client.drop();
      const droppedAtMs = Date.now();
      await Bun.sleep(500);
      expect(textsIn(await watcher.settle())).toEqual([]);
      await eventually("the will", () => publishesOf(watcher.packets).length > 0);
      expect(Date.now() - droppedAtMs).toBeGreaterThan(950);
      expect(textsIn(await watcher.settle())).toEqual(["gone"]);
    },
  ],
  [
    "[MQTT-3.1.2-8] a will's delay is over with its session, though it be longer",
    async (stage) => {
      const watcher = await hearer(stage);
      const client = await enterWithWill(stage, 100, { properties: { sessionExpiryInterval: 1 } });
      client.drop();
      await Bun.sleep(500);
      expect(textsIn(await watcher.settle())).toEqual([]);
      await eventually("the will", () => publishesOf(watcher.packets).length > 0);
      expect(textsIn(await watcher.settle())).toEqual(["gone"]);
    },
  ],
  [
    "[MQTT-3.1.2-10] a will goes out once: not again with the connection that follows, nor with the session; one that was taken back does not at all",
    async (stage) => {
      const watcher = await hearer(stage);
      for (const [bytes, heard] of [
        [[0xf0, 0], ["gone"]],
        [[0xe0, 0], []],
      ] as const) {
        const client = await enterWithWill(stage, 0);
        client.write(Uint8Array.from(bytes));
        await client.closed();
        expect(textsIn(await watcher.settle())).toEqual([...heard]);
        const back = await comeBack(stage);
        expect(back.packets[0]).toMatchObject({ sessionPresent: true });
        back.write(Uint8Array.of(0xf0, 0));
        await back.closed();
        const anew = await comeBack(stage, true);
        expect(anew.packets[0]).toMatchObject({ sessionPresent: false });
        anew.write(Uint8Array.of(0xf0, 0));
        await anew.closed();
        expect(textsIn(await watcher.settle())).toEqual([]);
      }
    },
  ],
  [
    "[MQTT-3.1.2-14] a will that is not to be retained is not, at any QoS, and does not replace what is",
    async (stage) => {
      const { enter, topic } = stage;
      const watcher = await hearer(stage);
      for (const qos of [0, 1, 2] as const) {
        const client = await enter(5, will(topic(), "gone", { qos }));
        client.write(Uint8Array.of(0xf0, 0));
        await client.closed();
        expect(heardIn(await watcher.settle())).toEqual([["gone", qos, false]]);
        const late = await enter(5);
        late.send(subscribePacket(topic(), 2));
        expect(heardIn(await late.settle())).toEqual([]);
        late.drop();
      }
    },
  ],
  [
    "[MQTT-3.1.3-9] [MQTT-3.1.4-3] who is taken over has its will sent at once, but for one with a delay whose session goes on",
    async (stage) => {
      const watcher = await hearer(stage);
      for (const [willDelayInterval, clean, heard] of [
        [0, false, ["gone"]],
        [0, true, ["gone"]],
        [100, true, ["gone"]],
        [100, false, []],
      ] as const) {
        const first = await enterWithWill(stage, willDelayInterval);
        const second = await comeBack(stage, clean);
        expect(await first.ending()).toMatchObject([{ type: "disconnect", reasonCode: 0x8e }]);
        expect([willDelayInterval, clean, textsIn(await watcher.settle())]).toEqual([
          willDelayInterval,
          clean,
          [...heard],
        ]);
        second.write(Uint8Array.of(0xe0, 0));
        await second.closed();
        expect(textsIn(await watcher.settle())).toEqual([]);
      }
    },
  ],
  [
    "[MQTT-3.1.2-14] [MQTT-3.1.2-15] a will goes out with its QoS, its retain flag and its properties, but for the delay",
    async (stage) => {
      const { enter, topic } = stage;
      const watcher = await hearer(stage);
      const properties = {
        contentType: "c",
        responseTopic: "r",
        correlationData: Uint8Array.of(1, 0, 2),
        payloadFormatIndicator: true,
        messageExpiryInterval: 60,
        userProperties: [
          ["k", "1"],
          ["k", "2"],
        ] as const,
      };
      const client = await enter(
        5,
        will(topic(), "gone", { qos: 2, retain: true, properties: { ...properties, willDelayInterval: 0 } }),
      );
      client.write(Uint8Array.of(0xf0, 0));
      await client.closed();
      const heard = publishesOf(await watcher.settle());
      expect(heard).toMatchObject([{ qos: 2, retain: false, payload: bytesOf("gone"), properties }]);
      const late = await enter(4);
      late.send(subscribePacket(topic(), 2));
      expect(heardIn(await late.settle())).toEqual([["gone", 2, true]]);
    },
  ],
  [
    "[MQTT-3.1.2-8] an empty will is a message too, and empties its topic when it is retained",
    async (stage) => {
      const { enter, topic } = stage;
      const watcher = await hearer(stage);
      watcher.send(publishPacket(topic(), "kept", { retain: true }));
      for (const retain of [false, true]) {
        const client = await enter(4, will(topic(), "", { retain }));
        client.write(Uint8Array.of(0x20, 2, 0, 0));
        await client.closed();
      }
      expect(textsIn(await watcher.settle())).toEqual(["kept", "", ""]);
      const late = await enter(4);
      late.send(subscribePacket(topic()));
      expect(heardIn(await late.settle())).toEqual([]);
    },
  ],
];
