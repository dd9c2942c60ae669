// A pose enters the room: allowed so often, newer than the last, inside the room? Integers only, and nothing is allocated. Then
// it waits for the tick. SPEC [POSE-3], [POSE-5], [POSE-7], [POSES-2], [PLAIN-2], [INT-5], [GHOST-2]

import type { Interest } from "../../shared/protocol/ext/interest.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { PoseFlag, posePositionSteps, poseTimeMs } from "../../shared/protocol/ext/pose.ts";
import { UP } from "../../shared/protocol/ext/registry.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { topicMatches } from "../../shared/protocol/topic.ts";
import { fanOutPoses, fanoutIntervalMs } from "../interest/pose-fanout.ts";
import { Drop, SECTION } from "../metrics/kind.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";
import { take } from "./budget.ts";
import { isInside, sampleTimeMs } from "./plausible.ts";
import { type Participant, type Room, roomTimeMs } from "./room.ts";
import { overQuota, type Verdict } from "./verdict.ts";
import { listenFrom, setVoiceK } from "./voice-state.ts";

/** Poses of one participant within a millisecond: what [LIMIT-3] lets through at once. */
const STAMP_BURST_MAX = 40;
const TOPIC_SID_LEVEL = 3;

/** Takes a checked block as the participant's newest pose; of a ghost, as where it looks from. The block is copied. */
export function applyPose(
  room: Room,
  participant: Participant,
  checkedBlock: Uint8Array,
  nowMs: number,
): Verdict {
  if (!take(participant.budgets.pose, nowMs))
    return overQuota(NoticeCode.poseTooFast, "more than 40 poses a second; the room sends on at most 20");
  // In an item's frame a position says nothing of the room.
  const isRiding = ((checkedBlock[0] ?? 0) & PoseFlag.parent) !== 0;
  if (!isRiding && !isInside(room, posePositionSteps(checkedBlock)))
    return overQuota(
      NoticeCode.poseOutside,
      `the pose is outside the room, ±${room.spec.settings.halfSizeM} m in x and z`,
    );
  const { poses } = room;
  const { slot, subscriber } = participant;
  if (participant.seat === "ghost") {
    poses.lookFrom(slot, checkedBlock);
    if (!isRiding) listenFrom(room.voice, subscriber.id, poses, slot);
    return null;
  }
  const last = poses.hasPose(slot)
    ? { tMs: poses.sampleTimeMs(slot), acceptedAtMs: poses.acceptedAtMs[slot] ?? 0 }
    : null;
  const isPlain = subscriber.extension === null;
  const tMs = sampleTimeMs(room, poseTimeMs(checkedBlock), { isPlain, last, nowMs });
  if (tMs === null) room.pubsub.metrics.dropped(SECTION + UP.pose.id, Drop.stale);
  else poses.write(slot, checkedBlock, last === null ? tMs : apart(tMs, last.tMs), nowMs);
  return null;
}

/** Lets the newest pose go out once more, for who could not see it. */
export function tellAgain(room: Room, participant: Participant): void {
  room.poses.touch(participant.slot);
}

/** A stamp a little later than one of the same moment: receivers know a pose by its time ([POSES-4]). */
function apart(tMs: number, lastMs: number): number {
  const behindMs = (lastMs - tMs) & 0xffff;
  return behindMs < STAMP_BURST_MAX ? (lastMs + 1) & 0xffff : tMs;
}

/** What an extended client that may say so wishes to hear, from its next turn on. SPEC [INT-5] */
export function applyInterest(room: Room, participant: Participant, wishes: Interest): Verdict {
  const { id } = participant.subscriber;
  const listener = room.listeners.get(id);
  if (listener === undefined) return null;
  listener.wishes = wishes;
  setVoiceK(room.voice, id, wishes.voiceK);
  return null;
}

/**
 * Poses whose time has come go out: to extended clients in batches, to plain ones at their own slower pace. In a large room one
 * call serves a fourth of the receivers. Early calls do nothing.
 */
export function tickPoses(room: Room, nowMs: number): void {
  if (nowMs >= room.nextTickAtMs) {
    const latenessMs = nowMs - room.nextTickAtMs;
    const now = { nowMs, roomTimeMs: roomTimeMs(room, nowMs), tickMs: room.settings.tick, latenessMs };
    fanOutPoses(room.poseFanout, room.poses, room.listeners, now);
    // Late ticks are not made up for: the next one carries what they would have.
    const intervalMs = fanoutIntervalMs(room.poseFanout, room.settings.tick);
    room.nextTickAtMs = Math.max(room.nextTickAtMs + intervalMs, nowMs + 1);
  }
  if (nowMs >= room.nextPlainTickAtMs) {
    room.nextPlainTickAtMs = nowMs + 1000 / room.settings.plainPoseHz;
    room.plainPoses.fanOut(room.poses, room.topics);
  }
}

/** Gives a plain subscriber everybody's newest once more if it now hears of poses, so that it also sees who stands still. SPEC [PLAIN-2] */
export function tellNewestPoses(room: Room, subscriber: Subscriber, topicFilter: string): void {
  const levels = topicFilter.split("/");
  if (levels[TOPIC_SID_LEVEL] !== undefined && levels[TOPIC_SID_LEVEL] !== "#") levels[TOPIC_SID_LEVEL] = "+";
  if (topicMatches(levels.join("/"), roomTopic(room.spec.room, "pose", 0))) room.plainPoses.renew(subscriber);
}
