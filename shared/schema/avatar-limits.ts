// What an avatar may cost the people who look at it. Numbers are the operator's (HIROBA_UPLOADS, `avatar`); these are the defaults.
// `…Max` refuses the upload, `…Warn` only tells its creator.

import * as z from "zod";

/** The avatar check is made for no more than this, whatever an operator sets. */
export const AVATAR_FILE_MAX_BYTES = 100 * 1024 * 1024;

const count = z.number().int().positive();

export const avatarLimitsSchema = z.strictObject({
  fileMaxBytes: count.max(AVATAR_FILE_MAX_BYTES).default(AVATAR_FILE_MAX_BYTES),
  jsonMaxBytes: count.default(8 * 1024 * 1024),
  jsonDepthMax: count.default(64),
  /** A hundred thousand is a large avatar's. Each costs a parser tens of bytes. */
  jsonValuesMax: count.default(400_000),
  /** Counted per use: a mesh that three nodes show counts three times. */
  trianglesMax: count.default(500_000),
  trianglesWarn: count.default(70_000),
  /** No triangle list of the size above can use more. Also what bounds the validator's own work. */
  verticesMax: count.default(1_500_000),
  nodesMax: count.default(2_048),
  nodesWarn: count.default(512),
  bonesMax: count.default(1_024),
  bonesWarn: count.default(256),
  meshesMax: count.default(128),
  primitivesMax: count.default(256),
  materialsMax: count.default(128),
  materialsWarn: count.default(32),
  /** Of accessors, bufferViews and whatever else glTF lists, each. */
  elementsMax: count.default(16_384),
  texturesMax: count.default(128),
  textureSideMaxPx: count.default(4_096),
  textureSideWarnPx: count.default(2_048),
  texturePixelsMax: count.default(200_000_000),
  texturePixelsWarn: count.default(12_600_000),
  /** Compressed bytes of a PNG's colour profile and texts: deflate can grow a thousandfold. */
  imageProfileMaxBytes: count.default(64 * 1024),
  morphTargetsPerMeshMax: count.default(512),
  /** What accessors without a bufferView, and compressed buffer views, may expand to in all. */
  expandedMaxBytes: count.default(256 * 1024 * 1024),
  springJointsMax: count.default(1_024),
  springJointsWarn: count.default(256),
  collidersMax: count.default(256),
  collidersWarn: count.default(64),
  heightMinM: z.number().positive().default(0.1),
  heightMaxM: z.number().positive().default(10),
  heightWarnBelowM: z.number().positive().default(0.5),
  heightWarnAboveM: z.number().positive().default(3),
});
export type AvatarLimits = z.infer<typeof avatarLimitsSchema>;

export const DEFAULT_AVATAR_LIMITS: AvatarLimits = avatarLimitsSchema.parse({});
