// A room: who is in it, what it looks like, who listens. Opens from a room-spec and from nothing else.

import { encodeUtf8 } from "../../shared/protocol/bytes.ts";
import type { Member } from "../../shared/protocol/ext/presence.ts";
import type { RoomSettings } from "../../shared/protocol/ext/room-settings.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import type { RoomSpec } from "../../shared/schema/room-spec.ts";
import { fanOut } from "../pubsub/fanout.ts";
import type { PoseListener } from "../pubsub/pose-fanout.ts";
import { Retained } from "../pubsub/retained.ts";
import type { Publication, Subscriber } from "../pubsub/subscriber.ts";
import { TopicTree } from "../pubsub/topic-tree.ts";
import type { Budget } from "./budget.ts";

/** The newest pose of a participant, as it came but for its time. */
export type HeldPose = {
  readonly block: Uint8Array;
  /** Room clock modulo 65,536. */
  readonly tMs: number;
  readonly acceptedAtMs: number;
  readonly changedTick: number;
  /** Whether plain subscribers have been given it. */
  plainTold: boolean;
};

export type Participant = {
  readonly sid: number;
  readonly subscriber: Subscriber;
  readonly poseTopic: string;
  member: Member;
  pose: HeldPose | null;
  /** Subscribers that must neither hear nor see this participant: both directions of every block. null for none. */
  unheardBy: ReadonlySet<number> | null;
  readonly budgets: { readonly pose: Budget; readonly chat: Budget; readonly me: Budget };
  /** Who hears the pose topic, as of the topic tree's version. */
  plainHearers: { version: number; hearers: readonly Subscriber[] };
};

export type Room = {
  readonly spec: RoomSpec;
  readonly settings: RoomSettings;
  readonly openedAtMs: number;
  readonly participants: Map<number, Participant>;
  /** Extended clients, by subscriber id. */
  readonly listeners: Map<number, PoseListener>;
  readonly topics: TopicTree<Subscriber>;
  readonly retained: Retained;
  lastSid: number;
  chatCount: number;
  /** Counts the ticks in which somebody had moved. */
  poseTick: number;
  poseTickPending: boolean;
  nextTickAtMs: number;
  nextPlainTickAtMs: number;
  /** Since when nobody is here; null while somebody is. */
  emptySinceMs: number | null;
};

/** Opens the room and retains its settings for plain clients. SPEC [ROOM-1] */
export function openRoom(spec: RoomSpec, nowMs: number): Room {
  const { tickMs, ...look } = spec.settings;
  const settings: RoomSettings = {
    ...look,
    room: spec.room,
    world: spec.world,
    capacity: spec.capacity,
    tick: tickMs,
  };
  const room: Room = {
    spec,
    settings,
    openedAtMs: nowMs,
    participants: new Map(),
    listeners: new Map(),
    topics: new TopicTree(),
    retained: new Retained(),
    lastSid: 0,
    chatCount: 0,
    poseTick: 0,
    poseTickPending: false,
    nextTickAtMs: nowMs + tickMs,
    nextPlainTickAtMs: nowMs,
    emptySinceMs: nowMs,
  };
  say(room, roomTopic(spec.room, "room"), settings, { retain: true });
  return room;
}

/** Milliseconds since the room opened: the clock poses and PONG speak of. SPEC [CLOCK-1] */
export function roomTimeMs(room: Room, nowMs: number): number {
  return Math.max(0, nowMs - room.openedAtMs);
}

/** Publishes, retaining when asked. Answers false when there is no room left to retain it. */
export function publish(room: Room, publication: Publication): boolean {
  const kept = !publication.retain || room.retained.keep(publication);
  fanOut(room.topics, publication);
  return kept;
}

/** The room's own JSON message on a topic; null is the empty payload that clears a retained one. */
export function say(
  room: Room,
  topicName: string,
  message: unknown,
  options: { readonly retain: boolean; readonly unheardBy?: ReadonlySet<number> | null },
): void {
  publish(room, {
    topicName,
    payload: message === null ? new Uint8Array(0) : encodeUtf8(JSON.stringify(message)),
    qos: 1,
    retain: options.retain,
    properties: {},
    senderId: null,
    unheardBy: options.unheardBy ?? null,
  });
}
