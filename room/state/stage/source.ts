// Another room's stage as one room shows it: who is there, as its sections tell, and which of them are seen here, under sids of this
// room, in a seat that takes no place. What they say and do goes the way of any participant's, so that blocks and mutes hold.
// Knows no host and no connection. SPEC [STAGE-3]…[STAGE-6]

import { poseTimeMs } from "../../../shared/protocol/ext/pose.ts";
import type { Poses } from "../../../shared/protocol/ext/poses.ts";
import type { Member, Presence } from "../../../shared/protocol/ext/presence.ts";
import type { DownSection } from "../../../shared/protocol/ext/registry.ts";
import type { RoomId } from "../../../shared/schema/ids.ts";
import { applyChat } from "../chat.ts";
import { applyEmote } from "../emote.ts";
import { isSilenced } from "../moderation-state.ts";
import { applyPose } from "../pose.ts";
import { hide, update } from "../presence.ts";
import { type Participant, type Room, roomTimeMs } from "../room.ts";
import { applyVoice } from "../voice.ts";
import { STAGE_PERFORMERS_MAX } from "./on-stage.ts";

/** A stage that is lost is waited for as long as a participant is. SPEC [RESUME-3] */
export const STAGE_WAIT_MS = 10_000;
/** How fast the other room's clock may seem to fall behind ours before we follow: more would be the network's doing. */
const CLOCK_DRIFT = 0.005;

/** Somebody on the other stage. */
export type Performer = {
  member: Member;
  /** Whether the room has their blocks, which it asks for before they are seen. SPEC [BLOCK-5] */
  blocks: "unknown" | "asked" | "known";
  shown: Participant | null;
  /** The newest pose, as the other room stamped it: for when they are shown. */
  block: Uint8Array | null;
};

export type StageSource = {
  readonly room: RoomId;
  /** By their sid there. */
  readonly performers: Map<number, Performer>;
  /** This room's clock less the other's, milliseconds; null before the first poses. */
  clock: { readonly offsetMs: number; readonly atMs: number } | null;
  /** Since when nothing is heard of it; null while there is something. */
  lostAtMs: number | null;
};

/** Shows nobody yet. */
export function newSource(room: RoomId, nowMs: number): StageSource {
  return { room, performers: new Map(), clock: null, lostAtMs: nowMs };
}

/** Takes what the other room tells. What has no meaning here is passed over. */
export function hearStage(room: Room, source: StageSource, section: DownSection, nowMs: number): void {
  switch (section.kind) {
    case "presence":
      return hearWho(room, source, section.message, nowMs);
    case "poses":
      return hearPoses(room, source, section.message, nowMs);
    case "voices":
      for (const { sid, block } of section.message) {
        const shown = source.performers.get(sid)?.shown;
        if (shown != null) applyVoice(room, shown, block, nowMs);
      }
      return;
    case "emotes":
      for (const { sid, ...made } of section.message) {
        const shown = source.performers.get(sid)?.shown;
        if (shown != null) applyEmote(room, shown, { ...made, tMs: hereMs(source, made.tMs) }, nowMs);
      }
      return;
    case "chat": {
      const { from, text, id } = section.message;
      const shown = source.performers.get(from)?.shown;
      if (shown != null) applyChat(room, shown, { text, id }, nowMs);
      return;
    }
    default:
      return;
  }
}

function hearWho(room: Room, source: StageSource, message: Presence, nowMs: number): void {
  if (message.op === "leave") {
    for (const sid of message.sids) forget(room, source, sid, nowMs);
    return;
  }
  if (message.op === "snapshot") {
    source.lostAtMs = null;
    const stay = new Set(message.members.map(({ sid }) => sid));
    for (const sid of [...source.performers.keys()]) if (!stay.has(sid)) forget(room, source, sid, nowMs);
  }
  for (const member of message.members) take(room, source, member, nowMs);
}

function take(room: Room, source: StageSource, member: Member, nowMs: number): void {
  const known = source.performers.get(member.sid);
  if (known !== undefined && isSame(known.member, member)) {
    known.member = member;
    if (known.shown !== null) update(room, known.shown, asShown(room, member, nowMs));
    return;
  }
  forget(room, source, member.sid, nowMs);
  if (source.performers.size >= STAGE_PERFORMERS_MAX) return;
  source.performers.set(member.sid, { member, blocks: "unknown", shown: null, block: null });
}

/** A sid may be another's after the other room was lost for a while. */
function isSame(one: Member, other: Member): boolean {
  return one.user === other.user && one.joinedAt === other.joinedAt;
}

/** Somebody is no longer on that stage. */
export function forget(room: Room, source: StageSource, sid: number, nowMs: number): void {
  const performer = source.performers.get(sid);
  if (performer === undefined) return;
  source.performers.delete(sid);
  takeBack(room, performer, nowMs);
}

/** Somebody is no longer seen here. */
export function takeBack(room: Room, performer: Performer, nowMs: number): void {
  if (performer.shown === null) return;
  hide(room, performer.shown, nowMs);
  performer.shown = null;
}

/** As this room tells of them: silenced where either room silences them. */
export function asShown(room: Room, member: Member, nowMs: number): Omit<Member, "sid"> {
  const { sid: _, ...rest } = member;
  return { ...rest, silenced: rest.silenced || isSilenced(room.moderation, rest.user, nowMs) };
}

function hearPoses(room: Room, source: StageSource, { timeMs, entries }: Poses, nowMs: number): void {
  setClock(source, (Math.floor(roomTimeMs(room, nowMs)) - timeMs) | 0, nowMs);
  for (const { sid, block } of entries) {
    const performer = source.performers.get(sid);
    if (performer === undefined) continue;
    performer.block = block.slice();
    tellPose(room, source, performer, nowMs);
  }
}

/** The quickest message says most of two clocks; a slower one counts as drift, a little at a time. */
function setClock(source: StageSource, offsetMs: number, nowMs: number): void {
  const { clock } = source;
  const driftMs =
    clock === null ? 0 : Math.min(offsetMs - clock.offsetMs, (nowMs - clock.atMs) * CLOCK_DRIFT);
  source.clock = { offsetMs: clock === null ? offsetMs : clock.offsetMs + driftMs, atMs: nowMs };
}

/** A moment of the other room on this room's clock, modulo 65,536; null while it is not known. */
function hereMs({ clock }: StageSource, tMs: number): number | null {
  return clock === null ? null : (tMs + Math.round(clock.offsetMs)) & 0xffff;
}

/** Lets the newest pose be seen, at the moment of this room's clock. Before the first poses it is taken for one of now. */
export function tellPose(room: Room, source: StageSource, { shown, block }: Performer, nowMs: number): void {
  if (shown === null || block === null) return;
  const here = block.slice();
  const tMs = hereMs(source, poseTimeMs(block)) ?? Math.floor(roomTimeMs(room, nowMs)) & 0xffff;
  here[1] = tMs & 0xff;
  here[2] = tMs >> 8;
  applyPose(room, shown, here, nowMs);
}

/** Nothing is heard of the stage any more: whoever is seen of it is shown as away, until it is back or given up. */
export function loseStage(room: Room, source: StageSource, nowMs: number): void {
  if (source.lostAtMs !== null) return;
  source.lostAtMs = nowMs;
  source.clock = null;
  for (const { shown } of source.performers.values())
    if (shown !== null) update(room, shown, { reconnecting: true });
}

/** The stage is no longer shown here. */
export function dropStage(room: Room, source: StageSource, nowMs: number): void {
  for (const sid of [...source.performers.keys()]) forget(room, source, sid, nowMs);
  room.stage.sources.delete(source.room);
}
