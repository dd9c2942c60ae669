// A pose enters the room: allowed so often, newer than the last, inside the room? Integers only. Then it waits for the tick.
// SPEC [POSE-3], [POSE-5], [POSE-7], [POSES-2]

import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { posePositionSteps, poseTimeMs, setPoseTimeMs } from "../../shared/protocol/ext/pose.ts";
import { UP } from "../../shared/protocol/ext/registry.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { topicMatches } from "../../shared/protocol/topic.ts";
import { Drop, SECTION } from "../metrics/kind.ts";
import { fanOutPlainPose, fanOutPoses } from "../pubsub/pose-fanout.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";
import { take } from "./budget.ts";
import { isInside, sampleTimeMs } from "./plausible.ts";
import { type Participant, type Room, roomTimeMs } from "./room.ts";
import type { Verdict } from "./verdict.ts";

const PLAIN_POSE_INTERVAL_MS = 100;

/** Takes a checked block as the participant's newest pose. The block is copied. */
export function applyPose(
  room: Room,
  participant: Participant,
  checkedBlock: Uint8Array,
  nowMs: number,
): Verdict {
  if (!take(participant.budgets.pose, nowMs))
    return {
      reasonCode: ReasonCode.quotaExceeded,
      notice: NoticeCode.poseTooFast,
      message: "more than 40 poses a second; the room sends on at most 20",
    };
  if (!isInside(room, posePositionSteps(checkedBlock)))
    return {
      reasonCode: ReasonCode.quotaExceeded,
      notice: NoticeCode.poseOutside,
      message: `the pose is outside the room, ±${room.spec.settings.halfSizeM} m in x and z`,
    };
  const isPlain = participant.subscriber.extension === null;
  const { pose: last } = participant;
  const tMs = sampleTimeMs(room, poseTimeMs(checkedBlock), { isPlain, last, nowMs });
  if (tMs === null) {
    room.pubsub.metrics.dropped(SECTION + UP.pose.id, Drop.stale);
    return null;
  }
  const block = checkedBlock.slice();
  setPoseTimeMs(block, tMs);
  participant.pose = { block, tMs, acceptedAtMs: nowMs, changedTick: room.poseTick + 1, plainTold: false };
  room.poseTickPending = true;
  return null;
}

/** Lets the newest pose go out once more, for who could not see it. */
export function tellAgain(room: Room, participant: Participant): void {
  const { pose } = participant;
  if (pose === null) return;
  participant.pose = { ...pose, changedTick: room.poseTick + 1, plainTold: false };
  room.poseTickPending = true;
}

/** One tick: who changed goes out, to extended clients in a batch, to plain ones at their own slower pace. */
export function tickPoses(room: Room, nowMs: number): void {
  if (nowMs >= room.nextTickAtMs) {
    // Late ticks are not made up for: the next one carries what they would have.
    room.nextTickAtMs = Math.max(room.nextTickAtMs + room.settings.tick, nowMs + 1);
    if (room.poseTickPending) room.poseTick++;
    room.poseTickPending = false;
    const slots = [...room.participants.values()]
      .flatMap(({ sid, pose }) =>
        pose === null ? [] : [{ sid, block: pose.block, changedTick: pose.changedTick }],
      )
      .sort((a, b) => a.sid - b.sid);
    fanOutPoses({ tick: room.poseTick, roomTimeMs: roomTimeMs(room, nowMs), slots }, room.listeners.values());
  }
  if (nowMs >= room.nextPlainTickAtMs) {
    room.nextPlainTickAtMs = nowMs + PLAIN_POSE_INTERVAL_MS;
    for (const participant of room.participants.values()) tellPlain(room, participant);
  }
}

/** Gives a new plain subscriber everybody's newest, so that it also sees who stands still. Never its own. SPEC [PLAIN-2] */
export function tellNewestPoses(room: Room, subscriber: Subscriber, topicFilter: string): void {
  for (const { pose, poseTopic, subscriber: speaker } of room.participants.values())
    if (pose !== null && speaker.id !== subscriber.id && topicMatches(topicFilter, poseTopic))
      fanOutPlainPose(poseTopic, pose.block, [subscriber]);
}

function tellPlain(room: Room, participant: Participant): void {
  const { pose } = participant;
  if (pose === null || pose.plainTold) return;
  pose.plainTold = true;
  if (participant.plainHearers.version !== room.topics.version) {
    const hearers = room.topics.match(participant.poseTopic).flatMap(({ hearer }) => [...hearer.listeners()]);
    participant.plainHearers = {
      version: room.topics.version,
      hearers: hearers.filter((hearer) => hearer.id !== participant.subscriber.id),
    };
  }
  fanOutPlainPose(participant.poseTopic, pose.block, participant.plainHearers.hearers);
}
