// Golden vectors of the pose block: every combination of flags, and the edges of every field.

import { decodePose, encodePose, type Pose, type PoseMode } from "../../shared/protocol/ext/pose.ts";
import type { Joint, Quat } from "../../shared/protocol/ext/quantize.ts";
import { type Rng, seededRng } from "../../shared/rng.ts";
import { between, rotation, type VectorFile, vec3, whole } from "./sample.ts";

const SEED = 0x706f7365n;
const JOINT_COUNT = { 0: 0, 1: 3, 2: 6 } as const;

const root: Pose = {
  mode: 0,
  tMs: 0,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 0,
  position: [0, 0, 0],
  teleport: false,
};

function joint(rng: Rng): Joint {
  const [x, y, z] = vec3(rng, 1.9);
  return { position: [x, y + 1, z], rotation: rotation(rng), tracked: rng() < 0.5 };
}

/** One pose for every combination of mode, width and optional parts. */
function* combinations(rng: Rng): Generator<Pose> {
  for (const mode of [0, 1, 2] as const)
    for (let bits = 0; bits < 32; bits++)
      yield {
        mode,
        tMs: whole(rng, 65_536),
        bodyYaw: between(rng, -7, 7),
        lookYaw: between(rng, -1.5, 1.5),
        lookPitch: between(rng, -1.5, 1.5),
        locomotion: whole(rng, 256),
        position: vec3(rng, bits & 1 ? 8_000 : 31),
        teleport: (bits & 2) !== 0,
        ...(bits & 4 ? { parentItem: whole(rng, 65_536) } : {}),
        ...withJoints(mode, () => joint(rng)),
        ...(bits & 8 ? { fingers: Array.from({ length: 10 }, () => whole(rng, 16)) } : {}),
        ...(bits & 16 ? { face: [whole(rng, 256), whole(rng, 256), whole(rng, 256)] as const } : {}),
      };
}

function withJoints(mode: PoseMode, make: () => Joint): Pick<Pose, "joints"> {
  return mode === 0 ? {} : { joints: Array.from({ length: JOINT_COUNT[mode] }, make) };
}

/** Where implementations differ: halves, ends of ranges, ties, signs. */
function* edges(): Generator<Pose> {
  const step = 1 / 1024;
  yield root;
  for (const bodyYaw of [Math.PI, -Math.PI, 2 * Math.PI, Math.PI / 65_536, -Math.PI / 65_536, 100, -100])
    yield { ...root, bodyYaw };
  const look = Math.PI / 2 / 127;
  for (const angle of [Math.PI / 2, -Math.PI / 2, look / 2, -look / 2, 9, -9])
    yield { ...root, lookYaw: angle, lookPitch: -angle };
  for (const x of [step / 2, -step / 2, 1.5 * step, -1.5 * step]) yield { ...root, position: [x, -x, 2 * x] };
  for (const x of [32_767 * step, 32_767.5 * step, -32_768 * step, -32_768.5 * step, -32_768.501 * step])
    yield { ...root, position: [0, x, 0] };
  for (const x of [8_388_607 * step, -8_388_608 * step, 9_000, -9_000])
    yield { ...root, position: [x, 0, -x] };
  for (const tMs of [1, 65_535]) yield { ...root, tMs };
  for (const at of [0, 1, 2, 3]) {
    const unit = [0, 0, 0, 0].map((_, index) => (index === at ? 1 : 0));
    yield threePoint(unit as unknown as Quat);
    yield threePoint(unit.map((c) => -c) as unknown as Quat);
  }
  // Ties take the lowest index; the sign follows the dropped component.
  for (const q of [
    [1, 1, 1, 1],
    [-1, 1, -1, 1],
    [0, 1, 1, 0],
    [0, -1, 1, 0],
    [3, 4, 0, 0],
    [0, 0, 0, 0],
  ] as const)
    yield threePoint(q);
  for (const position of [
    [-2, -1, 1.999],
    [2, 3, -2.5],
    [step / 2, 1 + step / 2, -step / 2],
  ] as const)
    yield {
      ...root,
      mode: 1,
      joints: Array.from({ length: 3 }, () => ({ position, rotation: [0, 0, 0, 1], tracked: false })),
    };
}

function threePoint(q: Quat): Pose {
  return {
    ...root,
    mode: 1,
    joints: Array.from({ length: 3 }, () => ({ position: [0, 1, 0], rotation: q, tracked: true })),
  };
}

function* poses(): Generator<Pose> {
  const rng = seededRng(SEED);
  yield* edges();
  yield* combinations(rng);
  yield* combinations(rng);
}

export const poseVectors: VectorFile = {
  title: "Golden vectors of the pose block (SPEC, section 6)",
  encode: encodePose,
  decode: decodePose,
  *lines() {
    for (const inputs of poses()) yield { inputs };
  },
};
