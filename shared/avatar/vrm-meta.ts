// The model information: texts by strangers, shown to everyone. Stripped here, once, with a warning when that changed them.

import type { Findings } from "./findings.ts";
import { plainText, plainWebUrl } from "./plain-text.ts";

const URL_MAX_CHARS = 2048;

type Meta = Readonly<Record<string, unknown>>;

/** One text of the meta, at most 200 characters; "" when missing. Reports META_TEXT_STRIPPED. */
export function metaText(meta: Meta, key: string, pointer: string, findings: Findings): string {
  const raw = meta[key];
  return typeof raw === "string" ? stripped(raw, `${pointer}/${key}`, findings) : "";
}

/** A list of texts of the meta, at most 16 of them; empty ones are left out. */
export function metaTexts(meta: Meta, key: string, pointer: string, findings: Findings): string[] {
  const raw: unknown = meta[key];
  if (!Array.isArray(raw)) return [];
  return raw
    .slice(0, 16)
    .map((text: unknown, i) =>
      typeof text === "string" ? stripped(text, `${pointer}/${key}/${i}`, findings) : "",
    )
    .filter((text) => text !== "");
}

/** A web address of the meta, or null. Reports META_URL_DROPPED for what is none, such as `javascript:`. */
export function metaUrl(meta: Meta, key: string, pointer: string, findings: Findings): string | null {
  const raw = meta[key];
  if (typeof raw !== "string" || raw.trim() === "") return null;
  const url = plainWebUrl(raw, URL_MAX_CHARS);
  if (url === null) findings.report("META_URL_DROPPED", { pointer: `${pointer}/${key}`, actual: raw });
  return url;
}

function stripped(raw: string, pointer: string, findings: Findings): string {
  const plain = plainText(raw, 200);
  // Trimming and cutting are not worth a word.
  if (plainText(raw, raw.length) !== raw.normalize("NFC").trim())
    findings.report("META_TEXT_STRIPPED", { pointer });
  return plain;
}
