// Every kind of background work: what a job of it carries, how often it is tried, how many run at once, and when it runs by
// itself. What a job does is in handlers.ts; this table knows no database.

import * as z from "zod";
import { eventIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { PAYOUT_HOUR } from "../../shared/schema/payout.ts";

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
  /** Workers of this kind in each origin process: so many jobs at once, or so many handfuls of jobs. */
  readonly concurrencyMax: number;
  /** What a worker takes and runs at once. Where as many were waiting, it looks for more at once, and not at the next poll. */
  readonly handfulMax: number;
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
  handfulMax: 1,
  pollSeconds: 15,
  cron: "*/10 * * * *",
} as const satisfies JobKindOptions;

/** Worth waiting for: somebody does. A store that is away for hours is waited for, too. */
const ACCOUNT = {
  retriesMax: 12,
  retryAfterSeconds: 5,
  retryAfterMaxSeconds: 3_600,
  runMaxSeconds: 300,
  concurrencyMax: 2,
  handfulMax: 1,
  pollSeconds: 2,
  cron: null,
} as const;

const exportId = z.string().regex(/^[\w-]{1,64}$/);
const objectKey = z.string().max(1024);

export const jobKinds = {
  "account.export": { ...ACCOUNT, data: z.strictObject({ userId: userIdSchema, exportId }) },
  "account.remove-export": { ...ACCOUNT, data: z.strictObject({ exportId }), pollSeconds: 10 },
  "account.erase-due": SWEEP,
  "account.erase": { ...ACCOUNT, data: z.strictObject({ userId: userIdSchema }), pollSeconds: 5 },
  "account.remove-files": {
    ...ACCOUNT,
    data: z.strictObject({
      uploads: z.array(z.strictObject({ objectKey, storeUploadId: z.string().nullable() })),
      assets: z.array(objectKey),
    }),
    pollSeconds: 5,
  },
  "assets.settle": {
    ...ACCOUNT,
    data: z.strictObject({ keys: z.array(objectKey) }),
    // What a moderator takes down is gone within a second.
    pollSeconds: 0.5,
  },
  // Somebody waits for what they paid for, and when a sale begins many do: half a dozen events tell of each payment.
  "money.hear": {
    ...ACCOUNT,
    data: z.strictObject({ eventId: z.string().max(255) }),
    handfulMax: 4,
    pollSeconds: 0.5,
  },
  "money.return-event": {
    ...ACCOUNT,
    data: z.strictObject({ eventId: eventIdSchema }),
    runMaxSeconds: 3_600,
  },
  "money.earn-event": {
    ...ACCOUNT,
    data: z.strictObject({ eventId: eventIdSchema, organiserId: userIdSchema.nullable() }),
    runMaxSeconds: 3_600,
  },
  // After a month is over, wherever in the world. The next is a month away: a Stripe that is away for hours is waited for. A job pays
  // some creators and adds the next; null begins with the first.
  "money.pay-out": {
    ...ACCOUNT,
    data: z.strictObject({ run: z.number().int().positive().nullable().default(null) }),
    runMaxSeconds: 600,
    concurrencyMax: 1,
    cron: `0 ${PAYOUT_HOUR} 1 * *`,
  },
  "money.reconcile": { ...SWEEP, runMaxSeconds: 3_600, cron: "30 18 * * *" },
  // What is held for ten minutes is free again in the eleventh.
  "sweep.orders": { ...SWEEP, runMaxSeconds: 300, pollSeconds: 5, cron: "* * * * *" },
  "sweep.coins": { ...SWEEP, cron: "7 * * * *" },
  "sweep.exchange-tickets": { ...SWEEP, cron: "17 * * * *" },
  "sweep.earnings": { ...SWEEP, runMaxSeconds: 600, cron: "17 * * * *" },
  "sweep.payouts": { ...SWEEP, runMaxSeconds: 600 },
  "sweep.exports": SWEEP,
  "sweep.sessions": SWEEP,
  "sweep.rankings": SWEEP,
  "sweep.passkey-challenges": SWEEP,
  "sweep.changes": SWEEP,
  "sweep.notices": SWEEP,
  "sweep.invitations": SWEEP,
  "sweep.evidence": SWEEP,
} as const satisfies Readonly<Record<string, JobKindOptions>>;

export type JobKind = keyof typeof jobKinds;
export type JobData<K extends JobKind> = z.output<(typeof jobKinds)[K]["data"]>;

/** All kinds, in the table's order. */
export const jobKindNames = Object.keys(jobKinds) as readonly JobKind[];

/** Whether a queue's name is a kind of ours. */
export function isJobKind(name: string): name is JobKind {
  return Object.hasOwn(jobKinds, name);
}
