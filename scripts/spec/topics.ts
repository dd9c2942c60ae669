// The room as topics: what may be published to each, what is heard there, in which QoS, and what stays for those who come later.
// test/shared/protocol/spec.test.ts holds the publish column to room/session/rights.ts and the rest to what a room sends.

import { APP_FIRST_ID, APP_LAST_ID } from "../../shared/protocol/ext/app.ts";
import type { RoomTopicKind } from "../../shared/protocol/room-topic.ts";
import { markdownTable } from "../markdown/table.ts";

export type Topic = {
  /** Behind `r/{room}/`. */
  readonly topic: string;
  readonly kind: RoomTopicKind;
  readonly publish?: string;
  readonly hear?: string;
  /** Of what is heard: QoS, and when a retained message is cleared. */
  readonly qos?: string;
  readonly retained?: string;
};

const APP = `{${APP_FIRST_ID} to ${APP_LAST_ID}}`;

export const TOPICS: readonly Topic[] = [
  { topic: "pose/me", kind: "pose", publish: "a pose block" },
  { topic: "pose/{sid}", kind: "pose", hear: "pose blocks", qos: "0" },
  { topic: "voice/me", kind: "voice", publish: "a voice block" },
  { topic: "voice/{sid}", kind: "voice", hear: "voice blocks", qos: "0" },
  { topic: "chat", kind: "chat", publish: "JSON CHAT up, or plain text", hear: "JSON CHAT down", qos: "1" },
  { topic: "presence/me", kind: "presence", publish: "JSON ME" },
  {
    topic: "presence/{sid}",
    kind: "presence",
    hear: "JSON member",
    qos: "1",
    retained: "until they leave",
  },
  { topic: "room", kind: "room", hear: "JSON ROOM", qos: "1", retained: "always" },
  { topic: "notice", kind: "notice", hear: "JSON ROOM_NOTICE", qos: "1" },
  { topic: "gift", kind: "gift", hear: "JSON GIFT", qos: "1" },
  { topic: "mod/me", kind: "mod", publish: "JSON MOD up" },
  { topic: "mod/{own sid}", kind: "mod", hear: "JSON MOD down", qos: "0" },
  { topic: "item/new", kind: "item", publish: "JSON ITEM_SPAWN up" },
  {
    topic: "item/{item}",
    kind: "item",
    publish: "an item block; empty takes it away",
    hear: "item blocks",
    qos: "0 while owned, 1 at rest",
    retained: "until it is gone",
  },
  { topic: "item/{item}/claim", kind: "item", publish: "empty, or JSON `{epoch?, mode?}`" },
  { topic: "item/{item}/release", kind: "item", publish: "empty, or the last block" },
  {
    topic: "item/{item}/owner",
    kind: "item",
    hear: "JSON `{owner, mode, epoch}`",
    qos: "1",
    retained: "until it is gone",
  },
  {
    topic: "item/{item}/info",
    kind: "item",
    hear: "JSON `{item, kind, data?, by, id?}`",
    qos: "1",
    retained: "until it is gone",
  },
  {
    topic: "state/{key}",
    kind: "state",
    publish: "a value; empty deletes",
    hear: "values",
    qos: "1",
    retained: "until deleted",
  },
  { topic: "own/me/{key}", kind: "own", publish: "a value; empty deletes" },
  {
    topic: "own/{sid}/{key}",
    kind: "own",
    hear: "values",
    qos: "1",
    retained: "until deleted, or they leave",
  },
  { topic: "emote/me", kind: "emote", publish: "a number, or JSON `{emote, arg?}`" },
  { topic: "emote/{sid}", kind: "emote", hear: "JSON `{emote, arg, t}`", qos: "1" },
  { topic: `app/${APP}/me`, kind: "app", publish: "bytes" },
  { topic: `app/${APP}/{sid}`, kind: "app", hear: "the same bytes", qos: "1" },
];

function topics(): string {
  const rows = TOPICS.map(({ topic, publish = "", hear = "", qos = "", retained = "" }) => [
    `\`r/{room}/${topic}\``,
    publish,
    hear,
    qos,
    retained,
  ]);
  return markdownTable([["topic", "publish", "hear", "QoS", "retained"], ...rows]);
}

export const TOPIC_PARTS = { topics } as const;
