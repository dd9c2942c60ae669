// The right to put one part of a multipart upload, exactly as large as was said: a presigned URL whose signature covers the
// Content-Length, so that the store refuses a part of any other size.
// Source: AWS, "Authenticating Requests: Using Query Parameters" (sigv4-query-string-auth)

import type { PostPolicyStore } from "./post-policy.ts";
import { createSigner, hexOf } from "./sigv4.ts";

export type PartGrant = {
  readonly objectKey: string;
  readonly storeUploadId: string;
  /** From 1. */
  readonly partNumber: number;
  readonly sizeBytes: number;
  readonly lifetimeSeconds: number;
};

export type SignPartUrl = (grant: PartGrant, nowMs: number) => Promise<string>;

const SIGNED_HEADERS = "content-length;host";

/** Makes the signer for one bucket. */
export function createPartUrlSigner(store: PostPolicyStore): SignPartUrl {
  const signer = createSigner(store);
  const { host, pathname } = new URL(`${store.endpoint}/${store.bucket}/`);
  return async (grant, nowMs) => {
    const { signedAt, scope, sign } = signer.at(nowMs);
    const path = pathname + grant.objectKey.split("/").map(awsEncode).join("/");
    // In the order of their names, as the canonical request has them.
    const query = [
      ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
      ["X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD"],
      ["X-Amz-Credential", `${store.accessKeyId}/${scope}`],
      ["X-Amz-Date", signedAt],
      ["X-Amz-Expires", String(grant.lifetimeSeconds)],
      ["X-Amz-SignedHeaders", SIGNED_HEADERS],
      ["partNumber", String(grant.partNumber)],
      ["uploadId", grant.storeUploadId],
    ]
      .map(([name = "", value = ""]) => `${name}=${awsEncode(value)}`)
      .join("&");
    const headers = `content-length:${grant.sizeBytes}\nhost:${host}\n`;
    const canonical = ["PUT", path, query, headers, SIGNED_HEADERS, "UNSIGNED-PAYLOAD"].join("\n");
    const hash = hexOf(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical)));
    const signature = await sign(["AWS4-HMAC-SHA256", signedAt, scope, hash].join("\n"));
    return `${store.endpoint}/${store.bucket}${path.slice(pathname.length - 1)}?${query}&X-Amz-Signature=${signature}`;
  };
}

/** RFC 3986 with AWS's unreserved set: what encodeURIComponent leaves, less `!'()*`. */
function awsEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
