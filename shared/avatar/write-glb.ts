// The GLB container, written. glTF 2.0 §4.4; glb.ts reads it.

/** One file of a JSON document and the binary chunk that `pieces` make end to end; both are filled up to four bytes. */
export function writeGlb(document: object, pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return writeGlbText(JSON.stringify(document), pieces);
}

/** The same of a JSON chunk that is text already, be it JSON or not. */
export function writeGlbText(json: string, pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(json);
  const jsonBytes = Math.ceil(text.length / 4) * 4;
  const binBytes = Math.ceil(pieces.reduce((sum, { length }) => sum + length, 0) / 4) * 4;
  const out = new Uint8Array(12 + 8 + jsonBytes + 8 + binBytes);
  const view = new DataView(out.buffer);
  view.setUint32(0, 0x46546c67, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, out.length, true);
  view.setUint32(12, jsonBytes, true);
  view.setUint32(16, 0x4e4f534a, true);
  out.fill(0x20, 20, 20 + jsonBytes);
  out.set(text, 20);
  view.setUint32(20 + jsonBytes, binBytes, true);
  view.setUint32(24 + jsonBytes, 0x004e4942, true);
  let at = 28 + jsonBytes;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
