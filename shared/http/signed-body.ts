// A body that proves who sent it and when: HMAC-SHA256 over time and bytes, in one header field, in the manner of Stripe's
// webhooks. The secret never travels, unlike a bearer token: what is signed may go to a public door.

export const SIGNATURE_HEADER = "x-hiroba-signature";
/** How far sender's and receiver's clocks may differ; a copy sent later than this is refused. */
const AGE_MAX_MS = 30_000;
const FIELD = /^t=(\d{1,15}),v1=([0-9a-f]{64})$/;

/** The header field for `body`, sent at `nowMs`. */
export async function signBody(
  body: Uint8Array<ArrayBuffer>,
  secret: string,
  nowMs: number,
): Promise<string> {
  const key = await importSecret(secret);
  const signature = await crypto.subtle.sign("HMAC", key, signedBytes(nowMs, body));
  const hex = Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `t=${nowMs},v1=${hex}`;
}

/** Whether `field` was made over `body` by whoever has the secret, at most 30 s before or after `nowMs`. */
export async function verifyBody(
  body: Uint8Array<ArrayBuffer>,
  field: string | undefined,
  secret: string,
  nowMs: number,
): Promise<boolean> {
  const [, sentAt = "", hex = ""] = FIELD.exec(field ?? "") ?? [];
  if (hex === "" || Math.abs(nowMs - Number(sentAt)) > AGE_MAX_MS) return false;
  const signature = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  // subtle.verify compares in constant time.
  return crypto.subtle.verify(
    "HMAC",
    await importSecret(secret),
    signature,
    signedBytes(Number(sentAt), body),
  );
}

function importSecret(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign", "verify"],
  );
}

function signedBytes(atMs: number, body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const time = new TextEncoder().encode(`${atMs}.`);
  const bytes = new Uint8Array(time.byteLength + body.byteLength);
  bytes.set(time);
  bytes.set(body, time.byteLength);
  return bytes;
}
