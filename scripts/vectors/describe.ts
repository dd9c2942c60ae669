// Sections as JSON can say them, and back: blocks as what they decode to, bytes as hex.

import { ByteReader, ByteWriter } from "../../shared/protocol/bytes.ts";
import { decodeItem, encodeItem } from "../../shared/protocol/ext/item.ts";
import { decodePose, encodePose } from "../../shared/protocol/ext/pose.ts";
import {
  type DownSection,
  decodeDown,
  decodeUp,
  encodeDown,
  encodeUp,
  type UpSection,
} from "../../shared/protocol/ext/registry.ts";
import {
  type DecodedState,
  decodeStateValue,
  encodeStateValue,
  NO_VALUE,
  type StateValue,
} from "../../shared/protocol/ext/state-kv.ts";
import { decodeVoice, encodeVoice, type Voice } from "../../shared/protocol/ext/voice.ts";

export type Direction = "up" | "down";
/** A section under its name in the registry. */
export type Described = { readonly kind: string; readonly message: unknown };

/** How what is bytes in a message, or has bytes in it, is said in JSON. */
type Words<Meant = unknown> = { say(message: never): unknown; mean(described: never): Meant };

const block = <T>(decode: (bytes: Uint8Array) => T, encode: (value: T) => Uint8Array) => ({
  say: (bytes: Uint8Array) => decode(bytes),
  mean: (value: T) => encode(value),
});
const poseWords = block(decodePose, encodePose);
const itemWords = block(decodeItem, encodeItem);

type DescribedVoice = Omit<Voice, "opus"> & { readonly opus: string };
export const voiceWords = block<DescribedVoice>(
  (bytes) => {
    const { opus, ...rest } = decodeVoice(bytes);
    return { ...rest, opus: opus.toHex() };
  },
  ({ opus, ...rest }) => encodeVoice({ ...rest, opus: Uint8Array.fromHex(opus) }),
);

type DescribedValue = { readonly type: string; readonly value: unknown } | null;
export const stateWords = {
  say: ({ value, ...rest }: { readonly value: StateValue }) => {
    const decoded = decodeStateValue(value);
    const isBytes = decoded?.type === "bytes";
    return { ...rest, value: isBytes ? { type: "bytes", value: decoded.value.toHex() } : decoded };
  },
  mean: ({ value, ...rest }: { readonly value: DescribedValue }) => {
    if (value === null) return { ...rest, value: NO_VALUE };
    const isBytes = value.type === "bytes";
    const decoded = isBytes ? { type: "bytes", value: Uint8Array.fromHex(String(value.value)) } : value;
    return { ...rest, value: encodeStateValue(decoded as DecodedState) };
  },
} satisfies Words;

/** A list of which each element has a block under this name. */
const entries = (words: Words, name: string): Words => ({
  say: (list: { sid: number; block: Uint8Array }[]) =>
    list.map(({ sid, block: bytes }) => ({ sid, [name]: words.say(bytes as never) })),
  mean: (list: Record<string, unknown>[]) =>
    list.map(({ sid, ...rest }) => ({ sid, block: words.mean(rest[name] as never) })),
});
const poseEntries = entries(poseWords, "pose");

const asIs: Words = { say: (message) => message, mean: (described) => described };
const WORDS: Readonly<Record<string, Words>> = {
  pose: poseWords,
  voice: voiceWords,
  item: itemWords,
  itemRelease: itemWords,
  stateSet: stateWords,
  state: stateWords,
  voices: entries(voiceWords, "voice"),
  poses: {
    say: ({ entries: list, ...rest }: { entries: never }) => ({ ...rest, entries: poseEntries.say(list) }),
    mean: ({ entries: list, ...rest }: { entries: never }) => ({ ...rest, entries: poseEntries.mean(list) }),
  },
  items: {
    say: ({ blocks, ...rest }: { blocks: Uint8Array[] }) => ({ ...rest, items: blocks.map(decodeItem) }),
    mean: ({ items, ...rest }: { items: Parameters<typeof encodeItem>[0][] }) => ({
      ...rest,
      blocks: items.map(encodeItem),
    }),
  },
  app: {
    say: ({ payload, ...rest }: { payload: Uint8Array }) => ({ ...rest, payload: payload.toHex() }),
    mean: ({ payload, ...rest }: { payload: string }) => ({ ...rest, payload: Uint8Array.fromHex(payload) }),
  },
};

/** A section as JSON. */
function describe({ kind, message }: Described): Described {
  return { kind, message: (WORDS[kind] ?? asIs).say(message as never) };
}

/** The bytes of a frame body of described sections. */
export function frameOf(direction: Direction, described: readonly Described[]): Uint8Array {
  const sections = described.map(({ kind, message }) => ({
    kind,
    message: (WORDS[kind] ?? asIs).mean(message as never),
  }));
  return direction === "up" ? encodeUp(sections as UpSection[]) : encodeDown(sections as DownSection[]);
}

/** And the way back. Throws as the registry does. */
export function sectionsOf(direction: Direction, body: Uint8Array): Described[] {
  return (direction === "up" ? decodeUp(body) : decodeDown(body)).map(describe);
}

/** What a message's own codec makes of bytes, and the other way. */
export function readWith<T>(codec: { decode(r: ByteReader): T }, bytes: Uint8Array): T {
  return codec.decode(new ByteReader(bytes));
}
export function writeWith<T>(codec: { encode(w: ByteWriter, message: T): void }, message: T): Uint8Array {
  const w = new ByteWriter();
  codec.encode(w, message);
  return w.take();
}
