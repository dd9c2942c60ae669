// `avatar optimise --as item|accessory|world`: the same for a GLB that is no avatar.

import { TextureBroken } from "../../origin/ugc/portrait/texture.ts";
import { drawable } from "../../origin/ugc/steps/validate-model.ts";
import { checkModel, type ModelKind } from "../../shared/avatar/check-model.ts";
import type { Finding, ModelFacts } from "../../shared/schema/asset.ts";
import type { Locale } from "../../shared/schema/user.ts";
import { readModelFile } from "./avatar-file.ts";
import { brokenTextureFinding } from "./optimise/make-variants.ts";
import { type Optimisation, renderOptimisation } from "./optimise/render-optimisation.ts";
import { type OptimiseArguments, writeVariants } from "./optimise.ts";
import type { Progress } from "./progress-line.ts";
import { countLine, findingBlocks, headLine } from "./render-inspection.ts";

export type OptimisedModel = {
  readonly ok: boolean;
  readonly kind: ModelKind;
  readonly findings: readonly Finding[];
  readonly facts: ModelFacts | null;
  readonly sizeBytes: number;
  /** Null when the file did not pass; then nothing was written. */
  readonly optimisation: Optimisation | null;
};

/** Reads, makes, writes. Throws FileRefused and VisitFailed, each with a sentence to read. */
export async function optimiseModelFile(
  { path, out, profile }: OptimiseArguments,
  kind: ModelKind,
  tell: Progress,
  clock: () => number,
): Promise<OptimisedModel> {
  const bytes = await readModelFile(path);
  const { findings, facts, model } = checkModel(bytes, kind);
  const seen = { kind, findings, facts, sizeBytes: bytes.length };
  if (model === null) return { ...seen, ok: false, optimisation: null };
  const shown = drawable(model);
  const written = await writeVariants({ path, out, bytes, model: shown, profile, kind }, tell, clock);
  if (!(written instanceof TextureBroken)) return { ...seen, ok: true, optimisation: written };
  const all = [...findings, brokenTextureFinding(written)];
  return { ...seen, findings: all, ok: false, optimisation: null };
}

/** Lines for a terminal that is `columns` wide. */
export function renderOptimisedModel(
  path: string,
  { ok, findings, facts, sizeBytes, optimisation }: OptimisedModel,
  locale: Locale,
  columns: number,
): string[] {
  return [
    headLine(path, sizeBytes, ok, locale),
    ...(facts === null ? [] : [countLine(facts, locale)]),
    ...findingBlocks(findings, locale),
    ...(optimisation === null ? [] : ["", ...renderOptimisation(optimisation, locale, columns)]),
  ];
}
