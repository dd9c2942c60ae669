import { describe, expect, test } from "bun:test";
import { checkAvatar } from "../../../shared/avatar/check-avatar.ts";
import {
  countsOfAsset,
  countsOfCheck,
  countsOfVariant,
  DEVICE_CLASSES,
  isWithinFloor,
  nextRankMax,
  rankAvatar,
  stricterFloor,
} from "../../../shared/avatar/rank.ts";
import {
  avatarRankSchema,
  NO_FLOOR,
  performanceRankSchema,
  rankedCountSchema,
} from "../../../shared/schema/avatar-rank.ts";
import { DEFAULT_RANKS, rankTableSchema } from "../../../shared/schema/rank-table.ts";
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
      colliders: [{ node: 1, shape: {} }],
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

  test("is by the table that an operator sets, cell by cell", () => {
    const table = rankTableSchema.parse({ mobile: { triangles: [10, 20, 30, 40] } });
    const counts = { triangles: 25, materials: 1 };
    expect(rankAvatar(counts, table).mobile).toEqual({ rank: "medium", decidedBy: "triangles" });
    expect(rankAvatar(counts, table).desktop).toEqual(rankAvatar(counts).desktop);
    expect(nextRankMax("mobile", "triangles", "medium", table)).toBe(20);
    expect(table.mobile.bones).toEqual(DEFAULT_RANKS.mobile.bones);
  });

  test("of a variant is that of what is left, and what it moves with, which a stand-in leaves behind", () => {
    const facts = {
      triangleCount: 2_000,
      vertexCount: 3_000,
      materialCount: 1,
      textureCount: 1,
      textureMemoryBytes: 350_000,
      likenessDb: null,
    };
    const avatar = { boneCount: 300, springJointCount: 10, colliderCount: 0, morphTargetCount: 400 };
    const rankOf = (level: "lod2" | "stand-in") =>
      rankAvatar(countsOfVariant({ level, facts, sizeBytes: 100_000 }, avatar)).mobile;
    expect(rankOf("lod2")).toEqual({ rank: "very-heavy", decidedBy: "bones" });
    expect(rankOf("stand-in")).toEqual({ rank: "excellent", decidedBy: null });
  });

  test("is within a floor up to it, and of two floors the stricter holds for each device", () => {
    expect(isWithinFloor("very-heavy", null)).toBe(true);
    expect(
      ["excellent", "good", "medium"].map((rank) => isWithinFloor(performanceRankSchema.parse(rank), "good")),
    ).toEqual([true, true, false]);
    const one = { desktop: "good", mobile: "heavy", headset: null } as const;
    const other = { desktop: "medium", mobile: "excellent", headset: "good" } as const;
    const both = { desktop: "good", mobile: "excellent", headset: "good" } as const;
    expect(stricterFloor(one, other)).toEqual(both);
    expect(stricterFloor(other, one)).toEqual(both);
    expect(stricterFloor(one, NO_FLOOR)).toEqual(one);
  });

  test("is told of assets of old, by the counts that were kept", () => {
    const rank = rankAvatar(countsOfAsset({ triangleCount: 100_000, materialCount: 12 }, 30_000_000));
    expect(avatarRankSchema.parse(rank)).toEqual(rank);
    expect(rank.desktop).toEqual({ rank: "heavy", decidedBy: "fileBytes" });
  });
});
