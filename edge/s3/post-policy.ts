// The right to put one object of one type and one size under one key, for a short while: an S3 POST policy.
// Every condition is an exact match; nothing the client chooses (`${filename}`) ever becomes part of a key.

import { assert } from "../../shared/assert.ts";
import { createSigner, isoSeconds, type S3Signing } from "../../shared/s3/sigv4.ts";

const encoder = new TextEncoder();

export type PostPolicyStore = S3Signing & { readonly endpoint: string; readonly bucket: string };

export type PostPolicyGrant = {
  readonly objectKey: string;
  readonly contentType: string;
  /** Exactly: neither smaller nor larger. */
  readonly sizeBytes: number;
  readonly lifetimeSeconds: number;
};

export type PostPolicy = {
  /** Where the form goes: path-style, which every S3 understands. */
  readonly url: string;
  /** Every field of the form, before `file`. */
  readonly form: Readonly<Record<string, string>>;
  readonly expiresAtMs: number;
};

/** Signs a policy that starts at `nowMs`; its end is rounded down to the second. */
export type SignPostPolicy = (grant: PostPolicyGrant, nowMs: number) => Promise<PostPolicy>;

/** Makes the signer for one bucket. */
export function createPostPolicySigner(store: PostPolicyStore): SignPostPolicy {
  const signer = createSigner(store);
  const url = `${store.endpoint}/${store.bucket}`;
  return async (grant, nowMs) => {
    assert(!grant.objectKey.includes("${"), "an object key never holds a substitution");
    const { signedAt, scope, sign } = signer.at(nowMs);
    const fields = {
      "Content-Type": grant.contentType,
      bucket: store.bucket,
      "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
      "X-Amz-Credential": `${store.accessKeyId}/${scope}`,
      "X-Amz-Date": signedAt,
    };
    const expiration = isoSeconds(nowMs + grant.lifetimeSeconds * 1000);
    const conditions = [
      ["content-length-range", grant.sizeBytes, grant.sizeBytes],
      ...Object.entries(fields).map(([name, value]) => ({ [name]: value })),
      { key: grant.objectKey },
    ];
    const policy = encoder.encode(JSON.stringify({ expiration, conditions })).toBase64();
    return {
      url,
      form: {
        ...fields,
        key: grant.objectKey,
        Policy: policy,
        "X-Amz-Signature": await sign(policy),
      },
      expiresAtMs: Date.parse(expiration),
    };
  };
}
