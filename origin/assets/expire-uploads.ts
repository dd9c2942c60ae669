// Uploads nobody heard of again. One whose file is in the store after all, because its event was lost, is queued; any other ends
// with a reason, and the parts of one that was never completed are given up.

import type { FindingCode } from "../../shared/avatar/finding-catalogue.ts";
import { makeFinding } from "../../shared/avatar/findings.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { listSilentUploads, type UploadRecord, updateOpenUpload } from "./store.ts";

/** A file that began to arrive at the last moment may take this much longer, and its event too. */
export const EXPIRY_GRACE_MS = 2 * 60_000;
const EXPIRED_PER_SWEEP_MAX = 100;
/** One upload the store has a quarrel with must not hold up the others; a store that is away need not be asked a hundred times. */
const FAILURES_PER_SWEEP_MAX = 3;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "store" | "uploadBucket" | "jobBell">;
export type Swept = {
  readonly found: number;
  readonly expired: number;
  /** What the store said of uploads it could not be asked about; they come with the next look. */
  readonly failures: readonly unknown[];
};

/** Looks once. Throws what the database throws. */
export async function expireUploads(deps: Deps): Promise<Swept> {
  const expiredBefore = new Date(deps.nowMs() - EXPIRY_GRACE_MS);
  const silent = await listSilentUploads(deps.db, expiredBefore, EXPIRED_PER_SWEEP_MAX);
  const failures: unknown[] = [];
  let found = 0;
  for (const upload of silent) {
    const isThere = await lookFor(deps, upload).catch((error: unknown) => void failures.push(error));
    if (isThere === true) found += 1;
    else if (isThere === false) await noteEnd(deps.db, upload, "UPLOAD_EXPIRED");
    if (failures.length >= FAILURES_PER_SWEEP_MAX) break;
  }
  return { found, expired: silent.length - found - failures.length, failures };
}

async function lookFor(deps: Deps, upload: UploadRecord): Promise<boolean> {
  // Parts first: after that nothing of this upload can still become whole behind our back.
  await freeParts(deps, upload);
  return queueIfThere(deps, upload);
}

/** Gives back what the store keeps of an upload that was not completed. */
export async function freeParts(
  { store, uploadBucket }: Pick<Deps, "store" | "uploadBucket">,
  { multipart, objectKey }: UploadRecord,
): Promise<void> {
  if (multipart === null) return;
  await store.abortMultipart({ bucket: uploadBucket, key: objectKey }, multipart.storeUploadId);
}

/** Ends an open upload for a reason that is not in its file. */
export async function noteEnd(
  db: DbOrTx,
  upload: UploadRecord,
  code: Extract<FindingCode, "UPLOAD_EXPIRED" | "UPLOAD_ABORTED" | "UPLOAD_STORE_AWAY">,
): Promise<void> {
  const finding = makeFinding(code, { name: upload.fileName });
  await updateOpenUpload(db, upload.id, {
    status: "ERROR",
    reason: finding.message.en,
    findings: [finding],
  });
}

async function queueIfThere(deps: Deps, { objectKey }: UploadRecord): Promise<boolean> {
  const object = await deps.store.head({ bucket: deps.uploadBucket, key: objectKey });
  if (object === null) return false;
  // The event, should it come yet, names a sequencer; then the first job to finish stands.
  await enqueueJob(deps, { bucket: deps.uploadBucket, objectKey, sequencer: "", ...object });
  return true;
}
