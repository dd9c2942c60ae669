// JSON from a stranger. Parsers recurse and make an object of every three bytes, so nesting and values are counted on the bytes before any
// parser sees them.

import type { AvatarLimits } from "../schema/avatar-limits.ts";
import type { Findings } from "./findings.ts";
import type { Glb } from "./glb.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;
/** U+FEFF in UTF-8. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

type Excess = { readonly what: "depth" | "values"; readonly offset: number };

/**
 * Finds where nesting first exceeds `depthMax`, or the values `valuesMax`; one pass, no memory. Values are counted by commas and by
 * lists and objects that hold something, which is one too few at most; what stands inside strings does not count. Text that is not JSON gives some answer,
 * and the parser says what is wrong with it.
 * Returns: the byte offset of what is too much, or null.
 */
function findExcess(json: Uint8Array, depthMax: number, valuesMax: number): Excess | null {
  let depth = 0;
  let values = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === COMMA) values++;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth++;
      const next = json[i + 1];
      if (next !== CLOSE_BRACE && next !== CLOSE_BRACKET) values++;
      if (depth > depthMax) return { what: "depth", offset: i };
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
    if (values > valuesMax) return { what: "values", offset: i };
  }
  return null;
}

/** Parses the JSON chunk after bounding its size, depth and values. Reports JSON_* and returns null when it is not an object. */
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
  const { jsonDepthMax, jsonValuesMax } = limits;
  const excess = findExcess(glb.json, jsonDepthMax, jsonValuesMax);
  if (excess !== null) {
    const isDeep = excess.what === "depth";
    const limit = isDeep ? jsonDepthMax : jsonValuesMax;
    findings.report(isDeep ? "JSON_TOO_DEEP" : "JSON_TOO_MANY", {
      actual: `over ${limit}`,
      limit,
      more: { offset: offset + excess.offset },
    });
    return null;
  }
  // glTF 2.0 §2.3 forbids one. Nobody sees it in a parser's complaint, which is another in every engine.
  if (BYTE_ORDER_MARK.every((byte, at) => glb.json[at] === byte)) {
    findings.report("JSON_INVALID", { actual: "it begins with a byte order mark", more: { offset } });
    return null;
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(glb.json);
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
