// The check of a GLB that is no avatar: a world, something to hold, something to wear. Bytes in, findings and facts out.

import type { Finding, ModelFacts } from "../schema/asset.ts";
import { type AvatarLimits, DEFAULT_AVATAR_LIMITS } from "../schema/avatar-limits.ts";
import { UPLOAD_FILE_MAX_BYTES, type UploadKind } from "../schema/upload.ts";
import { readAttachBone } from "./attach-bone.ts";
import { millimetres } from "./bounds.ts";
import { Findings, hasErrors } from "./findings.ts";
import type { Mend } from "./fix/mend.ts";
import { type GltfModel, modelCounts, readGltf, restBounds } from "./gltf-model.ts";

export type ModelKind = Extract<UploadKind, "world" | "item" | "accessory">;

/** What each kind may cost. An item is seen many times over, a world once by everybody in it. */
const MODEL_LIMITS: Readonly<Record<ModelKind, AvatarLimits>> = {
  world: limits({
    jsonValuesMax: 1_000_000,
    elementsMax: 65_536,
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
  item: limits({ trianglesMax: 200_000, trianglesWarn: 20_000, materialsWarn: 8, heightMaxM: 20 }),
  accessory: limits({ trianglesMax: 100_000, trianglesWarn: 10_000, materialsWarn: 4, heightMaxM: 4 }),
};

/** How large the file may be is the upload limits' affair, which an operator sets. */
function limits(change: Partial<AvatarLimits>): AvatarLimits {
  return { ...DEFAULT_AVATAR_LIMITS, ...change, fileMaxBytes: UPLOAD_FILE_MAX_BYTES };
}

export type ModelCheck = {
  readonly findings: readonly Finding[];
  /** Null when the file could not be read that far. */
  readonly facts: ModelFacts | null;
  /** The file opened, when it passed; views into the bytes. */
  readonly model: GltfModel | null;
  /** What fixModel makes of it. */
  readonly mends: readonly Mend[];
};

/** Checks a GLB as one kind. Never throws for what the bytes say; work is bounded by the limits of the kind. */
export function checkModel(bytes: Uint8Array, kind: ModelKind): ModelCheck {
  const findings = new Findings();
  const limits = MODEL_LIMITS[kind];
  const read = readGltf(bytes, limits, findings);
  if (read === null || hasErrors(findings.list()))
    return { findings: findings.list(), facts: null, model: null, mends: findings.mends };
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
    ...(kind === "world" ? {} : { attachBone: readAttachBone(read.model.document, kind, findings) }),
  };
  const list = findings.list();
  const ok = !hasErrors(list);
  return { findings: list, facts: ok ? facts : null, model: ok ? read.model : null, mends: findings.mends };
}
