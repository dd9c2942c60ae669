import { describe, expect, test } from "bun:test";
import { COPY_SIDE_PX, SourceImages } from "../../../../origin/ugc/likeness/source-images.ts";
import { decodePng, encodePng } from "../../../../origin/ugc/portrait/png.ts";
import { TextureBroken } from "../../../../origin/ugc/portrait/texture.ts";
import { readDocument } from "../../../../shared/avatar/document.ts";
import { Findings } from "../../../../shared/avatar/findings.ts";

const TIMEOUT_MS = 60_000;
const SIDE_PX = 64;
const COVERED_PX = 20;

/** Orange where it is covered, from black to green under alpha 0. */
function halfCovered(sidePx = SIDE_PX): Uint8Array {
  const rgba = new Uint8Array(sidePx * sidePx * 4);
  for (let i = 0; i < sidePx * sidePx; i++) {
    const x = ((i % sidePx) * SIDE_PX) / sidePx;
    rgba.set(x < COVERED_PX ? [240, 140, 20, 255] : [0, Math.floor(x * 3), 0, 0], i * 4);
  }
  return encodePng({ widthPx: sidePx, heightPx: sidePx, rgba });
}

type Gltf = Readonly<Record<string, unknown>>;
/** Images over their bytes, with texture n showing image n. */
function imagesOf(
  pictures: readonly Uint8Array[],
  json: Gltf,
  bin: Uint8Array = Buffer.concat(pictures),
): SourceImages {
  let byteOffset = 0;
  const bufferViews = pictures.map(({ length }) => {
    const view = { buffer: 0, byteOffset, byteLength: length };
    byteOffset += length;
    return view;
  });
  const images = pictures.map((_, bufferView) => ({ bufferView }));
  const textures = pictures.map((_, source) => ({ source }));
  const whole = { asset: { version: "2.0" }, bufferViews, images, textures, ...json };
  const document = readDocument(whole, new Findings());
  return new SourceImages({ document, bin });
}
const material = (alphaMode: string, index = 0) => ({
  alphaMode,
  pbrMetallicRoughness: { baseColorTexture: { index } },
});

async function pixelsOf(images: SourceImages, sidePx: number, asWebp = false) {
  const bytes = await images.encode(0, sidePx, (image) => (asWebp ? image.webp({ quality: 95 }) : image));
  const png = await new Bun.Image(bytes ?? new Uint8Array()).png().bytes();
  const { widthPx, rgba } = decodePng(png);
  return (x: number) => {
    const at = (Math.floor(widthPx / 2) * widthPx + Math.floor((x * widthPx) / SIDE_PX)) * 4;
    return [...rgba.subarray(at, at + 4)];
  };
}

describe("an image with colour under alpha 0", () => {
  test("loses its alpha and keeps that colour where every user is opaque", async () => {
    const images = imagesOf([halfCovered()], { materials: [material("OPAQUE"), material("OPAQUE")] });
    for (const sidePx of [SIDE_PX, SIDE_PX / 2])
      for (const x of [24, 40, 60]) {
        const [red = 0, green = 0, blue = 0, alpha] = (await pixelsOf(images, sidePx, true))(x);
        expect(Math.abs(green - x * 3)).toBeLessThan(20);
        expect([red < 30, blue < 30, alpha]).toEqual([true, true, 255]);
      }
  });

  test.each(["BLEND", "MASK"])("has the colour of what is beside it where users are %s", async (mode) => {
    const images = imagesOf([halfCovered()], { materials: [material(mode)] });
    for (const sidePx of [SIDE_PX, SIDE_PX / 2, SIDE_PX / 4]) {
      const at = await pixelsOf(images, sidePx);
      for (const x of [2, 19, 20, 24, 40, 60]) {
        expect(at(x).slice(0, 3)).toEqual([240, 140, 20]);
      }
      expect([at(2)[3], at(60)[3]]).toEqual([255, 0]);
    }
  });

  test("stays as it is where one user is opaque and another blends", async () => {
    const images = imagesOf([halfCovered()], { materials: [material("OPAQUE"), material("BLEND")] });
    expect(images.get(0)?.alphaUse).toBe("exact");
    expect((await pixelsOf(images, SIDE_PX))(60)).toEqual([0, 180, 0, 0]);
  });

  test("may be bled into where a blended material shades with it too", () => {
    // Another texture of the same image, as exporters write it.
    const extensions = { VRMC_materials_mtoon: { shadeMultiplyTexture: { index: 1 } } };
    const images = imagesOf([halfCovered()], {
      textures: [{ source: 0 }, { source: 0 }],
      materials: [{ ...material("BLEND"), extensions }],
    });
    expect(images.get(0)?.alphaUse).toBe("bleed");
  });

  test("keeps its alpha where an extension nobody knows names it", () => {
    const extensions = { EXT_veil: { deep: [{ veilTexture: { index: 0 } }] } };
    const images = imagesOf([halfCovered()], { materials: [{ ...material("OPAQUE"), extensions }] });
    expect(images.get(0)?.alphaUse).toBe("exact");
  });

  test.each([
    ["VRM/MToon", 0, "drop"],
    ["VRM/MToon", 2, "exact"],
    ["VRM/UnlitTransparent", 0, "exact"],
    ["VRM_USE_GLTFSHADER", 2, "drop"],
  ])("is used by %s with blend mode %d of VRM 0.x as it says there: %s", (shader, blend, use) => {
    const properties = { shader, floatProperties: { _BlendMode: blend }, textureProperties: { _MainTex: 0 } };
    const extensions = { VRM: { materialProperties: [properties] } };
    const images = imagesOf([halfCovered()], { materials: [material("OPAQUE")], extensions });
    expect(images.get(0)?.alphaUse).toBe(use as "drop");
  });
});

test(
  "one clear pixel of four million is seen, and none is not made up",
  async () => {
    const sidePx = 2048;
    const rgba = new Uint8Array(sidePx * sidePx * 4).fill(255);
    const white = encodePng({ widthPx: sidePx, heightPx: sidePx, rgba });
    rgba[(1000 * sidePx + 777) * 4 + 3] = 0;
    const images = imagesOf([white, encodePng({ widthPx: sidePx, heightPx: sidePx, rgba })], {});
    expect([await images.isTransparent(0), await images.isTransparent(1)]).toEqual([false, true]);
  },
  TIMEOUT_MS,
);

test("an image twice in a file is one, unless it is used in another way", () => {
  const materials = [material("OPAQUE", 0), material("OPAQUE", 1), material("BLEND", 2)];
  const images = imagesOf([halfCovered(), halfCovered(), halfCovered()], { materials });
  expect([0, 1, 2].map((at) => images.get(at)?.sameAs)).toEqual([0, 0, 2]);
});

test("what is made of a copy is what is made of a new one", async () => {
  const images = imagesOf([halfCovered(COPY_SIDE_PX * 2)], { materials: [material("BLEND")] });
  const first = await images.texture(0, COPY_SIDE_PX / 4);
  const again = await images.texture(0, COPY_SIDE_PX / 4);
  images.forget();
  const anew = await images.texture(0, COPY_SIDE_PX / 4);
  expect(first?.widthPx).toBe(COPY_SIDE_PX / 4);
  for (const { rgba } of [again, anew].flatMap((texture) => texture ?? []))
    expect(Buffer.compare(rgba, first?.rgba ?? new Uint8Array())).toBe(0);
});

test("the file is what it was, whatever was made of its images, and gives the same again", async () => {
  const json = { materials: [material("OPAQUE", 0), material("BLEND", 1)] };
  // The last is used as it is.
  const pictures = [halfCovered(), halfCovered(COPY_SIDE_PX * 2), halfCovered()];
  const bin = Buffer.concat(pictures);
  const images = imagesOf(pictures, json, bin);
  const webp = (image: Bun.Image) => image.webp({ quality: 80 });
  const makeAll = async () => {
    const made = [0, 1, 2].flatMap((at) =>
      [SIDE_PX, COPY_SIDE_PX * 2].map((px) => images.encode(at, px, webp)),
    );
    return (await Promise.all(made)).map((bytes) => Bun.hash(bytes ?? ""));
  };
  expect(await makeAll()).toEqual(await makeAll());
  expect(Buffer.compare(bin, Buffer.concat(pictures))).toBe(0);
});

test("images whose alpha may have to be changed come first", () => {
  const pictures = [halfCovered(), halfCovered(), halfCovered(), halfCovered()];
  const images = imagesOf(pictures, { materials: [material("BLEND", 1), material("OPAQUE", 3)] });
  expect(images.largeFirst).toEqual([1, 3, 0, 2]);
});

test("an image that ends early is named", async () => {
  const images = imagesOf([halfCovered(), new Uint8Array(40)], {});
  expect(() => images.get(1)).toThrow(TextureBroken);
  const png = halfCovered();
  png.fill(0, 60, 80);
  const broken = imagesOf([png], {});
  await expect(broken.texture(0, SIDE_PX)).rejects.toBeInstanceOf(TextureBroken);
});
