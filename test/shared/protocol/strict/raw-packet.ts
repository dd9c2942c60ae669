// MQTT packets written out byte by byte, right or wrong, without any codec of ours; and what reading one comes to.

import { Framer } from "../../../../shared/protocol/framer.ts";
import { decodePacket, type MqttVersion } from "../../../../shared/protocol/packet.ts";
import { ProtocolError } from "../../../../shared/protocol/reason-code.ts";

export type Part = number | readonly number[];

/** Two-byte length, then the text as UTF-8. */
export const text = (value: string): number[] => binary([...new TextEncoder().encode(value)]);
export const binary = (bytes: readonly number[]): number[] => [
  bytes.length >> 8,
  bytes.length & 0xff,
  ...bytes,
];
export const u16 = (value: number): number[] => [value >> 8, value & 0xff];
export const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value & 0xffff)];

export function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >> 7)];
}

/** A property length and the properties behind it. */
export const properties = (...parts: readonly Part[]): number[] => {
  const body = parts.flat();
  return [...varint(body.length), ...body];
};

/** A whole packet: its first byte, its Remaining Length, and the parts. */
export const packet = (first: number, ...parts: readonly Part[]): number[] => [
  first,
  ...properties(...parts),
];

/** CONNECT of a protocol level; `rest` is what follows the keep-alive. */
export const connect = (level: number, flags: number, ...rest: readonly Part[]): number[] =>
  packet(0x10, text(level === 3 ? "MQIsdp" : "MQTT"), level, flags, u16(60), ...rest);

/** What becomes of a row: it is read, its reason code when it is refused, or it is no whole packet yet. */
export type Outcome = "read" | "incomplete" | number;
export type Row = readonly [title: string, version: MqttVersion, raw: readonly number[], expected: Outcome];

/** Cuts and decodes one packet as a server does. Throws whatever is thrown that is no ProtocolError. */
export function outcomeOf(raw: readonly number[], version: MqttVersion): Outcome {
  try {
    const framer = new Framer({ packetMaxBytes: 1024 * 1024 });
    framer.push(Uint8Array.from(raw));
    const framed = framer.next();
    if (framed === null) return "incomplete";
    decodePacket(framed.bytes, version);
    return framer.pendingBytes === 0 ? "read" : "incomplete";
  } catch (error) {
    if (error instanceof ProtocolError) return error.reasonCode;
    throw error;
  }
}
