// The report in a few sentences and the words both its forms share. Pure.

import { EQUAL_DB } from "../../../origin/ugc/likeness/psnr.ts";
import { likenessText } from "../optimise/render-optimisation.ts";
import { groupDigits, sizeText } from "../render-inspection.ts";
import type { Difference, Measure } from "./difference.ts";
import type { Body, SeenAvatar, SeenVariant } from "./look-at-avatar.ts";

/** All that a report tells. */
export type Report = {
  readonly avatars: readonly SeenAvatar[];
  /** Null: there is nothing to compare with. */
  readonly differences: readonly Difference[] | null;
  /** Where the figures of the last release are. */
  readonly baseline: string;
};

export type Tile = {
  readonly what: string;
  readonly value: string;
  readonly note: string;
  readonly mood: "good" | "bad" | "plain";
};

/** What is seen at first sight. */
export function tilesOf({ avatars, differences }: Report): readonly Tile[] {
  const made = avatars.filter((avatar) => avatar.outcome === "made");
  const variants = made.flatMap(({ name, variants }) =>
    variants.map((variant) => ({ avatar: name, ...variant })),
  );
  const share = (count: number, all: readonly object[]) => `${count} of ${all.length}`;
  const mood = (count: number, all: readonly object[]) => (count === all.length ? "good" : "bad");
  const wears = variants.filter(({ body }) => body.outcome === "equal").length;
  const compared = variants.flatMap(({ changed }) => changed ?? []);
  const equal = compared.filter(({ count }) => count === 0).length;
  const least = variants
    .filter(({ facts }) => facts.likenessDb !== null)
    .toSorted((a, b) => (a.facts.likenessDb ?? 0) - (b.facts.likenessDb ?? 0))[0];
  const worse =
    differences?.filter((each) => each.kind === "changed" && each.verdict === "worse").length ?? 0;
  return [
    {
      what: "avatars",
      value: String(avatars.length),
      note:
        made.length === avatars.length
          ? `${variants.length} variants made of them`
          : `${avatars.length - made.length} refused`,
      mood: "plain",
    },
    {
      what: "wear as the upload does",
      value: share(wears, variants),
      note: "bones, expressions and springs in three-vrm; of stand-ins the bones",
      mood: mood(wears, variants),
    },
    {
      what: "say what the upload says",
      value: share(equal, compared),
      note: "glTF and VRM JSON, packing aside; stand-ins are files of their own",
      mood: mood(equal, compared),
    },
    {
      what: "least likeness",
      value: likenessText(least?.facts.likenessDb ?? null, "same"),
      note: least === undefined ? "" : `${least.avatar}, ${least.name}, ${least.leastIn ?? ""}`,
      mood: "plain",
    },
    {
      what: "changes since the last release",
      value: differences === null ? "–" : String(differences.length),
      note: sinceNote(differences, worse),
      mood: differences === null || differences.length === 0 ? "plain" : worse > 0 ? "bad" : "good",
    },
  ];
}

function sinceNote(differences: Report["differences"], worse: number): string {
  if (differences === null) return "nothing to compare with";
  return differences.length === 0 ? "" : `${worse} of them for the worse`;
}

export function bodyText(body: Body): string {
  switch (body.outcome) {
    case "equal":
      return "equal";
    case "differs":
      return `differs in ${body.parts.join(", ")}`;
    case "fails":
      return `does not open: ${body.why}`;
  }
}

export function changedText({ changed }: SeenVariant): string {
  if (changed === null) return "a file of its own";
  return changed.count === 0 ? "equal" : `${groupDigits(changed.count)} values differ`;
}

export function leastInText({ facts, leastIn }: SeenVariant): string {
  return leastIn === null || facts.likenessDb === EQUAL_DB ? "" : leastIn;
}

const MEASURE_TEXT: Readonly<Record<Measure, string>> = {
  sizeBytes: "size",
  triangleCount: "triangles",
  textureMemoryBytes: "texture memory",
  likenessDb: "likeness",
  leastIn: "least likeness in",
  body: "body in three-vrm",
  changedValues: "values that differ",
};

export type DifferenceRow = {
  readonly avatar: string;
  readonly variant: string;
  readonly what: string;
  readonly was: string;
  readonly is: string;
  /** "−1.2 %", or nothing. */
  readonly change: string;
  readonly verdict: "better" | "worse" | "other";
};

export function differenceRow(difference: Difference): DifferenceRow {
  const { avatar, variant } = difference;
  if (difference.kind !== "changed")
    return { avatar, variant, what: difference.kind, was: "", is: "", change: "", verdict: "other" };
  const { measure, was, is, verdict } = difference;
  return {
    avatar,
    variant,
    what: MEASURE_TEXT[measure],
    was: measureText(measure, was),
    is: measureText(measure, is),
    change: changeText(difference),
    verdict,
  };
}

/** A share, but of dB the difference: they are a logarithm already. */
function changeText({ measure, was, is, share }: Extract<Difference, { kind: "changed" }>): string {
  if (share === null) return "";
  const sign = share < 0 ? "−" : "+";
  return measure === "likenessDb" && typeof was === "number" && typeof is === "number"
    ? `${sign}${Math.abs(is - was).toFixed(2)} dB`
    : `${sign}${Math.abs(share * 100).toFixed(1)} %`;
}

function measureText(measure: Measure, value: number | string | null): string {
  if (value === null) return "–";
  if (typeof value === "string") return value;
  switch (measure) {
    case "sizeBytes":
    case "textureMemoryBytes":
      return sizeText(value);
    case "likenessDb":
      // Two digits: what is told here is what one alone would hide.
      return `${value.toFixed(2)} dB`;
    default:
      return groupDigits(value);
  }
}

/** Who drew the pictures, and why if it was not three-vrm. */
export function drawnBy({ avatars }: Report): string {
  const pictures = avatars.flatMap((avatar) =>
    avatar.outcome === "made" ? [avatar.pictures, ...avatar.variants.map((variant) => variant.pictures)] : [],
  );
  const reasons = new Set(pictures.flatMap(({ why }) => why ?? []));
  const byBrowser = pictures.filter(({ by }) => by === "browser").length;
  if (byBrowser === pictures.length) return "Pictures by three-vrm in Chromium.";
  const others = `by our own rasteriser, arms out (${[...reasons].join("; ")})`;
  return byBrowser === 0
    ? `Pictures ${others}.`
    : `Pictures by three-vrm in Chromium, ${pictures.length - byBrowser} of ${pictures.length} ${others}.`;
}
