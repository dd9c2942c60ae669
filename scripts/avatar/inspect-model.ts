// What there is to say about a GLB that is no avatar, before anything is made of it. Pure.

import { checkModel, type ModelKind } from "../../shared/avatar/check-model.ts";
import type { Finding, ModelFacts } from "../../shared/schema/asset.ts";
import type { Locale } from "../../shared/schema/user.ts";
import { countLine, findingBlocks, headLine } from "./render-inspection.ts";

export type InspectedModel = {
  readonly ok: boolean;
  readonly kind: ModelKind;
  readonly findings: readonly Finding[];
  readonly facts: ModelFacts | null;
  readonly sizeBytes: number;
};

/** The model is null when the file did not pass. */
export function inspectModel(
  bytes: Uint8Array,
  kind: ModelKind,
): { readonly seen: InspectedModel; readonly model: ReturnType<typeof checkModel>["model"] } {
  const { findings, facts, model } = checkModel(bytes, kind);
  return { seen: { ok: model !== null, kind, findings, facts, sizeBytes: bytes.byteLength }, model };
}

/** Lines for a terminal. */
export function renderInspectedModel(
  path: string,
  { ok, findings, facts, sizeBytes }: InspectedModel,
  locale: Locale,
): string[] {
  return [
    headLine(path, sizeBytes, ok, locale),
    ...(facts === null ? [] : [countLine(facts, locale), ...attachedLine(facts.attachBone, locale)]),
    ...findingBlocks(findings, locale),
  ];
}

const ATTACHED = { en: "attached to", ja: "付く場所" } as const satisfies Readonly<Record<Locale, string>>;

function attachedLine(bone: string | null | undefined, locale: Locale): string[] {
  return bone == null ? [] : [`  ${ATTACHED[locale]}  ${bone}`];
}
