// The report as one page that needs nothing else: pictures are in it. Pure.

import { likenessText, ratioText } from "../optimise/render-optimisation.ts";
import { groupDigits, sizeText } from "../render-inspection.ts";
import type { Difference } from "./difference.ts";
import type { SeenAvatar, SeenVariant } from "./look-at-avatar.ts";
import { STYLE } from "./style.ts";
import {
  bodyText,
  changedText,
  differenceRow,
  drawnBy,
  leastInText,
  type Report,
  type Tile,
  tilesOf,
} from "./summary.ts";

type Pictures = SeenVariant["pictures"];

export function renderHtml(report: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What the pipeline makes of avatars</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>What the pipeline makes of avatars</h1>
<p>Each upload beside its variants. ${escapeHtml(drawnBy(report))} Likeness is the least of all sides, the face and every expression.</p>
</header>
<section class="tiles" aria-label="At first sight">
${tilesOf(report).map(tileHtml).join("\n")}
</section>
<section>
<h2>Since the last release</h2>
${sinceLastRelease(report)}
</section>
${report.avatars.map((avatar) => avatarHtml(avatar, report.differences ?? [])).join("\n")}
</main>
</body>
</html>
`;
}

function tileHtml({ what, value, note, mood }: Tile): string {
  return `<div class="tile ${mood}"><span>${escapeHtml(what)}</span><strong>${escapeHtml(value)}</strong><small>${escapeHtml(note)}</small></div>`;
}

function sinceLastRelease({ differences, baseline }: Report): string {
  if (differences === null)
    return `<p>There are no figures at <code>${escapeHtml(baseline)}</code> to compare with.</p>`;
  if (differences.length === 0) return "<p>Nothing changed.</p>";
  const rows = differences
    .map(differenceRow)
    .map(
      ({ avatar, variant, what, was, is, change, verdict }) =>
        `<tr><td>${escapeHtml(avatar)}</td><td>${escapeHtml(variant)}</td><td>${escapeHtml(what)}</td><td class="number">${escapeHtml(was)}</td><td class="number">${escapeHtml(is)}</td><td class="number ${verdict}">${escapeHtml(change || (verdict === "other" ? "" : verdict))}</td></tr>`,
    );
  return `<div class="scroll"><table>
<thead><tr><th>avatar</th><th>variant</th><th>what</th><th class="number">was</th><th class="number">is</th><th class="number">change</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>`;
}

function avatarHtml(avatar: SeenAvatar, differences: readonly Difference[]): string {
  if (avatar.outcome === "refused")
    return `<article><h2>${escapeHtml(avatar.name)}</h2><p class="bad">Refused: ${escapeHtml(avatar.why)}</p></article>`;
  const { name, uploadBytes, facts, failure, pictures, variants } = avatar;
  const of = (variant: string) =>
    differences.filter((each) => each.avatar === name && each.variant === variant);
  return `<article>
<h2>${escapeHtml(name)}</h2>
<p>VRM ${escapeHtml(facts.vrmVersion)} · ${facts.materialCount} materials · ${facts.textureCount} textures · ${facts.heightM} m tall</p>
${failure === null ? "" : `<p class="bad">three-vrm does not open it: ${escapeHtml(failure)}</p>`}
<div class="strip">
${uploadHtml(uploadBytes, facts.triangleCount, pictures, name)}
${variants.map((variant) => variantHtml(variant, uploadBytes, of(variant.name), name)).join("\n")}
</div>
</article>`;
}

function uploadHtml(uploadBytes: number, triangleCount: number, pictures: Pictures, name: string): string {
  return `<figure class="upload">
${picturesHtml(pictures, `${name}, the upload`)}
<figcaption><h3>upload</h3><p class="size"><strong>${sizeText(uploadBytes)}</strong></p>
<dl>${row("triangles", groupDigits(triangleCount))}</dl></figcaption>
</figure>`;
}

function variantHtml(
  variant: SeenVariant,
  uploadBytes: number,
  differences: readonly Difference[],
  name: string,
): string {
  const { sizeBytes, facts, body, pictures, tookMs, changed } = variant;
  const likeness = `${likenessText(facts.likenessDb, "same")}<small>${escapeHtml(leastInText(variant))}</small>`;
  const changes = changed?.changes ?? [];
  return `<figure>
${picturesHtml(pictures, `${name}, ${variant.name}`)}
<figcaption><h3>${escapeHtml(variant.name)}</h3>
<p class="size"><strong>${sizeText(sizeBytes)}</strong> <span>${ratioText(uploadBytes, sizeBytes)} smaller</span></p>
<dl>
${row("triangles", groupDigits(facts.triangleCount))}
${row("textures", sizeText(facts.textureMemoryBytes))}
${row("likeness", likeness)}
${row("three-vrm", escapeHtml(bodyText(body)), body.outcome === "equal" ? "good" : "bad")}
${row("JSON", escapeHtml(changedText(variant)), changes.length === 0 ? "good" : "bad")}
${row("made in", `${(tookMs / 1000).toFixed(1)} s`)}
</dl>
${changes.length === 0 ? "" : `<details><summary>what differs</summary><ul>${changes.map(({ pointer, was, is }) => `<li><code>${escapeHtml(pointer)}</code> ${escapeHtml(`${was ?? "nothing"} → ${is ?? "nothing"}`)}</li>`).join("")}</ul></details>`}
${differences.length === 0 ? "" : `<ul class="since">${differences.map(sinceHtml).join("")}</ul>`}
</figcaption>
</figure>`;
}

function sinceHtml(difference: Difference): string {
  const { what, was, is, change, verdict } = differenceRow(difference);
  const text = difference.kind === "changed" ? `${what} ${change || `${was} → ${is}`}` : what;
  return `<li class="${verdict}">${escapeHtml(text)}</li>`;
}

function picturesHtml({ card, transparent }: Pictures, alt: string): string {
  const image = (webp: Uint8Array, kind: "card" | "figure") =>
    `<img class="${kind}" alt="${escapeHtml(`${alt}, ${kind === "card" ? "face" : "whole"}`)}" src="data:image/webp;base64,${webp.toBase64()}">`;
  return `<div class="pictures">${image(card, "card")}${image(transparent, "figure")}</div>`;
}

/** `value` is HTML. */
function row(name: string, value: string, mood = ""): string {
  return `<div><dt>${name}</dt><dd class="${mood}">${value}</dd></div>`;
}

function escapeHtml(text: string): string {
  return Bun.escapeHTML(text);
}
