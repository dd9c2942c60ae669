// An upload begins: an id nobody can guess, and the one object key that may be signed for it. Quotas are counted and the
// upload written under one lock of its owner, so that requests at once cannot pass a limit together.

import { Problem, parseOrProblem } from "../../shared/http/problem.ts";
import { type AssetId, newId, type UserId } from "../../shared/schema/ids.ts";
import { type CreatedUpload, createUploadSchema } from "../../shared/schema/internal/uploads.ts";
import { type UploadKind, type UploadRequest, uploadRule } from "../../shared/schema/upload.ts";
import type { DbOrTx } from "../db/client.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { lockOwnAsset } from "./show-version.ts";
import { insertUpload, type UploadRecord } from "./store.ts";
import { uploadFaults } from "./upload-faults.ts";
import { requireRoom } from "./upload-quota.ts";

export type UploadDeps = Pick<OriginDeps, "db" | "nowMs" | "uploadLimits">;

/**
 * Throws a validation problem, USER_NOT_FOUND, ASSET_NOT_FOUND (404), ASSET_NOT_YOURS (403), UPLOAD_QUOTA_REACHED (429) or
 * UPLOAD_STORAGE_FULL (409).
 */
export async function createUpload(deps: UploadDeps, ownerId: UserId, body: unknown): Promise<CreatedUpload> {
  const { kind, ...asked } = parseOrProblem(createUploadSchema, body, "body");
  checkFile(deps, kind, asked);
  const lifetimeSeconds = uploadRule(deps.uploadLimits.kinds, kind, asked.platform).policySeconds;
  const { id, objectKey } = await beginUpload(deps, ownerId, { kind, ...asked, lifetimeSeconds });
  return { uploadId: id, objectKey, lifetimeSeconds };
}

/** Throws VALIDATION_FAILED (422) naming everything that is wrong with the file. */
export function checkFile({ uploadLimits }: UploadDeps, kind: UploadKind, asked: UploadRequest): void {
  const errors = uploadFaults(uploadLimits.kinds, kind, asked);
  if (errors.length === 0) return;
  throw new Problem({
    status: 422,
    code: "VALIDATION_FAILED",
    title: "This file cannot be uploaded",
    detail: `As ${kind} it has ${errors.length} problem(s); each is listed in errors.`,
    errors,
  });
}

/** Writes the upload, if its owner's quota has room for it. Throws as createUpload does. */
export async function beginUpload(
  deps: UploadDeps,
  ownerId: UserId,
  asked: UploadRequest & { readonly kind: UploadKind; readonly lifetimeSeconds: number },
): Promise<UploadRecord> {
  const nowMs = deps.nowMs();
  const id = newId("upload");
  const upload: UploadRecord = {
    id,
    kind: asked.kind,
    platform: asked.platform ?? null,
    ownerId,
    fileName: asked.fileName,
    contentType: asked.contentType,
    fileSizeBytes: asked.fileSize,
    objectKey: `uploads/${asked.kind}/${id}`,
    status: "VALIDATING",
    progress: null,
    reason: null,
    findings: [],
    assetId: null,
    assetVersion: null,
    replaces: asked.replaces ?? null,
    createdAt: new Date(nowMs),
    expiresAt: new Date(nowMs + asked.lifetimeSeconds * 1000),
    revision: 0,
    multipart: null,
  };
  await deps.db.transaction(async (tx) => {
    if (asked.replaces !== undefined) await requireReplaceable(tx, ownerId, asked.kind, asked.replaces);
    await lockInTransaction(tx, "uploadOwner", ownerId);
    await requireRoom({ ...deps, db: tx }, ownerId, asked.fileSize);
    await insertUpload(tx, upload);
  });
  return upload;
}

/** A new version is of the kind its asset is. Whether it still may be one is looked at again when its file is there. */
async function requireReplaceable(
  tx: DbOrTx,
  ownerId: UserId,
  kind: UploadKind,
  assetId: AssetId,
): Promise<void> {
  const asset = await lockOwnAsset(tx, ownerId, assetId);
  if (asset.kind === kind) return;
  throw new Problem({
    status: 422,
    code: "VALIDATION_FAILED",
    title: "A new version is of the same kind as the asset",
    detail: `Upload it as ${asset.kind}, or leave out "replaces" for an asset of its own.`,
    errors: [{ name: "replaces", message: "is of another kind", actual: asset.kind, limit: kind }],
  });
}
