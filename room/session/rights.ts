// Which topics a connection may use: a participant those of its room, a guest of an open host any. SPEC [TICKET-2], [PLAIN-3]

import { TOPIC_DOWN } from "../../shared/protocol/ext/hello.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { ME, parseRoomTopic } from "../../shared/protocol/room-topic.ts";
import { isTopicFilter, parseSharedFilter } from "../../shared/protocol/topic.ts";
import type { Access } from "./actor.ts";

/** Success, or why this filter may not be subscribed to. A shared one is judged by what is behind its share name. */
export function mayHear(access: Access, roomId: string, filter: string): ReasonCode {
  const shared = parseSharedFilter(filter);
  if (shared === "malformed") return ReasonCode.topicFilterInvalid;
  const topicFilter = shared?.topicFilter ?? filter;
  if (!isTopicFilter(topicFilter)) return ReasonCode.topicFilterInvalid;
  if (filter === TOPIC_DOWN || access === "open") return ReasonCode.success;
  // The room's name must stand there in full: a wildcard in its place would reach into other rooms.
  return topicFilter.startsWith(`r/${roomId}/`) ? ReasonCode.success : ReasonCode.notAuthorized;
}

/** What a participant may publish to in its own room. */
export type ParticipantTopic = "pose" | "chat" | "me";

/** Which of the room's entrances a topic is, or null when it is none. */
export function participantTopic(roomId: string, topicName: string): ParticipantTopic | null {
  const topic = parseRoomTopic(topicName);
  if (topic === null || topic.room !== roomId) return null;
  if (topic.kind === "pose" && topic.rest === ME) return "pose";
  if (topic.kind === "presence" && topic.rest === ME) return "me";
  return topic.kind === "chat" && topic.rest === null ? "chat" : null;
}

/** Whether a will on this topic could have been published by its client. SPEC [MQTT-6] */
export function mayWill(access: Access, roomId: string, topicName: string): boolean {
  if (access === "open") return !topicName.startsWith("$");
  return participantTopic(roomId, topicName) === "chat";
}
