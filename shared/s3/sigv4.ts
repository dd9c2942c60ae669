// The part of AWS Signature Version 4 that grants need: the derived key, kept for the day it is good for, and an HMAC over a
// string. WebCrypto alone: the SDK's signer costs a worker 112 kB gzipped, this a few hundred bytes, for the same signature.
// Source: AWS, "Signature Calculations for POST" (sigv4-authentication-HTTPPOST)

const encoder = new TextEncoder();
const HMAC_SHA256 = { name: "HMAC", hash: "SHA-256" };
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Whose key signs, and where it is good for. */
export type S3Signing = {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** One moment to sign at. */
export type SigningTime = {
  /** `20151229T000000Z` */
  readonly signedAt: string;
  /** `20151229/us-east-1/s3/aws4_request`: what the credential names. */
  readonly scope: string;
  /** Signs under the key derived for that day. Returns 64 lower-case hexadecimal digits. */
  sign(text: string): Promise<string>;
};

/**
 * Makes a signer. Deriving takes four HMACs and importing a key each; the derived key is kept, so that a grant takes one HMAC.
 */
export function createSigner({ region, secretAccessKey }: S3Signing) {
  let derived: { readonly date: string; readonly key: Promise<CryptoKey> } | null = null;
  const keyOf = (date: string): Promise<CryptoKey> => {
    if (derived?.date !== date) derived = { date, key: deriveKey(secretAccessKey, date, region) };
    return derived.key;
  };
  return {
    at(nowMs: number): SigningTime {
      const signedAt = isoSeconds(nowMs).replace(/[-:]/g, "");
      const date = signedAt.slice(0, 8);
      return {
        signedAt,
        scope: `${date}/${region}/s3/aws4_request`,
        sign: async (text) => hexOf(await hmac(await keyOf(date), text)),
      };
    },
  };
}

async function deriveKey(secretAccessKey: string, date: string, region: string): Promise<CryptoKey> {
  let key = await importKey(encoder.encode(`AWS4${secretAccessKey}`));
  for (const part of [date, region, "s3", "aws4_request"]) key = await importKey(await hmac(key, part));
  return key;
}

function importKey(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", bytes, HMAC_SHA256, false, ["sign"]);
}

function hmac(key: CryptoKey, text: string): Promise<ArrayBuffer> {
  return crypto.subtle.sign("HMAC", key, encoder.encode(text));
}

/** `2015-12-29T00:00:00Z`: rounded down to the second. */
export function isoSeconds(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** Lower-case hexadecimal digits. */
export function hexOf(bytes: ArrayBuffer): string {
  let hex = "";
  for (const byte of new Uint8Array(bytes)) hex += HEX[byte];
  return hex;
}
