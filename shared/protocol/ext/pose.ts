// POSE: one avatar's pose as a block of 14 to 81 bytes that is copied, never recomputed, on its way through a room.
// The server looks at lengths, flags, time and the integers of the root; only ends decode. SPEC [POSE-1]…[POSE-7]

import { ByteReader, ByteWriter } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";
import {
  type Joint,
  jointToWords,
  lookToSteps,
  metresToSteps,
  needsWide,
  stepsToLook,
  stepsToMetres,
  stepsToYaw,
  type Vec3,
  wordsToJoint,
  yawToSteps,
} from "./quantize.ts";

/** 0 root alone (desktop, phone), 1 three-point, 2 six-point. 3 (humanoid) is reserved. */
export type PoseMode = 0 | 1 | 2;

export const Locomotion = {
  idle: 0,
  walk: 1,
  run: 2,
  jump: 3,
  fall: 4,
  sit: 5,
  crouch: 6,
  fly: 7,
  swim: 8,
  climb: 9,
} as const;

export type Pose = {
  readonly mode: PoseMode;
  /** When it was sampled: room clock, milliseconds modulo 65,536. */
  readonly tMs: number;
  /** Radians; look is the head's relative to the body, ±90°. */
  readonly bodyYaw: number;
  readonly lookYaw: number;
  readonly lookPitch: number;
  /** Low nibble a Locomotion, high nibble the application's. */
  readonly locomotion: number;
  /** Metres from the room's origin, or from the parent item. */
  readonly position: Vec3;
  /** Do not interpolate from the pose before. */
  readonly teleport: boolean;
  /** The item whose frame position and yaw are in: a boat, a lift, a chair. */
  readonly parentItem?: number;
  /** head, leftHand, rightHand in mode 1; then hips, leftFoot, rightFoot in mode 2. */
  readonly joints?: readonly Joint[];
  /** Ten curls from 0 to 15, left thumb first. */
  readonly fingers?: readonly number[];
  /** Viseme, emotion and blinks, packed as SPEC [POSE-1] says: three bytes. */
  readonly face?: readonly [number, number, number];
};

export const PoseFlag = {
  modeMask: 0x03,
  wide: 0x04,
  parent: 0x08,
  fingers: 0x10,
  face: 0x20,
  teleport: 0x40,
  reserved: 0x80,
} as const;
/** What remains of the flags when a block is cut down to its root. */
export const ROOT_FLAGS = PoseFlag.wide | PoseFlag.parent | PoseFlag.teleport;

const JOINT_COUNT = [0, 3, 6] as const;
const MODE_RESERVED = 3;
const HEAD_BYTES = 8;
const JOINT_BYTES = 9;
const PARENT_BYTES = 2;
const FINGER_COUNT = 10;
const FINGER_BYTES = 5;
const FACE_BYTES = 3;
const TIME_OFFSET = 1;
const POSITION_OFFSET = 8;

/** The largest block: six-point, wide, with parent, fingers and face. */
export const POSE_MAX_BYTES = HEAD_BYTES + 9 + PARENT_BYTES + 6 * JOINT_BYTES + FINGER_BYTES + FACE_BYTES;

/** Bytes of the root part: head, position, parent. */
function rootSizeBytes(flags: number): number {
  return HEAD_BYTES + (flags & PoseFlag.wide ? 9 : 6) + (flags & PoseFlag.parent ? PARENT_BYTES : 0);
}

/** Bytes a block with these flags has. Mode 3 counts as none of the known: checkPoseBlock refuses it first. */
export function poseSizeBytes(flags: number): number {
  const joints = JOINT_COUNT[flags & PoseFlag.modeMask] ?? 0;
  return (
    rootSizeBytes(flags) +
    joints * JOINT_BYTES +
    (flags & PoseFlag.fingers ? FINGER_BYTES : 0) +
    (flags & PoseFlag.face ? FACE_BYTES : 0)
  );
}

/** Bytes of the root in the low byte, of the root and joints in the next: what a block's front may be cut down to. No object. */
export function posePartSizes(flags: number): number {
  const root = rootSizeBytes(flags);
  return root | ((root + (JOINT_COUNT[flags & PoseFlag.modeMask] ?? 0) * JOINT_BYTES) << 8);
}

/**
 * Checks a block as a server does: flags and length, no floats.
 * Throws: ProtocolError(payloadFormatInvalid) for mode 3, the reserved bit, or a length its flags do not give.
 * Source: SPEC [POSE-3]
 */
export function checkPoseBlock(block: Uint8Array): void {
  const flags = block[0];
  if (flags === undefined) throw invalid("POSE-3", "a pose of 0 bytes");
  if ((flags & PoseFlag.modeMask) === MODE_RESERVED) throw invalid("POSE-3", "pose mode 3 is reserved");
  if (flags & PoseFlag.reserved) throw invalid("POSE-3", "bit 7 of the pose flags is set");
  const expected = poseSizeBytes(flags);
  if (block.length !== expected)
    throw invalid("POSE-3", `a pose of ${block.length} bytes whose flags say ${expected}`);
}

function invalid(rule: string, message: string): ProtocolError {
  return new ProtocolError(ReasonCode.payloadFormatInvalid, rule, message);
}

/**
 * Decodes one block.
 * Shape:  u8 flags | u16 t | u16 body yaw | i8 look yaw | i8 look pitch | u8 locomotion | position 3×i16 or 3×i24 |
 *         [u16 parent item] | 0, 3 or 6 joints of 9 bytes | [5 bytes of fingers] | [3 bytes of face]
 * Units:  yaw 65,536 steps a turn (error 0.00275°), look 127 steps per 90° (0.355°), position 1/1024 m (0.4883 mm per axis).
 * Throws: ProtocolError(payloadFormatInvalid) as checkPoseBlock does.
 * Source: SPEC [POSE-1]…[POSE-4]
 */
export function decodePose(block: Uint8Array): Pose {
  checkPoseBlock(block);
  const r = new ByteReader(block);
  const flags = r.u8();
  const coordinate = () => stepsToMetres(flags & PoseFlag.wide ? r.i24() : r.i16());
  const mode = (flags & PoseFlag.modeMask) as PoseMode;
  const head = {
    mode,
    tMs: r.u16(),
    bodyYaw: stepsToYaw(r.u16()),
    lookYaw: stepsToLook(r.i8()),
    lookPitch: stepsToLook(r.i8()),
    locomotion: r.u8(),
    position: [coordinate(), coordinate(), coordinate()] as const,
    teleport: (flags & PoseFlag.teleport) !== 0,
  };
  const parent = flags & PoseFlag.parent ? { parentItem: r.u16() } : {};
  const joints = Array.from({ length: JOINT_COUNT[mode] }, () => wordsToJoint([r.u24(), r.u24(), r.u24()]));
  const fingers = flags & PoseFlag.fingers ? { fingers: decodeFingers(r.bytes(FINGER_BYTES)) } : {};
  const face = flags & PoseFlag.face ? { face: [r.u8(), r.u8(), r.u8()] as const } : {};
  return { ...head, ...parent, ...(joints.length > 0 ? { joints } : {}), ...fingers, ...face };
}

function decodeFingers(bytes: Uint8Array): number[] {
  return [...bytes].flatMap((byte) => [byte & 0x0f, byte >> 4]);
}

/** Encodes one block, wide only when a coordinate needs it. Throws RangeError when the joints do not fit the mode. */
export function encodePose(pose: Pose): Uint8Array {
  const joints = pose.joints ?? [];
  if (joints.length !== JOINT_COUNT[pose.mode])
    throw new RangeError(
      `pose mode ${pose.mode} has ${JOINT_COUNT[pose.mode]} joints, ${joints.length} given`,
    );
  const wide = pose.position.some(needsWide);
  const w = new ByteWriter();
  w.u8(
    pose.mode |
      (wide ? PoseFlag.wide : 0) |
      (pose.parentItem === undefined ? 0 : PoseFlag.parent) |
      (pose.fingers === undefined ? 0 : PoseFlag.fingers) |
      (pose.face === undefined ? 0 : PoseFlag.face) |
      (pose.teleport ? PoseFlag.teleport : 0),
  );
  w.u16(pose.tMs & 0xffff);
  w.u16(yawToSteps(pose.bodyYaw));
  w.i8(lookToSteps(pose.lookYaw));
  w.i8(lookToSteps(pose.lookPitch));
  w.u8(pose.locomotion);
  for (const metres of pose.position) {
    const steps = metresToSteps(metres, wide);
    if (wide) w.i24(steps);
    else w.i16(steps);
  }
  if (pose.parentItem !== undefined) w.u16(pose.parentItem);
  for (const joint of joints) for (const word of jointToWords(joint)) w.u24(word);
  if (pose.fingers !== undefined) {
    for (let index = 0; index < FINGER_COUNT; index += 2)
      w.u8(((pose.fingers[index] ?? 0) & 0x0f) | (((pose.fingers[index + 1] ?? 0) & 0x0f) << 4));
  }
  if (pose.face !== undefined) for (const byte of pose.face) w.u8(byte);
  return w.take();
}

/** The root of a checked block as a block of its own: a slice of its front with fewer flags. SPEC [POSE-6] */
export function demotePose(block: Uint8Array): Uint8Array {
  const flags = block[0] ?? 0;
  const root = block.slice(0, rootSizeBytes(flags));
  root[0] = flags & ROOT_FLAGS;
  return root;
}

/** What a receiver understands of poses beyond the root. */
export type PoseDetail = { readonly pose3: boolean; readonly pose6: boolean; readonly face: boolean };

/**
 * A checked block as this receiver may have it: fingers and face are cut off its end, a mode it does not know down to the
 * root. Answers the block itself when nothing has to go. SPEC [NEG-3]
 */
export function trimPose(block: Uint8Array, detail: PoseDetail): Uint8Array {
  const flags = block[0] ?? 0;
  const mode = flags & PoseFlag.modeMask;
  if ((mode === 1 && !detail.pose3) || (mode === 2 && !detail.pose6)) return demotePose(block);
  const tail = PoseFlag.fingers | PoseFlag.face;
  if (detail.face || (flags & tail) === 0) return block;
  const trimmed = block.slice(0, poseSizeBytes(flags & ~tail));
  trimmed[0] = flags & ~tail;
  return trimmed;
}

/** The sample time of a checked block, room clock modulo 65,536 ms. */
export function poseTimeMs(block: Uint8Array): number {
  return (block[TIME_OFFSET] ?? 0) | ((block[TIME_OFFSET + 1] ?? 0) << 8);
}

/** Writes another sample time into a checked block, in place. */
export function setPoseTimeMs(block: Uint8Array, tMs: number): void {
  block[TIME_OFFSET] = tMs & 0xff;
  block[TIME_OFFSET + 1] = (tMs >> 8) & 0xff;
}

/** The root position of a checked block in 1/1024 m: integers, for checks that need no floats. */
export function posePositionSteps(block: Uint8Array): Vec3 {
  const isWide = ((block[0] ?? 0) & PoseFlag.wide) !== 0;
  return [axisSteps(block, 0, isWide), axisSteps(block, 1, isWide), axisSteps(block, 2, isWide)];
}

function axisSteps(block: Uint8Array, axis: number, isWide: boolean): number {
  const at = POSITION_OFFSET + axis * (isWide ? 3 : 2);
  const low = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
  return isWide ? ((low | ((block[at + 2] ?? 0) << 16)) << 8) >> 8 : (low << 16) >> 16;
}
