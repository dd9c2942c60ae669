// Everything there is to say about one avatar file before anything is made of it. Pure.

import { readExpressions } from "../../origin/ugc/likeness/expressions.ts";
import { type AvatarCheck, type AvatarModel, openAvatar } from "../../shared/avatar/check-avatar.ts";
import { readImageHeader } from "../../shared/avatar/image-header.ts";
import { imageBytes } from "../../shared/avatar/images.ts";
import { plainText } from "../../shared/avatar/plain-text.ts";
import { countsOfCheck, type RankedCounts, rankAvatar } from "../../shared/avatar/rank.ts";
import type { AvatarRank } from "../../shared/schema/avatar-rank.ts";

export type InspectedImage = {
  readonly name: string;
  readonly mimeType: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly sizeBytes: number;
};

export type Inspection = AvatarCheck & {
  /** Null, as the counts, when the file could not be read that far. */
  readonly rank: AvatarRank | null;
  readonly counts: RankedCounts | null;
  readonly sizeBytes: number;
  /** Names of the expressions that move a vertex; null, as the images, when the file did not pass. */
  readonly expressions: readonly string[] | null;
  /** Largest first. */
  readonly images: readonly InspectedImage[] | null;
};

export function inspect(bytes: Uint8Array): {
  readonly inspection: Inspection;
  readonly model: AvatarModel | null;
} {
  const { check, model } = openAvatar(bytes);
  const counts = check.facts === null ? null : countsOfCheck(check.facts);
  const inspection = {
    ...check,
    rank: counts === null ? null : rankAvatar(counts),
    counts,
    sizeBytes: bytes.byteLength,
    expressions: model === null ? null : readExpressions(model).map(({ name }) => plainText(name, 100)),
    images: model === null ? null : readImages(model),
  };
  return { inspection, model };
}

function readImages({ document, bin }: AvatarModel): readonly InspectedImage[] {
  const images = document.images.flatMap(({ name }, at) => {
    const encoded = imageBytes(document, bin, at);
    const header = encoded === null ? null : readImageHeader(encoded);
    if (encoded === null || header === null || header === "broken") return [];
    const { mimeType, widthPx, heightPx } = header;
    const shown = plainText(name ?? "", 100) || `#${at}`;
    return [{ name: shown, mimeType, widthPx, heightPx, sizeBytes: encoded.byteLength }];
  });
  return images.sort((a, b) => b.sizeBytes - a.sizeBytes);
}
