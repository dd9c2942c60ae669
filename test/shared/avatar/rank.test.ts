import { describe, expect, test } from "bun:test";
import { checkAvatar } from "../../../shared/avatar/check-avatar.ts";
import {
  countsOfAsset,
  countsOfCheck,
  DEVICE_CLASSES,
  nextRankMax,
  rankAvatar,
} from "../../../shared/avatar/rank.ts";
import { avatarRankSchema, rankedCountSchema } from "../../../shared/schema/avatar-rank.ts";
import { pngOfSize, put, toGlb, vrm1, withImage, withSkin } from "./avatar-builder.ts";

describe("the performance rank of an avatar", () => {
  test("is the best where there is hardly anything to draw", () => {
    const best = { rank: "excellent", decidedBy: null } as const;
    expect(rankAvatar({ triangles: 2, fileBytes: 3_000 })).toEqual({
      desktop: best,
      mobile: best,
      headset: best,
    });
  });

  test("is that of the worst count, which is named", () => {
    expect(rankAvatar({ triangles: 32_000, materials: 20, textureBytes: 10_000_000 })).toEqual({
      desktop: { rank: "medium", decidedBy: "materials" },
      mobile: { rank: "heavy", decidedBy: "materials" },
      headset: { rank: "heavy", decidedBy: "materials" },
    });
  });

  test("knows no rank above very heavy", () => {
    const { mobile } = rankAvatar({ triangles: 10_000_000 });
    expect(mobile).toEqual({ rank: "very-heavy", decidedBy: "triangles" });
  });

  test("is reached exactly at what the next better rank allows, for every count and device", () => {
    for (const device of DEVICE_CLASSES)
      for (const count of rankedCountSchema.options) {
        const most = nextRankMax(device, count, "good") ?? Number.NaN;
        expect(rankAvatar({ [count]: most })[device].rank).toBe("excellent");
        expect(rankAvatar({ [count]: most + 1 })[device]).toEqual({ rank: "good", decidedBy: count });
        expect(nextRankMax(device, count, "excellent")).toBeNull();
      }
  });

  test("counts what a checked file holds", () => {
    const draft = withImage(withSkin(vrm1()), pngOfSize(30, 40));
    put(draft, "/meshes/0/primitives/0/targets", [{ POSITION: 0 }, { POSITION: 0 }]);
    put(draft, "/extensions/VRMC_springBone", {
      colliders: [{ node: 1 }],
      springs: [{ joints: [{ node: 1 }, { node: 2 }] }],
    });
    const bytes = toGlb(draft);
    const { facts } = checkAvatar(bytes);
    if (facts === null) throw new Error("the file can be read");
    expect(countsOfCheck(facts)).toEqual({
      triangles: 2,
      materials: 1,
      bones: 1,
      morphTargets: 2,
      springJoints: 2,
      colliders: 1,
      textureBytes: 6_400,
      fileBytes: bytes.length,
    });
  });

  test("is told of assets of old, by the counts that were kept", () => {
    const rank = rankAvatar(countsOfAsset({ triangleCount: 100_000, materialCount: 12 }, 30_000_000));
    expect(avatarRankSchema.parse(rank)).toEqual(rank);
    expect(rank.desktop).toEqual({ rank: "heavy", decidedBy: "fileBytes" });
  });
});
