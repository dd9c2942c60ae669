// The right to put one object of one type and at most one size under one key, for a quarter of an hour: an S3 POST policy.
// Every condition is an exact match; nothing the client chooses (`${filename}`) ever becomes part of a key.

import { assert } from "../../shared/assert.ts";
import { scopeText, signText } from "./sigv4.ts";

export const POLICY_LIFETIME_S = 15 * 60;

export type PostPolicyStore = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

export type PostPolicyGrant = {
  readonly objectKey: string;
  readonly contentType: string;
  /** The file may be smaller, never larger. */
  readonly sizeMaxBytes: number;
};

export type PostPolicy = {
  /** Where the form goes: path-style, which every S3 understands. */
  readonly url: string;
  /** Every field of the form, before `file`. */
  readonly form: Readonly<Record<string, string>>;
  readonly expiresAtMs: number;
};

/** Signs a policy that starts at `nowMs`; its end is rounded down to the second. */
export async function signPostPolicy(
  store: PostPolicyStore,
  grant: PostPolicyGrant,
  nowMs: number,
): Promise<PostPolicy> {
  assert(!grant.objectKey.includes("${"), "an object key never holds a substitution");
  const signedAt = isoSeconds(nowMs).replace(/[-:]/g, "");
  const scope = { date: signedAt.slice(0, 8), region: store.region, service: "s3" };
  const fields = {
    "Content-Type": grant.contentType,
    bucket: store.bucket,
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `${store.accessKeyId}/${scopeText(scope)}`,
    "X-Amz-Date": signedAt,
  };
  const expiration = isoSeconds(nowMs + POLICY_LIFETIME_S * 1000);
  const conditions = [
    ["content-length-range", 1, grant.sizeMaxBytes],
    ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
    { key: grant.objectKey },
  ];
  const policy = base64(JSON.stringify({ expiration, conditions }));
  return {
    url: `${store.endpoint}/${store.bucket}`,
    form: {
      ...fields,
      key: grant.objectKey,
      Policy: policy,
      "X-Amz-Signature": await signText(policy, store.secretAccessKey, scope),
    },
    expiresAtMs: Date.parse(expiration),
  };
}

function isoSeconds(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d{3}Z$/, "Z");
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
