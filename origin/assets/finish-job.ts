// How a job goes on and ends. Only the holder of the lease may say; a finished upload has its asset in the same
// transaction, so that no status shows COMPLETED without an avatar.

import type * as z from "zod";
import { Problem } from "../../shared/http/problem.ts";
import type { JobId } from "../../shared/schema/ids.ts";
import type { JobDone, jobProgressSchema } from "../../shared/schema/internal/jobs.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { ATTEMPTS_MAX, LEASE_MS } from "./job-limits.ts";
import { type JobRecord, lockLeasedJob, updateJob } from "./job-store.ts";
import { registerAsset } from "./register-asset.ts";
import { updateOpenUpload } from "./store.ts";

/** Doubles with each attempt. */
const BACKOFF_FIRST_MS = 1_000;
const GAVE_UP = "This file could not be processed. Please upload it again later.";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** Notes the step and renews the lease. Throws JOB_LEASE_LOST (409). */
export async function progressJob(
  deps: Deps,
  jobId: JobId,
  progress: z.output<typeof jobProgressSchema>,
): Promise<void> {
  const nowMs = deps.nowMs();
  const { leaseToken, ...shown } = progress;
  await deps.db.transaction(async (tx) => {
    const job = await requireLease(tx, jobId, leaseToken, nowMs);
    await updateJob(tx, jobId, { availableAt: new Date(nowMs + LEASE_MS) });
    await updateOpenUpload(tx, job.uploadId, { progress: shown });
  });
}

/** Ends the job, or puts it back after a fault of ours. Throws JOB_LEASE_LOST (409). */
export async function finishJob(deps: Deps, jobId: JobId, done: JobDone): Promise<void> {
  const nowMs = deps.nowMs();
  const now = new Date(nowMs);
  const { outcome } = done;
  await deps.db.transaction(async (tx) => {
    const job = await requireLease(tx, jobId, done.leaseToken, nowMs);
    if (outcome.kind === "retry" && job.attempt < ATTEMPTS_MAX) {
      const availableAt = new Date(nowMs + BACKOFF_FIRST_MS * 2 ** (job.attempt - 1));
      await updateJob(tx, jobId, { availableAt, leaseToken: null });
      return;
    }
    await updateJob(tx, jobId, { finishedAt: now, leaseToken: null });
    if (outcome.kind === "published") await registerAsset(tx, job.uploadId, outcome, now);
    else if (outcome.kind === "refused")
      await updateOpenUpload(tx, job.uploadId, {
        status: "ERROR",
        reason: outcome.reason,
        findings: outcome.findings,
      });
    else await updateOpenUpload(tx, job.uploadId, { status: "ERROR", reason: GAVE_UP });
  });
}

/** Ends a job that was tried too often, whatever went wrong with it. */
export async function giveUpJob(deps: Deps, job: JobRecord): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await updateJob(tx, job.id, { finishedAt: new Date(deps.nowMs()), leaseToken: null });
    await updateOpenUpload(tx, job.uploadId, { status: "ERROR", reason: GAVE_UP });
  });
}

async function requireLease(tx: DbOrTx, jobId: JobId, leaseToken: string, nowMs: number): Promise<JobRecord> {
  const job = await lockLeasedJob(tx, jobId, leaseToken, new Date(nowMs));
  if (job !== null) return job;
  throw new Problem({
    status: 409,
    code: "JOB_LEASE_LOST",
    title: "This job is no longer yours",
    detail: "Its lease ran out and another worker may have it; drop what you have.",
  });
}
