// How an upload goes, as its statusApiUrl tells.

import { toAvatar } from "../../shared/adapter/asset-to-avatar.ts";
import type { UploadId } from "../../shared/schema/ids.ts";
import type { UploadStatus } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { findAsset, findUpload } from "./store.ts";

/** Throws UPLOAD_NOT_FOUND (404). */
export async function getUploadStatus(
  deps: Pick<OriginDeps, "db" | "deliveryUrl">,
  uploadId: UploadId,
): Promise<UploadStatus> {
  const upload = await findUpload(deps.db, uploadId);
  if (upload === null) throw notFound("upload");
  const found = upload.assetId === null ? null : await findAsset(deps.db, upload.assetId);
  return {
    uploadId,
    status: upload.status,
    progress: upload.progress,
    findings: upload.findings,
    ...(upload.reason === null ? {} : { reason: upload.reason }),
    ...(found === null ? {} : { avatar: toAvatar(found.asset, found.owner, deps.deliveryUrl) }),
  };
}
