// A worker asks for work and waits for it. A job whose worker died comes round again, a few times.

import { assert } from "../../shared/assert.ts";
import type { ClaimedJob, JobTask } from "../../shared/schema/internal/jobs.ts";
import { uploadRule } from "../../shared/schema/upload.ts";
import type { OriginDeps } from "../deps.ts";
import { giveUpJob } from "./finish-job.ts";
import { ATTEMPTS_MAX, LEASE_MS } from "./job-limits.ts";
import { leaseNextJob } from "./job-store.ts";
import { findUpload } from "./store.ts";

/** How often a waiting worker looks for jobs that another origin process queued, or whose lease ran out. */
const LOOK_INTERVAL_MS = 1_000;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "jobBell" | "stopping" | "uploadLimits">;
type Claim = { readonly worker: string; readonly waitMs: number; readonly tasks: readonly JobTask[] };

/** Waits at most `waitMs` for a job; null when none came, when the caller hung up, or when we are to stop. */
export async function claimJob(deps: Deps, claim: Claim, hungUp: AbortSignal): Promise<ClaimedJob | null> {
  const ended = AbortSignal.any([deps.stopping, hungUp]);
  const deadlineMs = deps.nowMs() + claim.waitMs;
  while (!ended.aborted) {
    const job = await tryClaim(deps, claim);
    if (job !== null) return job;
    const leftMs = deadlineMs - deps.nowMs();
    if (leftMs <= 0) return null;
    await deps.jobBell.wait(Math.min(leftMs, LOOK_INTERVAL_MS), ended);
  }
  return null;
}

async function tryClaim(deps: Deps, { worker, tasks }: Claim): Promise<ClaimedJob | null> {
  while (true) {
    const nowMs = deps.nowMs();
    const leaseToken = crypto.randomUUID();
    const job = await leaseNextJob(deps.db, {
      tasks,
      token: leaseToken,
      worker,
      now: new Date(nowMs),
      until: new Date(nowMs + LEASE_MS),
    });
    if (job === null) return null;
    if (job.attempt > ATTEMPTS_MAX) {
      await giveUpJob(deps, job);
      continue;
    }
    const upload = await findUpload(deps.db, job.uploadId);
    assert(upload !== null, "a job's upload is deleted with its jobs");
    return {
      jobId: job.id,
      uploadId: job.uploadId,
      task: job.task,
      kind: upload.kind,
      platform: upload.platform,
      bucket: job.bucket,
      objectKey: job.objectKey,
      etag: job.etag,
      sizeBytes: job.sizeBytes,
      sizeMaxBytes: uploadRule(deps.uploadLimits.kinds, upload.kind, upload.platform).sizeMaxBytes,
      avatarLimits: deps.uploadLimits.avatar,
      fileName: upload.fileName,
      ownerId: upload.ownerId,
      attempt: job.attempt,
      leaseMs: LEASE_MS,
      leaseToken,
    };
  }
}
