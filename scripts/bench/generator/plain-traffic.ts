// Avatars as plain MQTT 3.1.1 clients of any broker: each publishes a pose of a fixed size to a topic of its own and hears its
// room through one wildcard. All messages have the same length, so that bytes are messages.

import { encodePacket } from "../../../shared/protocol/packet.ts";
import type { PlainLoad } from "../plan.ts";
import type { Client, Reading } from "./client.ts";
import type { Crowd, Received, Traffic } from "./crowd.ts";
import type { FixedBuffer } from "./kernel.ts";
import type { Due } from "./schedule.ts";

const KEEP_ALIVE_S = 300;
const MQTT_VERSION = 4;
const PacketType = { connack: 2, publish: 3, suback: 9 } as const;
const SUBACK_REFUSED = 0x80;

const digits = (value: number, count: number): string => String(value).padStart(count, "0");
/** Topics of the same length for all: `bench/{room}/pose/{n}`. */
export const poseTopic = (room: number, avatar: number): string =>
  `bench/${digits(room, 3)}/pose/${digits(avatar, 4)}`;
const poseFilter = (room: number): string => `bench/${digits(room, 3)}/pose/+`;

/** What each sends, with a gap for the time it is meant to be sent. Neighbouring clients are in different rooms. */
export class PlainTraffic implements Traffic {
  readonly #load: PlainLoad;
  readonly #firstRoom: number;
  readonly #messages: Uint8Array[] = [];
  readonly #payloadOffset: number;
  #crowd: Crowd | null = null;

  /** Rooms are numbered from `firstRoom` on: two crowds at one server must not hear each other. */
  constructor(load: PlainLoad, firstRoom = 0) {
    this.#load = load;
    this.#firstRoom = firstRoom;
    this.#payloadOffset = this.#message(0).length - load.payloadBytes;
  }

  /** The crowd whose latencies and deliveries are recorded. */
  attach(crowd: Crowd): void {
    this.#crowd = crowd;
  }

  #roomOf(index: number): number {
    return this.#firstRoom + (index % this.#load.rooms);
  }

  #message(index: number): Uint8Array {
    const known = this.#messages[index];
    if (known !== undefined) return known;
    const { rooms, payloadBytes } = this.#load;
    const message = encodePacket(
      {
        type: "publish",
        topicName: poseTopic(this.#roomOf(index), Math.floor(index / rooms)),
        payload: new Uint8Array(payloadBytes).fill(index & 0xff),
        qos: 0,
        retain: false,
        dup: false,
        properties: {},
      },
      MQTT_VERSION,
    );
    this.#messages[index] = message;
    return message;
  }

  hello(clientId: string, index: number): Uint8Array {
    return Buffer.concat([encodeConnect(clientId), this.subscribe(index)]);
  }

  /** The SUBSCRIBE of one client. */
  subscribe(index: number): Uint8Array {
    return encodePacket(
      {
        type: "subscribe",
        packetId: 1,
        subscriptions: [
          {
            topicFilter: poseFilter(this.#roomOf(index)),
            qos: 0,
            noLocal: false,
            retainAsPublished: false,
            retainHandling: 0,
          },
        ],
        properties: {},
      },
      MQTT_VERSION,
    );
  }

  isWelcome(_client: Client, { bytes, start, bodyStart, end }: Received): boolean {
    const type = (bytes[start] ?? 0) >> 4;
    const code = bytes[end - 1] ?? 0;
    if (type === PacketType.connack && bytes[bodyStart + 1] !== 0)
      throw new Error(`CONNECT was answered ${bytes[bodyStart + 1]}`);
    if (type === PacketType.suback && code >= SUBACK_REFUSED) throw new Error("SUBSCRIBE was refused");
    return type === PacketType.suback;
  }

  /** Who comes on top of those the load is about has come not to keep up: the first is deaf, the next slow, and so on. */
  readingOnceIn(index: number): Reading {
    const onTop = index - this.#load.rooms * this.#load.avatarsPerRoom;
    if (onTop < 0) return "counted";
    return onTop % 2 === 0 ? "deaf" : "slow";
  }

  write(client: Client, due: Due, out: FixedBuffer, offset: number): number {
    const message = this.#message(client.index);
    out.bytes.set(message, offset);
    out.view.setFloat64(offset + this.#payloadOffset, due.atMs, true);
    return message.length;
  }

  heard(_client: Client, { bytes, view, start, bodyStart, end, nowMs }: Received): void {
    if ((bytes[start] ?? 0) >> 4 !== PacketType.publish || this.#crowd === null) return;
    const payloadStart = bodyStart + 2 + view.getUint16(bodyStart);
    if (end - payloadStart !== this.#load.payloadBytes)
      throw new Error(`a message of ${end - payloadStart} bytes, ${this.#load.payloadBytes} were sent`);
    this.#crowd.counts.framedDeliveries++;
    this.#crowd.latency.record(nowMs - view.getFloat64(payloadStart, true));
  }
}

/** A CONNECT of MQTT 3.1.1 with a clean session. */
export function encodeConnect(clientId: string): Uint8Array {
  return encodePacket(
    {
      type: "connect",
      protocolVersion: MQTT_VERSION,
      clientId,
      clean: true,
      keepAliveSeconds: KEEP_ALIVE_S,
      properties: {},
    },
    MQTT_VERSION,
  );
}
