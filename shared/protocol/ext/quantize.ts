// Metres, radians and quaternions to integers and back. Arithmetic is IEEE double, rounding floor(x + 0.5), so that every
// language's codec writes the same bytes (SPEC [POSE-2]). Errors stated here are proved in quantize.test.ts.

const TURN = 2 * Math.PI;
const TURN_STEPS = 65_536;
const LOOK_LIMIT_STEPS = 127;
const QUARTER_TURN = Math.PI / 2;
const STEPS_PER_METRE = 1024;
const NARROW_LIMIT_STEPS = 32_767;
const WIDE_LIMIT_STEPS = 8_388_607;

const round = (x: number): number => Math.floor(x + 0.5);
const clamp = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));

/** Radians to u16, 65,536 steps a turn; error at most 0.00275°. Any finite angle is taken modulo a turn. */
export function yawToSteps(radians: number): number {
  return round((radians / TURN) * TURN_STEPS) & 0xffff;
}
/** The angle in [-π, π). */
export function stepsToYaw(steps: number): number {
  return (((steps << 16) >> 16) * TURN) / TURN_STEPS;
}

/** Radians to i8, ±90° over ±127 steps; error at most 0.355°, clamped outside. */
export function lookToSteps(radians: number): number {
  return clamp(round((radians / QUARTER_TURN) * LOOK_LIMIT_STEPS), -LOOK_LIMIT_STEPS, LOOK_LIMIT_STEPS);
}
export function stepsToLook(steps: number): number {
  return (steps * QUARTER_TURN) / LOOK_LIMIT_STEPS;
}

/** Metres to 1/1024 m steps; error at most 0.4883 mm along each axis, clamped to what the width can say. */
export function metresToSteps(metres: number, wide: boolean): number {
  const limit = wide ? WIDE_LIMIT_STEPS : NARROW_LIMIT_STEPS;
  return clamp(round(metres * STEPS_PER_METRE), -limit - 1, limit);
}
export function stepsToMetres(steps: number): number {
  return steps / STEPS_PER_METRE;
}
/** Whether a coordinate needs three bytes. */
export function needsWide(metres: number): boolean {
  const steps = round(metres * STEPS_PER_METRE);
  return steps > NARROW_LIMIT_STEPS || steps < -NARROW_LIMIT_STEPS - 1;
}

export type Vec3 = readonly [x: number, y: number, z: number];
/** Order xyzw, as glTF has it. */
export type Quat = readonly [x: number, y: number, z: number, w: number];
/** One tracked point in the body's frame: metres from the root divided by the avatar's scale. */
export type Joint = { readonly position: Vec3; readonly rotation: Quat; readonly tracked: boolean };

/** Nine bytes as three 24-bit words, one per axis. */
export type JointWords = readonly [number, number, number];

/** Largest magnitude of a joint's rotation component, 11 bits signed. */
const JOINT_ROTATION_LIMIT = 1023;
/** The same of a rotation that stands alone, 15 bits signed. */
const ROTATION_LIMIT = 16_383;
const JOINT_LIMIT_STEPS = 2047;
/** Joints live round the hips' height: y is stored less one metre, so its range is −1 to +2.999 m. */
const JOINT_ORIGIN: Vec3 = [0, 1, 0];

const field = (value: number, bits: number): number => value & (2 ** bits - 1);
const signed = (value: number, bits: number): number => (value << (32 - bits)) >> (32 - bits);

/** A rotation as the index of its largest component, made positive and left out, and the other three as integers. */
type SmallestThree = { readonly dropped: number; readonly rest: readonly [number, number, number] };

/** The first of equals is left out. `limit` stands for √½, the most that a component which is not the largest can be. */
function toSmallestThree(rotation: Quat, limit: number): SmallestThree {
  const q = normalised(rotation);
  let dropped = 0;
  for (let index = 1; index < 4; index++)
    if (Math.abs(q[index] ?? 0) > Math.abs(q[dropped] ?? 0)) dropped = index;
  const sign = (q[dropped] ?? 0) < 0 ? -1 : 1;
  const rest = q.filter((_, index) => index !== dropped);
  const steps = (at: number): number =>
    clamp(round((rest[at] ?? 0) * sign * (limit * Math.SQRT2)), -limit, limit);
  return { dropped, rest: [steps(0), steps(1), steps(2)] };
}

/** Any integers give a quaternion of length 1. */
function fromSmallestThree({ dropped, rest }: SmallestThree, limit: number): Quat {
  const q = rest.map((steps) => steps / (limit * Math.SQRT2));
  const largest = Math.sqrt(Math.max(0, 1 - q.reduce((sum, c) => sum + c * c, 0)));
  q.splice(dropped, 0, largest);
  return normalised([q[0] ?? 0, q[1] ?? 0, q[2] ?? 0, q[3] ?? 0]);
}

/**
 * One joint to three 24-bit words.
 * Shape:  per word: bits 0-10 one of the three smaller quaternion components, bit 11 an extra bit, bits 12-23 a coordinate.
 *         The extra bits of words 0 and 1 are the index of the dropped component, that of word 2 is `tracked`.
 * Units:  position error at most 0.4883 mm per axis in range (x and z −2…1.999 m, y −1…2.999 m), clamped outside;
 *         rotation error at most 0.14°.
 * Source: SPEC [POSE-4]
 */
export function jointToWords(joint: Joint): JointWords {
  const { dropped, rest } = toSmallestThree(joint.rotation, JOINT_ROTATION_LIMIT);
  const extra = [dropped & 1, dropped >> 1, joint.tracked ? 1 : 0];
  const word = (axis: 0 | 1 | 2): number => {
    const steps = round((joint.position[axis] - JOINT_ORIGIN[axis]) * STEPS_PER_METRE);
    const position = clamp(steps, -JOINT_LIMIT_STEPS - 1, JOINT_LIMIT_STEPS);
    return field(rest[axis], 11) | ((extra[axis] ?? 0) << 11) | (field(position, 12) << 12);
  };
  return [word(0), word(1), word(2)];
}

/** The way back. Any three words decode; the quaternion has length 1. */
export function wordsToJoint(words: JointWords): Joint {
  const dropped = ((words[0] >> 11) & 1) | (((words[1] >> 11) & 1) << 1);
  const component = (axis: 0 | 1 | 2): number => signed(words[axis] & 0x7ff, 11);
  const coordinate = (axis: 0 | 1 | 2): number =>
    stepsToMetres(signed(words[axis] >> 12, 12)) + JOINT_ORIGIN[axis];
  return {
    position: [coordinate(0), coordinate(1), coordinate(2)],
    rotation: fromSmallestThree(
      { dropped, rest: [component(0), component(1), component(2)] },
      JOINT_ROTATION_LIMIT,
    ),
    tracked: ((words[2] >> 11) & 1) === 1,
  };
}

/** Six bytes as three 16-bit words. */
export type RotationWords = readonly [number, number, number];

/**
 * A rotation to three 16-bit words.
 * Shape:  per word: bits 0-14 one of the three smaller quaternion components, signed; bit 15 of words 0 and 1 the index of the
 *         dropped one, low bit first, that of word 2 zero.
 * Units:  error at most 0.0086°.
 * Source: SPEC [ITEM-2]
 */
export function rotationToWords(rotation: Quat): RotationWords {
  const { dropped, rest } = toSmallestThree(rotation, ROTATION_LIMIT);
  return [
    field(rest[0], 15) | ((dropped & 1) << 15),
    field(rest[1], 15) | ((dropped >> 1) << 15),
    field(rest[2], 15),
  ];
}

/** The way back. Any three words decode; the quaternion has length 1. */
export function wordsToRotation(words: RotationWords): Quat {
  const component = (at: 0 | 1 | 2): number => signed(words[at] & 0x7fff, 15);
  const dropped = ((words[0] >> 15) & 1) | (((words[1] >> 15) & 1) << 1);
  return fromSmallestThree({ dropped, rest: [component(0), component(1), component(2)] }, ROTATION_LIMIT);
}

const VELOCITY_STEPS_PER_MPS = 256;

/** Metres a second to i16, 1/256 m/s; error at most 0.001954 m/s along each axis, clamped beyond ±127.99 m/s. */
export function speedToSteps(metresPerSecond: number): number {
  return clamp(round(metresPerSecond * VELOCITY_STEPS_PER_MPS), -NARROW_LIMIT_STEPS - 1, NARROW_LIMIT_STEPS);
}
export function stepsToSpeed(steps: number): number {
  return steps / VELOCITY_STEPS_PER_MPS;
}

/** Not Math.hypot: its last bit is each engine's own, and every codec has to write the same bytes. */
function normalised(q: Quat): Quat {
  const length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
  if (length === 0) return [0, 0, 0, 1];
  return [q[0] / length, q[1] / length, q[2] / length, q[3] / length];
}
