// A large file in parts: begun, completed or given up. The store is spoken to here; the edge only signs the parts' URLs.

import { Problem, parseOrProblem } from "../../shared/http/problem.ts";
import type { UploadId, UserId } from "../../shared/schema/ids.ts";
import { type CreatedMultipart, createUploadSchema } from "../../shared/schema/internal/uploads.ts";
import type { UploadStatus } from "../../shared/schema/public-api.ts";
import { UPLOAD_PARTS_MAX, type UploadLimits } from "../../shared/schema/upload.ts";
import { partSizes } from "../../shared/upload-parts.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { MultipartGone, type StoredPart } from "../s3/multipart-store.ts";
import { beginUpload, checkFile } from "./create-upload.ts";
import { freeParts, noteEnd } from "./expire-uploads.ts";
import { getUploadStatus } from "./get-upload-status.ts";
import { findUpload, type UploadRecord, updateOpenUpload } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs" | "uploadLimits" | "store" | "uploadBucket" | "deliveryUrl">;

/**
 * Begins one. Throws as createUpload does, and UPLOAD_NOT_LARGE (422) for a file that is to be posted whole, STORE_AWAY (503).
 */
export async function createMultipart(deps: Deps, ownerId: UserId, body: unknown): Promise<CreatedMultipart> {
  const { kind, ...asked } = parseOrProblem(createUploadSchema, body, "body");
  checkFile(deps, kind, asked);
  const { overBytes, lifetimeSeconds } = deps.uploadLimits.multipart;
  if (asked.fileSize <= overBytes) throw notLarge(asked.fileSize, overBytes);
  const upload = await beginUpload(deps, ownerId, { kind, ...asked, lifetimeSeconds });
  const place = { bucket: deps.uploadBucket, key: upload.objectKey };
  const storeUploadId = await deps.store
    .createMultipart(place, asked.contentType)
    .catch(async (cause: unknown) => {
      await noteEnd(deps.db, upload, "UPLOAD_STORE_AWAY");
      throw storeAway(cause);
    });
  const partBytes = partBytesFor(asked.fileSize, deps.uploadLimits.multipart);
  await updateOpenUpload(deps.db, upload.id, { multipart: { storeUploadId, partBytes } });
  return { uploadId: upload.id, objectKey: upload.objectKey, lifetimeSeconds, storeUploadId, partBytes };
}

/**
 * Puts the parts together, once all are there and each is as large as was said. The store then tells of the file as of any
 * other. Doing it twice is doing it once. Throws UPLOAD_NOT_FOUND (404), UPLOAD_NOT_IN_PARTS or UPLOAD_PARTS_WRONG (409),
 * STORE_AWAY (503).
 */
export async function completeMultipart(
  deps: Deps,
  ownerId: UserId,
  uploadId: UploadId,
): Promise<UploadStatus> {
  const upload = await requireOwn(deps, ownerId, uploadId);
  if (upload.status === "VALIDATING") {
    if (upload.multipart === null) throw notInParts();
    await completeInStore(deps, upload, upload.multipart);
  }
  return getUploadStatus(deps, uploadId);
}

/** Ends an upload its owner no longer wants. One that has its verdict keeps it. Throws UPLOAD_NOT_FOUND (404), STORE_AWAY (503). */
export async function abortUpload(deps: Deps, ownerId: UserId, uploadId: UploadId): Promise<void> {
  const upload = await requireOwn(deps, ownerId, uploadId);
  if (upload.status !== "VALIDATING") return;
  await freeParts(deps, upload).catch((cause: unknown) => {
    throw storeAway(cause);
  });
  await noteEnd(deps.db, upload, "UPLOAD_ABORTED");
}

/** Of others' uploads nobody learns that they are there. */
async function requireOwn(deps: Deps, ownerId: UserId, uploadId: UploadId): Promise<UploadRecord> {
  const upload = await findUpload(deps.db, uploadId);
  if (upload === null || upload.ownerId !== ownerId) throw notFound("upload");
  return upload;
}

async function completeInStore(
  deps: Deps,
  upload: UploadRecord,
  { storeUploadId, partBytes }: NonNullable<UploadRecord["multipart"]>,
): Promise<void> {
  const place = { bucket: deps.uploadBucket, key: upload.objectKey };
  try {
    const parts = await deps.store.listParts(place, storeUploadId);
    checkParts(parts, partSizes(upload.fileSizeBytes, partBytes));
    await deps.store.completeMultipart(place, storeUploadId, parts);
  } catch (error) {
    if (error instanceof Problem) throw error;
    // Completed by an earlier request whose answer was lost, or by one that runs beside this.
    if (error instanceof MultipartGone) return;
    throw storeAway(error);
  }
}

function checkParts(parts: readonly StoredPart[], expected: readonly number[]): void {
  const stored = new Map(parts.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes]));
  const errors = expected.flatMap((sizeBytes, at) => {
    const actual = stored.get(at + 1) ?? 0;
    const message = actual === 0 ? "is missing" : "has another size than was said";
    return actual === sizeBytes ? [] : [{ name: `parts.${at + 1}`, message, actual, limit: sizeBytes }];
  });
  if (errors.length === 0 && stored.size === expected.length) return;
  throw new Problem({
    status: 409,
    code: "UPLOAD_PARTS_WRONG",
    title: "The parts are not what was said of them",
    detail: "Put the parts that are named again, each with its own size, and complete once more.",
    errors,
  });
}

/** As set, or larger where the file would need too many. */
function partBytesFor(fileSizeBytes: number, { partBytes }: UploadLimits["multipart"]): number {
  return Math.max(partBytes, Math.ceil(fileSizeBytes / UPLOAD_PARTS_MAX));
}

function notLarge(actual: number, limit: number): Problem {
  return new Problem({
    status: 422,
    code: "UPLOAD_NOT_LARGE",
    title: "This file is small enough to be posted whole",
    detail: "Ask for a policy instead.",
    errors: [{ name: "fileSize", message: "is not over what is posted whole", actual, limit }],
  });
}

function notInParts(): Problem {
  return new Problem({
    status: 409,
    code: "UPLOAD_NOT_IN_PARTS",
    title: "This upload was not begun in parts",
    detail: "Post the form of its policy; there is nothing to complete.",
  });
}

function storeAway(cause: unknown): Problem {
  return new Problem({
    status: 503,
    code: "STORE_AWAY",
    title: "The object store cannot be reached",
    detail: "Try again in a moment.",
    headers: { "retry-after": "2" },
    cause,
  });
}
