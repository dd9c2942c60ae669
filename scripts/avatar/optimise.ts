// `avatar optimise`: every variant of one file, into a folder beside it, and a report of what became of it.

import { join } from "node:path";
import { TextureBroken } from "../../origin/ugc/portrait/texture.ts";
import type { AvatarModel } from "../../shared/avatar/check-avatar.ts";
import type { ModelKind } from "../../shared/avatar/check-model.ts";
import type { Locale } from "../../shared/schema/user.ts";
import { readAvatarFile } from "./avatar-file.ts";
import { type Inspection, inspect } from "./inspection.ts";
import { brokenTextureFinding, makeVariants, type ProfileChoice } from "./optimise/make-variants.ts";
import {
  type Optimisation,
  renderOptimisation,
  type WrittenVariant,
} from "./optimise/render-optimisation.ts";
import { putFile, variantFileName, variantsFolder } from "./optimise/variants-folder.ts";
import type { Progress } from "./progress-line.ts";
import { renderInspection } from "./render-inspection.ts";

export type OptimiseArguments = {
  readonly command: "optimise";
  readonly path: string;
  /** Null: beside the file. */
  readonly out: string | null;
  readonly profile: ProfileChoice;
  readonly kind: "avatar" | ModelKind;
};
export type Optimised = {
  readonly inspection: Inspection;
  /** Null when the file did not pass; then nothing was written. */
  readonly optimisation: Optimisation | null;
};

/** Reads, makes, writes. Throws FileRefused and VisitFailed, each with a sentence to read. */
export async function optimise(
  { path, out, profile }: OptimiseArguments,
  tell: Progress,
  clock: () => number,
): Promise<Optimised> {
  const bytes = await readAvatarFile(path);
  const { inspection, model } = inspect(bytes);
  if (model === null || !inspection.ok) return { inspection, optimisation: null };
  const written = await writeVariants({ path, out, bytes, model, profile }, tell, clock);
  if (!(written instanceof TextureBroken)) return { inspection, optimisation: written };
  const findings = [...inspection.findings, brokenTextureFinding(written)];
  return { inspection: { ...inspection, ok: false, findings }, optimisation: null };
}

export type ToWrite = {
  readonly path: string;
  readonly out: string | null;
  readonly bytes: Uint8Array;
  readonly model: AvatarModel;
  readonly profile: ProfileChoice;
  /** Left out: an avatar. */
  readonly kind?: ModelKind;
};

/** Makes the variants of what passed, each into the folder; a texture that only decoding showed to be broken is returned. */
export async function writeVariants(
  { path, out, bytes, model, profile, kind }: ToWrite,
  tell: Progress,
  clock: () => number,
): Promise<Optimisation | TextureBroken> {
  const startedAtMs = clock();
  const folder = await variantsFolder(path, out);
  try {
    const onStep = (name: string, done: number, total: number) => tell(`${name}: image ${done} of ${total}`);
    tell("looking at the upload");
    const options = { profile, clock, onStep, ...(kind === undefined ? {} : { kind }) };
    const variants: WrittenVariant[] = [];
    for (const { bytes: variant, ...rest } of await makeVariants(bytes, model, options)) {
      const fileName = variantFileName(path, rest, kind === undefined ? ".vrm" : ".glb");
      await putFile(join(folder, fileName), variant, path);
      variants.push({ ...rest, fileName, sizeBytes: variant.length });
    }
    const tookMs = clock() - startedAtMs;
    return { uploadBytes: bytes.length, folder, variants, tookMs, isAvatar: kind === undefined };
  } catch (error) {
    if (error instanceof TextureBroken) return error;
    throw error;
  } finally {
    tell(null);
  }
}

/** Lines for a terminal that is `columns` wide. */
export function renderOptimised(
  path: string,
  { inspection, optimisation }: Optimised,
  locale: Locale,
  columns: number,
): string[] {
  const seen = renderInspection(path, inspection, locale, columns);
  return optimisation === null ? seen : [...seen, "", ...renderOptimisation(optimisation, locale, columns)];
}
