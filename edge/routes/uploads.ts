// The first and the last step of an upload: the policy to post a file with, and how its processing goes.

import type { UploadPolicy } from "../../shared/schema/public-api.ts";
import { type CatalogCaches, REVALIDATE_MS } from "../cache/catalog.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";
import { publicOriginFor } from "../public-url.ts";
import { type PostPolicyStore, signPostPolicy } from "../s3/post-policy.ts";

export function uploadRoutes(deps: EdgeDeps, caches: CatalogCaches) {
  const store: PostPolicyStore = {
    endpoint: deps.config.s3Endpoint,
    region: deps.config.s3Region,
    bucket: deps.config.s3UploadBucket,
    accessKeyId: deps.config.s3AccessKeyId,
    secretAccessKey: deps.config.s3SecretAccessKey,
  };

  /** POST /v1/upload/avatar/policies */
  const avatarPolicy: EndpointHandler<"uploads.avatarPolicy"> = async (c, { body }) => {
    const { contentType, fileName, fileSize } = body;
    const { uploadId, objectKey } = await deps.origin.createUpload(c.get("requestId"), c.get("userId"), {
      kind: "avatar",
      fileName,
      contentType,
      fileSizeBytes: fileSize,
    });
    const signed = await signPostPolicy(
      store,
      { objectKey, contentType, sizeMaxBytes: fileSize },
      deps.nowMs(),
    );
    const policy: UploadPolicy = {
      uploadId,
      uploadUrl: signed.url,
      form: { ...signed.form },
      statusApiUrl: `${publicOriginFor(c.req.raw, deps.publicUrl)}/v1/upload/avatar/${uploadId}/status`,
      expiresAt: new Date(signed.expiresAtMs).toISOString(),
    };
    return c.json(policy, 201);
  };

  /** GET /v1/upload/avatar/{uploadId}/status: whoever knows the id (130 bits of chance) may read. */
  const status: EndpointHandler<"uploads.avatarStatus"> = async (c, { params: { uploadId } }) => {
    const told = await deps.origin.uploadStatus(c.get("requestId"), uploadId);
    // Whoever is told that their avatar is published looks for it in the catalog next. Only while a page may lack it: asking
    // for an old status again and again must not keep the cache cold.
    if (told.avatar !== undefined && deps.nowMs() - Date.parse(told.avatar.createdAt) < REVALIDATE_MS)
      caches.avatars.invalidate();
    return c.json(told);
  };

  return { avatarPolicy, status };
}
