// Nothing in an avatar may point outside it: viewers would fetch it, and tell a stranger who looks at whom.

import { escapePointer } from "./document.ts";
import type { Findings } from "./findings.ts";
import { isRecord } from "./json-scan.ts";

/**
 * Walks the whole JSON, unknown extensions included, and reports every `uri`: EXTERNAL_URI, or DATA_URI for embedded
 * text. `extras` are the author's notes, which viewers do not follow. The nesting was bounded before parsing.
 */
export function checkUris(value: unknown, pointer: string, findings: Findings): void {
  if (Array.isArray(value)) {
    for (const [at, element] of value.entries())
      if (typeof element === "object" && element !== null) checkUris(element, `${pointer}/${at}`, findings);
    return;
  }
  if (!isRecord(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (key === "extras") continue;
    if (key === "uri" && typeof member === "string") {
      const name = typeof value["name"] === "string" ? value["name"] : null;
      const code = /^\s*data:/i.test(member) ? "DATA_URI" : "EXTERNAL_URI";
      findings.report(code, { pointer: `${pointer}/uri`, name, actual: member, limit: "inside the file" });
    } else if (typeof member === "object" && member !== null) {
      checkUris(member, `${pointer}/${escapePointer(key)}`, findings);
    }
  }
}
