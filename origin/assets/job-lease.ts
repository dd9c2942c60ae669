// The lease of a job: only whoever holds it may say something of the job, and has it for another while by saying so.

import { Problem } from "../../shared/http/problem.ts";
import type { JobId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { LEASE_MS } from "./job-limits.ts";
import { type JobRecord, lockLeasedJob, updateJob } from "./job-store.ts";

/** Keeps the job for another LEASE_MS. Throws JOB_LEASE_LOST (409). */
export async function renewLease(
  tx: DbOrTx,
  jobId: JobId,
  leaseToken: string,
  nowMs: number,
): Promise<JobRecord> {
  const job = await requireLease(tx, jobId, leaseToken, nowMs);
  await updateJob(tx, jobId, { availableAt: new Date(nowMs + LEASE_MS) });
  return job;
}

/** The job, locked until the transaction ends. Throws JOB_LEASE_LOST (409). */
export async function requireLease(
  tx: DbOrTx,
  jobId: JobId,
  leaseToken: string,
  nowMs: number,
): Promise<JobRecord> {
  const job = await lockLeasedJob(tx, jobId, leaseToken, new Date(nowMs));
  if (job !== null) return job;
  throw new Problem({
    status: 409,
    code: "JOB_LEASE_LOST",
    title: "This job is no longer yours",
    detail: "Its lease ran out and another worker may have it; drop what you have.",
  });
}
