// What outlives a host that goes without a word: what lies about in a room, its keys, what is retained and what was decided there, and
// what those who are in it left to be said, not who is in it. SPEC [MOVE-5]

import { parseRoomTopic, type RoomTopicKind } from "../../shared/protocol/room-topic.ts";
import type { Moderation } from "../state/moderation-state.ts";
import type { Ownership } from "../state/ownership.ts";
import type { Room } from "../state/room.ts";
import { retainedData } from "./publication-data.ts";
import { SNAPSHOT_VERSION, type Snapshot, type WaitingWill } from "./snapshot-schema.ts";
import { itemData, keysData, moderationData } from "./take-snapshot.ts";
import { markOf } from "./take-wills.ts";

/** Of retained messages, the newest that are as long together; a move takes all of them along. */
const RETAINED_MAX_BYTES = 256 * 1024;
/** Topics that are about who is here: nobody is when the room opens again. */
const OF_PEOPLE: ReadonlySet<RoomTopicKind> = new Set(["presence", "own", "pose"]);

/** The room without anybody. */
export function takeKept(room: Room, wills: readonly WaitingWill[], nowMs: number): Snapshot {
  const { brought: _, held: __, ...moderation } = moderationData(room.moderation);
  return {
    v: SNAPSHOT_VERSION,
    openedAtMs: room.openedAtMs,
    settings: room.settings,
    lastSid: room.lastSid,
    chatCount: room.chatCount,
    giftSeq: room.giftSeq,
    chatLog: [],
    participants: [],
    mirrored: [],
    frames: [],
    sessions: [],
    publications: [],
    wills: [...wills],
    senderSeed: room.pubsub.senderSeed,
    retained: retainedOf(room, nowMs),
    items: {
      lastId: room.items.lastId,
      items: [...room.items.byId.values()].map(itemData),
    },
    roomKeys: { lastVersion: room.state.lastVersion, keys: keysData(room.state.store) },
    // What holds of people wherever they are is asked anew of who comes.
    moderation: { ...moderation, brought: [], held: [] },
  };
}

function retainedOf(room: Room, nowMs: number): Snapshot["retained"] {
  const kept = room.retained.matching("#", nowMs).filter(({ topicName }) => {
    const kind = parseRoomTopic(topicName)?.kind;
    return kind === undefined || !OF_PEOPLE.has(kind);
  });
  let bytes = 0;
  const isWithin = ({ topicName, payload }: (typeof kept)[number]): boolean => {
    bytes += topicName.length + payload.length;
    return bytes <= RETAINED_MAX_BYTES;
  };
  return kept.toReversed().filter(isWithin).toReversed().map(retainedData);
}

/** By what it is seen, without taking the room down, that all that is kept is as it was. */
export type Marks = {
  readonly lastSid: number;
  readonly chatCount: number;
  readonly giftSeq: number;
  readonly retained: number;
  readonly keys: number;
  readonly items: readonly (Uint8Array | Ownership)[];
  readonly moderation: string;
  readonly wills: string;
};

export function marksOf(room: Room, wills: readonly WaitingWill[]): Marks {
  return {
    lastSid: room.lastSid,
    chatCount: room.chatCount,
    giftSeq: room.giftSeq,
    retained: room.retained.changes,
    keys: room.state.lastVersion,
    items: [...room.items.byId.values()].flatMap(({ block, ownership }) => [block, ownership]),
    moderation: JSON.stringify(decidedIn(room.moderation)),
    wills: markOf(wills),
  };
}

/** Whether nothing has changed: items are replaced, never written to. */
export function isAsMarked(one: Marks, other: Marks): boolean {
  return (
    one.lastSid === other.lastSid &&
    one.chatCount === other.chatCount &&
    one.giftSeq === other.giftSeq &&
    one.retained === other.retained &&
    one.keys === other.keys &&
    one.moderation === other.moderation &&
    one.wills === other.wills &&
    one.items.length === other.items.length &&
    one.items.every((part, index) => part === other.items[index])
  );
}

function decidedIn(moderation: Moderation) {
  const { bans, silenced, roles, blocks } = moderationData(moderation);
  return { bans, silenced, roles, blocks };
}
