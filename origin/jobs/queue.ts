// The queue of background work: pg-boss in a schema of its own. A job is written in its caller's transaction, so there is one
// exactly when what it is about has been committed. Knows no kind's work: handlers are handed in.

import { sql } from "drizzle-orm";
import { fromDrizzle, type Job, type JobResult, PgBoss } from "pg-boss";
import type { Log } from "../../shared/http/log.ts";
import type { DbOrTx } from "../db/client.ts";
import { isJobKind, type JobData, type JobKind, jobKindNames, jobKinds } from "./kinds.ts";

export const JOBS_SCHEMA = "hiroba_jobs";
/** Where jobs go that failed each time. */
export const DEAD_LETTERS = "dead-letters";
/** Long enough for an operator to come back from a holiday. */
const DEAD_LETTERS_KEPT_SECONDS = 90 * 24 * 60 * 60;
/** Of a job that was done nothing is left to see after this. */
const DONE_KEPT_SECONDS = 24 * 60 * 60;
/** A job nobody ran for so long is dropped; workers of ours look every few seconds. */
const WAITING_KEPT_SECONDS = 30 * 24 * 60 * 60;
/** Beside the ten of the pool (db/client.ts). */
const CONNECTIONS_MAX = 3;
/** Jobs that run when the process is to end get this long. */
const DRAIN_MS = 1_000;

export type JobRun = {
  readonly jobId: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborted when the try has taken too long, or the process is to end. */
  readonly signal: AbortSignal;
};
/** Does one job. A throw is a failed try. */
export type JobHandler<K extends JobKind> = (data: JobData<K>, run: JobRun) => Promise<void>;
export type JobHandlers = { readonly [K in JobKind]: JobHandler<K> };

/** What verbs use: adds a job that exists once `tx` has committed. */
export type Enqueue = <K extends JobKind>(tx: DbOrTx, kind: K, data: JobData<K>) => Promise<void>;

export type JobQueue = {
  readonly enqueue: Enqueue;
  /** Begins to run jobs, here and by the clock. */
  work(handlers: JobHandlers): Promise<void>;
  /** Ends workers, timers and connections. */
  close(): Promise<void>;
};

type Deps = { readonly databaseUrl: string; readonly log: Log };

/** Connects when first used, and then makes its schema and queues where they are missing. */
export function openJobQueue(deps: Deps): JobQueue {
  let opening: Promise<PgBoss> | null = null;
  const opened = () => {
    opening ??= openBoss(deps);
    return opening;
  };
  return {
    enqueue: async (tx, kind, data) => {
      const boss = await opened();
      await boss.send(kind, jobKinds[kind].data.parse(data), { db: fromDrizzle(tx, sql) });
    },
    work: async (handlers) => {
      const boss = await opened();
      for (const kind of jobKindNames) await workOn(boss, kind, handlers[kind], deps.log);
      await keepSchedules(boss);
    },
    close: async () => {
      const boss = await opening?.catch(() => null);
      await boss?.stop({ graceful: true, timeout: DRAIN_MS });
    },
  };
}

/** The bare queue, for those who look at it as a whole. Whoever opens it stops it. A visitor leaves clock and tidying to others. */
export async function openBoss(
  { databaseUrl, log }: Deps,
  role: "keeper" | "visitor" = "keeper",
): Promise<PgBoss> {
  const isKeeper = role === "keeper";
  const boss = new PgBoss({
    schedule: isKeeper,
    supervise: isKeeper,
    connectionString: databaseUrl,
    application_name: "hiroba-jobs",
    schema: JOBS_SCHEMA,
    max: CONNECTIONS_MAX,
  });
  boss.on("error", (error) => log.error("jobs.queue-failed", { error }));
  await boss.start();
  await boss.createQueue(DEAD_LETTERS, { retentionSeconds: DEAD_LETTERS_KEPT_SECONDS });
  for (const kind of jobKindNames) {
    const options = queueOptionsOf(kind);
    await boss.createQueue(kind, options);
    // One that an earlier release made has that release's numbers.
    await boss.updateQueue(kind, options);
  }
  return boss;
}

function queueOptionsOf(kind: JobKind) {
  const { retriesMax, retryAfterSeconds, retryAfterMaxSeconds, runMaxSeconds } = jobKinds[kind];
  return {
    retryLimit: retriesMax,
    retryDelay: retryAfterSeconds,
    retryDelayMax: retryAfterMaxSeconds,
    retryBackoff: true,
    expireInSeconds: runMaxSeconds,
    retentionSeconds: WAITING_KEPT_SECONDS,
    deleteAfterSeconds: DONE_KEPT_SECONDS,
    deadLetter: DEAD_LETTERS,
  };
}

async function workOn<K extends JobKind>(
  boss: PgBoss,
  kind: K,
  handler: JobHandler<K>,
  log: Log,
): Promise<void> {
  const { data: schema, concurrencyMax, handfulMax, pollSeconds, retriesMax } = jobKinds[kind];
  const options = {
    localConcurrency: concurrencyMax,
    batchSize: handfulMax,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: pollSeconds,
    perJobResults: true,
  } as const;
  const run = async (job: Job<object>): Promise<JobResult> => {
    const attempt = job.retryCount + 1;
    try {
      await handler(schema.parse(job.data) as JobData<K>, { jobId: job.id, attempt, signal: job.signal });
      return { id: job.id, status: "completed" };
    } catch (error) {
      const isLast = attempt > retriesMax;
      log[isLast ? "error" : "warn"](isLast ? "job.dead" : "job.failed", {
        kind,
        jobId: job.id,
        attempt,
        error,
      });
      return { id: job.id, status: "failed", output: error };
    }
  };
  await boss.work<object, void, typeof options>(kind, options, (jobs) => Promise.all(jobs.map(run)));
}

/** One row per kind that runs by the clock, and none of what no longer does. However many origins there are, one fires. */
async function keepSchedules(boss: PgBoss): Promise<void> {
  for (const { name } of await boss.getSchedules()) if (!isJobKind(name)) await boss.unschedule(name);
  for (const kind of jobKindNames) {
    const { cron } = jobKinds[kind];
    if (cron === null) await boss.unschedule(kind);
    else await boss.schedule(kind, cron, {});
  }
}
