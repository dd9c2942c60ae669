// Uploads, as the edge asks the origin for them.

import type * as z from "zod";
import type { UploadId, UserId } from "../../shared/schema/ids.ts";
import { createdUploadSchema, type createUploadSchema } from "../../shared/schema/internal/uploads.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import { type UploadStatus, uploadStatusSchema } from "../../shared/schema/public-api.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function uploadCalls({ ask }: AskOrigin) {
  return {
    createUpload: (requestId: RequestId, userId: UserId, body: z.input<typeof createUploadSchema>) =>
      ask(requestId, createdUploadSchema, {
        method: "POST",
        path: internalPath.uploads,
        headers: { [ACTING_USER_HEADER]: userId },
        body,
      }),
    uploadStatus: (requestId: RequestId, uploadId: UploadId): Promise<UploadStatus> =>
      ask(requestId, uploadStatusSchema, {
        method: "GET",
        path: fillPath(internalPath.upload, { uploadId }),
      }),
  };
}
