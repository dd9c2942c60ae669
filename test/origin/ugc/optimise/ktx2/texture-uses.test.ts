import { expect, test } from "bun:test";
import { findTextureUses } from "../../../../../origin/ugc/optimise/ktx2/texture-uses.ts";

const textures = Array.from({ length: 8 }, (_, source) => ({ source }));
const usesIn = (materials: readonly object[], extensions: object = {}) =>
  Object.fromEntries(findTextureUses({ textures, materials, extensions }));

test("what is seen, what is measured and what is a direction are told apart, in extensions too", () => {
  const material = {
    pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicRoughnessTexture: { index: 1 } },
    normalTexture: { index: 2 },
    extensions: {
      VRMC_materials_mtoon: { shadeMultiplyTexture: { index: 3 }, shadingShiftTexture: { index: 4 } },
      KHR_materials_sheen: { sheenColorTexture: { index: 5 } },
      KHR_materials_clearcoat: { clearcoatNormalTexture: { index: 6 } },
    },
  };
  expect(usesIn([material])).toEqual({
    0: "colour",
    1: "data",
    2: "normal",
    3: "colour",
    4: "data",
    5: "colour",
    6: "normal",
  });
});

test("VRM 0.x says it in its own materials, and a picture of the meta is none of them", () => {
  const textureProperties = { _MainTex: 0, _ShadeTexture: 0, _BumpMap: 2, _OutlineWidthTexture: 3 };
  const VRM = { meta: { texture: 7 }, materialProperties: [{ textureProperties }] };
  expect(usesIn([], { VRM })).toEqual({ 0: "colour", 2: "normal", 3: "data" });
});

test("an image of two uses, or that is the thumbnail, is left as it is", () => {
  const both = { emissiveTexture: { index: 0 }, occlusionTexture: { index: 0 } };
  const shown = { pbrMetallicRoughness: { baseColorTexture: { index: 1 } } };
  expect(usesIn([both, shown], { VRMC_vrm: { meta: { thumbnailImage: 1 } } })).toEqual({});
});

test("a texture's WebP is the image it shows", () => {
  const webp = [{ source: 5, extensions: { EXT_texture_webp: { source: 3 } } }];
  const materials = [{ normalTexture: { index: 0 } }];
  expect([...findTextureUses({ textures: webp, materials })]).toEqual([[3, "normal"]]);
});
