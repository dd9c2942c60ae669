// What clients say, each under a number that can be read off whatever comes of it: a line of chat, a position, a packet of voice.

import { encodeUtf8 } from "../../shared/protocol/bytes.ts";

export type UtteranceKind = "chat" | "emote" | "app" | "pose" | "voice" | "item" | "state" | "spawn";

/** Somebody who ought to hear, as long as their line, or at QoS 1 and 2 their session, lives. */
export type Eligible = {
  /** Of a session; null for who hears by sections, on that line or one that came back to its place. */
  readonly session: { readonly key: string; readonly id: number } | null;
  readonly lineId: number | null;
};

export type Utterance = {
  readonly tag: number;
  readonly kind: UtteranceKind;
  readonly room: string;
  /** On an open host, whom the host takes it for when it comes. */
  user: string;
  /** Of the connection that said it, or said it last. */
  conversationId: number;
  /** Of an item's block: which item, in which epoch. Of a voice: to whom it is whispered. Of a key: the version it was made from. */
  readonly item?: { readonly id: number; readonly epoch: number };
  readonly whisperTo?: number;
  readonly state?: { readonly scope: number; readonly key: string; readonly version: number };
  /** How many of its kind this connection had said before. */
  readonly countBefore: number;
  /** When the host got it: its number among all occurrences, null until then. */
  order: number | null;
  /** The same of the last time, if it came more than once. */
  lastOrder: number;
  arrivedAtMs: number;
  /** The participant's number at that time; of what came twice, both times. */
  readonly sids: number[];
  /** Who ought to hear it, if anybody does. */
  eligible: readonly Eligible[];
  readonly heardBy: Set<string>;
  /** Whether it came to the host twice, as its sender never read that it had come. */
  isRepeated: boolean;
  /** Whether it is said some time after its order: a will that waits. */
  isFloating: boolean;
};

/** Positions carry a number as 1/1024 m of height, which fits 16 bits. */
export const TAG_MAX = 32_000;
const STEPS_PER_M = 1024;

export const tagToHeightM = (tag: number): number => tag / STEPS_PER_M;
export const heightToTag = (heightM: number): number => Math.round(heightM * STEPS_PER_M);

export function tagToBytes(tag: number, paddingBytes: number): Uint8Array {
  const bytes = new Uint8Array(4 + paddingBytes).fill(0x2e);
  new DataView(bytes.buffer).setUint32(0, tag);
  return bytes;
}
export function bytesToTag(bytes: Uint8Array): number {
  return bytes.length < 4 ? -1 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

/** A number as text, with as much behind it as wanted. */
export const tagToText = (tag: number, paddingBytes: number): Uint8Array =>
  encodeUtf8(`t${tag}:${".".repeat(paddingBytes)}`);
const latin = new TextDecoder("latin1");
/** The number in front of a text; -1 for none. */
export function textToTag(payload: Uint8Array): number {
  const match = /^t(\d{1,6}):/.exec(latin.decode(payload.subarray(0, 9)));
  return match === null ? -1 : Number(match[1]);
}

/** What is not known before it has come. */
type Unsaid =
  | "lastOrder"
  | "tag"
  | "order"
  | "arrivedAtMs"
  | "sids"
  | "eligible"
  | "heardBy"
  | "isRepeated"
  | "isFloating";

/** All that was said in one run. */
export class Utterances {
  readonly all: Utterance[] = [];

  get isFull(): boolean {
    return this.all.length >= TAG_MAX;
  }

  add(said: Omit<Utterance, Unsaid>): Utterance {
    const utterance: Utterance = {
      ...said,
      tag: this.all.length + 1,
      order: null,
      lastOrder: 0,
      arrivedAtMs: 0,
      sids: [],
      eligible: [],
      heardBy: new Set(),
      isRepeated: false,
      isFloating: false,
    };
    this.all.push(utterance);
    return utterance;
  }

  find(tag: number): Utterance | null {
    return this.all[tag - 1] ?? null;
  }
}
