// The room as topics, for clients that speak nothing but MQTT. SPEC [PLAIN-1]

export const ROOM_TOPIC_KINDS = [
  "pose",
  "voice",
  "chat",
  "presence",
  "room",
  "notice",
  "gift",
  "mod",
  "item",
  "state",
  "own",
  "emote",
  "app",
] as const;
export type RoomTopicKind = (typeof ROOM_TOPIC_KINDS)[number];

/** What a client writes instead of its own sid, which it need not know. */
export const ME = "me";

export type RoomTopic = {
  readonly room: string;
  readonly kind: RoomTopicKind;
  /** The level after the kind: a sid, "me", an item, a key; or null. */
  readonly rest: string | null;
  /** The level after that, or null. */
  readonly leaf: string | null;
};

/** `r/{room}/{kind}`, `r/{room}/{kind}/{rest}` or `r/{room}/{kind}/{rest}/{leaf}`. */
export function roomTopic(
  room: string,
  kind: RoomTopicKind,
  rest?: string | number,
  leaf?: string | number,
): string {
  const topic = rest === undefined ? `r/${room}/${kind}` : `r/${room}/${kind}/${rest}`;
  return leaf === undefined ? topic : `${topic}/${leaf}`;
}

/** Takes a room topic apart, or answers null when it is none. */
export function parseRoomTopic(topicName: string): RoomTopic | null {
  if (!topicName.startsWith("r/")) return null;
  const [, room, kind, rest, leaf, more] = topicName.split("/");
  const known = ROOM_TOPIC_KINDS.find((k) => k === kind);
  if (room === undefined || room === "" || known === undefined || more !== undefined) return null;
  return { room, kind: known, rest: rest ?? null, leaf: leaf ?? null };
}
