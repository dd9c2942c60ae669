// Who is here: joining, changing, leaving, told to plain and extended clients alike, but for ghosts. SPEC [PRES-1]…[PRES-3], [GHOST-1]

import { type Member, SID_MAX } from "../../shared/protocol/ext/presence.ts";
import { metresToSteps } from "../../shared/protocol/ext/quantize.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import { GHOSTS_MAX, type Participant as Identity, type Seat } from "../../shared/schema/room-spec.ts";
import { VOICE_K_MAX } from "../../shared/schema/world-settings.ts";
import type { Effects } from "../effects.ts";
import { newPoseListener } from "../interest/listener.ts";
import { broadcast, tellList } from "../pubsub/fanout.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";
import { enterBlocks, leaveBlocks, welcomeToBlocks } from "./blocks.ts";
import { newBudgets } from "./budget.ts";
import { releaseItemsOf, welcomeToItems } from "./item-life.ts";
import { newKeyStore, OWN_STATE } from "./key-store.ts";
import { isSilenced, roleHere } from "./moderation-state.ts";
import { announce, extended, type Participant, type Room, type RoomSeat, say, seen } from "./room.ts";
import { standIn } from "./stage/stand-in.ts";
import { dropStateOf, welcomeToState } from "./state-kv.ts";
import { enterVoice, leaveVoice, listenToVoice } from "./voice-state.ts";

/** A ticket has at most 4,096 characters of base64, so a member is under 3 KiB, and as many as this fit a frame (SPEC [CARRIER-6]). */
const MEMBERS_PER_SECTION_MAX = 20;
/** Of whoever has no place in the pose table. */
const NO_SLOT = -1;

/** Whether nobody more may join in such a seat, once `placesFreed` of those who have one have left. SPEC [GHOST-1] */
export function isFull(room: Room, seat: Seat, placesFreed = 0): boolean {
  return inSeats(room, seat).size - placesFreed >= (seat === "ghost" ? GHOSTS_MAX : room.spec.capacity);
}

/** How often a user looks on in the room. */
export function ghostCountOf({ ghosts }: Room, user: UserId): number {
  let count = 0;
  for (const { member } of ghosts.values()) if (member.user === user) count++;
  return count;
}

function inSeats({ participants, ghosts, mirrored }: Room, seat: RoomSeat): Map<number, Participant> {
  switch (seat) {
    case "visible":
      return participants;
    case "ghost":
      return ghosts;
    case "mirror":
      return mirrored;
  }
}

/** Adds a participant under a fresh sid and tells everybody else, unless it is a ghost. The room must not be full. */
export function join(
  room: Room,
  subscriber: Subscriber,
  identity: Identity,
  nowMs: number,
  out: Effects,
  seat: Seat = "visible",
): Participant {
  const member = {
    ...identity,
    role: roleHere(room.moderation, identity),
    device: "desktop",
    muted: false,
    silenced: isSilenced(room.moderation, identity.user, nowMs),
    away: false,
    reconnecting: false,
    joinedAt: nowMs,
  } as const;
  const participant = enter(room, seat, member, () => subscriber, nowMs);
  room.emptySinceMs = null;
  report(room, seat, "join", participant, nowMs, out);
  return participant;
}

/** Shows somebody of another room's stage under a fresh sid and tells everybody: to the origin they are not here. SPEC [STAGE-4] */
export function show(room: Room, member: Omit<Member, "sid">, nowMs: number): Participant {
  return enter(room, "mirror", member, (sid) => standIn(sid, room.pubsub.metrics), nowMs);
}

function enter(
  room: Room,
  seat: RoomSeat,
  member: Omit<Member, "sid">,
  subscriberOf: (sid: number) => Subscriber,
  nowMs: number,
): Participant {
  if (room.lastSid === 0) announce(room);
  const sid = nextSid(room);
  const seated = { member: { ...member, sid }, seat, subscriber: subscriberOf(sid) };
  const participant = takeSeat(room, seated, nowMs);
  enterBlocks(room, participant);
  tellMember(room, "join", participant);
  return participant;
}

/** Somebody who was in the room and is in no seat of it any more: what they left to be said is said as theirs. */
export function former(
  { member, seat, subscriber }: Pick<Participant, "member" | "seat" | "subscriber">,
  nowMs: number,
): Participant {
  return {
    sid: member.sid,
    seat,
    subscriber,
    slot: NO_SLOT,
    member,
    unheardBy: null,
    budgets: newBudgets(nowMs),
    ownState: newKeyStore(OWN_STATE),
    speakingUntilMs: 0,
  };
}

/** Puts a member into a seat, where the world begins. Nobody is told. */
export function takeSeat(
  room: Room,
  { member, seat, subscriber }: Pick<Participant, "member" | "seat" | "subscriber">,
  nowMs: number,
): Participant {
  const { sid } = member;
  const [x, y, z] = room.spec.settings.spawn.map((metres) => metresToSteps(metres, true));
  const at = { x: x ?? 0, y: y ?? 0, z: z ?? 0 };
  const slot = seat === "ghost" ? room.poses.addView(at) : room.poses.add(sid, at);
  const participant: Participant = { ...former({ member, seat, subscriber }, nowMs), slot };
  inSeats(room, seat).set(sid, participant);
  if (seat !== "ghost") room.poses.owners[slot] = participant;
  enterVoice(room.voice, participant);
  return participant;
}

/** Gives an extended client the room as it is: settings, then members. From the next tick it hears poses. SPEC [ROOM-1] */
export function welcome(room: Room, participant: Participant): void {
  const { subscriber } = participant;
  const members = [...seen(room)].map((p) => p.member);
  broadcast([subscriber], [{ kind: "room", message: room.settings }]);
  // The first may be empty: a ghost in a room of ghosts.
  tellList(subscriber, members, MEMBERS_PER_SECTION_MAX, (some, start) => [
    { kind: "presence", message: { op: start === 0 ? "snapshot" : "join", members: some } },
  ]);
  welcomeToState(room, participant);
  welcomeToItems(room, participant);
  welcomeToBlocks(room, participant);
  listen(room, participant);
}

/** From now on an extended participant hears what moves, and who speaks. */
export function listen({ voice, listeners, poseFanout }: Room, participant: Participant): void {
  const { subscriber, slot } = participant;
  listenToVoice(voice, participant, VOICE_K_MAX);
  listeners.set(subscriber.id, newPoseListener(subscriber, slot, poseFanout.serial++));
}

/** Changes what is told of a participant and tells it, if anything changed. */
export function update(room: Room, participant: Participant, change: Partial<Member>): void {
  const member = { ...participant.member, ...change };
  if (JSON.stringify(member) === JSON.stringify(participant.member)) return;
  participant.member = member;
  tellMember(room, "update", participant);
}

/** Takes a participant out and tells everybody who was told of it. SPEC [PRES-2] */
export function leave(room: Room, participant: Participant, nowMs: number, out: Effects): void {
  const { seat } = participant;
  if (seat === "mirror" || !inSeats(room, seat).delete(participant.sid)) return;
  room.listeners.delete(participant.subscriber.id);
  leaveVoice(room.voice, participant);
  leaveBlocks(room, participant);
  if (room.participants.size + room.ghosts.size === 0) {
    room.emptySinceMs = nowMs;
    room.plainPoses.rest();
  }
  if (seat === "ghost") room.poses.removeView(participant.slot);
  else vanish(room, participant, nowMs);
  report(room, seat, "leave", participant, nowMs, out);
}

/** Somebody of another room's stage is shown here no longer. */
export function hide(room: Room, participant: Participant, nowMs: number): void {
  if (!room.mirrored.delete(participant.sid)) return;
  leaveVoice(room.voice, participant);
  leaveBlocks(room, participant);
  vanish(room, participant, nowMs);
}

/** What others saw of a participant ends. */
function vanish(room: Room, participant: Participant, nowMs: number): void {
  room.stage.changes++;
  releaseItemsOf(room, participant, nowMs);
  dropStateOf(room, participant);
  room.poses.remove(participant.slot);
  tellGone(room, participant.sid);
}

/** Everybody hears that this sid is nobody any more. */
export function tellGone(room: Room, sid: number): void {
  broadcast(extended(room), [{ kind: "presence", message: { op: "leave", sids: [sid] } }]);
  say(room, roomTopic(room.spec.room, "presence", sid), null, { retain: true });
}

function tellMember(room: Room, op: "join" | "update", { member, seat }: Participant): void {
  if (seat === "ghost") return;
  room.stage.changes++;
  broadcast(extended(room), [{ kind: "presence", message: { op, members: [member] } }]);
  say(room, roomTopic(room.spec.room, "presence", member.sid), member, { retain: true });
}

function report(
  room: Room,
  seat: Seat,
  kind: "join" | "leave",
  participant: Participant,
  nowMs: number,
  out: Effects,
): void {
  const { user, sid } = participant.member;
  const participantCount = room.participants.size;
  out.push({
    kind: "report",
    room: room.spec.room,
    entry: { kind, user, sid, seat, atMs: nowMs, participantCount },
  });
}

/** Counts on and round, so that a sid that was just given up is the last to be used again. SPEC [PRES-3] */
function nextSid(room: Room): number {
  do room.lastSid = (room.lastSid % SID_MAX) + 1;
  while ([room.participants, room.ghosts, room.mirrored].some((seats) => seats.has(room.lastSid)));
  return room.lastSid;
}
