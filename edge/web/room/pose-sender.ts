// When the own pose goes out: at most once a tick, only when it changed enough to be seen. Pure.

import { wrapAngle } from "./walk.ts";

export type OwnPose = {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly bodyYaw: number;
  readonly lookYaw: number;
  readonly lookPitch: number;
  readonly locomotion: number;
};

const MOVED_M = 0.002;
const TURNED_RAD = 0.005;
const LOOKED_RAD = 0.03;

function differs(a: OwnPose, b: OwnPose): boolean {
  return (
    a.locomotion !== b.locomotion ||
    Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z) > MOVED_M ||
    Math.abs(wrapAngle(a.bodyYaw - b.bodyYaw)) > TURNED_RAD ||
    Math.abs(a.lookYaw - b.lookYaw) > LOOKED_RAD ||
    Math.abs(a.lookPitch - b.lookPitch) > LOOKED_RAD
  );
}

export type PoseSender = {
  /** Whether to send this pose now, and if so as a jump to it. What is due counts as sent. */
  due(pose: OwnPose, nowMs: number): "no" | "move" | "teleport";
  /** On joining: nobody there has seen us, or remembers where we were. */
  reset(): void;
};

/** Stopping needs nothing of its own: the locomotion changes, which makes the last pose differ from the one before. */
export function createPoseSender(tickMs: () => number): PoseSender {
  let last: { readonly pose: OwnPose; readonly atMs: number } | null = null;
  return {
    due(pose, nowMs) {
      const first = last === null;
      if (last !== null && (nowMs - last.atMs < tickMs() || !differs(pose, last.pose))) return "no";
      last = { pose, atMs: nowMs };
      return first ? "teleport" : "move";
    },
    reset() {
      last = null;
    },
  };
}
