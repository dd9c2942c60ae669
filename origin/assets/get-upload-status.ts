// How an upload goes, as its statusApiUrl tells, and the list of one user's own.

import { isAvatarRow, toAsset, toAvatar } from "../../shared/adapter/asset-to-avatar.ts";
import type { UploadId, UserId } from "../../shared/schema/ids.ts";
import type { OwnUploadPage, PageQuery, UploadStatus } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, notFound, toPage } from "../route-params.ts";
import { findRefinement, type JobRecord } from "./job-store.ts";
import { findAsset, findUpload, listUploads, type OwnedAsset, type UploadRecord } from "./store.ts";
import { uploadUsage } from "./upload-quota.ts";

type Deps = Pick<OriginDeps, "db" | "deliveryUrl">;

/** Throws UPLOAD_NOT_FOUND (404). */
export async function getUploadStatus(deps: Deps, uploadId: UploadId): Promise<UploadStatus> {
  return (await readUploadStatus(deps, uploadId)).status;
}

/** The same with the revision it shows. Throws UPLOAD_NOT_FOUND (404). */
export async function readUploadStatus(
  deps: Deps,
  uploadId: UploadId,
): Promise<{ readonly status: UploadStatus; readonly revision: number }> {
  const upload = await findUpload(deps.db, uploadId);
  if (upload === null) throw notFound("upload");
  const found = upload.assetId === null ? null : await findAsset(deps.db, upload.assetId);
  const refinement = await findRefinement(deps.db, uploadId);
  const status = {
    uploadId,
    ...progressOf(upload),
    findings: upload.findings,
    ...resultOf(found, deps),
    ...(refinement === null ? {} : { variants: variantsOf(refinement) }),
  };
  return { status, revision: upload.revision };
}

/** One page of the user's own, newest first. Throws USER_NOT_FOUND (404) or CURSOR_INVALID (422). */
export async function listOwnUploads(
  deps: Pick<OriginDeps, "db" | "nowMs" | "uploadLimits">,
  ownerId: UserId,
  query: PageQuery,
): Promise<OwnUploadPage> {
  const { freesAtMs: _, ...quota } = await uploadUsage(deps, ownerId);
  const rows = await listUploads(deps.db, ownerId, decodeCursor(query.cursor), query.limit + 1);
  const page = toPage(
    rows,
    query.limit,
    (upload) => ({
      uploadId: upload.id,
      ...progressOf(upload),
      platform: upload.platform,
      fileName: upload.fileName,
      fileSize: upload.fileSizeBytes,
      assetId: upload.assetId,
      finding: upload.findings.find(({ severity }) => severity === "error") ?? null,
      createdAt: upload.createdAt.toISOString(),
    }),
    ({ createdAt, id }) => ({ at: createdAt, id }),
  );
  return { ...page, quota };
}

function variantsOf({
  finishedAt,
  finding,
  variants,
}: Pick<JobRecord, "finishedAt" | "finding" | "variants">) {
  const progress = [...(variants ?? [])];
  if (finishedAt === null) return { status: "UNDER_WAY", finding: null, progress } as const;
  return { status: finding === null ? "READY" : "FAILED", finding, progress } as const;
}

function progressOf({ kind, status, progress, reason }: UploadRecord) {
  return { kind, status, progress, ...(reason === null ? {} : { reason }) };
}

function resultOf(found: OwnedAsset | null, { deliveryUrl }: Deps): Pick<UploadStatus, "asset" | "avatar"> {
  if (found === null) return {};
  const { asset, owner } = found;
  return {
    asset: toAsset(asset, owner, deliveryUrl),
    ...(isAvatarRow(asset) ? { avatar: toAvatar(asset, owner, deliveryUrl) } : {}),
  };
}
