// How a file is cut into parts: the same at the edge, which signs each part's size, and at the origin, which checks it.

/** Bytes of each part in order: all alike but the last, which has the rest. */
export function partSizes(fileSizeBytes: number, partBytes: number): number[] {
  const count = Math.ceil(fileSizeBytes / partBytes);
  return Array.from({ length: count }, (_, at) => Math.min(partBytes, fileSizeBytes - at * partBytes));
}
