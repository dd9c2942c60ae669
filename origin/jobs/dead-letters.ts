// Jobs that failed every time, as an operator sees them and sends them back to be tried again.

import type { PgBoss } from "pg-boss";
import { DEAD_LETTERS } from "./queue.ts";

/** Shown at once; what is beyond waits until these are dealt with. */
export const DEAD_LETTERS_SHOWN_MAX = 500;

export type DeadLetter = {
  /** By which it is retried. */
  readonly id: string;
  readonly kind: string;
  readonly data: object;
  readonly tries: number;
  /** What the last try failed with. */
  readonly reason: string;
  readonly diedAt: Date;
};

/** The oldest first, at most DEAD_LETTERS_SHOWN_MAX. */
export async function listDeadLetters(boss: PgBoss): Promise<DeadLetter[]> {
  const jobs = await boss.findJobs<object>(DEAD_LETTERS, { queued: true, limit: DEAD_LETTERS_SHOWN_MAX });
  return jobs.map((job) => ({
    id: job.id,
    kind: job.sourceName ?? "unknown",
    data: job.data,
    tries: (job.sourceRetryCount ?? 0) + 1,
    reason: reasonOf(job.sourceOutput),
    diedAt: job.createdOn,
  }));
}

/** Gives these, or all for null, back to the queues they came from, with all their tries. Returns how many there were. */
export async function retryDeadLetters(boss: PgBoss, ids: readonly string[] | null): Promise<number> {
  if (ids?.length === 0) return 0;
  return boss.redrive(DEAD_LETTERS, {
    limit: DEAD_LETTERS_SHOWN_MAX,
    ...(ids === null ? {} : { ids: [...ids] }),
  });
}

function reasonOf(output: object | null): string {
  if (output !== null && "message" in output && typeof output.message === "string") return output.message;
  return output === null ? "unknown" : JSON.stringify(output);
}
