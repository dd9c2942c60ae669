// A room as it stood on another host, taken up here: nobody has left it, and nobody is connected yet. SPEC [MOVE-3], [MOVE-4]

import { assert } from "../../shared/assert.ts";
import { Capability } from "../../shared/protocol/ext/hello.ts";
import { OwnerCause } from "../../shared/protocol/ext/item-owner.ts";
import { EventRing } from "../pubsub/event-ring.ts";
import type { Publication } from "../pubsub/subscriber.ts";
import { Actor, type ActorHost } from "../session/actor.ts";
import { AwaySubscriber } from "../session/away-subscriber.ts";
import { RESUME_WINDOW_MS } from "../session/held-places.ts";
import type { Waiting } from "../session/inflight.ts";
import { Session } from "../session/session.ts";
import { enterBlocks, hearWhileAway } from "../state/blocks.ts";
import { rememberLine } from "../state/chat-log.ts";
import { handOver } from "../state/item.ts";
import { growthBytes, type KeyStore, keep } from "../state/key-store.ts";
import type { Moderation } from "../state/moderation-state.ts";
import { freed, ownerOf } from "../state/ownership.ts";
import { former, listen, takeSeat, tellGone } from "../state/presence.ts";
import { type Participant, type Room, renew } from "../state/room.ts";
import { setVoiceK } from "../state/voice-state.ts";
import type { Wire } from "../wire.ts";
import type {
  KeysData,
  ParticipantData,
  PublicationData,
  SessionData,
  Snapshot,
  WaitingData,
  WaitingWill,
} from "./snapshot-schema.ts";

export type RestoreDeps = {
  readonly host: ActorHost;
  /** An id no connection of this host has. */
  nextActorId(): number;
};

/** Fills a room that was just opened and that nobody is in; if it is made of something else by now, everybody is told. */
export function restoreRoom(room: Room, snapshot: Snapshot, deps: RestoreDeps, nowMs: number): void {
  room.openedAtMs = snapshot.openedAtMs;
  room.lastSid = snapshot.lastSid;
  room.chatCount = snapshot.chatCount;
  room.giftSeq = snapshot.giftSeq ?? room.giftSeq;
  room.settings = snapshot.settings;
  for (const line of snapshot.chatLog) rememberLine(room.chatLog, line);
  restoreModeration(room.moderation, snapshot.moderation);
  room.pubsub.senderSeed = snapshot.senderSeed ?? room.pubsub.senderSeed;
  for (const retained of snapshot.retained)
    room.retained.keep({ ...toPublication(retained), senderId: retained.senderId });
  restoreItems(room, snapshot.items);
  room.state.lastVersion = snapshot.roomKeys.lastVersion;
  fillKeys(room.state.store, snapshot.roomKeys.keys);
  const publications = snapshot.publications.map(toPublication);
  const sessions = new Map(
    snapshot.sessions.map((data) => [data.key, restoreSession(room, data, publications, deps, nowMs)]),
  );
  for (const data of snapshot.participants) {
    const session = sessions.get(data.sessionKey) ?? null;
    restoreParticipant(room, data, { session, frames: snapshot.frames }, deps, nowMs);
  }
  for (const will of snapshot.wills) restoreWill(room, will, deps, nowMs);
  if (snapshot.participants.length > 0) room.emptySinceMs = null;
  for (const sid of snapshot.mirrored) tellGone(room, sid);
  freeLeftItems(room);
  renew(room, room.spec);
}

function restoreModeration(moderation: Moderation, data: Snapshot["moderation"]): void {
  for (const { user, ...ban } of data.bans) moderation.bans.set(user, ban);
  for (const { user, rank } of data.silenced) moderation.silenced.set(user, rank);
  for (const { user, ...appointment } of data.roles) moderation.roles.set(user, appointment);
  for (const { user: by, users } of data.blocks) {
    moderation.blocks.set(by, new Set(users));
    for (const target of users) moderation.blockedBy.add(target, by);
  }
  for (const { user: by, users } of data.brought) {
    moderation.brought.set(by, new Set(users));
    for (const target of users) moderation.broughtBy.add(target, by);
  }
  for (const { user, sanctions } of data.held) moderation.held.set(user, sanctions);
}

function restoreItems({ items }: Room, { lastId, items: all }: Snapshot["items"]): void {
  items.lastId = lastId;
  for (const { id, what, by, ownership, block, plainTold } of all)
    items.byId.set(id, {
      id,
      what,
      by,
      ownership,
      block,
      sampled: null,
      changedTick: items.tick + 1,
      plainTold,
    });
  items.tickPending = all.length > 0;
}

/** Whoever had it in hand did not come along: another epoch, so that nothing they sent counts any more. SPEC [ITEM-6] */
function freeLeftItems(room: Room): void {
  for (const item of room.items.byId.values()) {
    const owner = ownerOf(item.ownership);
    if (owner !== null && !room.participants.has(owner))
      handOver(room, item, freed(item.ownership), OwnerCause.leave);
  }
}

function fillKeys(store: KeyStore, keys: KeysData): void {
  for (const { key, version, type, bytes } of keys) {
    const value = { type, bytes };
    keep(store, key, { version, value }, growthBytes(store, key, value) ?? 0);
  }
}

/** null for one that ends with its connection, or whose client was quicker: it has another. */
function restoreSession(
  room: Room,
  { key, user, expirySeconds, endsAtMs, subscriptions, outgoing, received }: SessionData,
  publications: readonly Publication[],
  { host }: RestoreDeps,
  nowMs: number,
): Session | null {
  if (expirySeconds === 0) return null;
  const { keptMaxBytes } = host.limits;
  const session = new Session({ key, user, expirySeconds, pubsub: room.pubsub, keptMaxBytes });
  const untilMs = endsAtMs ?? nowMs + expirySeconds * 1000;
  if (!host.sessions.adopt(session, room, untilMs)) return null;
  for (const { filter, ...options } of subscriptions) session.subscribe(filter, options);
  session.takePlace();
  session.fill({
    outgoing: {
      lastPacketId: outgoing.lastPacketId,
      unacknowledged: outgoing.unacknowledged.map((waiting) => ({
        ...waiting,
        ...toWaiting(waiting, publications),
      })),
      waiting: outgoing.waiting.map((waiting) => toWaiting(waiting, publications)),
    },
    received,
  });
  if (user !== null) hearWhileAway(room, user, { id: session.id, endsAtMs: untilMs }, nowMs);
  return session;
}

function restoreParticipant(
  room: Room,
  data: ParticipantData,
  { session, frames }: { readonly session: Session | null; readonly frames: readonly Uint8Array[] },
  deps: RestoreDeps,
  nowMs: number,
): void {
  const { member, seat, token, sessionKey, connection, pose, wishes } = data;
  const last = formerActor(room, data, session, deps, nowMs);
  const events = EventRing.of(
    data.events.count,
    data.events.kept.flatMap(({ from, length }) => frames.slice(from, from + length)),
  );
  const participant = takeSeat(room, { member, seat, subscriber: new AwaySubscriber(last, events) }, nowMs);
  last.participant = participant;
  fillKeys(participant.ownState, data.ownKeys);
  room.state.ownBytes += participant.ownState.bytes;
  if (pose !== null) room.poses.write(participant.slot, pose.block, pose.tMs, nowMs);
  enterBlocks(room, participant);
  if (connection.extension !== null) hearAsBefore(room, participant, wishes);
  const { extension } = connection;
  deps.host.places.adopt(
    { token, key: sessionKey, room, participant, extension, events },
    last,
    data.will,
    nowMs,
  );
}

/** Its receivers stand ready, to be moved to its connection when that comes. */
function hearAsBefore(room: Room, participant: Participant, wishes: ParticipantData["wishes"]): void {
  const { subscriber } = participant;
  listen(room, participant);
  const listener = room.listeners.get(subscriber.id);
  if (listener !== undefined && wishes !== null) {
    listener.wishes = wishes;
    setVoiceK(room.voice, subscriber.id, wishes.voiceK);
  }
  if (((subscriber.extension?.capabilities ?? 0) & Capability.items) !== 0)
    room.items.listeners.set(subscriber.id, { subscriber, seenTick: -1 });
}

/** Who says it is not in the room, and comes back only to have it not said. */
function restoreWill(
  room: Room,
  { sessionKey, will, dueAtMs, member, seat }: WaitingWill,
  deps: RestoreDeps,
  nowMs: number,
): void {
  const actor = closedActor(room, { seat, sessionKey }, deps, nowMs);
  actor.participant = former({ member, seat, subscriber: actor }, nowMs);
  const delayMs = (will.properties.willDelayInterval ?? 0) * 1000;
  const fromNowMs = nowMs + Math.max(RESUME_WINDOW_MS, delayMs);
  deps.host.sessions.awaitWill(sessionKey, { will, actor, dueAtMs: dueAtMs ?? fromNowMs });
}

/** What stands in for the connection somebody had elsewhere. */
function formerActor(
  room: Room,
  { seat, sessionKey, connection }: ParticipantData,
  session: Session | null,
  deps: RestoreDeps,
  nowMs: number,
): Actor {
  const actor = closedActor(room, { seat, sessionKey }, deps, nowMs);
  actor.version = connection.version;
  actor.session = session;
  actor.extension = connection.extension;
  actor.peerPacketMaxBytes = connection.packetMaxBytes ?? Number.POSITIVE_INFINITY;
  return actor;
}

/** It can be written to no more. */
function closedActor(
  room: Room,
  { seat, sessionKey }: Pick<ParticipantData, "seat" | "sessionKey">,
  { host, nextActorId }: RestoreDeps,
  nowMs: number,
): Actor {
  const actor = new Actor({ id: nextActorId(), nowMs, wire: CUT, host });
  actor.state = { name: "closed" };
  actor.access = seat === "ghost" ? "ghost" : "participant";
  actor.clientId = sessionKey;
  actor.room = room;
  return actor;
}

const CUT: Wire = { pendingBytes: 0, write: () => true };

/** Throws where there is no such message. */
function toWaiting(
  { publication, delivery }: WaitingData,
  publications: readonly Publication[],
): Pick<Waiting, "publication" | "delivery"> {
  if (typeof publication !== "number") return { publication: toPublication(publication), delivery };
  const shared = publications[publication];
  assert(shared !== undefined, "a snapshot has every message that it names");
  return { publication: shared, delivery };
}

/** By nobody who is here, and heard by whoever has it already. */
function toPublication(data: PublicationData): Publication {
  return { ...data, senderId: null, unheardBy: null };
}
