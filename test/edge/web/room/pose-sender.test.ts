import { expect, test } from "bun:test";
import { createPoseSender, type OwnPose } from "../../../../edge/web/room/pose-sender.ts";
import { Locomotion } from "../../../../shared/protocol/ext/pose.ts";

const STANDING: OwnPose = {
  x: 0,
  y: 0,
  z: 0,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: Locomotion.idle,
};
const TICK_MS = 50;
const sender = () => createPoseSender(() => TICK_MS);

test("the first pose goes out as a jump to its place, and standing still sends nothing more", () => {
  const { due } = sender();
  expect(due(STANDING, 0)).toBe("teleport");
  for (let nowMs = 16; nowMs < 5_000; nowMs += 16) expect(due(STANDING, nowMs)).toBe("no");
});

test("a walk is sent once a tick, however many frames there are", () => {
  const { due } = sender();
  let sent = 0;
  for (let nowMs = 0; nowMs < 1_000; nowMs += 4)
    if (due({ ...STANDING, z: nowMs / 500, locomotion: Locomotion.walk }, nowMs) !== "no") sent++;
  expect(sent).toBeWithin(18, 21);
});

test("stopping is told with one last pose", () => {
  const { due } = sender();
  const walking = { ...STANDING, z: 1, locomotion: Locomotion.walk };
  due(walking, 0);
  const stopped = { ...walking, locomotion: Locomotion.idle };
  expect(due(stopped, 20)).toBe("no");
  expect(due(stopped, 60)).toBe("move");
  expect(due(stopped, 500)).toBe("no");
});

test("a body that turns over the ±π seam by a hair has not turned", () => {
  const { due } = sender();
  due({ ...STANDING, bodyYaw: Math.PI - 0.001 }, 0);
  expect(due({ ...STANDING, bodyYaw: -Math.PI + 0.001 }, 1_000)).toBe("no");
});

test("after joining anew the pose is told again, as a jump", () => {
  const { due, reset } = sender();
  due(STANDING, 0);
  reset();
  expect(due(STANDING, 10)).toBe("teleport");
});
