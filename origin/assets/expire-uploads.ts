// Uploads nobody heard of again. One whose file is in the store after all, because its event was lost, is queued with the next
// sweep; any other ends with a reason when its time is over, and the parts of one that was never completed are given up.

import type { FindingCode } from "../../shared/avatar/finding-catalogue.ts";
import { makeFinding } from "../../shared/avatar/findings.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { listQuietUploads, listSilentUploads, type UploadRecord, updateOpenUpload } from "./store.ts";

/** A file that began to arrive at the last moment may take this much longer, and its event too. */
export const EXPIRY_GRACE_MS = 2 * 60_000;
/** So long after its beginning an event is waited for; then the store is asked at every sweep whether the file is there. */
export const EVENT_GRACE_MS = 20_000;
const EXPIRED_PER_SWEEP_MAX = 100;
/** A look takes some milliseconds. Where more are open, others come with the next sweep. */
const LOOKED_FOR_PER_SWEEP_MAX = 300;
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
  const nowMs = deps.nowMs();
  const failures: unknown[] = [];
  let [found, expired] = [0, 0];
  const over = await listSilentUploads(deps.db, new Date(nowMs - EXPIRY_GRACE_MS), EXPIRED_PER_SWEEP_MAX);
  for (const upload of over) {
    const isThere = await lookFor(deps, upload).catch((error: unknown) => void failures.push(error));
    if (isThere === true) found += 1;
    else if (isThere === false && (await noteEnd(deps.db, upload, "UPLOAD_EXPIRED"))) expired += 1;
    if (failures.length >= FAILURES_PER_SWEEP_MAX) return { found, expired, failures };
  }
  const open = await listQuietUploads(deps.db, {
    begunBefore: new Date(nowMs - EVENT_GRACE_MS),
    openAt: new Date(nowMs - EXPIRY_GRACE_MS),
    limit: LOOKED_FOR_PER_SWEEP_MAX,
  });
  for (const upload of open) {
    const isThere = await queueIfThere(deps, upload).catch((error: unknown) => void failures.push(error));
    if (isThere === true) found += 1;
    if (failures.length >= FAILURES_PER_SWEEP_MAX) break;
  }
  return { found, expired, failures };
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

/** Ends an open upload for a reason that is not in its file. False when it has ended before. */
export async function noteEnd(
  db: DbOrTx,
  upload: UploadRecord,
  code: Extract<FindingCode, "UPLOAD_EXPIRED" | "UPLOAD_ABORTED" | "UPLOAD_STORE_AWAY">,
): Promise<boolean> {
  const finding = makeFinding(code, { name: upload.fileName });
  return updateOpenUpload(db, upload.id, {
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
