// What a change to the pipeline does to avatars: this report's figures beside the last release's. Pure.

import type { Figures, VariantFigures } from "./figures.ts";

export type Measure = keyof VariantFigures;
/** One figure that is not what it was, or a variant that is new or gone. */
export type Difference = {
  readonly avatar: string;
  readonly variant: string;
} & (
  | { readonly kind: "new" | "gone" }
  | {
      readonly kind: "changed";
      readonly measure: Measure;
      readonly was: VariantFigures[Measure];
      readonly is: VariantFigures[Measure];
      /** Of numbers: what was added, as a share of what was; null for words and where there was nothing. */
      readonly share: number | null;
      readonly verdict: "better" | "worse" | "other";
    }
);

/** Which way is good; the rest is neither. */
const BETTER: Readonly<Partial<Record<Measure, "low" | "high">>> = {
  sizeBytes: "low",
  triangleCount: "low",
  textureMemoryBytes: "low",
  likenessDb: "high",
  changedValues: "low",
};
const MEASURES = [
  "sizeBytes",
  "triangleCount",
  "textureMemoryBytes",
  "likenessDb",
  "leastIn",
  "body",
  "changedValues",
] as const satisfies readonly Measure[];

/** In the order of this report. Avatars that this report did not look at are not told of. */
export function differences(now: Figures, then: Figures): readonly Difference[] {
  return Object.entries(now.avatars).flatMap(([avatar, { variants }]) => {
    const before = then.avatars[avatar]?.variants ?? {};
    const names = new Set([...Object.keys(variants), ...Object.keys(before)]);
    return [...names].flatMap((variant): readonly Difference[] => {
      const [is, was] = [variants[variant], before[variant]];
      if (is === undefined) return [{ avatar, variant, kind: "gone" }];
      if (was === undefined) return [{ avatar, variant, kind: "new" }];
      return MEASURES.filter((measure) => is[measure] !== was[measure]).map((measure) =>
        changeOf({ avatar, variant }, measure, was[measure], is[measure]),
      );
    });
  });
}

function changeOf(
  where: Pick<Difference, "avatar" | "variant">,
  measure: Measure,
  was: VariantFigures[Measure],
  is: VariantFigures[Measure],
): Difference {
  const change = { ...where, kind: "changed", measure, was, is } as const;
  if (measure === "body") return { ...change, share: null, verdict: is === "equal" ? "better" : "worse" };
  const better = BETTER[measure];
  if (typeof was !== "number" || typeof is !== "number" || better === undefined)
    return { ...change, share: null, verdict: "other" };
  const verdict = is < was === (better === "low") ? "better" : "worse";
  return { ...change, share: was === 0 ? null : (is - was) / was, verdict };
}
