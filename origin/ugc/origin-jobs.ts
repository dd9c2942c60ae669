// The worker's side of the origin's job queue: claim, progress, done. Nothing else of the origin is known here.

import type { InternalClient } from "../../shared/http/internal-client.ts";
import { Problem } from "../../shared/http/problem.ts";
import { type ClaimedJob, claimedJobSchema, type JobDone } from "../../shared/schema/internal/jobs.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";

/** The origin answers a claim after `waitMs` at the latest; this much more for the way. */
const CLAIM_SLACK_MS = 5_000;

export type OriginJobs = {
  /** Waits up to `waitMs` for a job; null when there was none. Throws Problem. */
  claim(worker: string, waitMs: number): Promise<ClaimedJob | null>;
  /** Tells how far the job is, which also keeps the lease. Returns false when the lease is lost. */
  progress(job: ClaimedJob, step: string, stepsDone: number, stepsTotal: number): Promise<boolean>;
  /** Ends the job. Returns false when the lease is lost. */
  done(job: ClaimedJob, outcome: JobDone["outcome"]): Promise<boolean>;
};

export function createOriginJobs(call: InternalClient): OriginJobs {
  const post = async (path: string, job: ClaimedJob, body: object): Promise<boolean> => {
    try {
      await call({
        method: "POST",
        path: fillPath(path, { jobId: job.jobId }),
        body: { leaseToken: job.leaseToken, ...body },
        requestId: job.jobId,
      });
      return true;
    } catch (error) {
      if (error instanceof Problem && (error.status === 409 || error.status === 404)) return false;
      throw error;
    }
  };
  return {
    async claim(worker, waitMs) {
      const { body } = await call({
        method: "POST",
        path: internalPath.claimJob,
        body: { worker, waitMs },
        answer: claimedJobSchema,
        timeoutMs: waitMs + CLAIM_SLACK_MS,
      });
      return body;
    },
    progress: (job, step, stepsDone, stepsTotal) =>
      post(internalPath.jobProgress, job, { step, stepsDone, stepsTotal }),
    done: (job, outcome) => post(internalPath.jobDone, job, { outcome }),
  };
}
