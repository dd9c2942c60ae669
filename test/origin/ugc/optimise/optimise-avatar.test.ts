import { beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { createLikeness, LIKENESS_MIN_DB } from "../../../../origin/ugc/likeness/likeness.ts";
import { openVariant } from "../../../../origin/ugc/optimise/open-variant.ts";
import { optimiseAvatar } from "../../../../origin/ugc/optimise/optimise-avatar.ts";
import { DEFAULT_PLAN, type OptimiseOptions, type Variant } from "../../../../origin/ugc/optimise/variant.ts";
import { readValues, readVertexSets } from "../../../../origin/ugc/optimise/vertex-set.ts";
import { encodePng } from "../../../../origin/ugc/portrait/png.ts";
import { decodeTexture } from "../../../../origin/ugc/portrait/texture.ts";
import { loadVrm } from "../../../../scripts/avatar/load-vrm.ts";
import { gltfErrors } from "../../../../scripts/avatar/validate-gltf.ts";
import { wornBody } from "../../../../scripts/avatar/worn-body.ts";
import { type AvatarModel, checkAvatar, openAvatar } from "../../../../shared/avatar/check-avatar.ts";
import { Findings } from "../../../../shared/avatar/findings.ts";
import { generateAvatar } from "../../../../shared/avatar/generate/generate-avatar.ts";
import { PRESETS } from "../../../../shared/avatar/generate/spec.ts";
import { parseGlb } from "../../../../shared/avatar/glb.ts";
import { seededRng } from "../../../../shared/rng.ts";
import { ChangedAvatar } from "../likeness/changed-avatar.ts";

const TIMEOUT_MS = 120_000;
const SAMPLES = join(import.meta.dir, "../../../fixtures/avatars");
const sample = (name: string) => Bun.file(join(SAMPLES, name)).bytes();

/** What must be the upload itself; the stand-in, which is not, has tests of its own. */
const LODS = DEFAULT_PLAN.filter(({ level }) => level !== "stand-in");

type Options = Partial<OptimiseOptions>;
async function variantsOf(bytes: Uint8Array, options: Options = {}): Promise<readonly Variant[]> {
  const { model } = openAvatar(bytes);
  if (model === null) throw new Error("an upload that passes was expected");
  const variants: Variant[] = [];
  const onVariant = (variant: Variant) => void variants.push(variant);
  await optimiseAvatar(bytes, model, { likeness: null, onVariant, plan: LODS, ...options });
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
  "the same upload gives the same bytes in another process",
  async () => {
    const script = join(import.meta.dir, "../children/hash-variants.ts");
    const hashes = ["godette.vrm", "godette.vrm"].map(async (name) => {
      const child = Bun.spawn([process.execPath, script, join(SAMPLES, name)], { stdout: "pipe" });
      return await child.stdout.text();
    });
    const [first, again] = await Promise.all(hashes);
    expect(first?.trim().split("\n")).toHaveLength(DEFAULT_PLAN.length);
    expect(again).toBe(first ?? "");
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
    "keeps every triangle of LOD0 whole, wherever its vertices are now",
    async () => {
      const keys = (model: AvatarModel) =>
        readVertexSets(model, () => false)
          .flatMap(({ attributes, faces }) => {
            const { values } = attributes.get("POSITION") ?? { values: new Float32Array() };
            const corner = (at: number) => [...values.subarray(at * 3, at * 3 + 3)].join(" ");
            return faces.flatMap(({ indices }) =>
              Array.from({ length: indices.length / 3 }, (_, t) => {
                const corners = [0, 1, 2].map((c) => corner(indices[t * 3 + c] ?? -1));
                // The corner it begins with may change, which side is its front may not.
                const first = corners.indexOf(corners.toSorted()[0] ?? "");
                return [0, 1, 2].map((c) => corners[(first + c) % 3]).join(", ");
              }),
            );
          })
          .sort();
      const [compat] = await variantsOf(upload, { plan: [{ profile: "compat", level: "lod0" }] });
      const [before, after] = [upload, compat?.bytes ?? new Uint8Array()].map(
        (bytes) => openAvatar(bytes).model,
      );
      if (!before || !after) throw new Error("two that pass were expected");
      expect(keys(after)).toEqual(keys(before));
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

test(
  "colour under alpha 0 stays where an opaque material shows it",
  async () => {
    const avatar = await ChangedAvatar.godette();
    const { widthPx, heightPx, rgba } = await decodeTexture(avatar.imageBytes(0), 4096);
    const clear = rgba.map((byte, i) => (i % 4 === 3 && i % 8 === 3 ? 0 : byte));
    avatar.replaceImage(0, encodePng({ widthPx, heightPx, rgba: clear }), "image/png");
    const upload = avatar.bytes();
    const likeness = await createLikeness(avatar.open());
    const variants = await variantsOf(upload, { likeness });
    for (const { profile, bytes, facts } of variants) {
      expect(facts.likenessDb).toBeGreaterThan(LIKENESS_MIN_DB);
      expect(jsonOf(bytes).images[0].mimeType).toBe(profile === "web" ? "image/webp" : "image/jpeg");
    }
  },
  TIMEOUT_MS,
);

test(
  "a variant that never looks like the upload is left out, and said to be",
  async () => {
    const likeness = { compare: async () => ({ leastDb: 12, view: "front" }) };
    const skipped: unknown[] = [];
    const onSkipped = (variant: unknown) => void skipped.push(variant);
    const plan = [{ profile: "web", level: "lod0" }] as const;
    const made = await variantsOf(await sample("univrm_emission.vrm"), { likeness, onSkipped, plan });
    expect(made).toEqual([]);
    expect(skipped).toEqual([{ ...plan[0], likenessDb: 12, reason: "unlike-upload" }]);
  },
  TIMEOUT_MS,
);

test(
  "what an extension nobody knows points at stays under its number",
  async () => {
    const avatar = await ChangedAvatar.godette();
    const [primitive] = avatar.json.meshes[0]?.primitives ?? [];
    const { POSITION = -1, NORMAL = -1 } = primitive?.attributes ?? {};
    const { bufferView = -1 } = avatar.json.accessors[NORMAL] ?? {};
    Object.assign(avatar.json.nodes[1] ?? {}, {
      extensions: {
        EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: POSITION } },
        EXT_unheard_of: { parts: [{ bufferView }, { shapeAccessor: NORMAL }] },
      },
    });
    const draco = { KHR_draco_mesh_compression: { bufferView: 0, attributes: { POSITION: 0 } } };
    Object.assign(primitive ?? {}, { extensions: draco });
    const used = ["EXT_mesh_gpu_instancing", "EXT_unheard_of", "KHR_draco_mesh_compression"];
    avatar.json.extensionsUsed.push(...used);
    const before = avatar.open();
    for (const { bytes } of await variantsOf(avatar.bytes())) {
      const json = jsonOf(bytes);
      expect(json.nodes[1].extensions).toEqual(jsonOf(avatar.bytes()).nodes[1].extensions);
      expect(json.meshes[0].primitives[0].extensions).toBeUndefined();
      expect(json.extensionsUsed).not.toContain("KHR_draco_mesh_compression");
      const after = await openVariant(bytes);
      for (const at of [POSITION, NORMAL])
        expect(readValues(after, at).values).toEqual(readValues(before, at).values);
      const views = [before, after].map(({ document, bin }) => {
        const { byteOffset = 0, byteLength = 0 } = document.bufferViews[bufferView] ?? {};
        return Buffer.from(bin.subarray(byteOffset, byteOffset + byteLength));
      });
      expect(Buffer.compare(views[0] ?? Buffer.of(), views[1] ?? Buffer.of(1))).toBe(0);
      expect(await gltfErrors(bytes)).toEqual([]);
    }
  },
  TIMEOUT_MS,
);

test("a variant that was cut short is not opened", async () => {
  const [variant] = await variantsOf(await sample("univrm_emission.vrm"));
  await expect(openVariant(variant?.bytes.subarray(0, 4000) ?? new Uint8Array())).rejects.toThrow();
});
