// One model in, its variants out: the same nodes, meshes, materials and textures by the same indices, over less data. The same
// input gives the same bytes.

import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { Findings } from "../../../shared/avatar/findings.ts";
import { parseGlb } from "../../../shared/avatar/glb.ts";
import type { VariantFacts } from "../../../shared/schema/asset-variant.ts";
import type { AvatarLimits } from "../../../shared/schema/avatar-limits.ts";
import { LIKENESS_MIN_DB, STAND_IN_LIKENESS_MIN_DB } from "../likeness/likeness.ts";
import { COPY_SIDE_PX, SourceImages } from "../likeness/source-images.ts";
import { sweep } from "../release.ts";
import { BodyWriter } from "./body-writer.ts";
import { type ForeignReferences, findForeignReferences, keepForeign } from "./foreign-references.ts";
import { type ImageMemo, type SmallImage, shrinkImages } from "./images.ts";
import { shrinkTextures, type TextureMemo } from "./ktx2/shrink-textures.ts";
import { findTextureUses } from "./ktx2/texture-uses.ts";
import { BASISU, withoutKtx2 } from "./ktx2/without-ktx2.ts";
import { openVariant } from "./open-variant.ts";
import { packVertices } from "./pack-vertices.ts";
import { reorder } from "./reorder.ts";
import {
  DRACO,
  type Json,
  normalMapsOf,
  rewireExtensions,
  rewireImages,
  rewireMeshes,
  rewireOthers,
} from "./rewire.ts";
import { AVATAR_REDUCTION, type Reduction, type Settings, settingsFor } from "./settings.ts";
import { simplify } from "./simplify.ts";
import { tryStandIns } from "./stand-in.ts";
import { ATLAS_SIDE_PX } from "./stand-in-atlas.ts";
import { findUsedTargets } from "./used-targets.ts";
import { DEFAULT_PLAN, type LodLevel, type OptimiseOptions, type PlannedVariant } from "./variant.ts";
import { type Face, readValues, readVertexSets, type VertexSet } from "./vertex-set.ts";
import { weld } from "./weld.ts";

/** Colour bytes of a pixel that is not compressed. */
const PIXEL_BYTES = 4;
const MIPMAPS_SHARE = 4 / 3;

/** What differs between an avatar and any other model. */
export type Subject = {
  readonly plan: readonly PlannedVariant[];
  readonly reduction: Reduction;
  /** Which morph targets of a mesh anything can move. */
  readonly usedTargets: (model: AvatarModel, json: Json) => (meshIndex: number, target: number) => boolean;
  /** Opens a variant as a viewer would; throws Error for one that does not pass, an avatar by `limits`. */
  readonly open: (bytes: Uint8Array, limits?: AvatarLimits) => Promise<AvatarModel>;
};
const AVATAR: Subject = {
  plan: DEFAULT_PLAN,
  reduction: AVATAR_REDUCTION,
  usedTargets: findUsedTargets,
  open: openVariant,
};

type Upload = {
  readonly subject: Subject;
  readonly model: AvatarModel;
  readonly json: Json;
  readonly foreign: ForeignReferences;
  readonly sets: readonly VertexSet[];
  /** By mesh. */
  readonly scales: readonly number[];
  readonly triangleCount: number;
  readonly sources: SourceImages;
  readonly memo: ImageMemo;
  readonly textures: TextureMemo;
};
type Made = { readonly bytes: Uint8Array; readonly facts: Omit<VariantFacts, "likenessDb"> };

/** Makes the variants of an avatar. `bytes` and `model` are an upload that passed (openAvatar). As optimise does it. */
export function optimiseAvatar(
  bytes: Uint8Array,
  model: AvatarModel,
  options: OptimiseOptions,
): Promise<void> {
  return optimise(bytes, model, AVATAR, options);
}

/**
 * Makes the variants of `plan`, in order, each told to `onVariant` as soon as it is there. `bytes` and `model` are an upload that
 * passed. With a likeness, a variant below LIKENESS_MIN_DB backs off step by step (settings.ts); when even the last
 * step, which keeps all the upload had but what formats lose, is below, it is left out and told to `onSkipped`. Throws
 * TextureBroken for an image that cannot be decoded, and what the callbacks throw.
 */
export async function optimise(
  bytes: Uint8Array,
  model: AvatarModel,
  subject: Subject,
  options: OptimiseOptions,
): Promise<void> {
  const json = readJson(bytes);
  const sets = readVertexSets(model, subject.usedTargets(model, json)).map(weld);
  const upload: Upload = {
    subject,
    model,
    json,
    foreign: findForeignReferences(json),
    sets,
    scales: scalesOfMeshes(model),
    triangleCount: trianglesIn(sets),
    sources: options.likeness?.images ?? new SourceImages(model),
    memo: new Map(),
    textures: new Map(),
  };
  for (const { profile, level } of options.plan ?? subject.plan)
    if (level === "stand-in") await offerStandIn(upload, profile, options);
    else await offerLod(upload, profile, level, options);
}

/** Tries a level harder and harder to be like the upload, until it is. */
async function offerLod(
  upload: Upload,
  profile: PlannedVariant["profile"],
  level: LodLevel,
  { limits, likeness, onVariant, onSkipped, onStep }: OptimiseOptions,
): Promise<void> {
  let likenessDb: number | null = null;
  for (const settings of settingsFor(level, upload.triangleCount, upload.subject.reduction)) {
    if (settings.textureSideMaxPx > COPY_SIDE_PX) upload.sources.forget();
    sweep();
    const made = await make(upload, profile, settings, (done, total) =>
      onStep?.({ profile, level }, done, total),
    );
    if (likeness !== null) {
      sweep();
      const opened = await upload.subject.open(await withoutKtx2(made.bytes), limits);
      likenessDb = (await likeness.compare(opened)).leastDb;
    }
    if (likenessDb !== null && likenessDb < LIKENESS_MIN_DB) continue;
    await onVariant({ profile, level, bytes: made.bytes, facts: { ...made.facts, likenessDb } });
    return;
  }
  if (likenessDb !== null) await onSkipped?.({ profile, level, likenessDb, reason: "unlike-upload" });
}

/** Tries a stand-in with more triangles until it is like the upload from afar. */
async function offerStandIn(
  { subject, model, json, sources }: Upload,
  profile: PlannedVariant["profile"],
  { limits, likeness, onVariant, onSkipped, onStep }: OptimiseOptions,
): Promise<void> {
  const level = "stand-in";
  sweep();
  let likenessDb: number | null = null;
  for await (const { bytes, set } of tryStandIns(model, json, sources, profile)) {
    onStep?.({ profile, level }, 1, 1);
    const opened = await subject.open(bytes, limits);
    likenessDb = (await likeness?.compareFromAfar?.(opened))?.leastDb ?? null;
    if (likenessDb !== null && likenessDb < STAND_IN_LIKENESS_MIN_DB) continue;
    const texture = { widthPx: ATLAS_SIDE_PX, heightPx: ATLAS_SIDE_PX };
    await onVariant({
      profile,
      level,
      bytes,
      facts: { ...count(opened, [set], [texture]), likenessDb: null },
    });
    return;
  }
  const reason = likenessDb === null ? "nothing-to-show" : "unlike-upload";
  await onSkipped?.({ profile, level, likenessDb, reason });
}

async function make(
  { model, json: original, foreign, sets, scales, sources, memo, textures }: Upload,
  profile: PlannedVariant["profile"],
  settings: Settings,
  onImage: (done: number, total: number) => void,
): Promise<Made> {
  const json: Record<string, unknown> = structuredClone(original);
  const out = new BodyWriter();
  keepForeign(model, foreign, out);
  const paint = async () => {
    const pictures = await shrinkImages(sources, normalMapsOf(original), settings, profile, memo, onImage);
    return profile === "ktx2"
      ? await shrinkTextures(
          sources,
          pictures,
          findTextureUses(original),
          settings.textureSideMaxPx,
          textures,
        )
      : pictures;
  };
  const shape = async () => {
    const kept: VertexSet[] = [];
    for (const set of sets) {
      const scale = Math.max(...set.faces.map(({ meshIndex }) => scales[meshIndex] ?? 1));
      const simpler = await reorder(await simplify(set, settings, scale), profile, blends(model));
      const metresPerUnit = "metres" in settings.errorMax ? scale : null;
      rewireMeshes(json, simpler, await packVertices(simpler, profile, out, metresPerUnit));
      kept.push(simpler);
    }
    return kept;
  };
  // Pictures are encoded on other threads, and meshes are made smaller on this one.
  const [images, kept] = await Promise.all([paint(), shape()]);
  const types = model.document.accessors.map(({ type }) => type);
  rewireOthers(json, (accessor) => readValues(model, accessor), types, out);
  rewireImages(json, images, out);
  rewireExtensions(json, {
    [DRACO]: false,
    EXT_meshopt_compression: out.isCompressed,
    KHR_mesh_quantization: profile !== "compat",
    EXT_texture_webp: images.some((image) => image?.mimeType === "image/webp"),
    [BASISU]: images.some((image) => image?.mimeType === "image/ktx2"),
  });
  return { bytes: out.finish(json), facts: count(model, kept, images) };
}

/** By mesh, how many metres a unit of it is where a node shows it largest; 1 for one that no node shows. */
function scalesOfMeshes({ document, worlds }: AvatarModel): readonly number[] {
  const scales = new Array<number>(document.meshes.length).fill(0);
  for (const [node, { mesh }] of document.nodes.entries()) {
    const world = worlds[node];
    if (mesh === undefined || world === undefined) continue;
    for (const at of [0, 4, 8]) {
      const length = Math.hypot(world[at] ?? 0, world[at + 1] ?? 0, world[at + 2] ?? 0);
      scales[mesh] = Math.max(scales[mesh] ?? 0, length);
    }
  }
  return scales.map((scale) => scale || 1);
}

/** Which primitives of the upload are drawn over others of themselves. */
function blends({ document }: AvatarModel): (face: Face) => boolean {
  return ({ meshIndex, primitiveIndex }) => {
    const { material } = document.meshes[meshIndex]?.primitives[primitiveIndex] ?? {};
    return document.materials[material ?? -1]?.alphaMode === "BLEND";
  };
}

function count(
  { document }: AvatarModel,
  sets: readonly VertexSet[],
  images: readonly (Pick<SmallImage, "widthPx" | "heightPx" | "bytesPerPixel"> | null)[],
): Made["facts"] {
  const imageBytes = images.map((image) =>
    image === null ? 0 : image.widthPx * image.heightPx * (image.bytesPerPixel ?? PIXEL_BYTES),
  );
  return {
    triangleCount: trianglesIn(sets),
    vertexCount: sets.reduce((sum, { vertexCount }) => sum + vertexCount, 0),
    materialCount: document.materials.length,
    textureCount: document.textures.length,
    textureMemoryBytes: Math.ceil(imageBytes.reduce((sum, bytes) => sum + bytes, 0) * MIPMAPS_SHARE),
    morphVertexCount: sets.reduce((sum, { vertexCount, targets }) => sum + vertexCount * targets.length, 0),
  };
}

function trianglesIn(sets: readonly VertexSet[]): number {
  const faces = sets.flatMap((set) => set.faces);
  return faces.reduce(
    (sum, { isTriangles, indices }) => sum + (isTriangles ? Math.floor(indices.length / 3) : 0),
    0,
  );
}

function readJson(bytes: Uint8Array): Json {
  const glb = parseGlb(bytes, new Findings());
  if (glb === null) throw new Error("not a file that passed");
  const json: Json = JSON.parse(new TextDecoder().decode(glb.json));
  return json;
}
