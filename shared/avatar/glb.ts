// The GLB container: 12 bytes of header, then chunks. glTF 2.0 §4.4. Knows nothing of what the JSON says.

import type { Findings } from "./findings.ts";

export const GLB_HEADER_BYTES = 12;
export const CHUNK_HEADER_BYTES = 8;
const MAGIC = 0x46546c67; // "glTF", little-endian
const VERSION = 2;
const TYPE_JSON = 0x4e4f534a;
const TYPE_BIN = 0x004e4942;
/** Real files have two or three; each costs eight bytes, so a file of headers must not become a list of millions. */
const CHUNKS_MAX = 64;

export type Glb = {
  readonly json: Uint8Array;
  /** Where the JSON begins in the file: byte offsets in errors count from the file's first byte. */
  readonly jsonOffset: number;
  readonly bin: Uint8Array | null;
};

type Chunk = { readonly offset: number; readonly type: number; readonly data: Uint8Array };

/**
 * Splits a GLB into its JSON and binary chunk; both are views into `bytes`, nothing is copied.
 * Reports GLB_* with byte offsets, and returns null when no JSON can be handed on.
 * Source: glTF 2.0 §4.4 (chunks 4-byte aligned, JSON first, BIN second, unknown chunks ignored)
 */
export function parseGlb(bytes: Uint8Array, findings: Findings): Glb | null {
  if (bytes.length === 0) {
    findings.report("GLB_EMPTY", { actual: 0, limit: GLB_HEADER_BYTES });
    return null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!checkHeader(view, findings)) return null;
  const endOffset = checkLength(view, findings);
  const chunks = readChunks(bytes, view, endOffset, findings);
  checkOrder(chunks, findings);
  const first = chunks[0];
  if (first === undefined || first.type !== TYPE_JSON) {
    // A chunk that was cut off has been reported already; that it is missing follows.
    if (first !== undefined || !findings.has("GLB_TRUNCATED", "GLB_CHUNK_BOUNDS"))
      findings.report("GLB_NO_JSON", {
        actual: first === undefined ? "end of file" : chunkName(first.type),
        limit: "JSON",
        more: { offset: GLB_HEADER_BYTES },
      });
    return null;
  }
  const second = chunks[1];
  return {
    json: first.data,
    jsonOffset: first.offset + CHUNK_HEADER_BYTES,
    bin: second !== undefined && second.type === TYPE_BIN ? second.data : null,
  };
}

function checkHeader(view: DataView, findings: Findings): boolean {
  const hasMagic = view.byteLength >= 4 && view.getUint32(0, true) === MAGIC;
  if (view.byteLength >= 4 && !hasMagic) {
    findings.report("GLB_MAGIC", { actual: hex(view, 4), limit: "67 6c 54 46 (glTF)", more: { offset: 0 } });
    return false;
  }
  if (view.byteLength < GLB_HEADER_BYTES) {
    findings.report("GLB_TRUNCATED", {
      actual: view.byteLength,
      limit: GLB_HEADER_BYTES,
      more: { offset: 0 },
    });
    return false;
  }
  const version = view.getUint32(4, true);
  if (version !== VERSION) {
    findings.report("GLB_VERSION", { actual: version, limit: VERSION, more: { offset: 4 } });
    return false;
  }
  return true;
}

/** Returns where the model ends: the shorter of the declared and the real length. */
function checkLength(view: DataView, findings: Findings): number {
  const declared = view.getUint32(8, true);
  if (declared > view.byteLength || declared < GLB_HEADER_BYTES) {
    findings.report("GLB_LENGTH", { actual: declared, limit: view.byteLength, more: { offset: 8 } });
    return view.byteLength;
  }
  if (declared < view.byteLength)
    findings.report(
      "GLB_TRAILING_BYTES",
      { actual: view.byteLength - declared, limit: 0, more: { offset: declared } },
      [{ kind: "trailing-bytes" }],
    );
  return declared;
}

function readChunks(bytes: Uint8Array, view: DataView, endOffset: number, findings: Findings): Chunk[] {
  const chunks: Chunk[] = [];
  let offset = GLB_HEADER_BYTES;
  while (offset < endOffset && chunks.length < CHUNKS_MAX) {
    const left = endOffset - offset;
    if (left < CHUNK_HEADER_BYTES) {
      findings.report("GLB_TRUNCATED", { actual: left, limit: CHUNK_HEADER_BYTES, more: { offset } });
      break;
    }
    const lengthBytes = view.getUint32(offset, true);
    const available = left - CHUNK_HEADER_BYTES;
    if (lengthBytes > available) {
      findings.report("GLB_CHUNK_BOUNDS", { actual: lengthBytes, limit: available, more: { offset } });
      break;
    }
    if (lengthBytes % 4 !== 0)
      findings.report("GLB_CHUNK_ALIGNMENT", { actual: lengthBytes, limit: 4, more: { offset } });
    const start = offset + CHUNK_HEADER_BYTES;
    chunks.push({
      offset,
      type: view.getUint32(offset + 4, true),
      data: bytes.subarray(start, start + lengthBytes),
    });
    offset = start + lengthBytes;
  }
  return chunks;
}

function checkOrder(chunks: readonly Chunk[], findings: Findings): void {
  const seen = new Set<number>();
  for (const [index, { type, offset }] of chunks.entries()) {
    if (type !== TYPE_JSON && type !== TYPE_BIN) continue;
    if (seen.has(type)) findings.report("GLB_CHUNK_DUPLICATE", { actual: chunkName(type), more: { offset } });
    else if (type === TYPE_BIN && index > 1)
      findings.report("GLB_CHUNK_ORDER", { actual: "BIN", limit: "an extension's chunk", more: { offset } });
    seen.add(type);
  }
}

function chunkName(type: number): string {
  if (type === TYPE_JSON) return "JSON";
  if (type === TYPE_BIN) return "BIN";
  return `0x${type.toString(16).padStart(8, "0")}`;
}

function hex(view: DataView, count: number): string {
  return Array.from({ length: count }, (_, i) => view.getUint8(i).toString(16).padStart(2, "0")).join(" ");
}
