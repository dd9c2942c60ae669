// One avatar for the report: its variants, what three-vrm makes of each, and their pictures beside the upload's.

import { openVariant } from "../../../origin/ugc/optimise/open-variant.ts";
import { TextureBroken } from "../../../origin/ugc/portrait/texture.ts";
import { drawThumbnails, type Thumbnails } from "../../../origin/ugc/thumbnail/draw-thumbnails.ts";
import type { ThumbnailBrowser } from "../../../origin/ugc/thumbnail/thumbnail-browser.ts";
import { summarise } from "../../../shared/avatar/findings.ts";
import type { AvatarFacts } from "../../../shared/schema/asset.ts";
import { inspect } from "../inspection.ts";
import { loadVrm } from "../load-vrm.ts";
import { brokenTextureFinding, type MadeVariant, makeVariants } from "../optimise/make-variants.ts";
import { BODY_PARTS, type BodyPart, changedParts, type WornBody, wornBody } from "../worn-body.ts";
import type { VariantFigures } from "./figures.ts";

export type Body =
  | { readonly outcome: "equal" }
  | { readonly outcome: "differs"; readonly parts: readonly BodyPart[] }
  | { readonly outcome: "fails"; readonly why: string };

export type SeenVariant = Omit<MadeVariant, "bytes"> & {
  readonly name: string;
  readonly sizeBytes: number;
  readonly body: Body;
  readonly pictures: Thumbnails;
};
export type SeenAvatar = {
  readonly name: string;
  readonly uploadBytes: number;
} & (
  | { readonly outcome: "refused"; readonly why: string }
  | {
      readonly outcome: "made";
      readonly facts: AvatarFacts;
      /** Null when three-vrm opens it; then its variants are compared with nothing. */
      readonly failure: string | null;
      readonly pictures: Thumbnails;
      readonly variants: readonly SeenVariant[];
    }
);

export type LookOptions = {
  readonly browser: ThumbnailBrowser | null;
  readonly clock: () => number;
  readonly tell: (line: string) => void;
};

/** What does not pass is told, not thrown. */
export async function lookAtAvatar(
  name: string,
  bytes: Uint8Array,
  options: LookOptions,
): Promise<SeenAvatar> {
  try {
    return await look(name, bytes, options);
  } catch (error) {
    if (!(error instanceof TextureBroken)) throw error;
    const why = brokenTextureFinding(error).message.en;
    return { name, uploadBytes: bytes.length, outcome: "refused", why };
  }
}

async function look(
  name: string,
  bytes: Uint8Array,
  { browser, clock, tell }: LookOptions,
): Promise<SeenAvatar> {
  const { inspection, model } = inspect(bytes);
  const { ok, facts, findings } = inspection;
  const known = { name, uploadBytes: bytes.length };
  if (model === null || facts === null || !ok)
    return { ...known, outcome: "refused", why: summarise(findings, "en") };
  const onStep = (step: string, done: number, total: number) => tell(`${step}, image ${done} of ${total}`);
  const made = await makeVariants(bytes, model, { profile: "all", clock, onStep });
  tell("upload, its picture");
  const upload = await bodyOf(bytes);
  const pictures = await drawThumbnails(bytes, browser, openVariant);
  const variants: SeenVariant[] = [];
  for (const { bytes: variant, ...rest } of made) {
    const variantName = `${rest.profile} ${rest.level}`;
    tell(`${variantName}, its picture`);
    variants.push({
      ...rest,
      name: variantName,
      sizeBytes: variant.length,
      body: compareBodies(upload, await bodyOf(variant), partsKept(rest)),
      pictures: await drawThumbnails(variant, browser, openVariant),
    });
  }
  return {
    ...known,
    outcome: "made",
    facts,
    failure: typeof upload === "string" ? upload : null,
    pictures,
    variants,
  };
}

/** The body, or why three-vrm does not open the file. */
async function bodyOf(bytes: Uint8Array): Promise<WornBody | string> {
  try {
    return wornBody(await loadVrm(bytes));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Seen from afar, a stand-in has to move as the upload does, and has no face to pull. */
function partsKept({ level }: Pick<SeenVariant, "level">): readonly BodyPart[] {
  return level === "stand-in" ? ["humanoid"] : BODY_PARTS;
}

function compareBodies(
  upload: WornBody | string,
  variant: WornBody | string,
  kept: readonly BodyPart[],
): Body {
  if (typeof variant === "string") return { outcome: "fails", why: variant };
  if (typeof upload === "string") return { outcome: "fails", why: `the upload does not open: ${upload}` };
  const parts = changedParts(upload, variant).filter((part) => kept.includes(part));
  return parts.length === 0 ? { outcome: "equal" } : { outcome: "differs", parts };
}

/** What is kept of a variant. */
export function figuresOf({ sizeBytes, facts, leastIn, body, changed }: SeenVariant): VariantFigures {
  const { triangleCount, textureMemoryBytes, likenessDb } = facts;
  return {
    sizeBytes,
    triangleCount,
    textureMemoryBytes,
    likenessDb: likenessDb === null ? null : Math.round(likenessDb * 100) / 100,
    leastIn,
    body: body.outcome,
    changedValues: changed?.count ?? null,
  };
}
