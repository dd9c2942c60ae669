// Which topics a connection may use: a participant those of its room, a guest of an open host any, another host none. SPEC [TICKET-2], [PLAIN-3], [MOD-7]

import { APP_FIRST_ID, APP_LAST_ID } from "../../shared/protocol/ext/app.ts";
import { TOPIC_DOWN } from "../../shared/protocol/ext/hello.ts";
import { ITEM_ID_MAX } from "../../shared/protocol/ext/item.ts";
import { isStateKey, StateScope } from "../../shared/protocol/ext/state-kv.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { ME, parseRoomTopic } from "../../shared/protocol/room-topic.ts";
import { isTopicFilter, parseSharedFilter, type TopicBounds } from "../../shared/protocol/topic.ts";
import type { Access } from "./actor.ts";

/** Who wants to hear: `sid` is null for who is no participant. */
export type Listening = {
  readonly access: Access;
  readonly roomId: string;
  readonly sid: number | null;
  readonly topics: TopicBounds;
};

/** Success, or why this filter may not be subscribed to. A shared one is judged by what is behind its share name. */
export function mayHear({ access, roomId, sid, topics }: Listening, filter: string): ReasonCode {
  const shared = parseSharedFilter(filter);
  if (shared === "malformed") return ReasonCode.topicFilterInvalid;
  const topicFilter = shared?.topicFilter ?? filter;
  if (!isTopicFilter(topicFilter, topics)) return ReasonCode.topicFilterInvalid;
  // Its name is kept as long as the filter, and goes along with the room: no longer than that may be.
  if (shared !== null && !isTopicFilter(shared.shareName, topics)) return ReasonCode.topicFilterInvalid;
  if (access === "stage") return ReasonCode.notAuthorized;
  if (filter === TOPIC_DOWN || access === "open") return ReasonCode.success;
  // The room's name must stand there in full: a wildcard in its place would reach into other rooms.
  if (!topicFilter.startsWith(`r/${roomId}/`)) return ReasonCode.notAuthorized;
  return namesOthersMod(topicFilter, sid) ? ReasonCode.notAuthorized : ReasonCode.success;
}

/** What is said about somebody is theirs to hear. A wildcard in the place of the sid brings nothing of others'. SPEC [MOD-7] */
function namesOthersMod(filter: string, sid: number | null): boolean {
  const [, , kind, whose] = filter.split("/");
  return kind === "mod" && whose !== undefined && !["+", "#", String(sid)].includes(whose);
}

/** What a participant may publish to in its own room. */
export type ParticipantTopic =
  | { readonly kind: "pose" | "voice" | "chat" | "me" | "mod" | "emote" | "item-new" }
  | { readonly kind: "item" | "item-claim" | "item-release"; readonly item: number }
  | { readonly kind: "state"; readonly scope: StateScope; readonly key: string }
  | { readonly kind: "app"; readonly id: number };

// One object each for what is published all the time.
const POSE = { kind: "pose" } as const;
const VOICE = { kind: "voice" } as const;
const MOD = { kind: "mod" } as const;
const CHAT = { kind: "chat" } as const;
const MINE = { kind: "me" } as const;
const EMOTE = { kind: "emote" } as const;
const ITEM_NEW = { kind: "item-new" } as const;

/** Which of the room's entrances a topic is, or null when it is none. SPEC [PLAIN-3] */
export function participantTopic(roomId: string, topicName: string): ParticipantTopic | null {
  const topic = parseRoomTopic(topicName);
  if (topic === null || topic.room !== roomId) return null;
  const { rest, leaf } = topic;
  const isMine = rest === ME && leaf === null;
  switch (topic.kind) {
    case "pose":
      return isMine ? POSE : null;
    case "voice":
      return isMine ? VOICE : null;
    case "mod":
      return isMine ? MOD : null;
    case "presence":
      return isMine ? MINE : null;
    case "emote":
      return isMine ? EMOTE : null;
    case "chat":
      return rest === null ? CHAT : null;
    case "item":
      return itemTopic(rest, leaf);
    case "state":
      return stateTopic(StateScope.room, leaf === null ? rest : null);
    case "own":
      return stateTopic(StateScope.own, rest === ME ? leaf : null);
    case "app": {
      const id = leaf === ME ? wholeNumber(rest) : null;
      return id !== null && id >= APP_FIRST_ID && id <= APP_LAST_ID ? { kind: "app", id } : null;
    }
    case "room":
    case "notice":
    case "gift":
      return null;
  }
}

function itemTopic(rest: string | null, leaf: string | null): ParticipantTopic | null {
  if (rest === "new" && leaf === null) return ITEM_NEW;
  const item = wholeNumber(rest);
  if (item === null || item === 0 || item > ITEM_ID_MAX) return null;
  if (leaf === null) return { kind: "item", item };
  if (leaf === "claim") return { kind: "item-claim", item };
  return leaf === "release" ? { kind: "item-release", item } : null;
}

function stateTopic(scope: StateScope, key: string | null): ParticipantTopic | null {
  return key !== null && isStateKey(key) ? { kind: "state", scope, key } : null;
}

/** A number as we write it: digits, no zeros in front. */
function wholeNumber(level: string | null): number | null {
  return level !== null && /^(0|[1-9]\d{0,4})$/.test(level) ? Number(level) : null;
}

/** Whether a will on this topic could have been published by its client. SPEC [MQTT-6] */
export function mayWill(access: Access, roomId: string, topicName: string): boolean {
  if (access === "open") return !topicName.startsWith("$");
  if (access === "stage") return false;
  return participantTopic(roomId, topicName)?.kind === "chat";
}
