// The model information: texts by strangers, shown to everyone. Stripped here, once, with a warning when that changed them.

import { escapePointer } from "./document.ts";
import type { Findings } from "./findings.ts";
import { isRecord } from "./json-scan.ts";
import { plainText, plainWebUrl } from "./plain-text.ts";

const URL_MAX_CHARS = 2048;

type Meta = Readonly<Record<string, unknown>>;

/** Viewers open no VRM without a meta: one that is not there becomes an empty one. */
export function mendMissing(
  vrm: Readonly<Record<string, unknown>>,
  pointer: string,
  findings: Findings,
): void {
  if (isRecord(vrm["meta"])) return;
  const at = `${pointer}/meta`;
  findings.report("META_INCOMPLETE", { pointer: at, name: "meta" }, [
    { kind: "set", pointer: at, value: {} },
  ]);
}

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

/**
 * The texts of the meta that we show nobody, but others who open the file may. `read` are the keys that were looked at already.
 * Reports META_TEXT_STRIPPED.
 */
export function checkOtherTexts(
  meta: Meta,
  read: ReadonlySet<string>,
  pointer: string,
  findings: Findings,
): void {
  for (const [key, value] of Object.entries(meta)) {
    if (read.has(key)) continue;
    const at = `${pointer}/${escapePointer(key)}`;
    const texts: readonly unknown[] = Array.isArray(value) ? value : [];
    if (typeof value === "string") stripped(value, at, findings);
    for (const [i, text] of texts.entries())
      if (typeof text === "string") stripped(text, `${at}/${i}`, findings);
  }
}

/** A web address of the meta, or null. Reports META_URL_DROPPED for what is none, such as `javascript:`. */
export function metaUrl(meta: Meta, key: string, pointer: string, findings: Findings): string | null {
  const raw = meta[key];
  if (typeof raw !== "string" || raw.trim() === "") return null;
  const url = plainWebUrl(raw, URL_MAX_CHARS);
  if (url === null) {
    const at = `${pointer}/${key}`;
    findings.report("META_URL_DROPPED", { pointer: at, actual: raw }, [
      { kind: "set", pointer: at, value: "" },
    ]);
  }
  return url;
}

function stripped(raw: string, pointer: string, findings: Findings): string {
  const whole = plainText(raw, raw.length);
  // Trimming and cutting are not worth a word.
  if (whole !== raw.normalize("NFC").trim())
    findings.report("META_TEXT_STRIPPED", { pointer }, [{ kind: "set", pointer, value: whole }]);
  return plainText(raw, 200);
}
