// All the SQL of the job queue. Postgres is the queue: FOR UPDATE SKIP LOCKED gives each job to one worker, a lease gives
// it back when the worker falls silent.

import { and, asc, eq, gt, inArray, isNull, lte, max, sql } from "drizzle-orm";
import { type JobId, newId, type UploadId, type UserId } from "../../shared/schema/ids.ts";
import type { JobTask } from "../../shared/schema/internal/jobs.ts";
import type { DbOrTx } from "../db/client.ts";
import { jobs, uploads } from "../db/schema/uploads.ts";
import { JOB_TURN_MS } from "./job-limits.ts";

export type JobRecord = typeof jobs.$inferSelect;

type NewJob = Pick<
  JobRecord,
  "uploadId" | "task" | "bucket" | "objectKey" | "etag" | "sequencer" | "sizeBytes"
>;

/** Queues work for this creator, in their turn. False when this very object was queued before. */
export async function insertJob(db: DbOrTx, ownerId: UserId, job: NewJob, now: Date): Promise<boolean> {
  const row: JobRecord = {
    ...job,
    id: newId("job"),
    turnAt: await nextTurn(db, ownerId, job.task, now),
    attempt: 0,
    availableAt: now,
    leaseToken: null,
    worker: null,
    createdAt: now,
    finishedAt: null,
    finding: null,
    variants: null,
  };
  const inserted = await db.insert(jobs).values(row).onConflictDoNothing().returning({ id: jobs.id });
  return inserted.length === 1;
}

/**
 * When the turn of one more job of this creator comes: now, or JOB_TURN_MS after the last of theirs that waits. Two at the same
 * moment may come to the same turn, which costs nobody anything.
 */
async function nextTurn(db: DbOrTx, ownerId: UserId, task: JobTask, now: Date): Promise<Date> {
  const [row] = await db
    .select({ last: max(jobs.turnAt) })
    .from(jobs)
    .innerJoin(uploads, eq(uploads.id, jobs.uploadId))
    .where(and(eq(uploads.ownerId, ownerId), eq(jobs.task, task), isNull(jobs.finishedAt)));
  const last = row?.last?.getTime() ?? 0;
  return new Date(Math.max(now.getTime(), last + JOB_TURN_MS));
}

/** Takes the job whose turn it is, if any; checks come before refinements, and two callers never get the same. */
export async function leaseNextJob(
  db: DbOrTx,
  lease: {
    readonly tasks: readonly JobTask[];
    readonly token: string;
    readonly worker: string;
    readonly now: Date;
    readonly until: Date;
  },
): Promise<JobRecord | null> {
  const next = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(isNull(jobs.finishedAt), lte(jobs.availableAt, lease.now), inArray(jobs.task, [...lease.tasks])),
    )
    .orderBy(asc(jobs.task), asc(jobs.turnAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const [row] = await db
    .update(jobs)
    .set({
      leaseToken: lease.token,
      worker: lease.worker,
      availableAt: lease.until,
      attempt: sql`${jobs.attempt} + 1`,
    })
    // "=" and not IN: a subquery that is joined may run once per row, and then locks more than it returns.
    .where(sql`${jobs.id} = (${next})`)
    .returning();
  return row ?? null;
}

/** The job, locked until the transaction ends, if this token still holds it. */
export async function lockLeasedJob(
  db: DbOrTx,
  jobId: JobId,
  leaseToken: string,
  now: Date,
): Promise<JobRecord | null> {
  const [row] = await db
    .select()
    .from(jobs)
    .where(
      and(
        eq(jobs.id, jobId),
        eq(jobs.leaseToken, leaseToken),
        isNull(jobs.finishedAt),
        gt(jobs.availableAt, now),
      ),
    )
    .for("update");
  return row ?? null;
}

export async function updateJob(
  db: DbOrTx,
  jobId: JobId,
  change: Partial<Pick<JobRecord, "availableAt" | "leaseToken" | "finishedAt" | "finding" | "variants">>,
): Promise<void> {
  await db.update(jobs).set(change).where(eq(jobs.id, jobId));
}

/** How the lighter variants of what this upload became are getting on; null where none are to be made. */
export async function findRefinement(
  db: DbOrTx,
  uploadId: UploadId,
): Promise<Pick<JobRecord, "finishedAt" | "finding" | "variants"> | null> {
  const [row] = await db
    .select({ finishedAt: jobs.finishedAt, finding: jobs.finding, variants: jobs.variants })
    .from(jobs)
    .where(and(eq(jobs.uploadId, uploadId), inArray(jobs.task, ["refine", "refine-model"])));
  return row ?? null;
}
