// What our checks say a file has, or should have, in words: for the Japanese sentence of a finding. Numbers, names and the field's own
// terms are the same in both languages and pass through.

const WORDS: Readonly<Record<string, string>> = {
  missing: "ありません",
  unknown: "不明",
  empty: "空",
  program: "プログラム",
  "end of file": "ファイルの終わり",
  "not JSON": "JSON ではありません",
  "it is empty": "空です",
  "no data": "データなし",
  "not an array": "配列ではありません",
  "not a text": "文字列ではありません",
  "an empty list": "空のリスト",
  "a target of nothing": "中身のないモーフターゲット",
  "a joint listed twice": "二度書かれたジョイント",
  "a matrix whose last row is not 0 0 0 1": "最後の行が 0 0 0 1 でない行列",
  "empty, the same twice, or one too few": "空、重複、または一つ不足",
  "a bufferView shared with others": "ほかと共有された bufferView",
  "an extension's chunk": "拡張のチャンク",
  "inside the file": "ファイルの中",
  "it begins with a byte order mark": "先頭にバイト順マークがあります",
  "the top level is not an object": "最上位がオブジェクトではありません",
  "VRM or VRMC_vrm": "VRM または VRMC_vrm",
  "VRM 0.x or 1.0": "VRM 0.x または 1.0",
};

const FORMS: readonly (readonly [form: RegExp, ja: string])[] = [
  [/^(\d+) of (\d+)$/, "$2 のうち $1"],
  [/^(\d+) targets, not (\d+)$/, "$2 ではなく $1 のターゲット"],
  [/^(\d+) bytes$/, "$1 バイト"],
  [/^(\d+) bytes of colour profile and text$/, "カラープロファイルと文字の $1 バイト"],
  [/^over (\d+)$/, "$1 を超過"],
  [/^image (\d+)$/, "画像 $1"],
  // As zod says what is of another type than it has to be.
  [/^Invalid input: expected (\w+), received (\w+)$/, "$1 のはずが $2"],
];

/** The value as the Japanese sentence says it. */
export function valueInJapanese(value: string): string {
  const word = Object.hasOwn(WORDS, value) ? WORDS[value] : undefined;
  if (word !== undefined) return word;
  for (const [form, ja] of FORMS) if (form.test(value)) return value.replace(form, ja);
  return value;
}
