// JSON from a stranger. Parsers recurse, so nesting is measured on the bytes before any parser sees them.

import type { Findings } from "./findings.ts";
import type { Glb } from "./glb.ts";
import type { AvatarLimits } from "./limits.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Finds where nesting first exceeds `depthMax`; one pass, no memory. Brackets inside strings do not count. Text that is
 * not JSON gives some answer, and the parser says what is wrong with it.
 * Returns: the byte offset of the bracket, or null.
 */
function findTooDeep(json: Uint8Array, depthMax: number): number | null {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth++;
      if (depth > depthMax) return i;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
  }
  return null;
}

/** Parses the JSON chunk after bounding its size and depth. Reports JSON_* and returns null when it is not an object. */
export function parseJsonChunk(
  glb: Glb,
  limits: AvatarLimits,
  findings: Findings,
): Record<string, unknown> | null {
  const offset = glb.jsonOffset;
  if (glb.json.length > limits.jsonMaxBytes) {
    findings.report("JSON_TOO_LARGE", { actual: glb.json.length, limit: limits.jsonMaxBytes });
    return null;
  }
  const tooDeep = findTooDeep(glb.json, limits.jsonDepthMax);
  if (tooDeep !== null) {
    findings.report("JSON_TOO_DEEP", {
      actual: `over ${limits.jsonDepthMax}`,
      limit: limits.jsonDepthMax,
      more: { offset: offset + tooDeep },
    });
    return null;
  }
  try {
    // ignoreBOM keeps the mark in the text, so that the parser refuses it: glTF 2.0 §2.3 forbids one.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(glb.json);
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
    findings.report("JSON_INVALID", { actual: "the top level is not an object", more: { offset } });
  } catch (error) {
    const reason =
      glb.json.length === 0 ? "it is empty" : error instanceof Error ? error.message : "not JSON";
    findings.report("JSON_INVALID", { actual: reason, more: { offset } });
  }
  return null;
}

/** An object of JSON.parse: `__proto__` in the text is an own property there, and is never read by us. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
