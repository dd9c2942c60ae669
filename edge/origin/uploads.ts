// Uploads and versions of what they became, as the edge asks the origin for them.

import type * as z from "zod";
import { assetVersionListSchema } from "../../shared/schema/asset-version.ts";
import type { AssetId, UploadId, UserId } from "../../shared/schema/ids.ts";
import {
  createdMultipartSchema,
  createdUploadSchema,
  type createUploadSchema,
} from "../../shared/schema/internal/uploads.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type OwnUploadPage,
  ownUploadPageSchema,
  type PageQuery,
  type UploadStatus,
  uploadStatusSchema,
} from "../../shared/schema/public-api.ts";
import { type UploadLimits, uploadLimitsSchema } from "../../shared/schema/upload.ts";
import type { AskOrigin, RequestId } from "./call.ts";
import type { OpenStream } from "./event-stream.ts";

/** The origin talks to the object store meanwhile. */
const STORE_TIMEOUT_MS = 30_000;

export function uploadCalls({ ask, tell }: AskOrigin) {
  const as = (userId: UserId) => ({ [ACTING_USER_HEADER]: userId });
  return {
    uploadLimits: (requestId: RequestId): Promise<UploadLimits> =>
      ask(requestId, uploadLimitsSchema, { method: "GET", path: internalPath.uploadLimits }),
    createUpload: (requestId: RequestId, userId: UserId, body: z.input<typeof createUploadSchema>) =>
      ask(requestId, createdUploadSchema, {
        method: "POST",
        path: internalPath.uploads,
        headers: as(userId),
        body,
      }),
    createMultipart: (requestId: RequestId, userId: UserId, body: z.input<typeof createUploadSchema>) =>
      ask(requestId, createdMultipartSchema, {
        method: "POST",
        path: internalPath.multipartUploads,
        headers: as(userId),
        body,
        timeoutMs: STORE_TIMEOUT_MS,
      }),
    completeUpload: (requestId: RequestId, userId: UserId, uploadId: UploadId): Promise<UploadStatus> =>
      ask(requestId, uploadStatusSchema, {
        method: "POST",
        path: fillPath(internalPath.completeUpload, { uploadId }),
        headers: as(userId),
        timeoutMs: STORE_TIMEOUT_MS,
      }),
    abortUpload: (requestId: RequestId, userId: UserId, uploadId: UploadId): Promise<void> =>
      tell(requestId, {
        method: "DELETE",
        path: fillPath(internalPath.upload, { uploadId }),
        headers: as(userId),
        timeoutMs: STORE_TIMEOUT_MS,
      }),
    assetVersions: (requestId: RequestId, userId: UserId, assetId: AssetId) =>
      ask(requestId, assetVersionListSchema, {
        method: "GET",
        path: fillPath(internalPath.assetVersions, { assetId }),
        headers: as(userId),
      }),
    forgetAssetVersion: (requestId: RequestId, userId: UserId, assetId: AssetId, number: number) =>
      ask(requestId, assetVersionListSchema, {
        method: "DELETE",
        path: fillPath(internalPath.assetVersion, { assetId, number: String(number) }),
        headers: as(userId),
      }),
    showAssetVersion: (requestId: RequestId, userId: UserId, assetId: AssetId, number: number) =>
      ask(requestId, assetVersionListSchema, {
        method: "POST",
        path: fillPath(internalPath.showAssetVersion, { assetId, number: String(number) }),
        headers: as(userId),
      }),
    uploadStatus: (requestId: RequestId, uploadId: UploadId): Promise<UploadStatus> =>
      ask(requestId, uploadStatusSchema, {
        method: "GET",
        path: fillPath(internalPath.upload, { uploadId }),
      }),
    ownUploads: (requestId: RequestId, userId: UserId, query: PageQuery): Promise<OwnUploadPage> =>
      ask(requestId, ownUploadPageSchema, {
        method: "GET",
        path: internalPath.uploads,
        query,
        headers: as(userId),
      }),
  };
}

/** The event stream of one upload. */
export function uploadStreamCalls(openStream: OpenStream) {
  return {
    uploadEvents: (requestId: RequestId, uploadId: UploadId, lastEventId: string | undefined) =>
      openStream(requestId, fillPath(internalPath.uploadEvents, { uploadId }), lastEventId),
  };
}
