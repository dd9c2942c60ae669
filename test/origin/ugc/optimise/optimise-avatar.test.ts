import { beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { createLikeness, LIKENESS_MIN_DB } from "../../../../origin/ugc/likeness/likeness.ts";
import { openVariant } from "../../../../origin/ugc/optimise/open-variant.ts";
import { optimiseAvatar } from "../../../../origin/ugc/optimise/optimise-avatar.ts";
import type { OptimiseOptions, Variant } from "../../../../origin/ugc/optimise/variant.ts";
import { loadVrm } from "../../../../scripts/avatar/load-vrm.ts";
import { wornBody } from "../../../../scripts/avatar/worn-body.ts";
import { checkAvatar, openAvatar } from "../../../../shared/avatar/check-avatar.ts";
import { Findings } from "../../../../shared/avatar/findings.ts";
import { generateAvatar } from "../../../../shared/avatar/generate/generate-avatar.ts";
import { PRESETS } from "../../../../shared/avatar/generate/spec.ts";
import { parseGlb } from "../../../../shared/avatar/glb.ts";
import { seededRng } from "../../../../shared/rng.ts";
import { gltfErrors } from "../../../support/validate-gltf.ts";

const TIMEOUT_MS = 120_000;
const SAMPLES = join(import.meta.dir, "../../../fixtures/avatars");
const sample = (name: string) => Bun.file(join(SAMPLES, name)).bytes();

type Options = Partial<OptimiseOptions>;
async function variantsOf(bytes: Uint8Array, options: Options = {}): Promise<readonly Variant[]> {
  const { model } = openAvatar(bytes);
  if (model === null) throw new Error("an upload that passes was expected");
  const variants: Variant[] = [];
  const onVariant = (variant: Variant) => void variants.push(variant);
  await optimiseAvatar(bytes, model, { likeness: null, onVariant, ...options });
  return variants;
}

function jsonOf(bytes: Uint8Array) {
  const glb = parseGlb(bytes, new Findings());
  if (glb === null) throw new Error("no GLB");
  return JSON.parse(new TextDecoder().decode(glb.json));
}

/** Everything but what the optimiser may change: where data lies, and how it is packed. */
function meaningOf(bytes: Uint8Array): unknown {
  const { accessors, bufferViews, buffers, extensionsUsed, extensionsRequired, ...json } = jsonOf(bytes);
  const { meshes, images, textures, skins, animations, ...rest } = json;
  return {
    rest,
    meshes: meshes.map(({ primitives, ...mesh }: { primitives: Record<string, unknown>[] }) => ({
      ...mesh,
      primitives: primitives.map(({ attributes, targets, indices, ...primitive }) => ({
        ...primitive,
        attributes: Object.keys(Object(attributes)),
        targets: Array.isArray(targets) ? targets.map((target) => Object.keys(target)) : [],
      })),
    })),
    images: (images ?? []).map(({ name, extras }: { name?: string; extras?: unknown }) => ({ name, extras })),
    textures: (textures ?? []).map((texture: Record<string, unknown>) => {
      const { source, extensions, ...others } = texture;
      const webp = Object(Object(extensions)["EXT_texture_webp"])["source"];
      return { ...others, source: webp ?? source };
    }),
    skins: (skins ?? []).map(({ inverseBindMatrices, ...skin }: Record<string, unknown>) => skin),
  };
}

describe.each([["godette.vrm"], ["spec_mtoon_uv.vrm"], ["univrm_emission.vrm"]])("variants of %s", (name) => {
  let upload: Uint8Array;
  let variants: readonly Variant[];
  beforeAll(async () => {
    upload = await sample(name);
    const { model } = openAvatar(upload);
    if (model === null) throw new Error("a sample that passes was expected");
    variants = await variantsOf(upload, { likeness: await createLikeness(model) });
  }, TIMEOUT_MS);

  test("come smallest first, and look like the upload", () => {
    const made = variants.map(({ profile, level }) => `${profile} ${level}`);
    expect(made).toEqual(["web lod2", "web lod1", "web lod0", "compat lod0"]);
    for (const { facts } of variants) expect(facts.likenessDb).toBeGreaterThanOrEqual(LIKENESS_MIN_DB);
    const [lod2, lod1, lod0] = variants.map(({ bytes }) => bytes.length);
    expect(lod2).toBeLessThanOrEqual(lod1 ?? 0);
    expect(lod1).toBeLessThanOrEqual(lod0 ?? 0);
    expect(lod0).toBeLessThan(upload.length);
  });

  test("keep every node, mesh, material, texture and VRM index where it was", () => {
    for (const { bytes } of variants) expect(meaningOf(bytes)).toEqual(meaningOf(upload));
  });

  test("have no errors for Khronos' validator and the same body for three-vrm", async () => {
    const before = wornBody(await loadVrm(upload));
    for (const { bytes } of variants) {
      expect(await gltfErrors(bytes)).toEqual([]);
      expect(wornBody(await loadVrm(bytes))).toEqual(before);
    }
  });

  test("say what they are made of: meshopt and WebP for the web, neither for Unity, which may be uploaded again", () => {
    for (const { profile, bytes } of variants) {
      const { extensionsRequired = [], images = [] } = jsonOf(bytes);
      expect(extensionsRequired.includes("EXT_meshopt_compression")).toBe(profile === "web");
      const types = images.map(({ mimeType }: { mimeType: string }) => mimeType);
      if (profile === "compat") expect(types).not.toContain("image/webp");
      if (profile === "compat")
        expect(checkAvatar(bytes).findings.filter(({ severity }) => severity === "error")).toEqual([]);
    }
  });
});

test(
  "the same upload gives the same bytes",
  async () => {
    const upload = await sample("godette.vrm");
    const [first, again] = [await variantsOf(upload), await variantsOf(upload)];
    for (const [i, { bytes }] of first.entries())
      expect(Buffer.from(again[i]?.bytes ?? []).equals(bytes)).toBe(true);
  },
  TIMEOUT_MS,
);

describe("an avatar of 31,000 triangles and twelve pictures", () => {
  let upload: Uint8Array;
  beforeAll(async () => {
    upload = await generateAvatar({ ...PRESETS.ordinary, textureSidePx: 256 }, seededRng(7n));
  }, TIMEOUT_MS);

  test(
    "keeps half its triangles in LOD1 and no fewer than 8,000 in LOD2",
    async () => {
      const [lod2, lod1, lod0] = await variantsOf(upload);
      const all = checkAvatar(upload).facts?.triangleCount ?? 0;
      expect(lod0?.facts.triangleCount).toBe(all);
      expect(lod1?.facts.triangleCount).toBeLessThan(all * 0.55);
      expect(lod2?.facts.triangleCount).toBeGreaterThan(7_500);
      expect(lod2?.facts.triangleCount).toBeLessThan(all * 0.35);
    },
    TIMEOUT_MS,
  );

  test(
    "loses the morph targets nothing moves, and keeps those that expressions move",
    async () => {
      const [lod2] = await variantsOf(upload, { plan: [{ profile: "web", level: "lod2" }] });
      const { accessors, meshes } = jsonOf(lod2?.bytes ?? new Uint8Array());
      const targets: { POSITION: number }[] = meshes.flatMap(
        (mesh: { primitives: { targets?: { POSITION: number }[] }[] }) =>
          mesh.primitives.flatMap((primitive) => primitive.targets ?? []),
      );
      const still = targets.filter(({ POSITION }) => accessors[POSITION].bufferView === undefined);
      expect(still.length).toBeGreaterThanOrEqual(PRESETS.ordinary.unboundMorphs);
      expect(targets.length - still.length).toBeGreaterThan(5);
    },
    TIMEOUT_MS,
  );

  test(
    "backs off while it does not look like the upload, and tells what was reached",
    async () => {
      const seen: number[] = [];
      // A judge that is content with nothing below two thirds of the triangles.
      const likeness: OptimiseOptions["likeness"] = {
        compare: async ({ primitives, document }) => {
          const indices = primitives.reduce(
            (sum, { primitive }) => sum + (document.accessors[primitive.indices ?? -1]?.count ?? 0),
            0,
          );
          seen.push(indices / 3);
          return { leastDb: indices / 3 > 20_000 ? 35 : 25, view: "front" };
        },
      };
      const [lod2] = await variantsOf(upload, { likeness, plan: [{ profile: "web", level: "lod2" }] });
      expect(seen.length).toBeGreaterThan(1);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect(lod2?.facts.likenessDb).toBe(35);
    },
    TIMEOUT_MS,
  );
});

test("a variant that was cut short is not opened", async () => {
  const [variant] = await variantsOf(await sample("univrm_emission.vrm"));
  await expect(openVariant(variant?.bytes.subarray(0, 4000) ?? new Uint8Array())).rejects.toThrow();
});
