// Gathers findings: everything wrong with a file is told at once, yet a hostile file cannot make the list endless.

import type { Finding } from "../schema/asset.ts";
import type { Locale } from "../schema/user.ts";
import { type FindingCode, findingCatalogue } from "./finding-catalogue.ts";
import { MENDS_MAX, type Mend } from "./fix/mend.ts";
import { plainText } from "./plain-text.ts";
import { valueInJapanese } from "./values-ja.ts";

/** Per code: the twenty-first broken accessor teaches nobody anything new. */
const PER_CODE_MAX = 20;
const NAME_MAX_CHARS = 100;

type Details = {
  readonly pointer?: string;
  /** The name the creator gave the thing. */
  readonly name?: string | null | undefined;
  readonly actual?: string | number | null;
  readonly limit?: string | number | null;
  /** What else the sentence needs, such as a byte offset. */
  readonly more?: Readonly<Record<string, string | number>>;
};

/** Makes one finding; texts that came out of the file are made plain. */
export function makeFinding(code: FindingCode, details: Details = {}): Finding {
  const entry = findingCatalogue[code];
  const name = plain(details.name ?? null);
  const actual = plain(details.actual ?? null);
  const limit = plain(details.limit ?? null);
  const pointer = plainText(details.pointer ?? "", 300);
  const values: Record<string, string | number | null> = { ...details.more, name, actual, limit, pointer };
  return {
    code,
    severity: entry.severity,
    pointer,
    name,
    actual,
    limit,
    message: {
      ja: fill(entry.ja, { ...values, actual: inJapanese(actual), limit: inJapanese(limit) }),
      en: fill(entry.en, values),
    },
  };
}

function inJapanese(value: string | number | null): string | number | null {
  return typeof value === "string" ? valueInJapanese(value) : value;
}

function plain<T extends string | number | null>(value: T): T | string {
  return typeof value === "string" ? plainText(value, NAME_MAX_CHARS) : value;
}

function fill(template: string, values: Readonly<Record<string, string | number | null>>): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = values[key];
    if (value === null || value === undefined || value === "") return "–";
    return typeof value === "number" && Number.isInteger(value) ? groupDigits(value) : String(value);
  });
}

/** 12345 → 12,345: read the same way in both languages. */
function groupDigits(value: number): string {
  return Math.abs(value) < 10_000 ? String(value) : String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A list that remembers how many of each code it has already taken. */
export class Findings {
  readonly #list: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();
  readonly #mends: Mend[] = [];

  /** `mends` is what puts it right, if anything does: the finding then says that it is fixed. */
  report(code: FindingCode, details: Details = {}, mends: readonly Mend[] = []): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= PER_CODE_MAX)
      this.#list.push({ ...makeFinding(code, details), ...(mends.length > 0 ? { fixed: true } : {}) });
    if (this.#mends.length + mends.length <= MENDS_MAX) this.#mends.push(...mends);
    else if (!this.has("LIMIT_FIXES")) this.report("LIMIT_FIXES", { limit: MENDS_MAX });
  }

  /** Everything that puts something right, also what is no longer told one by one. */
  get mends(): readonly Mend[] {
    return this.#mends;
  }

  has(...codes: readonly FindingCode[]): boolean {
    return codes.some((code) => this.#counts.has(code));
  }

  /** Errors first, otherwise in the order they were found. */
  list(): Finding[] {
    const leftOut = [...this.#counts]
      .filter(([, count]) => count > PER_CODE_MAX)
      .map(([code, count]) => makeFinding("FINDINGS_LEFT_OUT", { name: code, actual: count - PER_CODE_MAX }));
    const order = { error: 0, warning: 1, info: 2 };
    return [...this.#list, ...leftOut].sort((a, b) => order[a.severity] - order[b.severity]);
  }
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === "error");
}

/** The one sentence an uploader reads first: the first error, and how many more there are. */
export function summarise(findings: readonly Finding[], locale: Locale): string {
  const errors = findings.filter((finding) => finding.severity === "error");
  const first = errors[0];
  if (first === undefined) return "";
  if (errors.length === 1) return first.message[locale];
  const others = errors.length - 1;
  return locale === "ja"
    ? `${first.message.ja}(ほかに ${others} 件)`
    : `${first.message.en} (and ${others} more)`;
}
