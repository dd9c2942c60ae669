// The report for a terminal or a review: figures without pictures. Pure.

import { likenessText, ratioText } from "../optimise/render-optimisation.ts";
import { groupDigits, sizeText } from "../render-inspection.ts";
import type { SeenAvatar } from "./look-at-avatar.ts";
import {
  bodyText,
  changedText,
  differenceRow,
  drawnBy,
  leastInText,
  type Report,
  tilesOf,
} from "./summary.ts";

export function renderMarkdown(report: Report): string {
  return `${[
    "# What the pipeline makes of avatars",
    table(
      ["what", "", ""],
      tilesOf(report).map(({ what, value, note }) => [what, `**${value}**`, note]),
    ),
    `${drawnBy(report)} They are in report.html.`,
    "## Since the last release",
    sinceLastRelease(report),
    ...report.avatars.flatMap(avatarText),
  ].join("\n\n")}\n`;
}

function sinceLastRelease({ differences, baseline }: Report): string {
  if (differences === null) return `There are no figures at ${cell(baseline)} to compare with.`;
  if (differences.length === 0) return "Nothing changed.";
  const rows = differences.map(differenceRow);
  return table(
    ["avatar", "variant", "what", "was", "is", "", ""],
    rows.map(({ avatar, variant, what, was, is, change, verdict }) => [
      avatar,
      variant,
      what,
      was,
      is,
      change,
      verdict === "other" ? "" : verdict,
    ]),
  );
}

function avatarText(avatar: SeenAvatar): readonly string[] {
  const title = `## ${cell(avatar.name)}`;
  if (avatar.outcome === "refused") return [title, `Refused: ${cell(avatar.why)}`];
  const { facts, uploadBytes, failure, variants } = avatar;
  return [
    title,
    `VRM ${facts.vrmVersion}, ${sizeText(uploadBytes)}, ${groupDigits(facts.triangleCount)} triangles, ${facts.textureCount} textures.` +
      (failure === null ? "" : ` three-vrm does not open it: ${cell(failure)}`),
    table(
      [
        "variant",
        "size",
        "smaller",
        "triangles",
        "texture memory",
        "likeness",
        "least in",
        "in three-vrm",
        "JSON",
        "time",
      ],
      variants.map((variant) => [
        variant.name,
        sizeText(variant.sizeBytes),
        ratioText(uploadBytes, variant.sizeBytes),
        groupDigits(variant.facts.triangleCount),
        sizeText(variant.facts.textureMemoryBytes),
        likenessText(variant.facts.likenessDb, "same"),
        leastInText(variant),
        bodyText(variant.body),
        changedText(variant),
        `${(variant.tookMs / 1000).toFixed(1)} s`,
      ]),
    ),
    ...variants.flatMap(({ name, changed }) =>
      changed === null || changed.count === 0
        ? []
        : [
            `${name} differs in ${changed.count} values${changed.changes.length < changed.count ? `, of which the first ${changed.changes.length}` : ""}:`,
            changed.changes
              .map(
                ({ pointer, was, is }) => `- ${cell(`${pointer}: ${was ?? "nothing"} → ${is ?? "nothing"}`)}`,
              )
              .join("\n"),
          ],
    ),
  ];
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(titles), `|${" --- |".repeat(titles.length)}`, ...rows.map(line)].join("\n");
}

/** Strangers' words: nothing that ends a cell or a line, or begins a tag. */
function cell(text: string): string {
  return text
    .replace(/[\r\n]+/g, " ")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;");
}
