// Validators of RFC 9110 §8.8 and §13: made once when an answer is filled, compared on every request.

const ETAG_BYTES = 16;

/** A strong ETag: the first 16 bytes of the body's SHA-256, base64url in quotes. */
export async function etagOf(body: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).subarray(0, ETAG_BYTES);
  const base64 = btoa(String.fromCharCode(...digest));
  return `"${base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}"`;
}

/** Whether If-None-Match names `etag`, or is `*`. Weak comparison, as RFC 9110 §13.1.2 asks for. */
export function isNotModified(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch.trim() === "*") return true;
  return ifNoneMatch.split(",").some((candidate) => candidate.trim().replace(/^W\//, "") === etag);
}
