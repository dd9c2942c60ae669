// A connection to a living host that says what a seed has it say, and one that only pings and wants an answer.

import type { Socket } from "bun";
import { Framer } from "../../shared/protocol/framer.ts";
import { decodePacket, type MqttVersion } from "../../shared/protocol/packet.ts";
import type { Address } from "./arguments.ts";
import { Chance } from "./chance.ts";
import { acknowledge, connect, talk } from "./client-talk.ts";

const CLIENT_IDS = 200;
const PACKETS_MAX = 400;
/** Sent before anything else has its turn: what one TCP segment might hold. */
const BURST_MAX_PACKETS = 16;
const READING_PERCENT = 25;
const RECEIVED_PACKET_MAX_BYTES = 1024 * 1024;
const PING_INTERVAL_MS = 200;
const FIRST_BYTE_CONNACK = 0x20;
const FIRST_BYTE_PINGRESP = 0xd0;
const CONNACK_V3_BYTES = 4;
const CONNECT = Uint8Array.fromHex("101100044d51545404020000000570726f6265");
const PINGREQ = Uint8Array.fromHex("c000");

export type LiveTalk = {
  /** Told of every packet that was sent. */
  sent(): void;
};

/** Connects, says its piece and leaves. Resolves when the connection has ended; rejects when what it was sent cannot be read. */
export function talkOnce(address: Address, seed: bigint, { sent }: LiveTalk): Promise<void> {
  const chance = new Chance(seed);
  let version: MqttVersion = chance.percent(65) ? 5 : 4;
  const reads = chance.percent(READING_PERCENT);
  const framer = new Framer({ packetMaxBytes: RECEIVED_PACKET_MAX_BYTES });
  let left = chance.between(1, PACKETS_MAX);
  let unsent: Uint8Array | null = chance.percent(97)
    ? connect(chance, version, CLIENT_IDS)
    : talk(chance, version);
  const ended = Promise.withResolvers<void>();

  const read = (bytes: Uint8Array): Uint8Array[] => {
    framer.push(Uint8Array.from(bytes));
    const heard = [];
    for (let framed = framer.next(); framed !== null; framed = framer.next()) {
      if (framed.bytes[0] === FIRST_BYTE_CONNACK) version = framed.bytes.length === CONNACK_V3_BYTES ? 4 : 5;
      heard.push(decodePacket(framed.bytes, version));
    }
    return acknowledge(heard);
  };
  /** Writes until the socket has enough or the piece is said. */
  const say = (socket: Socket): void => {
    for (let burst = BURST_MAX_PACKETS; burst > 0; burst--) {
      if (unsent === null) {
        if (left-- <= 0) return void socket.end();
        unsent = talk(chance, version);
      }
      const taken = socket.write(unsent);
      if (taken < unsent.length) {
        unsent = unsent.slice(Math.max(0, taken));
        return;
      }
      unsent = null;
      sent();
    }
    setImmediate(() => say(socket));
  };

  Bun.connect({
    ...address,
    socket: {
      open: say,
      drain: say,
      data: (socket, bytes) => {
        if (!reads) return;
        try {
          for (const answer of read(bytes)) if (unsent === null) socket.write(answer);
        } catch (error) {
          ended.reject(error);
          socket.terminate();
        }
      },
      close: () => ended.resolve(),
      error: () => ended.resolve(),
    },
  }).catch((error: unknown) => ended.reject(error));
  return ended.promise;
}

export type Probe = {
  /** Since when a PING has waited for its answer, or null. */
  readonly waitingSinceMs: number | null;
  readonly answers: number;
  stop(): void;
};

/** A client that behaves. Rejects when it is not let in; what ends its connection later is a PING that is never answered. */
export async function startProbe(address: Address, nowMs: () => number): Promise<Probe> {
  const probe = { waitingSinceMs: null as number | null, answers: 0 };
  const framer = new Framer({ packetMaxBytes: RECEIVED_PACKET_MAX_BYTES });
  const admitted = Promise.withResolvers<void>();
  const socket = await Bun.connect({
    ...address,
    socket: {
      open: (opened) => void opened.write(CONNECT),
      data: (_, bytes) => {
        framer.push(Uint8Array.from(bytes));
        for (let framed = framer.next(); framed !== null; framed = framer.next()) {
          if (framed.bytes[0] === FIRST_BYTE_CONNACK) admitted.resolve();
          if (framed.bytes[0] !== FIRST_BYTE_PINGRESP) continue;
          probe.answers++;
          probe.waitingSinceMs = null;
        }
      },
      close: () => admitted.reject(new Error("the host closed on a client that behaves")),
    },
  });
  await admitted.promise;
  const timer = setInterval(() => {
    if (probe.waitingSinceMs !== null) return;
    probe.waitingSinceMs = nowMs();
    socket.write(PINGREQ);
  }, PING_INTERVAL_MS);
  return Object.assign(probe, {
    stop: () => {
      clearInterval(timer);
      socket.end();
    },
  });
}
