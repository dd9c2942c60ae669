// Keys that room hosts know each other by: made from what only the origin has, and the same in each of its processes.

/** HMAC-SHA-256 of what it is for, base64url. */
export async function deriveKey(secret: string, purpose: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(purpose)));
  return mac.toBase64({ alphabet: "base64url", omitPadding: true });
}
