import { describe, expect, test } from "bun:test";
import { type Appearance, appearancesFor, type Dressed } from "../../../shared/avatar/appearances.ts";
import { rankAvatar } from "../../../shared/avatar/rank.ts";
import { shareMemory, type Wearer } from "../../../shared/avatar/share-memory.ts";
import { seededRng } from "../../../shared/rng.ts";
import type { AssetVariant, VariantLevel, VariantProfile } from "../../../shared/schema/asset-variant.ts";

const MB = 1_000_000;
const file = { url: "http://delivery.test/avatars/whole.vrm", sha256: "a".repeat(64), sizeBytes: 30 * MB };
const facts = {
  format: "vrm",
  vrmVersion: "1.0",
  triangleCount: 100_000,
  vertexCount: 60_000,
  materialCount: 12,
  textureCount: 12,
  nodeCount: 100,
  heightM: 1.6,
  morphTargetCount: 0,
  texturePixelCount: 12 * 2_048 ** 2,
} as const;

/** Of so many triangles; its textures take as many bytes as a pixel has. */
function variant(
  level: VariantLevel,
  triangles: number,
  textureMb: number,
  profile: VariantProfile = "web",
): AssetVariant {
  const counted = { triangleCount: triangles, vertexCount: triangles, materialCount: 3, textureCount: 1 };
  return {
    profile,
    level,
    file: { url: `http://delivery.test/${profile}-${level}.vrm`, sha256: "b".repeat(64), sizeBytes: MB },
    facts: { ...counted, textureMemoryBytes: textureMb * MB, likenessDb: 33 },
    rank: rankAvatar({ triangles, materials: 3, textureBytes: textureMb * MB, fileBytes: MB }),
  };
}
const [lod0, lod1, lod2] = [
  variant("lod0", 100_000, 90),
  variant("lod1", 50_000, 20),
  variant("lod2", 20_000, 5),
];
const standIn = variant("stand-in", 2_000, 0.35);
const avatar = (...variants: AssetVariant[]): Dressed => ({
  file,
  facts,
  rank: rankAvatar({ triangles: 100_000, textureBytes: 268 * MB }),
  variants: [variant("lod0", 100_000, 90, "compat"), ...variants],
});
const levels = (seen: readonly Appearance[]) => seen.map(({ level }) => level);

describe("[ROOM-6] what an avatar may be shown by", () => {
  test.each([
    ["a desktop", "desktop", [lod2, standIn, lod1, lod0], ["lod1", "lod2", "stand-in"]],
    ["a phone", "mobile", [lod0, lod1, lod2, standIn], ["lod2", "stand-in"]],
    ["a headset", "headset", [lod0, lod1, standIn], ["lod1", "stand-in"]],
    ["a desktop, while the better are still made", "desktop", [lod2], ["lod2"]],
    ["a phone, where the lightest was left out", "mobile", [lod0, lod1], ["lod1"]],
    ["a desktop, where there is nothing lighter yet", "desktop", [], ["whole"]],
    ["a phone, where there is a stand-in and nothing else", "mobile", [standIn], ["whole", "stand-in"]],
  ] as const)("on %s", (_, device, variants, wanted) => {
    expect(levels(appearancesFor(avatar(...variants), device, null))).toEqual([...wanted]);
  });

  test.each([
    // 50,000 triangles are good on a desktop, 20,000 medium on a phone.
    ["good", "desktop", [lod0, lod1, lod2, standIn], ["lod1", "lod2", "stand-in"]],
    ["excellent", "desktop", [lod0, lod1, lod2, standIn], ["lod2", "stand-in"]],
    ["medium", "mobile", [lod0, lod1, lod2, standIn], ["lod2", "stand-in"]],
    ["good", "mobile", [lod0, lod1, lod2, standIn], ["stand-in"]],
    ["good", "mobile", [lod0, lod1, lod2], []],
    ["good", "desktop", [], []],
    ["very-heavy", "mobile", [], ["whole"]],
  ] as const)("up to %s on %s", (floor, device, variants, wanted) => {
    expect(levels(appearancesFor(avatar(...variants), device, floor))).toEqual([...wanted]);
  });

  test("is counted with everything a renderer keeps of it", () => {
    const withMorphs = { ...lod2, facts: { ...lod2.facts, morphVertexCount: 50_000 } };
    const [plain, moving] = [lod2, withMorphs].map(
      (each) => appearancesFor(avatar(each), "mobile", null)[0]?.memoryBytes ?? 0,
    );
    expect(plain).toBeGreaterThan(5 * MB + 20_000 * (12 + 12 + 8 + 16));
    expect((moving ?? 0) - (plain ?? 0)).toBe(50_000 * 32);
    const whole = appearancesFor(avatar(), "desktop", null)[0]?.memoryBytes ?? 0;
    expect(whole).toBeGreaterThan(12 * 2_048 ** 2 * 4);
  });
});

const look = (level: Appearance["level"], memoryBytes: number): Appearance => ({ level, file, memoryBytes });
const usual = [look("lod1", 20), look("lod2", 8), look("stand-in", 1)];
const wearer = (key: number, distanceM: number, change: Partial<Wearer<number>> = {}): Wearer<number> => ({
  key,
  isFirst: false,
  distanceM,
  appearances: usual,
  shown: null,
  ...change,
});
const share = (wearers: readonly Wearer<number>[], memoryMaxBytes: number, detailedMax = 40) => {
  const shares = shareMemory(wearers, { memoryMaxBytes, detailedMax });
  return wearers.map(({ key }) => shares.get(key)?.level ?? null);
};

describe("[ROOM-6] the memory of a room", () => {
  test("goes to those who are near, once everybody has a stand-in", () => {
    const three = [wearer(1, 10), wearer(2, 1), wearer(3, 5)];
    expect(share(three, 60)).toEqual(["lod1", "lod1", "lod1"]);
    expect(share(three, 48)).toEqual(["lod2", "lod1", "lod1"]);
    expect(share(three, 22)).toEqual(["stand-in", "lod1", "stand-in"]);
    expect(share(three, 3)).toEqual(["stand-in", "stand-in", "stand-in"]);
    expect(share(three, 2)).toEqual([null, "stand-in", "stand-in"]);
    expect(share(three, 0)).toEqual([null, null, null]);
  });

  test("is not spent on who is far, nor on more than are drawn in time", () => {
    expect(share([wearer(1, 26), wearer(2, 24)], 100)).toEqual(["stand-in", "lod1"]);
    expect(share([wearer(1, 3), wearer(2, 2), wearer(3, 1)], 100, 2)).toEqual(["stand-in", "lod1", "lod1"]);
    const bare = [look("whole", 30)];
    expect(share([wearer(1, 90, { appearances: bare })], 100)).toEqual(["whole"]);
  });

  test("goes before all others to those all came to see, from however far", () => {
    const performer = wearer(1, 60, { isFirst: true });
    expect(share([wearer(2, 1), wearer(3, 2), performer], 22)).toEqual(["stand-in", "stand-in", "lod1"]);
    expect(share([wearer(2, 1), wearer(3, 2), performer], 100, 1)).toEqual(["stand-in", "stand-in", "lod1"]);
    expect(share([wearer(2, 1), performer], 1)).toEqual([null, "stand-in"]);
  });

  test("is not taken back and forth from who walks on a line", () => {
    expect(share([wearer(1, 24, { shown: "stand-in" })], 100)).toEqual(["stand-in"]);
    expect(share([wearer(1, 24, { shown: "lod1" })], 100)).toEqual(["lod1"]);
    const near = [wearer(1, 10), wearer(2, 11, { shown: "lod1" })];
    expect(share(near, 21)).toEqual(["stand-in", "lod1"]);
  });

  test("is never exceeded, whoever is there", () => {
    const rng = seededRng(7n);
    const below = (most: number) => Math.floor(rng() * most);
    for (let round = 0; round < 2_000; round++) {
      const wearers = Array.from({ length: below(30) }, (_, key) => {
        const sizes = Array.from({ length: below(4) }, () => below(50)).sort((a, b) => b - a);
        const appearances = sizes.map((size, at) =>
          look(at === sizes.length - 1 && below(3) > 0 ? "stand-in" : "lod1", size),
        );
        const shown = ([null, "stand-in", "lod1"] as const)[below(3)] ?? null;
        return wearer(key, below(50), { appearances, shown, isFirst: below(8) === 0 });
      });
      const memoryMaxBytes = below(300);
      const shares = [...shareMemory(wearers, { memoryMaxBytes, detailedMax: below(20) }).values()];
      expect(shares).toHaveLength(wearers.length);
      expect(shares.reduce((sum, each) => sum + (each?.memoryBytes ?? 0), 0)).toBeLessThanOrEqual(
        memoryMaxBytes,
      );
    }
  });
});
