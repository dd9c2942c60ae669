import { beforeAll, describe, expect, test } from "bun:test";
import { createLikeness, LIKENESS_MIN_DB } from "../../../../origin/ugc/likeness/likeness.ts";
import { openModelVariant, optimiseModel } from "../../../../origin/ugc/optimise/optimise-model.ts";
import type { OptimiseOptions, Variant } from "../../../../origin/ugc/optimise/variant.ts";
import { readValues } from "../../../../origin/ugc/optimise/vertex-set.ts";
import { drawable } from "../../../../origin/ugc/steps/validate-model.ts";
import { gltfErrors } from "../../../../scripts/avatar/validate-gltf.ts";
import { checkModel, type ModelKind } from "../../../../shared/avatar/check-model.ts";
import { buildHall, buildVase } from "../../../shared/avatar/hall-builder.ts";

const TIMEOUT_MS = 120_000;

function open(bytes: Uint8Array, kind: ModelKind) {
  const { model, findings } = checkModel(bytes, kind);
  if (model === null) throw new Error(`one that passes was expected: ${JSON.stringify(findings)}`);
  return drawable(model);
}

async function variantsOf(
  bytes: Uint8Array,
  kind: ModelKind,
  options: Partial<OptimiseOptions> = {},
): Promise<readonly Variant[]> {
  const model = open(bytes, kind);
  const variants: Variant[] = [];
  const likeness = await createLikeness(model, kind === "world");
  const onVariant = (variant: Variant) => void variants.push(variant);
  await optimiseModel(bytes, model, kind, { likeness, onVariant, ...options });
  return variants;
}

const names = (variants: readonly Variant[]) => variants.map(({ profile, level }) => `${profile} ${level}`);
const trianglesOf = (variants: readonly Variant[]) => variants.map(({ facts }) => facts.triangleCount);

describe("variants of an item", () => {
  let upload: Uint8Array;
  let variants: readonly Variant[];
  beforeAll(async () => {
    upload = buildVase();
    variants = await variantsOf(upload, "item");
  }, TIMEOUT_MS);

  test("come smallest first, look like it and weigh less", () => {
    expect(names(variants)).toEqual(["web lod2", "web lod1", "web lod0", "compat lod0"]);
    for (const { facts } of variants) expect(facts.likenessDb).toBeGreaterThanOrEqual(LIKENESS_MIN_DB);
    const sizes = variants.map(({ bytes }) => bytes.length);
    expect(sizes.slice(0, 3)).toEqual(sizes.slice(0, 3).toSorted((a, b) => a - b));
    for (const size of sizes) expect(size).toBeLessThan(upload.length);
    expect(sizes[0]).toBeLessThan(upload.length / 10);
    expect(trianglesOf(variants)[2]).toBe(30_720);
    expect(trianglesOf(variants)[0]).toBeLessThan(10_000);
  });

  test("have no errors for Khronos' validator, and the compat one may be uploaded again", async () => {
    for (const { profile, bytes } of variants) {
      expect(await gltfErrors(bytes)).toEqual([]);
      if (profile === "compat") expect(checkModel(bytes, "item").model).not.toBeNull();
    }
  });

  test("are the same bytes when they are made again", async () => {
    const again = await variantsOf(buildVase(), "item");
    expect(again.map(({ bytes }) => Bun.hash(bytes))).toEqual(variants.map(({ bytes }) => Bun.hash(bytes)));
  });
});

describe("variants of a world", () => {
  let upload: Uint8Array;
  let variants: readonly Variant[];
  beforeAll(async () => {
    upload = buildHall();
    variants = await variantsOf(upload, "world");
  }, TIMEOUT_MS);

  test("lose pixels sooner than edges, and nothing that moves a surface by more than a centimetre", () => {
    expect(names(variants)).toEqual(["web lod1", "web lod0", "compat lod0"]);
    for (const { facts } of variants) expect(facts.likenessDb).toBeGreaterThanOrEqual(LIKENESS_MIN_DB);
    const [lod1 = 0, lod0 = 0] = trianglesOf(variants);
    expect(lod0).toBe(30_720 + 32_768);
    // As many as stay in a flat wall: the pattern of a vase is under a centimetre.
    expect(lod1).toBeLessThan(lod0);
    expect(variants[0]?.bytes.length).toBeLessThan(upload.length / 8);
  });

  test("keep where walls meet to a tenth of a millimetre, and where a picture repeats to a quarter of its texels", async () => {
    const before = open(upload, "world");
    for (const { bytes } of variants.filter(({ level }) => level === "lod0")) {
      expect(await gltfErrors(bytes)).toEqual([]);
      const after = await openModelVariant(bytes, "world");
      const walls = (model: typeof before, name: string) => {
        const at = model.document.meshes[0]?.primitives[0]?.attributes[name] ?? -1;
        return readValues(model, at).values.toSorted();
      };
      const apart = (name: string) => {
        const [a, b] = [walls(before, name), walls(after, name)];
        return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 0))), 0);
      };
      expect(apart("POSITION")).toBeLessThan(0.0001);
      expect(apart("TEXCOORD_0")).toBeLessThan(0.25 / 2048);
    }
  });

  test("are compared from within too: what walls hide from outside counts", async () => {
    const [blue, red] = [open(buildHall(), "world"), open(buildHall([220, 60, 60]), "world")];
    const [outside, within] = [await createLikeness(blue), await createLikeness(blue, true)];
    expect((await outside.compare(red)).views.filter(({ view }) => view !== "near")).toEqual(
      ["front", "back", "left", "right"].map((view) => ({ view, db: 99 })),
    );
    const { leastDb, views } = await within.compare(red);
    expect(leastDb).toBeLessThan(LIKENESS_MIN_DB);
    expect(views.map(({ view }) => view)).toContain("front half");
  });
});
