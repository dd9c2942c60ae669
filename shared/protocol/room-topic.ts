// The room as topics, for clients that speak nothing but MQTT. SPEC [PLAIN-1]

const ROOM_TOPIC_KINDS = ["pose", "chat", "presence", "room"] as const;
export type RoomTopicKind = (typeof ROOM_TOPIC_KINDS)[number];

/** What a client writes instead of its own sid, which it need not know. */
export const ME = "me";

export type RoomTopic = {
  readonly room: string;
  readonly kind: RoomTopicKind;
  /** The level after the kind: a sid, "me", or null. */
  readonly rest: string | null;
};

/** `r/{room}/{kind}` or `r/{room}/{kind}/{rest}`. */
export function roomTopic(room: string, kind: RoomTopicKind, rest?: string | number): string {
  return rest === undefined ? `r/${room}/${kind}` : `r/${room}/${kind}/${rest}`;
}

/** Takes a room topic apart, or answers null when it is none. */
export function parseRoomTopic(topicName: string): RoomTopic | null {
  const [prefix, room, kind, rest, more] = topicName.split("/");
  const known = ROOM_TOPIC_KINDS.find((k) => k === kind);
  if (prefix !== "r" || room === undefined || room === "" || known === undefined || more !== undefined)
    return null;
  return { room, kind: known, rest: rest ?? null };
}
