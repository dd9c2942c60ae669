import { describe, expect, test } from "bun:test";
import { Vector3 } from "three";
import type { Figure, Motion } from "../../../../edge/web/room/figure.ts";
import { createVrmFigure } from "../../../../edge/web/room/vrm-figure.ts";
import { Locomotion } from "../../../../shared/protocol/ext/pose.ts";
import { type Draft, toGlb, vrm0, vrm1 } from "../../../shared/avatar/avatar-builder.ts";

const FRAME_S = 1 / 60;
const STANDING: Motion = { speedMps: 0, locomotion: Locomotion.idle, lookYaw: 0, lookPitch: 0 };
const RUNNING: Motion = { ...STANDING, speedMps: 5, locomotion: Locomotion.run };

async function open(draft: Draft): Promise<Figure> {
  return createVrmFigure(toGlb(draft).slice().buffer, 1);
}
const place = (figure: Figure, bone: string): Vector3 => {
  figure.object.updateWorldMatrix(true, true);
  const node = figure.object.getObjectByName(bone);
  if (node === undefined) throw new Error(`no ${bone}`);
  return node.getWorldPosition(new Vector3());
};
function run(figure: Figure, motion: Motion, seconds: number, each: () => void = () => {}): void {
  for (let frame = 0; frame < seconds / FRAME_S; frame++) {
    figure.animate(motion, FRAME_S);
    each();
  }
}

for (const [version, make] of [
  ["VRM 1.0", vrm1],
  ["VRM 0.x", vrm0],
] as const)
  describe(`a ${version} figure`, () => {
    test("faces +Z: its left is at +X, whichever way the file faced", async () => {
      const figure = await open(make());
      expect(place(figure, "leftUpperArm").x).toBeCloseTo(0.2, 5);
      expect(place(figure, "rightUpperArm").x).toBeCloseTo(-0.2, 5);
    });

    test("lets its arms hang when it stands, and is as tall as what is drawn of it", async () => {
      const figure = await open(make());
      run(figure, STANDING, 1);
      for (const side of ["left", "right"])
        expect(place(figure, `${side}UpperArm`).y - place(figure, `${side}Hand`).y).toBeGreaterThan(0.3);
      expect(figure.heightM).toBeCloseTo(1.65, 1);
    });

    test("runs with its knees bent backwards, its elbows forwards and its feet never far under the ground", async () => {
      const figure = await open(make());
      run(figure, RUNNING, 1);
      const ahead = { foot: 0, hand: 0 };
      run(figure, RUNNING, 2, () => {
        for (const side of ["left", "right"]) {
          const [hip, knee, foot] = ["UpperLeg", "LowerLeg", "Foot"].map((part) =>
            place(figure, side + part),
          );
          const [shoulder, elbow, hand] = ["UpperArm", "LowerArm", "Hand"].map((part) =>
            place(figure, side + part),
          );
          if (!hip || !knee || !foot || !shoulder || !elbow || !hand) throw new Error("a bone is missing");
          // On the line from hip to foot, a knee that bends backwards lies ahead of its middle, an elbow behind.
          expect(knee.z).toBeGreaterThan((hip.z + foot.z) / 2);
          expect(elbow.z).toBeLessThan((shoulder.z + hand.z) / 2);
          expect(foot.y).toBeGreaterThan(0);
          ahead.foot = Math.max(ahead.foot, foot.z);
          ahead.hand = Math.max(ahead.hand, hand.z);
        }
      });
      expect(ahead.foot).toBeGreaterThan(0.25);
      expect(ahead.hand).toBeGreaterThan(0.15);
    });

    test("turns its head to where it looks: left is +X, up is up", async () => {
      const figure = await open(make());
      const looks = (motion: Partial<Motion>) => {
        figure.animate({ ...STANDING, ...motion }, FRAME_S);
        figure.object.updateWorldMatrix(true, true);
        const head = figure.object.getObjectByName("head");
        // VRM 0.x heads face −Z in their own space.
        return new Vector3(0, 0, version === "VRM 1.0" ? 1 : -1).transformDirection(
          head?.matrixWorld ?? figure.object.matrixWorld,
        );
      };
      expect(looks({ lookYaw: 1 }).x).toBeGreaterThan(0.3);
      expect(looks({ lookPitch: 0.8 }).y).toBeGreaterThan(0.2);
    });
  });

test("a file without a VRM in it is refused", async () => {
  const { json, bin } = vrm1();
  const plain = { ...json, extensions: {}, extensionsUsed: [] };
  await expect(open({ json: plain, bin })).rejects.toThrow("no VRM");
});
