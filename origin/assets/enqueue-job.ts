// An object has arrived in the upload bucket: queue the work on it, once, however often the store tells us.

import type { Arrival, ArrivedObject } from "../../shared/schema/internal/jobs.ts";
import type { OriginDeps } from "../deps.ts";
import { insertJob } from "./job-store.ts";
import { findUploadByKey } from "./store.ts";

/** Says what became of it: "not-ours" is another bucket or a key no upload asked for; "finished" has its verdict. */
export async function enqueueJob(
  deps: Pick<OriginDeps, "db" | "nowMs" | "uploadBucket" | "jobBell">,
  object: ArrivedObject,
): Promise<Arrival> {
  if (object.bucket !== deps.uploadBucket) return "not-ours";
  const upload = await findUploadByKey(deps.db, object.objectKey);
  if (upload === null) return "not-ours";
  if (upload.status !== "VALIDATING") return "finished";
  const job = { uploadId: upload.id, task: "check", ...object } as const;
  const queued = await insertJob(deps.db, upload.ownerId, job, new Date(deps.nowMs()));
  if (queued) deps.jobBell.ring();
  return queued ? "queued" : "known";
}
