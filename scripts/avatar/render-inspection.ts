// An inspection as people read it, in their language. Pure.

import { DEVICE_CLASSES, nextRankMax } from "../../shared/avatar/rank.ts";
import type { Finding, ModelFacts } from "../../shared/schema/asset.ts";
import { performanceRankSchema, type RankedCount } from "../../shared/schema/avatar-rank.ts";
import type { Locale } from "../../shared/schema/user.ts";
import { type Column, plain, renderTable } from "../room/columns.ts";
import type { InspectedImage, Inspection } from "./inspection.ts";

type ModelCounts = Pick<
  ModelFacts,
  "triangleCount" | "vertexCount" | "materialCount" | "textureCount" | "nodeCount"
>;

/** Of the images, which may be a hundred. */
const IMAGES_SHOWN_MAX = 8;

const WORDS = {
  en: {
    fits: "may be uploaded",
    refused: "cannot be uploaded as it is",
    by: (authors: string) => ` by ${authors}`,
    nameless: "without a name",
    counts: "model",
    triangles: "triangles",
    vertices: "vertices",
    materials: "materials",
    textures: "textures",
    nodes: "nodes",
    bones: "bones",
    height: (metres: number) => `${metres} m tall`,
    rank: "drawing",
    device: { desktop: "desktop", mobile: "phone", headset: "headset" },
    ranks: {
      excellent: "very light",
      good: "light",
      medium: "medium",
      heavy: "heavy",
      "very-heavy": "very heavy",
    },
    counted: {
      triangles: "triangles",
      materials: "materials",
      bones: "bones",
      morphTargets: "morph targets",
      springJoints: "spring joints",
      colliders: "colliders",
      textureBytes: "of texture memory",
      fileBytes: "of file",
    },
    better: (most: string, rank: string) => `; ${most} would be ${rank}`,
    expressions: "faces",
    none: "none",
    licence: "licence",
    noLicence: "none named",
    wearers: {
      onlyAuthor: "worn by its author only",
      onlySeparatelyLicensedPerson: "worn by people with a licence of their own",
      everyone: "worn by everyone",
    },
    credit: { required: "its author must be named", unnecessary: "its author need not be named" },
    image: "image",
    size: "size",
    file: "file",
    more: (count: number) => `and ${count} smaller images`,
    errors: "To be mended:",
    warnings: "Worth knowing:",
    at: "at",
    severity: { error: "error", warning: "warning", info: "info" },
    fixes: "Fixed when it is uploaded:",
    fixed: "fixed",
  },
  ja: {
    fits: "アップロードできます",
    refused: "このままではアップロードできません",
    by: (authors: string) => `(作者: ${authors})`,
    nameless: "名前なし",
    counts: "モデル",
    triangles: "三角形",
    vertices: "頂点",
    materials: "マテリアル",
    textures: "テクスチャ",
    nodes: "ノード",
    bones: "ボーン",
    height: (metres: number) => `身長 ${metres} m`,
    rank: "描画の重さ",
    device: { desktop: "PC", mobile: "スマートフォン", headset: "ヘッドセット" },
    ranks: {
      excellent: "とても軽い",
      good: "軽い",
      medium: "ふつう",
      heavy: "重い",
      "very-heavy": "とても重い",
    },
    counted: {
      triangles: "三角形",
      materials: "マテリアル",
      bones: "ボーン",
      morphTargets: "モーフターゲット",
      springJoints: "揺れものの関節",
      colliders: "コライダー",
      textureBytes: "テクスチャのメモリー",
      fileBytes: "ファイル",
    },
    better: (most: string, rank: string) => `、${most} までなら${rank}`,
    expressions: "表情",
    none: "なし",
    licence: "ライセンス",
    noLicence: "記載なし",
    wearers: {
      onlyAuthor: "作者だけが使えます",
      onlySeparatelyLicensedPerson: "個別に許可された人だけが使えます",
      everyone: "だれでも使えます",
    },
    credit: { required: "作者の表示が必要です", unnecessary: "作者の表示は不要です" },
    image: "画像",
    size: "大きさ",
    file: "ファイル",
    more: (count: number) => `ほかに小さい画像が ${count} 枚`,
    errors: "直す必要があるもの:",
    warnings: "知っておくとよいこと:",
    at: "場所",
    severity: { error: "エラー", warning: "警告", info: "情報" },
    fixes: "アップロード時に直るもの:",
    fixed: "修正",
  },
} as const;

/** Decimal units, as file managers and shops count. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(2)} MB`;
}

export function groupDigits(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Lines for a terminal that is `columns` wide. */
export function renderInspection(path: string, seen: Inspection, locale: Locale, columns: number): string[] {
  const words = WORDS[locale];
  const { facts, licence, ok, findings } = seen;
  return [
    headLine(path, seen.sizeBytes, ok, locale),
    ...(licence === null ? [] : [title(seen, locale)]),
    ...(facts === null ? [] : factLines(seen, locale)),
    ...rankLines(seen, locale),
    ...(licence === null ? [] : [`  ${words.licence}  ${licenceText(licence, locale)}`]),
    ...imageLines(seen.images ?? [], locale, columns),
    ...findingBlocks(findings, locale),
  ];
}

/** What a file is, and whether it may be uploaded. */
export function headLine(path: string, sizeBytes: number, ok: boolean, locale: Locale): string {
  const words = WORDS[locale];
  return `${plain(path)}: ${sizeText(sizeBytes)}, ${ok ? words.fits : words.refused}`;
}

/** What is to be mended, what is fixed, and what is worth knowing. */
export function findingBlocks(findings: readonly Finding[], locale: Locale): string[] {
  const words = WORDS[locale];
  const errors = findings.filter(({ severity }) => severity === "error");
  const fixes = findings.filter(({ fixed }) => fixed === true);
  const others = findings.filter(({ severity, fixed }) => severity !== "error" && fixed !== true);
  return [
    ...(errors.length === 0 ? [] : [words.errors, ...errors.flatMap((each) => findingLines(each, locale))]),
    ...(fixes.length === 0 ? [] : [words.fixes, ...fixes.flatMap((each) => findingLines(each, locale))]),
    ...(others.length === 0 ? [] : [words.warnings, ...others.flatMap((each) => findingLines(each, locale))]),
  ];
}

function title({ licence, facts }: Inspection, locale: Locale): string {
  const words = WORDS[locale];
  const authors = licence?.authors ?? [];
  const by = authors.length === 0 ? "" : words.by(authors.join(", "));
  const name = licence?.name === "" || licence === null ? words.nameless : `“${licence.name}”`;
  return `  ${name}${by}${facts === null ? "" : `, VRM ${facts.vrmVersion}, ${words.height(facts.heightM)}`}`;
}

/** What every model counts, in one line. */
export function countLine(facts: ModelCounts & { readonly boneCount?: number }, locale: Locale): string {
  const words = WORDS[locale];
  const counts = [
    [facts.triangleCount, words.triangles],
    [facts.vertexCount, words.vertices],
    [facts.materialCount, words.materials],
    [facts.textureCount, words.textures],
    [facts.boneCount, words.bones],
    [facts.nodeCount, words.nodes],
  ] as const;
  const text = counts
    .flatMap(([count, what]) => {
      if (count === undefined) return [];
      return locale === "ja" ? `${what} ${groupDigits(count)}` : `${groupDigits(count)} ${what}`;
    })
    .join(", ");
  return `  ${words.counts}  ${text}`;
}

function factLines({ facts, expressions }: Inspection, locale: Locale): string[] {
  if (facts === null) return [];
  const words = WORDS[locale];
  const faces = expressions === null || expressions.length === 0 ? words.none : expressions.join(", ");
  return [countLine(facts, locale), `  ${words.expressions}  ${faces}`];
}

/** One line for each device: the rank, the count that decides it, and what the next better one allows. */
function rankLines({ rank, counts }: Inspection, locale: Locale): string[] {
  if (rank === null || counts === null) return [];
  const words = WORDS[locale];
  return DEVICE_CLASSES.map((device, nth) => {
    const { rank: name, decidedBy } = rank[device];
    const lead = `  ${nth === 0 ? words.rank : " ".repeat(Bun.stringWidth(words.rank))}  `;
    const verdict = `${words.device[device]}: ${words.ranks[name]}`;
    if (decidedBy === null) return `${lead}${verdict}`;
    const most = nextRankMax(device, decidedBy, name) ?? 0;
    const better = performanceRankSchema.options[performanceRankSchema.options.indexOf(name) - 1] ?? name;
    const shown = countText(decidedBy, counts[decidedBy] ?? 0, locale);
    return `${lead}${verdict} (${shown}${words.better(amountText(decidedBy, most), words.ranks[better])})`;
  });
}

function countText(count: RankedCount, value: number, locale: Locale): string {
  const what = WORDS[locale].counted[count];
  const amount = amountText(count, value);
  return locale === "ja" ? `${what} ${amount}` : `${amount} ${what}`;
}

function amountText(count: RankedCount, value: number): string {
  return count === "textureBytes" || count === "fileBytes" ? sizeText(value) : groupDigits(value);
}

function licenceText(licence: NonNullable<Inspection["licence"]>, locale: Locale): string {
  const words = WORDS[locale];
  const url = licence.licenceUrl ?? words.noLicence;
  return [url, words.wearers[licence.avatarPermission], words.credit[licence.creditNotation]].join("; ");
}

function imageLines(images: readonly InspectedImage[], locale: Locale, columns: number): string[] {
  if (images.length === 0) return [];
  const words = WORDS[locale];
  const table: readonly Column<InspectedImage>[] = [
    { title: words.image, align: "left", width: "flexible", cell: ({ name }) => name },
    {
      title: words.size,
      align: "right",
      width: "whole",
      cell: ({ widthPx, heightPx }) => `${widthPx} × ${heightPx}`,
    },
    { title: words.file, align: "right", width: "whole", cell: ({ sizeBytes }) => sizeText(sizeBytes) },
    { title: "", align: "left", width: "whole", cell: ({ mimeType }) => mimeType.replace("image/", "") },
  ];
  const left = images.length - IMAGES_SHOWN_MAX;
  const lines = renderTable(table, images.slice(0, IMAGES_SHOWN_MAX), columns - 2);
  return [...lines, ...(left > 0 ? [words.more(left)] : [])].map((line) => `  ${line}`);
}

/** What is wrong and what to do, then where. */
function findingLines(finding: Finding, locale: Locale): string[] {
  const { severity, code, message, pointer, fixed } = finding;
  const words = WORDS[locale];
  const where = pointer === "" ? "" : ` ${words.at} ${pointer}`;
  const kind = fixed === true ? words.fixed : words.severity[severity];
  return [`  ${kind}  ${message[locale]}`, `    [${code}]${where}`];
}
