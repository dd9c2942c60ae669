import { describe, expect, test } from "bun:test";
import { lighterWorld } from "../../../../edge/web/room/lighter-world.ts";
import type { AssetVariant, VariantLevel, VariantProfile } from "../../../../shared/schema/asset-variant.ts";
import { assetIdSchema } from "../../../../shared/schema/ids.ts";

const model = {
  id: assetIdSchema.parse("ast_0123456789abcdefghjkmnpqrs"),
  url: "http://delivery.test/worlds/whole.glb",
  sha256: "a".repeat(64),
  size: 30_000_000,
};
const file = { url: model.url, sha256: model.sha256, sizeBytes: model.size };

function variant(profile: VariantProfile, level: VariantLevel): AssetVariant {
  return {
    profile,
    level,
    file: {
      url: `http://delivery.test/worlds/${profile}-${level}.glb`,
      sha256: "b".repeat(64),
      sizeBytes: 400_000,
    },
    facts: {
      triangleCount: 1,
      vertexCount: 3,
      materialCount: 1,
      textureCount: 1,
      textureMemoryBytes: 1,
      likenessDb: 33,
    },
    rank: null,
  };
}
const [lod0, lod1] = [variant("web", "lod0"), variant("web", "lod1")];
const others = [variant("compat", "lod0"), variant("ktx2", "lod1"), variant("web", "lod2")];

describe("the file of a world's model", () => {
  test.each([
    ["a desktop", "desktop", [lod1, lod0], lod0],
    ["a phone", "mobile", [lod1, lod0], lod1],
    ["a headset", "headset", [lod0, lod1], lod1],
    ["a desktop, while the better is still made", "desktop", [lod1], lod1],
    ["a phone, where the lighter was left out", "mobile", [lod0], lod0],
  ] as const)("is, for %s, as near to the upload as it can show", async (_, device, variants, wanted) => {
    const chosen = await lighterWorld(model, device, async () => ({
      file,
      variants: [...others, ...variants],
    }));
    expect(chosen).toEqual({
      id: model.id,
      url: wanted.file.url,
      sha256: wanted.file.sha256,
      size: wanted.file.sizeBytes,
    });
  });

  test("is itself where nothing lighter can be read, nobody answers, or the answer is of another file", async () => {
    const other = { ...file, sha256: "c".repeat(64) };
    expect(await lighterWorld(model, "desktop", async () => ({ file, variants: others }))).toBe(model);
    expect(await lighterWorld(model, "desktop", async () => ({ file: other, variants: [lod1] }))).toBe(model);
    expect(await lighterWorld(model, "desktop", () => Promise.reject(new Error("away")))).toBe(model);
  });
});
