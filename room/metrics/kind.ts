// What is counted, as small numbers: kinds of messages and reasons to drop one. Counters are arrays indexed by them, so that the
// hot path neither looks anything up nor allocates. MQTT packets have their type's number (MQTT5 2.1.2), a PUBLISH that of its
// topic instead, sections of the extension 256 above their id: a kind added to the registry is counted without a line here.

import { TOPIC_DOWN, TOPIC_UP } from "../../shared/protocol/ext/hello.ts";
import { DOWN, UP } from "../../shared/protocol/ext/registry.ts";

/** By the first byte's upper four bits. 0 is the extension's frame. SPEC [CARRIER-2] */
const PACKET_NAMES = [
  "frame",
  "connect",
  "connack",
  "publish",
  "puback",
  "pubrec",
  "pubrel",
  "pubcomp",
  "subscribe",
  "suback",
  "unsubscribe",
  "unsuback",
  "pingreq",
  "pingresp",
  "disconnect",
  "auth",
] as const;
const PUBLISH_TYPE = 3;

/** A PUBLISH by what its topic is in a room: `r/{room}/{kind}…`; `extension` is `$x/…`, `other` an open host's own topics. */
export const Publish = {
  pose: 16,
  chat: 17,
  presence: 18,
  voice: 19,
  item: 20,
  state: 21,
  emote: 22,
  app: 23,
  room: 24,
  extension: 25,
  other: 26,
  mod: 27,
  notice: 28,
  gift: 29,
} as const;
export type PublishKind = (typeof Publish)[keyof typeof Publish];

/** Added to a section's id. */
export const SECTION = 256;
export const KIND_COUNT = SECTION + 256;

/** Why a message, or its delivery to one receiver, did not happen. */
export const Drop = {
  /** Its sender sends more than the kind's limit. */
  rate: 0,
  /** One of the two has blocked the other. */
  blocked: 1,
  /** Its sender is muted. */
  muted: 2,
  notAuthorized: 3,
  /** It is not what its kind wants. */
  invalid: 4,
  /** Older than what is known already. */
  stale: 5,
  /** A newer one took its place before it was sent. */
  superseded: 6,
  /** The receiver's bytes for this tick are spent. */
  budget: 7,
  /** The receiver has not read what it was given. */
  slow: 8,
  /** More than the receiver, or the room, takes in one packet. */
  tooLarge: 9,
  /** The room, or the store of what is kept, is full. */
  full: 10,
  /** Sent outside a room, or to one that is not there. */
  noRoom: 11,
  /** The receiver is a ghost: it gets events only. */
  ghost: 12,
  /** It lay in a queue for longer than it is worth anything. */
  late: 13,
} as const;
export type DropReason = (typeof Drop)[keyof typeof Drop];
export const DROP_NAMES: readonly string[] = Object.keys(Drop).map(kebab);

type SectionCodec = { readonly id: number; readonly range?: { readonly lastId: number } };

const PUBLISH_NAMES = new Map<number, string>(Object.entries(Publish).map(([name, kind]) => [kind, name]));
/** By id. Each of a range of ids has its own, such as app-0xc3. */
const SECTION_NAMES = new Map<number, string>(
  [...Object.entries(UP), ...Object.entries(DOWN)].flatMap(([name, codec]) => namesOf(kebab(name), codec)),
);

function namesOf(name: string, { id, range }: SectionCodec): [number, string][] {
  if (range === undefined) return [[id, name]];
  return Array.from({ length: range.lastId - id + 1 }, (_, at) => [id + at, `${name}-${hex(id + at)}`]);
}

/** `carrier` is mqtt, publish or section; `name` what it is there, an unknown section its id in hexadecimal. */
export type KindName = { readonly carrier: "mqtt" | "publish" | "section"; readonly name: string };

/** What a kind's number stands for. */
export function nameOfKind(kind: number): KindName {
  if (kind >= SECTION) {
    const id = kind - SECTION;
    return { carrier: "section", name: SECTION_NAMES.get(id) ?? hex(id) };
  }
  const published = PUBLISH_NAMES.get(kind);
  if (published !== undefined) return { carrier: "publish", name: published };
  return { carrier: "mqtt", name: PACKET_NAMES[kind] ?? hex(kind) };
}

/** The kind of a packet: by its first byte, and a PUBLISH by its topic. */
export function kindOfPacket(firstByte: number, topicName: string | undefined): number {
  const type = firstByte >> 4;
  return type === PUBLISH_TYPE && topicName !== undefined ? kindOfTopic(topicName) : type;
}

/** Of a topic name; the level behind the room's says it. */
export function kindOfTopic(topicName: string): PublishKind {
  if (topicName === TOPIC_UP || topicName === TOPIC_DOWN) return Publish.extension;
  if (!topicName.startsWith("r/")) return Publish.other;
  const start = topicName.indexOf("/", 2) + 1;
  if (start === 0) return Publish.other;
  const end = topicName.indexOf("/", start);
  switch (end === -1 ? topicName.slice(start) : topicName.slice(start, end)) {
    case "pose":
      return Publish.pose;
    case "chat":
      return Publish.chat;
    case "presence":
      return Publish.presence;
    case "voice":
      return Publish.voice;
    case "item":
      return Publish.item;
    case "state":
    case "own":
      return Publish.state;
    case "emote":
      return Publish.emote;
    case "app":
      return Publish.app;
    case "room":
      return Publish.room;
    case "mod":
      return Publish.mod;
    case "notice":
      return Publish.notice;
    case "gift":
      return Publish.gift;
    default:
      return Publish.other;
  }
}

/** camelCase as metric labels have it. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}
