// The check of a GLB that is no avatar: a world, something to hold, something to wear. Bytes in, findings and facts out.

import type { Finding, ModelFacts } from "../schema/asset.ts";
import type { UploadKind } from "../schema/upload.ts";
import { millimetres } from "./bounds.ts";
import { Findings, hasErrors } from "./findings.ts";
import { type GltfModel, modelCounts, readGltf, restBounds } from "./gltf-model.ts";
import { type AvatarLimits, avatarLimitsSchema } from "./limits.ts";

export type ModelKind = Extract<UploadKind, "world" | "item" | "accessory">;

/** What each kind may cost. An item is seen many times over, a world once by everybody in it. */
export const MODEL_LIMITS: Readonly<Record<ModelKind, AvatarLimits>> = {
  world: limits(256, {
    trianglesMax: 2_000_000,
    trianglesWarn: 500_000,
    verticesMax: 6_000_000,
    nodesMax: 16_384,
    nodesWarn: 4_096,
    meshesMax: 4_096,
    primitivesMax: 8_192,
    materialsMax: 1_024,
    materialsWarn: 128,
    texturesMax: 512,
    texturePixelsMax: 800_000_000,
    texturePixelsWarn: 100_000_000,
    heightMaxM: 2_000,
  }),
  item: limits(32, { trianglesMax: 200_000, trianglesWarn: 20_000, materialsWarn: 8, heightMaxM: 20 }),
  accessory: limits(16, { trianglesMax: 100_000, trianglesWarn: 10_000, materialsWarn: 4, heightMaxM: 4 }),
};

function limits(fileMaxMiB: number, change: Partial<AvatarLimits>): AvatarLimits {
  // The size of a file is the upload limits' affair; here it only bounds the work.
  return { ...avatarLimitsSchema.parse({}), ...change, fileMaxBytes: fileMaxMiB * 4 * 1024 * 1024 };
}

export type ModelCheck = {
  readonly findings: readonly Finding[];
  /** Null when the file could not be read that far. */
  readonly facts: ModelFacts | null;
  /** The file opened, when it passed; views into the bytes. */
  readonly model: GltfModel | null;
};

/** Checks a GLB as one kind. Never throws for what the bytes say; work is bounded by the limits of the kind. */
export function checkModel(bytes: Uint8Array, kind: ModelKind): ModelCheck {
  const findings = new Findings();
  const limits = MODEL_LIMITS[kind];
  const read = readGltf(bytes, limits, findings);
  if (read === null || hasErrors(findings.list()))
    return { findings: findings.list(), facts: null, model: null };
  const [x, y, z] = restBounds(read.model).size;
  const largestM = Math.max(x, y, z);
  // Written so that NaN, which overflowing transforms give, is refused too.
  if (!(largestM <= limits.heightMaxM))
    findings.report("BOUNDS_SIZE", {
      actual: Number.isFinite(largestM) ? millimetres(largestM) : "∞",
      limit: limits.heightMaxM,
    });
  const facts: ModelFacts = {
    format: "glb",
    ...modelCounts(read),
    sizeM: [millimetres(x), millimetres(y), millimetres(z)],
  };
  const list = findings.list();
  const ok = !hasErrors(list);
  return { findings: list, facts: ok ? facts : null, model: ok ? read.model : null };
}
