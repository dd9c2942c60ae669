// Uploads, as the edge asks the origin for them.

import type * as z from "zod";
import { bearerOf, type Credential, originAway } from "../../shared/http/internal-client.ts";
import { answeredProblem } from "../../shared/http/problem.ts";
import { REQUEST_ID_HEADER } from "../../shared/http/service.ts";
import type { UploadId, UserId } from "../../shared/schema/ids.ts";
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

/** Until the headers of an event stream; the stream itself ends when the origin ends it. */
const EVENTS_ANSWER_MAX_MS = 5_000;
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

/** What a stream needs that a call does not: the origin's answer as it comes. */
export function uploadStreamCalls(deps: {
  readonly originUrl: string;
  readonly credential: Credential;
  readonly fetch: typeof fetch;
}) {
  return {
    /**
     * The origin's event stream of one upload, from after `lastEventId`; null when it has nothing more to tell. Throws the
     * origin's own Problem, or ORIGIN_AWAY (503).
     */
    async uploadEvents(
      requestId: RequestId,
      uploadId: UploadId,
      lastEventId: string | undefined,
    ): Promise<ReadableStream<Uint8Array> | null> {
      const path = fillPath(internalPath.uploadEvents, { uploadId });
      const bearer = await bearerOf(deps.credential, path);
      const answered = new AbortController();
      const timer = setTimeout(() => answered.abort(), EVENTS_ANSWER_MAX_MS);
      const response = await deps
        .fetch(deps.originUrl + path, {
          headers: {
            authorization: `Bearer ${bearer}`,
            [REQUEST_ID_HEADER]: requestId,
            ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
          },
          signal: answered.signal,
        })
        .catch((cause: unknown) => {
          throw originAway(cause);
        })
        .finally(() => clearTimeout(timer));
      if (response.ok) return response.status === 204 ? null : response.body;
      const problem = answeredProblem(response, await response.json().catch(() => null));
      throw problem ?? originAway(new Error(`the origin answered ${response.status} without a problem`));
    },
  };
}
