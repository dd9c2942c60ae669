// How a text becomes the terms it is found by, and a query the terms that must be there. Pure. Postgres's own parsers know no
// Japanese, and its trigrams find no word of two characters, so the terms are ours: words of letters by every beginning, and
// runs of kanji and kana by each character and each pair. Both sides are folded alike first: ﾋﾛﾊﾞ, ヒロバ and ひろば are one.

/** Of one entry; what is beyond this is not found by. */
export const TERMS_MAX = 1_500;
/** Of a description, which may be long. */
const TEXT_MAX_CHARS = 600;
const PREFIX_MAX_CHARS = 16;
const QUERY_TERMS_MAX = 32;

/** Kanji, kana and what stands between them in a word: the long mark, the iteration marks. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\u3005\u309d\u309e]/u;
const RUNS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\u3005\u309d\u309e]+|[\p{L}\p{N}\p{M}]+/gu;
const LATIN_MARKS = /(\p{Script=Latin})\p{M}+/gu;
const KATAKANA = /[\u30a1-\u30f6]/g;
const KATAKANA_TO_HIRAGANA = 0x60;

/** Width, case, kana and the marks on Latin letters no longer make a difference. */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(LATIN_MARKS, "$1")
    .normalize("NFC")
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - KATAKANA_TO_HIRAGANA));
}

/** What a text is found by: at most `max` terms, each once. */
export function termsOf(text: string, max: number = TERMS_MAX): readonly string[] {
  const terms = new Set<string>();
  for (const [run] of fold([...text].slice(0, TEXT_MAX_CHARS).join("")).matchAll(RUNS)) {
    const chars = [...run];
    if (CJK.test(run)) {
      for (const [index, char] of chars.entries()) {
        terms.add(char);
        const next = chars[index + 1];
        if (next !== undefined) terms.add(char + next);
      }
    } else {
      for (let length = 1; length <= Math.min(chars.length, PREFIX_MAX_CHARS); length += 1)
        terms.add(chars.slice(0, length).join(""));
    }
    if (terms.size >= max) break;
  }
  return [...terms].slice(0, max);
}

export type SearchQuery = {
  /** All of these are among the terms of what is found. */
  readonly terms: readonly string[];
  /** Each of these stands in its folded text as it is: pairs alone would find their characters anywhere. */
  readonly phrases: readonly string[];
};

/** What is looked for; null when the query holds no letter and no digit. */
export function parseQuery(query: string): SearchQuery | null {
  const terms = new Set<string>();
  const phrases: string[] = [];
  for (const [run] of fold(query).matchAll(RUNS)) {
    const chars = [...run];
    if (!CJK.test(run)) {
      terms.add(chars.slice(0, PREFIX_MAX_CHARS).join(""));
      if (chars.length > PREFIX_MAX_CHARS) phrases.push(run);
      continue;
    }
    if (chars.length <= 2) terms.add(run);
    else for (let at = 0; at + 1 < chars.length; at += 1) terms.add(chars.slice(at, at + 2).join(""));
    if (chars.length > 2) phrases.push(run);
  }
  return terms.size === 0 ? null : { terms: [...terms].slice(0, QUERY_TERMS_MAX), phrases };
}
