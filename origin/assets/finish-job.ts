// How a job goes on and ends. Only the holder of the lease may say; a finished upload has its asset in the same
// transaction, so that no status shows COMPLETED without an avatar.

import { isDeepStrictEqual } from "node:util";
import type * as z from "zod";
import { makeFinding } from "../../shared/avatar/findings.ts";
import type { Finding } from "../../shared/schema/asset.ts";
import type { JobId } from "../../shared/schema/ids.ts";
import { isRefinement, type JobDone, type jobProgressSchema } from "../../shared/schema/internal/jobs.ts";
import type { OriginDeps } from "../deps.ts";
import { renewLease, requireLease } from "./job-lease.ts";
import { ATTEMPTS_MAX } from "./job-limits.ts";
import { isFollowed, type JobRecord, updateJob } from "./job-store.ts";
import { registerAsset } from "./register-asset.ts";
import { touchUpload, type UploadRecord, updateOpenUpload } from "./store.ts";

/** Doubles with each attempt. */
const BACKOFF_FIRST_MS = 1_000;

type Deps = Pick<OriginDeps, "db" | "nowMs">;
type FinishDeps = Deps & Pick<OriginDeps, "store" | "deliveryBucket" | "enqueue">;

/** Notes the step and renews the lease. Throws JOB_LEASE_LOST (409). */
export async function progressJob(
  deps: Deps,
  jobId: JobId,
  progress: z.output<typeof jobProgressSchema>,
): Promise<void> {
  const { leaseToken, variants, ...shown } = progress;
  await deps.db.transaction(async (tx) => {
    const job = await renewLease(tx, jobId, leaseToken, deps.nowMs());
    if (job.task === "check") await updateOpenUpload(tx, job.uploadId, { progress: shown });
    else if (variants !== undefined && !isDeepStrictEqual(variants, job.variants)) {
      await updateJob(tx, jobId, { variants });
      if (isFollowed(job.task)) await touchUpload(tx, job.uploadId);
    }
  });
}

/** Ends the job, or puts it back after a fault of ours. Throws JOB_LEASE_LOST (409), or OBJECT_NOT_THERE (503). */
export async function finishJob(deps: FinishDeps, jobId: JobId, done: JobDone): Promise<void> {
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
    await updateJob(tx, jobId, { finishedAt: now, leaseToken: null, finding: leftOver(job, outcome) });
    // What becomes of a refinement changes nothing of the asset, which is in use already.
    if (isFollowed(job.task)) await touchUpload(tx, job.uploadId);
    if (isRefinement(job.task) || outcome.kind === "refined") return;
    if (outcome.kind === "published") await registerAsset(deps, tx, job.uploadId, outcome, now);
    else if (outcome.kind === "refused")
      await updateOpenUpload(tx, job.uploadId, {
        status: "ERROR",
        reason: outcome.reason,
        findings: outcome.findings,
      });
    else await updateOpenUpload(tx, job.uploadId, givenUp());
  });
}

/** Ends a job that was tried too often, whatever went wrong with it. */
export async function giveUpJob(deps: Deps, job: JobRecord): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const finding = leftOver(job, { kind: "retry", reason: "" });
    await updateJob(tx, job.id, { finishedAt: new Date(deps.nowMs()), leaseToken: null, finding });
    if (job.task === "check") await updateOpenUpload(tx, job.uploadId, givenUp());
    else if (isFollowed(job.task)) await touchUpload(tx, job.uploadId);
  });
}

/** As of every other end its creator reads a finding, in their language. */
function givenUp(): Pick<UploadRecord, "status" | "reason" | "findings"> {
  const finding = makeFinding("JOB_GIVEN_UP");
  return { status: "ERROR", reason: finding.message.en, findings: [finding] };
}

/** Why a refinement ended without all it should make, for its owner; null: it has made it. A worker of before gives no code. */
function leftOver({ task }: JobRecord, outcome: JobDone["outcome"]): Finding | null {
  if (!isRefinement(task) || outcome.kind === "refined") return null;
  const [told] = outcome.kind === "refused" ? outcome.findings : [];
  return told ?? makeFinding("VARIANTS_FAILED");
}
