// The first and the last steps of an upload: the right to send a file, and how its processing goes. The bytes never pass here.

import type { Context } from "hono";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { UploadId } from "../../shared/schema/ids.ts";
import type { MultipartUpload, UploadPolicy } from "../../shared/schema/public-api.ts";
import type { UploadKind } from "../../shared/schema/upload.ts";
import { partSizes } from "../../shared/upload-parts.ts";
import type { CatalogCache } from "../cache/catalog.ts";
import { REVALIDATE_MS } from "../cache/catalog-answer.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";
import { publicOriginFor } from "../public-url.ts";
import { createPartUrlSigner } from "../s3/part-url.ts";
import { createPostPolicySigner, type PostPolicyStore } from "../s3/post-policy.ts";
import { eventStreamAnswer, lastEventIdOf, wantsEvents } from "./event-stream.ts";

export function uploadRoutes(deps: EdgeDeps, cache: CatalogCache) {
  const store: PostPolicyStore = {
    endpoint: deps.config.s3Endpoint,
    region: deps.config.s3Region,
    bucket: deps.config.s3UploadBucket,
    accessKeyId: deps.config.s3AccessKeyId,
    secretAccessKey: deps.config.s3SecretAccessKey,
  };
  const signPostPolicy = createPostPolicySigner(store);
  const signPartUrl = createPartUrlSigner(store);

  const uploadUrl = (c: Context<EdgeEnv>, kind: UploadKind, uploadId: UploadId) =>
    `${publicOriginFor(c.req.raw, deps.publicUrl)}/v1/upload/${kind}/${uploadId}`;

  /** POST /v1/upload/{kind}/policies: the origin grants, this signs. */
  const policy: EndpointHandler<"uploads.policy"> = async (c, { params: { kind }, body }) => {
    const { uploadId, objectKey, lifetimeSeconds } = await deps.origin.createUpload(
      c.get("requestId"),
      c.get("userId"),
      { kind, ...body },
    );
    const grant = { objectKey, contentType: body.contentType, sizeBytes: body.fileSize, lifetimeSeconds };
    const signed = await signPostPolicy(grant, deps.nowMs());
    const answer: UploadPolicy = {
      uploadId,
      uploadUrl: signed.url,
      form: { ...signed.form },
      statusApiUrl: `${uploadUrl(c, kind, uploadId)}/status`,
      expiresAt: new Date(signed.expiresAtMs).toISOString(),
    };
    return c.json(answer, 201);
  };

  /** POST /v1/upload/{kind}/multipart */
  const multipart: EndpointHandler<"uploads.multipart"> = async (c, { params: { kind }, body }) => {
    const begun = await deps.origin.createMultipart(c.get("requestId"), c.get("userId"), { kind, ...body });
    const { uploadId, objectKey, storeUploadId, lifetimeSeconds } = begun;
    const nowMs = deps.nowMs();
    const parts = partSizes(body.fileSize, begun.partBytes).map(async (sizeBytes, at) => {
      const partNumber = at + 1;
      const grant = { objectKey, storeUploadId, partNumber, sizeBytes, lifetimeSeconds };
      return { partNumber, sizeBytes, url: await signPartUrl(grant, nowMs) };
    });
    const url = uploadUrl(c, kind, uploadId);
    const answer: MultipartUpload = {
      uploadId,
      parts: await Promise.all(parts),
      completeUrl: `${url}/complete`,
      statusApiUrl: `${url}/status`,
      expiresAt: new Date(nowMs + lifetimeSeconds * 1000).toISOString(),
    };
    return c.json(answer, 201);
  };

  /** POST /v1/upload/{kind}/{uploadId}/complete */
  const complete: EndpointHandler<"uploads.complete"> = async (c, { params: { uploadId } }) =>
    c.json(await deps.origin.completeUpload(c.get("requestId"), c.get("userId"), uploadId));

  /** DELETE /v1/upload/{kind}/{uploadId} */
  const abort: EndpointHandler<"uploads.abort"> = async (c, { params: { uploadId } }) => {
    await deps.origin.abortUpload(c.get("requestId"), c.get("userId"), uploadId);
    return c.body(null, 204);
  };

  /** GET /v1/upload/{kind}/{uploadId}/status: whoever knows the id (130 bits of chance) may read. */
  const status: EndpointHandler<"uploads.status"> = async (c, { params: { uploadId } }) => {
    if (wantsEvents(c))
      return eventStreamAnswer(
        c,
        await deps.origin.uploadEvents(c.get("requestId"), uploadId, lastEventIdOf(c)),
      );
    const told = await deps.origin.uploadStatus(c.get("requestId"), uploadId);
    // Whoever is told that their avatar is published looks for it in the catalog next. Only while a page may lack it: asking
    // for an old status again and again must not keep the cache cold.
    if (told.avatar !== undefined && deps.nowMs() - Date.parse(told.avatar.createdAt) < REVALIDATE_MS)
      cache.purge([cacheTag.avatars]);
    return c.json(told);
  };

  /** GET /v1/me/uploads */
  const own: EndpointHandler<"me.uploads"> = async (c, { query }) =>
    c.json(await deps.origin.ownUploads(c.get("requestId"), c.get("userId"), query));

  /** GET /v1/assets/{id}/versions */
  const versions: EndpointHandler<"assetVersions.list"> = async (c, { params: { assetId } }) =>
    c.json(await deps.origin.assetVersions(c.get("requestId"), c.get("userId"), assetId));

  /** POST /v1/assets/{id}/versions/{number}/show */
  const showVersion: EndpointHandler<"assetVersions.show"> = async (c, { params: { assetId, number } }) => {
    const list = await deps.origin.showAssetVersion(c.get("requestId"), c.get("userId"), assetId, number);
    // Told by the origin too, but its owner must see it at once, even where no purge is set up.
    cache.purge([cacheTag.avatars, cacheTag.items, cacheTag.asset(assetId)]);
    return c.json(list);
  };

  /** DELETE /v1/assets/{id}/versions/{number} */
  const forgetVersion: EndpointHandler<"assetVersions.remove"> = async (c, { params: { assetId, number } }) =>
    c.json(await deps.origin.forgetAssetVersion(c.get("requestId"), c.get("userId"), assetId, number));

  return { versions, showVersion, forgetVersion, policy, multipart, complete, abort, status, own };
}
