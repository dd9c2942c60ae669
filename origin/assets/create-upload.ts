// An upload begins: an id nobody can guess, and the one object key the edge's policy will allow.

import type * as z from "zod";
import { Problem, type ProblemError, parseOrProblem } from "../../shared/http/problem.ts";
import { AVATAR_CONTENT_TYPES, AVATAR_FILE_MAX_BYTES } from "../../shared/schema/asset.ts";
import { newId, type UserId } from "../../shared/schema/ids.ts";
import { type createdUploadSchema, createUploadSchema } from "../../shared/schema/internal/uploads.ts";
import { lockInTransaction } from "../db/transaction.ts";
import type { OriginDeps } from "../deps.ts";
import { getUser } from "../users/get-user.ts";
import { countUploads, insertUpload } from "./store.ts";

export const UPLOADS_PER_HOUR_MAX = 60;
const HOUR_MS = 60 * 60 * 1000;

/** Throws a validation problem, USER_NOT_FOUND (404) or UPLOAD_QUOTA_REACHED (429). */
export async function createUpload(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  ownerId: UserId,
  body: unknown,
): Promise<z.output<typeof createdUploadSchema>> {
  const asked = parseOrProblem(createUploadSchema, body, "body");
  checkFile(asked);
  const now = new Date(deps.nowMs());
  const uploadId = newId("upload");
  const objectKey = `uploads/avatar/${uploadId}`;
  await getUser(deps, ownerId);
  await deps.db.transaction(async (tx) => {
    await lockInTransaction(tx, "uploadOwner", ownerId);
    const begun = await countUploads(tx, ownerId, new Date(now.getTime() - HOUR_MS));
    if (begun >= UPLOADS_PER_HOUR_MAX) throw quotaReached();
    await insertUpload(tx, {
      id: uploadId,
      ...asked,
      ownerId,
      objectKey,
      status: "VALIDATING",
      progress: null,
      reason: null,
      findings: [],
      assetId: null,
      createdAt: now,
    });
  });
  return { uploadId, objectKey };
}

/** The edge checks the same; who calls us directly is checked here. */
function checkFile(asked: z.output<typeof createUploadSchema>): void {
  const known: readonly string[] = AVATAR_CONTENT_TYPES;
  const errors: ProblemError[] = [];
  const { contentType, fileSizeBytes } = asked;
  if (!known.includes(contentType))
    errors.push({ name: "contentType", message: `must be one of ${known.join(", ")}`, actual: contentType });
  if (fileSizeBytes > AVATAR_FILE_MAX_BYTES)
    errors.push({
      name: "fileSizeBytes",
      message: "is too large",
      actual: fileSizeBytes,
      limit: AVATAR_FILE_MAX_BYTES,
    });
  if (errors.length === 0) return;
  throw new Problem({
    status: 422,
    code: "VALIDATION_FAILED",
    title: "This file cannot be an avatar",
    errors,
  });
}

function quotaReached(): Problem {
  return new Problem({
    status: 429,
    code: "UPLOAD_QUOTA_REACHED",
    title: "You have begun as many uploads as one user may in an hour",
    detail: `At most ${UPLOADS_PER_HOUR_MAX}.`,
    headers: { "retry-after": "600" },
  });
}
