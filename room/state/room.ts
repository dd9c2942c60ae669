// A room: who is in it, what it looks like, who listens. Opens from a room-spec and from nothing else.

import { encodeUtf8 } from "../../shared/protocol/bytes.ts";
import type { Member } from "../../shared/protocol/ext/presence.ts";
import { type RoomSettings, roomSettingsSchema } from "../../shared/protocol/ext/room-settings.ts";
import type { MqttVersion } from "../../shared/protocol/packet.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import type { RoomSpec, Seat } from "../../shared/schema/room-spec.ts";
import type { PoseListener } from "../interest/listener.ts";
import { PlainPoses } from "../interest/plain-poses.ts";
import { newPoseFanout, type PoseFanout } from "../interest/pose-fanout.ts";
import { PoseTable } from "../interest/pose-table.ts";
import { Metrics } from "../metrics.ts";
import { type Audience, Audiences, type Hearer } from "../pubsub/audience.ts";
import { broadcast, fanOut } from "../pubsub/fanout.ts";
import { roomPublication } from "../pubsub/publication.ts";
import { Retained, type RetainedBounds } from "../pubsub/retained.ts";
import { ShareGroups } from "../pubsub/share-group.ts";
import type { Publication, Subscriber } from "../pubsub/subscriber.ts";
import { type Overlaps, TopicTree } from "../pubsub/topic-tree.ts";
import type { Budgets } from "./budget.ts";
import { type ChatLog, newChatLog } from "./chat-log.ts";
import { type Items, newItems } from "./item-store.ts";
import { type KeyStore, newRoomState, type RoomState } from "./key-store.ts";
import { type Moderation, newModeration } from "./moderation-state.ts";
import { newRoomStage, type RoomStage } from "./stage/room-stage.ts";
import { newVoice, type VoiceState } from "./voice-state.ts";

/** Where somebody is in a room: as their ticket says, or shown from another room of the event. SPEC [STAGE-4] */
export type RoomSeat = Seat | "mirror";

export type Participant = {
  readonly sid: number;
  readonly seat: RoomSeat;
  /** Its connection, or what stands in for one; changed by hearThrough alone. */
  subscriber: Subscriber;
  /** Its place in the room's pose table. */
  readonly slot: number;
  member: Member;
  /** Until when it counts as speaking: then it is heard of first. */
  speakingUntilMs: number;
  /** Subscribers that must neither hear nor see this participant: both directions of every block. null for none. */
  unheardBy: ReadonlySet<number> | null;
  readonly budgets: Budgets;
  /** What it keeps under keys of its own. */
  readonly ownState: KeyStore;
};

export type Room = {
  /** Changed by renew alone, as its settings are. */
  spec: RoomSpec;
  settings: RoomSettings;
  /** On whatever host that was. */
  openedAtMs: number;
  /** "moving": it is on its way to another host, and as it was taken down nothing may change. SPEC [MOVE-1] */
  phase: "open" | "moving";
  /** Those who are here and seen: whoever counts the room looks here. */
  readonly participants: Map<number, Participant>;
  /** Those who only look on: told of to nobody. SPEC [GHOST-1] */
  readonly ghosts: Map<number, Participant>;
  /** Those who are seen here and are in another room of the event: they take no place. SPEC [STAGE-4] */
  readonly mirrored: Map<number, Participant>;
  readonly stage: RoomStage;
  /** Extended clients, by subscriber id. */
  readonly listeners: Map<number, PoseListener>;
  readonly topics: TopicTree<Hearer>;
  readonly pubsub: {
    readonly audiences: Audiences;
    readonly shares: ShareGroups;
    readonly metrics: Metrics;
    /** Of sender ids: goes along with what is retained. */
    senderSeed: number;
  };
  readonly retained: Retained;
  readonly items: Items;
  readonly state: RoomState;
  readonly voice: VoiceState;
  readonly moderation: Moderation;
  /** The newest pose of each participant. */
  readonly poses: PoseTable;
  readonly poseFanout: PoseFanout;
  readonly plainPoses: PlainPoses;
  lastSid: number;
  chatCount: number;
  readonly chatLog: ChatLog;
  /** Of the gift that was told last. SPEC [GIFT-2] */
  giftSeq: number;
  /** When tickPoses has something to do: for extended receivers, and for plain ones. */
  nextTickAtMs: number;
  nextPlainTickAtMs: number;
  /** Since when nobody is here; null while somebody is. */
  emptySinceMs: number | null;
};

/**
 * Opens the room. `pending` is told when an audience has something to be given out; unless told otherwise, at once. `metrics`
 * are the host's; unless told otherwise, nobody's. `overlaps` is how clients hear what several of their subscriptions match,
 * `retained` bounds what is kept for those who subscribe later, `senderSeed` is a whole number drawn for this room.
 */
export function openRoom(
  spec: RoomSpec,
  nowMs: number,
  pending: (audience: Audience) => void = (audience) => audience.flush(),
  metrics = new Metrics(),
  options: {
    readonly overlaps?: Overlaps;
    readonly retained?: RetainedBounds;
    readonly senderSeed?: number;
  } = {},
): Room {
  const { tickMs } = spec.settings;
  const topics = new TopicTree<Hearer>(options.overlaps);
  const poses = new PoseTable();
  const room: Room = {
    spec,
    settings: settingsOf(spec),
    openedAtMs: nowMs,
    phase: "open",
    participants: new Map(),
    ghosts: new Map(),
    mirrored: new Map(),
    stage: newRoomStage(),
    listeners: new Map(),
    topics,
    pubsub: {
      audiences: new Audiences(topics, pending, metrics),
      shares: new ShareGroups(topics),
      metrics,
      senderSeed: options.senderSeed ?? 0,
    },
    retained: new Retained(options.retained),
    items: newItems(nowMs + tickMs),
    state: newRoomState(),
    poses,
    poseFanout: newPoseFanout(nowMs),
    plainPoses: new PlainPoses(roomTopic(spec.room, "pose")),
    voice: newVoice(poses),
    moderation: newModeration(),
    lastSid: 0,
    chatCount: 0,
    chatLog: newChatLog(),
    giftSeq: spec.gifts?.after ?? 0,
    nextTickAtMs: nowMs + tickMs,
    nextPlainTickAtMs: nowMs,
    emptySinceMs: nowMs,
  };
  return room;
}

function settingsOf({ room, world, version, capacity, content, settings }: RoomSpec): RoomSettings {
  const { tickMs, ...look } = settings;
  // In the schema's order, so that what came by way of a text can be compared as a text.
  return roomSettingsSchema.parse({ ...look, room, world, version, capacity, tick: tickMs, content });
}

/**
 * The room is made of something else from now on, and everybody in it is told. Nobody leaves: where the capacity has shrunk, as
 * many stay as there are. SPEC [ROOM-3]
 */
export function renew(room: Room, spec: RoomSpec): void {
  const settings = settingsOf(spec);
  const isSame = JSON.stringify(settings) === JSON.stringify(room.settings);
  room.spec = spec;
  room.settings = settings;
  if (isSame || room.lastSid === 0) return;
  broadcast(extended(room), [{ kind: "room", message: settings }]);
  announce(room);
}

/**
 * Retains the settings for plain clients. Not before there is somebody in the room: on an open host, where nobody may ever be,
 * whoever subscribes to everything must not find it. SPEC [ROOM-1]
 */
export function announce(room: Room): void {
  say(room, roomTopic(room.spec.room, "room"), room.settings, { retain: true });
}

/** All who are seen in the room, wherever they are: for whoever tells of it. */
export function* seen({ participants, mirrored }: Room): Generator<Participant> {
  yield* participants.values();
  yield* mirrored.values();
}

/** All who are seen, and ghosts: for what is decided about somebody, never for what is told of them. */
export function* everybody(room: Room): Generator<Participant> {
  yield* seen(room);
  yield* room.ghosts.values();
}

/** Milliseconds since the room opened: the clock poses and PONG speak of. SPEC [CLOCK-1] */
export function roomTimeMs(room: Room, nowMs: number): number {
  return Math.max(0, nowMs - room.openedAtMs);
}

/**
 * Publishes, retaining when asked. `raw` is the packet as it came, when it may go on as it is. Answers what an acknowledgement
 * says: success, that nobody hears it, or that there is no room left to retain it.
 */
export function publish(
  room: Room,
  publication: Publication,
  raw: { readonly version: MqttVersion; readonly packet: Uint8Array } | null = null,
): ReasonCode {
  const isKept = !publication.retain || room.retained.keep(publication);
  const isHeard = fanOut(room.topics, publication, raw);
  if (!isKept) return ReasonCode.quotaExceeded;
  return isHeard ? ReasonCode.success : ReasonCode.noMatchingSubscribers;
}

/** The room's own JSON message on a topic; null is the empty payload that clears a retained one. */
export function say(
  room: Room,
  topicName: string,
  message: unknown,
  options: { readonly retain: boolean; readonly unheardBy?: ReadonlySet<number> | null },
): void {
  const payload = message === null ? new Uint8Array(0) : encodeUtf8(JSON.stringify(message));
  publish(room, roomPublication({ topicName, payload, ...options }));
}

/** The extended clients of a room that were granted these capabilities. SPEC [NEG-3] */
export function* extended(room: Room, capabilities = 0): Generator<Subscriber> {
  for (const { subscriber } of room.listeners.values())
    if (((subscriber.extension?.capabilities ?? 0) & capabilities) === capabilities) yield subscriber;
}
