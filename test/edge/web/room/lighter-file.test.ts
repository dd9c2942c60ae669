import { describe, expect, test } from "bun:test";
import { lighterFile } from "../../../../edge/web/room/lighter-file.ts";
import type { AssetVariant, VariantLevel, VariantProfile } from "../../../../shared/schema/asset-variant.ts";
import { assetIdSchema } from "../../../../shared/schema/ids.ts";

const avatar = {
  id: assetIdSchema.parse("ast_0123456789abcdefghjkmnpqrs"),
  url: "http://delivery.test/avatars/whole.vrm",
  sha256: "a".repeat(64),
  size: 30_000_000,
};
const file = { url: avatar.url, sha256: avatar.sha256, sizeBytes: avatar.size };

function variant(profile: VariantProfile, level: VariantLevel): AssetVariant {
  return {
    profile,
    level,
    rank: null,
    file: {
      url: `http://delivery.test/avatars/${profile}-${level}.vrm`,
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
  };
}
const [lod0, lod1, lod2] = [variant("web", "lod0"), variant("web", "lod1"), variant("web", "lod2")];
const others = [variant("compat", "lod0"), variant("ktx2", "lod1"), variant("web", "stand-in")];

describe("the file of a world's model", () => {
  test.each([
    ["a desktop", "desktop", lod0],
    ["a phone", "mobile", lod1],
  ] as const)("is, for %s, as near to the upload as it can show", async (_, device, wanted) => {
    const variants = [...others, lod2, lod1, lod0];
    const chosen = await lighterFile(avatar, device, async () => ({ file, variants }));
    expect(chosen.url).toBe(wanted.file.url);
  });

  test("is itself where nothing lighter can be read, nobody answers, or the answer is of another file", async () => {
    const other = { ...file, sha256: "c".repeat(64) };
    expect(await lighterFile(avatar, "desktop", async () => ({ file, variants: others }))).toBe(avatar);
    expect(await lighterFile(avatar, "desktop", async () => ({ file: other, variants: [lod1] }))).toBe(
      avatar,
    );
    expect(await lighterFile(avatar, "desktop", () => Promise.reject(new Error("away")))).toBe(avatar);
  });
});
