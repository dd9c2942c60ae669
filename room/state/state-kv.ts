// Keys of the room and of participants: set by who knows the version, told to everybody, dropped with who they belong to.
// SPEC [STATE-1]…[STATE-7]

import { Capability } from "../../shared/protocol/ext/hello.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import type { DownSection } from "../../shared/protocol/ext/registry.ts";
import {
  ANY_VERSION,
  NO_VALUE,
  plainState,
  type State,
  StateScope,
  type StateSet,
  type StateValue,
} from "../../shared/protocol/ext/state-kv.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { broadcast, fanOutAlone, tellList } from "../pubsub/fanout.ts";
import { roomPublication } from "../pubsub/publication.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";
import { MESSAGE_OVERHEAD_BYTES, take } from "./budget.ts";
import { FROM_A_GHOST } from "./ghost.ts";
import { growthBytes, type KeyStore, keep, OWN_STATE_OF_ROOM_MAX_BYTES } from "./key-store.ts";
import { type ActionKind, mayDo } from "./permissions.ts";
import { extended, type Participant, publish, type Room } from "./room.ts";
import { notAllowed, overQuota, type Refusal, refused, type Verdict } from "./verdict.ts";

/** How keys begin that say what the room's screens show, and what its cameras look at. */
const SCREEN_KEYS = "screen:";
const CAMERA_KEYS = "camera:";
type KeyAction = Extract<ActionKind, `state-${string}`>;

/** Sections of one frame when everything is told at once: entries are at most 4.2 KiB (SPEC [CARRIER-6]). */
const STATES_PER_FRAME_MAX = 14;

/** Sets, or deletes, a key if it still is as the setter knows it. The value is copied. SPEC [STATE-2], [STATE-3] */
export function applyState(
  room: Room,
  participant: Participant,
  { scope, key, version, value }: StateSet,
  nowMs: number,
): Verdict {
  const isOwn = scope === StateScope.own;
  const { subscriber, sid, budgets, member } = participant;
  const action = isOwn ? "state-own" : actionOn(key);
  if (!mayDo(member.role, action)) return NOT_ALLOWED[action];
  if (participant.seat === "ghost" && action !== "state-camera") return FROM_A_GHOST;
  if (!take(budgets.state, nowMs, value.bytes.length + MESSAGE_OVERHEAD_BYTES)) return TOO_FAST;
  const store = isOwn ? participant.ownState : room.state.store;
  const before = store.kept.get(key);
  if (version !== ANY_VERSION && version !== (before?.version ?? 0)) {
    broadcast([subscriber], [stateSection(isOwn ? sid : 0, key, before)]);
    return stale(key, before?.version ?? 0);
  }
  if (before === undefined && value.bytes.length === 0) return null;
  const growth = growthBytes(store, key, value);
  if (growth === null) return full(store);
  if (isOwn && growth > 0 && room.state.ownBytes + growth > OWN_STATE_OF_ROOM_MAX_BYTES) return full(store);
  if (isOwn) room.state.ownBytes += growth;
  const kept = { version: ++room.state.lastVersion, value: { ...value, bytes: value.bytes.slice() } };
  keep(store, key, kept, growth);
  // That a key is no more goes to all: who must not see its owner may have been told of it before.
  const unheardBy = isOwn && value.bytes.length > 0 ? participant.unheardBy : null;
  broadcast(extended(room, Capability.state), [stateSection(isOwn ? sid : 0, key, kept)], unheardBy);
  const { room: id } = room.spec;
  const topicName = isOwn ? roomTopic(id, "own", sid, key) : roomTopic(id, "state", key);
  tellPlain(room, topicName, kept.value, unheardBy);
  return null;
}

/** What it is to set this key of the room. SPEC [STATE-7] */
function actionOn(key: string): KeyAction {
  if (key.startsWith(SCREEN_KEYS)) return "state-screen";
  return key.startsWith(CAMERA_KEYS) ? "state-camera" : "state-room";
}

/** Gives an extended client every key as it is, but for those of who it must not see. SPEC [STATE-4] */
export function welcomeToState(room: Room, { subscriber }: Participant): void {
  if (((subscriber.extension?.capabilities ?? 0) & Capability.state) === 0) return;
  const sections = [...sectionsOf(room.state.store, 0)];
  for (const { sid, ownState, unheardBy } of room.participants.values())
    if (unheardBy?.has(subscriber.id) !== true) sections.push(...sectionsOf(ownState, sid));
  tellKeys(subscriber, sections);
}

function tellKeys(subscriber: Subscriber, sections: readonly DownSection[]): void {
  if (sections.length > 0) tellList(subscriber, sections, STATES_PER_FRAME_MAX, (some) => some);
}

/** Tells these subscribers, who were kept from them, somebody's own keys as they are. SPEC [BLOCK-4] */
export function tellOwnStateAgain(
  room: Room,
  { sid, ownState }: Participant,
  ids: ReadonlySet<number>,
): void {
  for (const subscriber of extended(room, Capability.state))
    if (ids.has(subscriber.id)) tellKeys(subscriber, [...sectionsOf(ownState, sid)]);
  for (const [key, { value }] of ownState.kept) {
    const topicName = roomTopic(room.spec.room, "own", sid, key);
    const publication = roomPublication({ topicName, payload: plainState(value), retain: true });
    fanOutAlone(room.topics, publication, ids);
  }
}

/**
 * A participant left, and its keys with it: PRESENCE says so to extended clients, empty messages to plain ones, to those too who must
 * not see it, as they may have been told of a key before. SPEC [STATE-5]
 */
export function dropStateOf(room: Room, participant: Participant): void {
  const { ownState } = participant;
  for (const key of ownState.kept.keys())
    tellPlain(room, roomTopic(room.spec.room, "own", participant.sid, key), NO_VALUE, null);
  room.state.ownBytes -= ownState.bytes;
  ownState.kept.clear();
  ownState.bytes = 0;
}

function* sectionsOf({ kept }: KeyStore, sid: number): Generator<DownSection> {
  for (const [key, entry] of kept) yield stateSection(sid, key, entry);
}

/** `sid` 0 is the room's own. */
function stateSection(
  sid: number,
  key: string,
  kept: Pick<State, "version" | "value"> | undefined,
): DownSection {
  const scope = sid === 0 ? StateScope.room : StateScope.own;
  const { version, value } = kept ?? { version: 0, value: NO_VALUE };
  return { kind: "state", message: { scope, sid, key, version, value } };
}

function tellPlain(
  room: Room,
  topicName: string,
  value: StateValue,
  unheardBy: ReadonlySet<number> | null,
): void {
  publish(room, roomPublication({ topicName, payload: plainState(value), retain: true, unheardBy }));
}

// ── refusals ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const NOT_ALLOWED: Readonly<Record<KeyAction, Refusal>> = {
  "state-own": notAllowed("your role keeps no keys of its own"),
  "state-room": notAllowed("guests set no keys of the room"),
  "state-screen": notAllowed("what screens show is for performers, and for those who run the event"),
  "state-camera": notAllowed("where cameras look is for those who run the event"),
};
const TOO_FAST = overQuota(NoticeCode.stateTooFast, "more than 8 KiB of values a second; wait a moment");

function stale(key: string, version: number): Refusal {
  return refused(NoticeCode.stateStale, `${key} has version ${version} by now`);
}

function full({ limits }: KeyStore): Refusal {
  return overQuota(
    NoticeCode.stateFull,
    `at most ${limits.keysMax} keys and ${limits.totalMaxBytes} bytes in all`,
  );
}
