// A live room, taken down as data: everything that goes along when it moves to another host. Reads, and changes nothing. SPEC [MOVE-4]

import type { Will } from "../../shared/protocol/packet.ts";
import type { EventRing } from "../pubsub/event-ring.ts";
import type { Publication } from "../pubsub/subscriber.ts";
import { Actor } from "../session/actor.ts";
import type { HeldPlace, HeldPlaces } from "../session/held-places.ts";
import type { Waiting } from "../session/inflight.ts";
import type { Session } from "../session/session.ts";
import type { Sessions } from "../session/sessions.ts";
import type { Item } from "../state/item-store.ts";
import type { KeyStore } from "../state/key-store.ts";
import type { Moderation } from "../state/moderation-state.ts";
import type { Participant, Room } from "../state/room.ts";
import { publicationData, retainedData, willData } from "./publication-data.ts";
import {
  type ItemData,
  type KeysData,
  type ParticipantData,
  type PublicationData,
  type SessionData,
  SNAPSHOT_VERSION,
  type Snapshot,
  type WaitingData,
} from "./snapshot-schema.ts";
import { delayedWills } from "./take-wills.ts";

export type SnapshotDeps = { readonly places: HeldPlaces; readonly sessions: Sessions };

/** The room as it stands at `nowMs`. Who has no token to come back with is given one. */
export function takeSnapshot(room: Room, { places, sessions }: SnapshotDeps, nowMs: number): Snapshot {
  const held = new Map([...places.inRoom(room)].map((place) => [place.participant, place]));
  const frames = new Frames();
  const publications = new Publications();
  return {
    v: SNAPSHOT_VERSION,
    openedAtMs: room.openedAtMs,
    settings: room.settings,
    lastSid: room.lastSid,
    chatCount: room.chatCount,
    giftSeq: room.giftSeq,
    chatLog: [...room.chatLog.lines],
    participants: [...room.participants.values(), ...room.ghosts.values()].flatMap((participant) => {
      const source = sourceOf(participant, held.get(participant) ?? null, () => places.newToken());
      return source === null ? [] : [participantData(room, participant, source, frames)];
    }),
    mirrored: [...room.mirrored.keys()],
    frames: frames.all,
    sessions: [...sessions.inRoom(room)].map(({ session, endsAtMs }) =>
      sessionData(session, endsAtMs, publications),
    ),
    publications: publications.all,
    wills: delayedWills(room, sessions),
    senderSeed: room.pubsub.senderSeed,
    retained: room.retained.matching("#", nowMs).map(retainedData),
    items: {
      lastId: room.items.lastId,
      items: [...room.items.byId.values()].map(itemData),
    },
    roomKeys: { lastVersion: room.state.lastVersion, keys: keysData(room.state.store) },
    moderation: moderationData(room.moderation),
  };
}

export function itemData({ id, what, by, ownership, block, plainTold }: Item): ItemData {
  return { id, what, by, ownership, block, plainTold };
}

/** What there is of a participant's connection: the one it has, or the last it had. */
type Source = {
  readonly actor: Actor;
  readonly token: string;
  readonly sessionKey: string;
  readonly events: EventRing | null;
  readonly place: HeldPlace | null;
};

/** null for whoever has no client of their own: they do not go along. */
function sourceOf(
  { subscriber }: Participant,
  place: HeldPlace | null,
  newToken: () => string,
): Source | null {
  if (place !== null) {
    const { token, key, events, holder } = place;
    return { actor: holder.actor, token, sessionKey: key, events, place };
  }
  if (!(subscriber instanceof Actor) || subscriber.session === null) return null;
  return { actor: subscriber, token: newToken(), sessionKey: subscriber.session.key, events: null, place };
}

function participantData(
  room: Room,
  { sid, seat, member, slot, subscriber, ownState }: Participant,
  { actor, token, sessionKey, events, place }: Source,
  frames: Frames,
): ParticipantData {
  const block = seat === "visible" ? room.poses.blockOf(slot) : null;
  return {
    sid,
    seat: seat === "ghost" ? "ghost" : "visible",
    member,
    ownKeys: keysData(ownState),
    pose: block === null ? null : { block: block.slice(), tMs: room.poses.sampleTimeMs(slot) },
    wishes: room.listeners.get(subscriber.id)?.wishes ?? null,
    token,
    sessionKey,
    connection: {
      version: actor.version,
      packetMaxBytes: Number.isFinite(actor.peerPacketMaxBytes) ? actor.peerPacketMaxBytes : null,
      extension: actor.extension,
    },
    events: events === null ? { count: 0, kept: [] } : frames.of(events),
    will: willDataOf(willOf(actor, place)),
  };
}

/** What is to be said when its client does not come back. */
function willOf({ state }: Actor, place: HeldPlace | null): Will | null {
  if (place?.holder.name === "away") return place.holder.will;
  return state.name === "active" ? state.will : null;
}

function willDataOf(will: Will | null): ParticipantData["will"] {
  return will === null ? null : willData(will);
}

/** Event frames by reference: many have the same ones to be told, which go along once. */
class Frames {
  readonly all: Uint8Array[] = [];
  readonly #indexes = new Map<Uint8Array, number>();

  of(ring: EventRing): ParticipantData["events"] {
    const kept: { from: number; length: number }[] = [];
    for (const frame of ring.kept) {
      const index = this.#indexOf(frame);
      const last = kept.at(-1);
      if (last !== undefined && last.from + last.length === index) last.length++;
      else kept.push({ from: index, length: 1 });
    }
    return { count: ring.count, kept };
  }

  #indexOf(frame: Uint8Array): number {
    const known = this.#indexes.get(frame);
    if (known !== undefined) return known;
    this.#indexes.set(frame, this.all.length);
    return this.all.push(frame) - 1;
  }
}

/** Messages by reference, as frames are. */
class Publications {
  readonly all: PublicationData[] = [];
  readonly #indexes = new Map<Publication, number>();

  indexOf(publication: Publication): number {
    const known = this.#indexes.get(publication);
    if (known !== undefined) return known;
    this.#indexes.set(publication, this.all.length);
    return this.all.push(publicationData(publication)) - 1;
  }
}

function sessionData(session: Session, endsAtMs: number | null, publications: Publications): SessionData {
  const { outgoing, received } = session.inFlight;
  return {
    key: session.key,
    user: session.user,
    expirySeconds: session.expirySeconds,
    endsAtMs,
    subscriptions: [...session.subscriptions].map(([filter, options]) => ({ filter, ...options })),
    outgoing: {
      lastPacketId: outgoing.lastPacketId,
      unacknowledged: outgoing.unacknowledged.map(({ packetId, stage, ...waiting }) => ({
        ...waitingData(waiting, publications),
        packetId,
        stage,
      })),
      waiting: outgoing.waiting.map((waiting) => waitingData(waiting, publications)),
    },
    received: [...received],
  };
}

function waitingData(
  { publication, delivery }: Pick<Waiting, "publication" | "delivery">,
  publications: Publications,
): WaitingData {
  const { qos, retain, identifiers } = delivery;
  return {
    publication: publications.indexOf(publication),
    delivery: { qos, retain, identifiers: [...identifiers] },
  };
}

export function keysData({ kept }: KeyStore): KeysData {
  return [...kept].map(([key, { version, value }]) => ({ key, version, ...value }));
}

export function moderationData(moderation: Moderation): Snapshot["moderation"] {
  const { bans, silenced, roles, blocks, brought, held } = moderation;
  return {
    bans: [...bans].map(([user, ban]) => ({ user, ...ban })),
    silenced: [...silenced].map(([user, rank]) => ({ user, rank })),
    roles: [...roles].map(([user, appointment]) => ({ user, ...appointment })),
    blocks: [...blocks].map(([user, users]) => ({ user, users: [...users] })),
    brought: [...brought].map(([user, users]) => ({ user, users: [...users] })),
    held: [...held].map(([user, sanctions]) => ({ user, sanctions: [...sanctions] })),
  };
}
