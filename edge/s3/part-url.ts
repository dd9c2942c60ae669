// The right to put one part of a multipart upload, exactly as large as was said: a presigned URL whose signature covers the
// Content-Length, so that the store refuses a part of any other size.

import { createPresigner } from "../../shared/s3/presigned-url.ts";
import type { PostPolicyStore } from "./post-policy.ts";

export type PartGrant = {
  readonly objectKey: string;
  readonly storeUploadId: string;
  /** From 1. */
  readonly partNumber: number;
  readonly sizeBytes: number;
  readonly lifetimeSeconds: number;
};

export type SignPartUrl = (grant: PartGrant, nowMs: number) => Promise<string>;

/** Makes the signer for one bucket. */
export function createPartUrlSigner(store: PostPolicyStore): SignPartUrl {
  const presign = createPresigner(store);
  return ({ objectKey, storeUploadId, partNumber, sizeBytes, lifetimeSeconds }, nowMs) =>
    presign(
      {
        method: "PUT",
        objectKey,
        query: { partNumber: String(partNumber), uploadId: storeUploadId },
        headers: { "content-length": String(sizeBytes) },
        lifetimeSeconds,
      },
      nowMs,
    );
}
