// What a participant looks like, behind one door: the built-in figure and a VRM are moved alike.

import type { Object3D } from "three";

/** How a figure moves this frame. */
export type Motion = {
  readonly speedMps: number;
  /** A Locomotion of shared/protocol/ext/pose.ts. */
  readonly locomotion: number;
  /** Of the head against the body, radians: yaw left is positive, pitch up is positive. */
  readonly lookYaw: number;
  readonly lookPitch: number;
};

export type Figure = {
  /** Stands on its own origin, facing +Z. */
  readonly object: Object3D;
  /** From the ground to the top of the head, metres. */
  readonly heightM: number;
  animate(motion: Motion, dtS: number): void;
  dispose(): void;
};
