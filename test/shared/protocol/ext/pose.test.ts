import { describe, expect, test } from "bun:test";
import {
  checkPoseBlock,
  decodePose,
  demotePose,
  encodePose,
  POSE_MAX_BYTES,
  type Pose,
  poseSizeBytes,
  poseTimeMs,
  setPoseTimeMs,
  trimPose,
} from "../../../../shared/protocol/ext/pose.ts";
import { ProtocolError } from "../../../../shared/protocol/reason-code.ts";

const joint = { position: [0.25, 1.5, -0.5], rotation: [0, 0, 0, 1], tracked: true } as const;
const root: Pose = {
  mode: 0,
  tMs: 0xabcd,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 1,
  position: [1.5, 0, -2.25],
  teleport: false,
};
const sixPoint: Pose = { ...root, mode: 2, joints: Array.from({ length: 6 }, () => joint) };
const everything: Pose = {
  ...sixPoint,
  position: [100, 0, -4000],
  teleport: true,
  parentItem: 9,
  fingers: [0, 1, 2, 3, 4, 5, 6, 7, 8, 15],
  face: [1, 2, 3],
};

test("[POSE-1] a root block has its fields where the layout says", () => {
  expect(Buffer.from(encodePose(root)).toString("hex")).toBe("00cdab00000000010006000000f7");
});

describe("[POSE-1] blocks round-trip, and their flags give their size:", () => {
  const rows: [name: string, pose: Pose, bytes: number][] = [
    ["root", root, 14],
    ["root, wide", { ...root, position: [40, 0, 0] }, 17],
    ["three-point", { ...root, mode: 1, joints: [joint, joint, joint] }, 41],
    ["six-point", sixPoint, 68],
    ["everything", everything, POSE_MAX_BYTES],
  ];
  for (const [name, pose, bytes] of rows) {
    test(name, () => {
      const block = encodePose(pose);
      expect(block).toHaveLength(bytes);
      expect(poseSizeBytes(block[0] ?? 0)).toBe(bytes);
      expect(decodePose(block)).toEqual(pose);
      for (let length = 0; length < bytes; length++)
        expect(() => decodePose(block.subarray(0, length))).toThrow(ProtocolError);
    });
  }
});

test("[POSE-3] mode 3, the reserved bit and trailing bytes are refused", () => {
  expect(() => checkPoseBlock(new Uint8Array(14).fill(3, 0, 1))).toThrow("reserved");
  expect(() => checkPoseBlock(new Uint8Array(14).fill(0x80, 0, 1))).toThrow("bit 7");
  expect(() => checkPoseBlock(new Uint8Array(15))).toThrow("15 bytes");
});

test("[POSE-6] the front of any block is its root: same place, time and teleport, nothing else", () => {
  const demoted = demotePose(encodePose(everything));
  const { joints: _, fingers: __, face: ___, ...rest } = everything;
  expect(decodePose(demoted)).toEqual({ ...rest, mode: 0 });
  expect(demotePose(encodePose(root))).toEqual(encodePose(root));
});

test("[NEG-3] a receiver gets of a pose what it understands, and the very block when that is all of it", () => {
  const block = encodePose(everything);
  const all = { pose3: true, pose6: true, face: true };
  expect(trimPose(block, all)).toBe(block);
  const { fingers: _, face: __, ...noFace } = everything;
  expect(decodePose(trimPose(block, { ...all, face: false }))).toEqual(noFace);
  expect(trimPose(block, { ...all, pose6: false })).toEqual(demotePose(block));
});

test("the sample time can be read and replaced in place", () => {
  const block = encodePose(root);
  expect(poseTimeMs(block)).toBe(0xabcd);
  setPoseTimeMs(block, 0x12345);
  expect(decodePose(block).tMs).toBe(0x2345);
});
