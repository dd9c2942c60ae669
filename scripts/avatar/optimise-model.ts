// `avatar optimise --as item|accessory|world`: the same for a GLB that is no avatar.

import { TextureBroken } from "../../origin/ugc/portrait/texture.ts";
import { drawable } from "../../origin/ugc/steps/validate-model.ts";
import type { ModelKind } from "../../shared/avatar/check-model.ts";
import type { Locale } from "../../shared/schema/user.ts";
import { readModelFile } from "./avatar-file.ts";
import { type InspectedModel, inspectModel, renderInspectedModel } from "./inspect-model.ts";
import { brokenTextureFinding } from "./optimise/make-variants.ts";
import { type Optimisation, renderOptimisation } from "./optimise/render-optimisation.ts";
import { type OptimiseArguments, writeVariants } from "./optimise.ts";
import type { Progress } from "./progress-line.ts";

export type OptimisedModel = InspectedModel & {
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
  const { seen, model } = inspectModel(bytes, kind);
  if (model === null) return { ...seen, optimisation: null };
  const shown = drawable(model);
  const written = await writeVariants({ path, out, bytes, model: shown, profile, kind }, tell, clock);
  if (!(written instanceof TextureBroken)) return { ...seen, optimisation: written };
  const findings = [...seen.findings, brokenTextureFinding(written)];
  return { ...seen, ok: false, findings, optimisation: null };
}

/** Lines for a terminal that is `columns` wide. */
export function renderOptimisedModel(
  path: string,
  { optimisation, ...seen }: OptimisedModel,
  locale: Locale,
  columns: number,
): string[] {
  return [
    ...renderInspectedModel(path, seen, locale),
    ...(optimisation === null ? [] : ["", ...renderOptimisation(optimisation, locale, columns)]),
  ];
}
