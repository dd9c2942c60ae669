// The room while we are in it: its clock, its members, what it says and what we say. Pure; outlives a connection that is resumed.
// Frames come in decoded, effects go out. SPEC 5, 6, 8, 16

import { chatUpSchema } from "../protocol/ext/chat.ts";
import type { Pong } from "../protocol/ext/clock.ts";
import type { Me } from "../protocol/ext/me.ts";
import { decodePose, encodePose } from "../protocol/ext/pose.ts";
import type { Poses } from "../protocol/ext/poses.ts";
import type { Member, Presence } from "../protocol/ext/presence.ts";
import { type DownSection, encodeUp, type UpSection } from "../protocol/ext/registry.ts";
import { encodeFrame } from "../protocol/frame.ts";
import { createClockSync } from "./clock-sync.ts";
import { again, type Ending, endingOfBye } from "./ending.ts";
import { dueNow, heard, heartbeatDeadlineMs, pinged, ponged, startHeartbeat } from "./heartbeat.ts";
import type { RoomEffect, UntimedPose } from "./room-effect.ts";
import { fullBatchTimeMs, fullSampleTimeMs } from "./room-time.ts";

const SAMPLE_WRAP_MS = 65_536;

export type JoinedRoom = ReturnType<typeof createJoinedRoom>;

/** A stay under `sid`, which each connection begins anew. Effects are pushed onto `out`; an Ending that is answered ends a connection. */
export function createJoinedRoom(
  { sid: ownSid, nowMs: joinedAtMs }: { readonly sid: number; readonly nowMs: number },
  out: RoomEffect[],
) {
  let heartbeat = startHeartbeat(joinedAtMs);
  const clock = createClockSync();
  let members: ReadonlyMap<number, Member> = new Map();
  /** Of each sid the sample time and the bytes of the block last passed on. */
  const passedOn = new Map<number, { readonly tMs: number; readonly bytes: number }>();
  let ownPose: UntimedPose | null = null;

  function send(section: UpSection): void {
    out.push({ kind: "send", bytes: encodeFrame(encodeUp([section])) });
  }

  function sendPose(pose: UntimedPose, nowMs: number): void {
    ownPose = pose;
    const roomTimeMs = clock.roomTimeMs(nowMs);
    if (roomTimeMs === null) return;
    send({ kind: "pose", message: encodePose({ ...pose, tMs: Math.floor(roomTimeMs) % SAMPLE_WRAP_MS }) });
  }

  function onPong(pong: Pong, nowMs: number): void {
    const sentAtMs = ponged(heartbeat, pong.cookie);
    if (sentAtMs === null) return;
    const isFirst = clock.roomTimeMs(nowMs) === null;
    clock.take({ sentAtMs, receivedAtMs: nowMs, roomTimeMs: pong.roomTimeMs });
    if (isFirst && ownPose !== null) sendPose(ownPose, nowMs);
  }

  function onPoses(batch: Poses, nowMs: number): void {
    const batchTimeMs = fullBatchTimeMs(batch.timeMs, clock.roomTimeMs(nowMs));
    for (const { sid, block } of batch.entries) {
      if (sid === ownSid) continue;
      const pose = decodePose(block);
      // [POSES-4]: one frame may tell of somebody twice.
      const last = passedOn.get(sid);
      if (last?.tMs === pose.tMs && block.length <= last.bytes) continue;
      passedOn.set(sid, { tMs: pose.tMs, bytes: block.length });
      out.push({ kind: "pose", sid, pose, sampleRoomTimeMs: fullSampleTimeMs(pose.tMs, batchTimeMs) });
    }
  }

  return {
    /** On a new connection: introduces us, `me` at once, the pose as soon as the room's clock is known. */
    begin({
      me,
      pose,
      nowMs,
    }: {
      readonly me: Me;
      readonly pose: UntimedPose | null;
      readonly nowMs: number;
    }) {
      heartbeat = startHeartbeat(nowMs);
      send({ kind: "me", message: me });
      if (pose !== null) sendPose(pose, nowMs);
    },
    /** What the room said. */
    hear(section: DownSection, nowMs: number): Ending | null {
      switch (section.kind) {
        case "pong":
          onPong(section.message, nowMs);
          return null;
        case "poses":
          onPoses(section.message, nowMs);
          return null;
        case "presence":
          members = withPresence(members, section.message);
          for (const sid of passedOn.keys()) if (!members.has(sid)) passedOn.delete(sid);
          out.push({ kind: "members", members });
          return null;
        case "room":
          out.push({ kind: "room", settings: section.message });
          return null;
        case "chat":
          out.push({ kind: "chat", line: section.message });
          return null;
        case "notice":
          out.push({ kind: "notice", ...section.message });
          return null;
        case "roomNotice":
          out.push({ kind: "room-notice", notice: section.message });
          return null;
        case "gift":
          out.push({ kind: "gift", gift: section.message });
          return null;
        case "bye":
          return endingOfBye(section.message);
        default:
          // Of a capability this client did not ask for, or nothing it has a use for.
          return null;
      }
    },

    /** Bytes came, whatever they say. */
    stir: (nowMs: number): void => heard(heartbeat, nowMs),
    /** Pings when it is time, and despairs when it is. */
    beat(nowMs: number): Ending | null {
      const due = dueNow(heartbeat, nowMs);
      if (due === "dead") return again("nothing was heard from the room");
      if (due === "ping") send({ kind: "ping", message: { cookie: pinged(heartbeat, nowMs) } });
      return null;
    },
    deadlineMs: (): number => heartbeatDeadlineMs(heartbeat),

    roomTimeMs: clock.roomTimeMs,

    /** Before the clock is known the newest pose waits for it. */
    sendPose,
    /** Answers whether the text was one that SPEC [CHAT-1] allows, and was sent. */
    sendChat(line: { readonly text: string; readonly id: string }): boolean {
      const checked = chatUpSchema.safeParse(line);
      if (checked.success) send({ kind: "chat", message: checked.data });
      return checked.success;
    },
    sendMe: (me: Me): void => send({ kind: "me", message: me }),
  };
}

/** The members after a change, as a new map. SPEC [PRES-1], [PRES-2] */
function withPresence(members: ReadonlyMap<number, Member>, presence: Presence): ReadonlyMap<number, Member> {
  const next = new Map(presence.op === "snapshot" ? [] : members);
  if (presence.op === "leave") for (const sid of presence.sids) next.delete(sid);
  else for (const member of presence.members) next.set(member.sid, member);
  return next;
}
