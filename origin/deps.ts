// What every route and verb of the origin may be handed, and the words Hono knows our routes by.

import type { Context } from "hono";
import type { NowMs } from "../shared/clock.ts";
import { Problem } from "../shared/http/problem.ts";
import type { ServiceEnv } from "../shared/http/service.ts";
import type { Presign } from "../shared/s3/presigned-url.ts";
import { type UserId, userIdSchema } from "../shared/schema/ids.ts";
import { ACTING_SESSION_HEADER, ACTING_USER_HEADER } from "../shared/schema/internal-api.ts";
import type { UploadLimits } from "../shared/schema/upload.ts";
import { sessionIdSchema } from "../shared/schema/user.ts";
import type { ServiceTokens } from "../shared/service-token.ts";
import type { JobBell } from "./assets/job-bell.ts";
import type { Bell } from "./bell.ts";
import type { Db, DbOrTx } from "./db/client.ts";
import type { VerifySns } from "./hooks/sns-signature.ts";
import type { Enqueue } from "./jobs/queue.ts";
import type { StripeGateway } from "./money/stripe-gateway.ts";
import type { Wishes } from "./rooms/allocate-room.ts";
import type { PlacementTable } from "./rooms/placement.ts";
import type { ObjectStore } from "./s3/object-store.ts";

export type OriginDeps = {
  readonly db: Db;
  readonly nowMs: NowMs;
  /** By what room hosts are judged: one clock for every origin, whatever their own say. */
  readonly poolNowMs: (db: DbOrTx) => Promise<number>;
  /** How new rooms are placed among hosts. */
  readonly placement: PlacementTable;
  /** Notes that no host had room for somebody: the engine is asked for one more in a while. */
  readonly hostWanted: (whose: Pick<Wishes, "latencies" | "regionHint">) => void;
  readonly fetch: (url: string) => Promise<Response>;
  readonly internalToken: string;
  /** What our processes sign for themselves; null: none of them has a key yet. */
  readonly serviceTokens: ServiceTokens | null;
  /** Whether the shared secret alone still opens the internal API. */
  readonly takesSecret: boolean;
  readonly store: ObjectStore;
  readonly uploadBucket: string;
  readonly uploadLimits: UploadLimits;
  /** Public base URL of the delivery bucket, without a trailing slash. */
  readonly deliveryUrl: string;
  /** Where finished files lie. */
  readonly deliveryBucket: string;
  /** Signs a request to the upload bucket that somebody without its keys may make. */
  readonly signUploadBucketUrl: Presign;
  /** Null: the object store shows the shared secret and nothing else. */
  readonly verifySns: VerifySns | null;
  readonly stripeWebhookSecret: string | null;
  /** Null: nothing is sold here. */
  readonly stripe: StripeGateway | null;
  /** Rings when a job was queued. */
  readonly jobBell: JobBell;
  /** Rings for an upload whose status changed, in whichever process. */
  readonly uploadBell: Bell;
  /** Rings for a user whose notifications changed, in whichever process. */
  readonly notificationBell: Bell;
  /** Rings, under "", when there is news for room hosts. */
  readonly roomNewsBell: Bell;
  /** Rings for an event at which something was given, in whichever process. */
  readonly giftBell: Bell;
  /** Aborted when the process is to end: long polls answer at once. */
  readonly stopping: AbortSignal;
  /** Adds background work to a transaction. */
  readonly enqueue: Enqueue;
};

export type OriginHandler = (c: Context<ServiceEnv>) => Promise<Response>;

/** The user the edge acts for. Throws Problem ACTING_USER_REQUIRED (401): the edge checks sessions, we check the edge. */
export function actingUser(c: Context<ServiceEnv>): UserId {
  const parsed = userIdSchema.safeParse(c.req.header(ACTING_USER_HEADER));
  if (parsed.success) return parsed.data;
  throw new Problem({
    status: 401,
    code: "ACTING_USER_REQUIRED",
    title: "This call acts for a user and names none",
    detail: `Send the user's id in ${ACTING_USER_HEADER}.`,
  });
}

/**
 * The user the edge acts for, or null for whoever runs the server: the edge always names who acts, and who has the internal token and
 * names nobody runs it. Throws Problem ACTING_USER_REQUIRED (401) for what is no user's id.
 */
export function actingOperator(c: Context<ServiceEnv>): UserId | null {
  return c.req.header(ACTING_USER_HEADER) === undefined ? null : actingUser(c);
}

/** The session of the user the edge acts for. Throws Problem ACTING_SESSION_REQUIRED (401). */
export function actingSession(c: Context<ServiceEnv>): string {
  const parsed = sessionIdSchema.safeParse(c.req.header(ACTING_SESSION_HEADER));
  if (parsed.success) return parsed.data;
  throw new Problem({
    status: 401,
    code: "ACTING_SESSION_REQUIRED",
    title: "This call acts by a session and names none",
    detail: `Send the session's id in ${ACTING_SESSION_HEADER}.`,
  });
}
