// Every kind of background work: what a job of it carries, how often it is tried, how many run at once, and when it runs by
// itself. What a job does is in handlers.ts; this table knows no database.

import * as z from "zod";

type JobKindOptions = {
  /** What a job carries: ids, never what they name, since a job outlives its transaction and may end in the dead letters. */
  readonly data: z.ZodType<object>;
  /** Tries after the first; then it is a dead letter. */
  readonly retriesMax: number;
  /** Wait before the second try; each further one about doubles it, with jitter, up to the maximum. */
  readonly retryAfterSeconds: number;
  readonly retryAfterMaxSeconds: number;
  /** A try that takes longer is counted as failed, and its signal is aborted. */
  readonly runMaxSeconds: number;
  /** Of this kind at once, in each origin process. */
  readonly concurrencyMax: number;
  /** How often an idle worker looks. */
  readonly pollSeconds: number;
  /** Minute, hour, day, month, weekday in UTC; null: only when somebody enqueues one. */
  readonly cron: string | null;
};

const nothing = z.strictObject({});

/** Cheap, and done again in a few minutes anyway: one at a time, looked for seldom. */
const SWEEP = {
  data: nothing,
  retriesMax: 3,
  retryAfterSeconds: 10,
  retryAfterMaxSeconds: 120,
  runMaxSeconds: 60,
  concurrencyMax: 1,
  pollSeconds: 15,
  cron: "*/10 * * * *",
} as const satisfies JobKindOptions;

export const jobKinds = {
  "sweep.sessions": SWEEP,
  "sweep.rankings": SWEEP,
  "sweep.passkey-challenges": SWEEP,
  "sweep.changes": SWEEP,
} as const satisfies Readonly<Record<string, JobKindOptions>>;

export type JobKind = keyof typeof jobKinds;
export type JobData<K extends JobKind> = z.output<(typeof jobKinds)[K]["data"]>;

/** All kinds, in the table's order. */
export const jobKindNames = Object.keys(jobKinds) as readonly JobKind[];

/** Whether a queue's name is a kind of ours. */
export function isJobKind(name: string): name is JobKind {
  return Object.hasOwn(jobKinds, name);
}
