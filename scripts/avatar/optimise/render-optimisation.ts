// What was made of an avatar, as people read it, in their language. Pure.

import { LIKENESS_MIN_DB } from "../../../origin/ugc/likeness/likeness.ts";
import { EQUAL_DB } from "../../../origin/ugc/likeness/psnr.ts";
import type { Locale } from "../../../shared/schema/user.ts";
import { type Column, plain, renderTable } from "../../room/columns.ts";
import { groupDigits, sizeText } from "../render-inspection.ts";
import type { MadeVariant } from "./make-variants.ts";

/** A variant and the file it went to. */
export type WrittenVariant = Omit<MadeVariant, "bytes"> & {
  readonly fileName: string;
  readonly sizeBytes: number;
};

const CHANGES_SHOWN_MAX = 8;

const WORDS = {
  en: {
    made: (count: number, folder: string) =>
      count === 1 ? `1 variant, in ${folder}:` : `${count} variants, in ${folder}:`,
    file: "file",
    size: "size",
    smaller: "smaller",
    triangles: "triangles",
    memory: "texture memory",
    likeness: "likeness",
    same: "same",
    least: "least in",
    time: "time",
    seconds: (s: string) => `${s} s`,
    profiles: (isAvatar: boolean) => [
      `web: for pages by three.js (meshopt, WebP). compat: for ${isAvatar ? "UniVRM" : "Unity"} and other tools (JPEG, PNG, plain geometry).`,
      "lod0 is the nearest to the upload, lod1 and lod2 are for the eye from further away.",
      `likeness: of all sides${isAvatar ? ", the face and every expression" : ""}, the least alike, in dB; ${LIKENESS_MIN_DB} dB and more is hard to tell apart.`,
    ],
    below: (names: string) => `Below ${LIKENESS_MIN_DB} dB although nothing more was taken away: ${names}.`,
    textures: "ktx2: as web, with textures that stay compressed in video memory.",
    equalModel: "All else: equal in all of them. Nodes, materials and animations are as in the upload.",
    equal:
      "VRM data: equal in all of them. Bones, expressions, springs, materials and licence are as in the upload.",
    differs: (file: string, count: number) => `VRM data: ${file} differs from the upload in ${count} places:`,
    more: (count: number) => `… and ${count} more`,
    absent: "nothing",
    took: (s: string) => `Took ${s} s.`,
  },
  ja: {
    made: (count: number, folder: string) => `${folder} に ${count} 個つくりました:`,
    file: "ファイル",
    size: "大きさ",
    smaller: "縮小",
    triangles: "三角形",
    memory: "画像メモリ",
    likeness: "似ている度合い",
    same: "同じ",
    least: "最低の箇所",
    time: "時間",
    seconds: (s: string) => `${s} 秒`,
    profiles: (isAvatar: boolean) => [
      `web: three.js のページ向け(meshopt、WebP)。compat: ${isAvatar ? "UniVRM" : "Unity"} などのツール向け(JPEG、PNG、圧縮しない形状)。`,
      "lod0 がもとの見た目にいちばん近く、lod1、lod2 は離れて見るときのものです。",
      `似ている度合い: 四方${isAvatar ? "、顔、すべての表情" : ""}のうち、もっとも似ていないものの dB 値。${LIKENESS_MIN_DB} dB 以上なら見分けにくくなります。`,
    ],
    below: (names: string) => `これ以上は減らしていませんが ${LIKENESS_MIN_DB} dB に届かないもの: ${names}`,
    textures: "ktx2: web と同じで、画像がビデオメモリの中でも圧縮されたままのものです。",
    equalModel: "ほかのデータ: すべて同じです。ノード、マテリアル、アニメーションはもとのままです。",
    equal: "VRM データ: すべて同じです。ボーン、表情、揺れもの、マテリアル、ライセンスはもとのままです。",
    differs: (file: string, count: number) => `VRM データ: ${file} はもとと ${count} か所が違います:`,
    more: (count: number) => `… ほか ${count} か所`,
    absent: "なし",
    took: (s: string) => `${s} 秒かかりました。`,
  },
} as const;

export type Optimisation = {
  readonly uploadBytes: number;
  readonly folder: string;
  readonly variants: readonly WrittenVariant[];
  readonly tookMs: number;
  readonly isAvatar: boolean;
};

/** Lines for a terminal that is `columns` wide. */
export function renderOptimisation(
  { uploadBytes, folder, variants, tookMs, isAvatar }: Optimisation,
  locale: Locale,
  columns: number,
): string[] {
  const words = WORDS[locale];
  const low = variants.filter(({ facts }) => (facts.likenessDb ?? LIKENESS_MIN_DB) < LIKENESS_MIN_DB);
  return [
    words.made(variants.length, plain(folder)),
    ...renderTable(tableFor(uploadBytes, locale), variants, columns - 2).map((line) => `  ${line}`),
    ...words.profiles(isAvatar).map((line) => `  ${line}`),
    ...(variants.some(({ profile }) => profile === "ktx2") ? [`  ${words.textures}`] : []),
    ...(low.length === 0 ? [] : [words.below(low.map(({ fileName }) => fileName).join(", "))]),
    ...changeLines(variants, locale, isAvatar),
    words.took(seconds(tookMs)),
  ];
}

function tableFor(uploadBytes: number, locale: Locale): readonly Column<WrittenVariant>[] {
  const words = WORDS[locale];
  const whole = (title: string, cell: (row: WrittenVariant) => string): Column<WrittenVariant> => ({
    title,
    align: "right",
    width: "whole",
    cell,
  });
  return [
    { title: words.file, align: "left", width: "whole", cell: ({ fileName }) => fileName },
    whole(words.size, ({ sizeBytes }) => sizeText(sizeBytes)),
    whole(words.smaller, ({ sizeBytes }) => ratioText(uploadBytes, sizeBytes)),
    whole(words.triangles, ({ facts }) => groupDigits(facts.triangleCount)),
    whole(words.memory, ({ facts }) => sizeText(facts.textureMemoryBytes)),
    whole(words.likeness, ({ facts }) => likenessText(facts.likenessDb, words.same)),
    {
      title: words.least,
      align: "left",
      width: "flexible",
      cell: ({ leastIn, facts }) => (facts.likenessDb === EQUAL_DB ? "" : (leastIn ?? "")),
    },
    whole(words.time, (row) => words.seconds(seconds(row.tookMs))),
  ];
}

/** How many times smaller. */
export function ratioText(uploadBytes: number, sizeBytes: number): string {
  return `${(uploadBytes / sizeBytes).toFixed(1)}×`;
}

/** `same` stands for pictures that are equal. */
export function likenessText(likenessDb: number | null, same: string): string {
  if (likenessDb === null) return "–";
  return likenessDb >= EQUAL_DB ? same : `${likenessDb.toFixed(1)} dB`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function changeLines(variants: readonly WrittenVariant[], locale: Locale, isAvatar: boolean): string[] {
  const words = WORDS[locale];
  const changed = variants.flatMap(({ fileName, changed }) =>
    changed === null || changed.count === 0 ? [] : [{ fileName, ...changed }],
  );
  if (changed.length === 0) return [isAvatar ? words.equal : words.equalModel];
  return changed.flatMap(({ fileName, changes, count }) => [
    words.differs(fileName, count),
    ...changes
      .slice(0, CHANGES_SHOWN_MAX)
      .map(
        ({ pointer, was, is }) => `  ${plain(`${pointer}: ${was ?? words.absent} → ${is ?? words.absent}`)}`,
      ),
    ...(count > CHANGES_SHOWN_MAX ? [`  ${words.more(count - CHANGES_SHOWN_MAX)}`] : []),
  ]);
}
