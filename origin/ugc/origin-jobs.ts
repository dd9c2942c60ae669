// The worker's side of the origin's job queue: claim, progress, done, and what arrived. Nothing else of the origin is known here.

import type { InternalClient } from "../../shared/http/internal-client.ts";
import { Problem } from "../../shared/http/problem.ts";
import {
  type Arrival,
  type ArrivedObject,
  admittedSchema,
  arrivalSchema,
  type ClaimedJob,
  claimedJobSchema,
  type JobDone,
  type JobPictures,
  type JobProgress,
  type JobTask,
  type JobVariant,
  jobTaskSchema,
} from "../../shared/schema/internal/jobs.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";

/** The origin answers a claim after `waitMs` at the latest; this much more for the way. */
const CLAIM_SLACK_MS = 5_000;

export type OriginJobs = {
  /** Tells of an object in the upload bucket, which may be known. Throws Problem. */
  arrived(object: ArrivedObject): Promise<Arrival>;
  /** Waits up to `waitMs` for a job of one of `tasks`, or of any; null when there was none. Throws Problem. */
  claim(worker: string, waitMs: number, tasks?: readonly JobTask[]): Promise<ClaimedJob | null>;
  /** Tells how far the job is, which also keeps the lease. Returns false when the lease is lost. */
  progress(job: ClaimedJob, progress: JobProgress): Promise<boolean>;
  /** Whether a file of these bytes may be published; null when the lease is lost. */
  admit(job: ClaimedJob, uploadSha256: string): Promise<boolean | null>;
  /** One more variant is in the store. Returns false when the lease is lost, or nothing more is wanted of the avatar. */
  addVariant(job: ClaimedJob, variant: JobVariant): Promise<boolean>;
  /** Better pictures are in the store. Returns false as addVariant does. */
  replacePictures(job: ClaimedJob, pictures: JobPictures): Promise<boolean>;
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
      if (isLost(error)) return false;
      throw error;
    }
  };
  return {
    async arrived(object) {
      const { body } = await call({
        method: "POST",
        path: internalPath.arrivals,
        body: object,
        answer: arrivalSchema,
      });
      if (body === null) throw new Error("the origin did not say what became of it");
      return body.became;
    },
    async claim(worker, waitMs, tasks = jobTaskSchema.options) {
      const { body } = await call({
        method: "POST",
        path: internalPath.claimJob,
        body: { worker, waitMs, tasks },
        answer: claimedJobSchema,
        timeoutMs: waitMs + CLAIM_SLACK_MS,
      });
      return body;
    },
    progress: (job, progress) => post(internalPath.jobProgress, job, progress),
    async admit(job, uploadSha256) {
      try {
        const { body } = await call({
          method: "POST",
          path: fillPath(internalPath.jobAdmission, { jobId: job.jobId }),
          body: { leaseToken: job.leaseToken, uploadSha256 },
          answer: admittedSchema,
          requestId: job.jobId,
        });
        return body?.isAdmitted ?? null;
      } catch (error) {
        if (isLost(error)) return null;
        throw error;
      }
    },
    addVariant: (job, variant) => post(internalPath.jobVariants, job, { variant }),
    replacePictures: (job, pictures) => post(internalPath.jobPictures, job, { pictures }),
    done: (job, outcome) => post(internalPath.jobDone, job, { outcome }),
  };
}

function isLost(error: unknown): boolean {
  return error instanceof Problem && (error.status === 409 || error.status === 404);
}
