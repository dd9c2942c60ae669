// From a configuration to a running origin: database up to date, seeded when empty, app built, silent hosts forgotten.
// Knows no runtime: the entry does.

import type { Hono } from "hono";
import type { Log } from "../shared/http/log.ts";
import type { ServiceEnv } from "../shared/http/service.ts";
import { createApp } from "./app.ts";
import { createJobBell } from "./assets/job-bell.ts";
import { createAnnouncer } from "./changes/announcer.ts";
import { CHANGES_CHANNEL } from "./changes/store.ts";
import { sweepChanges } from "./changes/sweep-changes.ts";
import type { OriginConfig } from "./config.ts";
import { openDb } from "./db/client.ts";
import { migrate } from "./db/migrate.ts";
import { seedWhenEmpty } from "./db/seed.ts";
import { expireHosts } from "./rooms/hosts.ts";

const EXPIRE_INTERVAL_MS = 2_000;
const SWEEP_INTERVAL_MS = 10 * 60_000;

export type RunningOrigin = {
  readonly app: Hono<ServiceEnv>;
  /** Answers long polls at once; call it before the listener stops. */
  stopWaiting(): void;
  /** Ends timers and connections; call it after the listener has stopped. */
  close(): Promise<void>;
};

/** Throws what the database says when it cannot be reached or migrated. */
export async function bootOrigin(config: OriginConfig, log: Log): Promise<RunningOrigin> {
  const { db, listen, close } = openDb(config.databaseUrl);
  const nowMs = Date.now;
  try {
    await migrate(db);
    if (await seedWhenEmpty(db, nowMs())) log.info("origin.seeded");
    const announcer = createAnnouncer({
      edgeUrls: config.edgePurgeUrls,
      secret: config.internalToken,
      fetch,
      after: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
      nowMs,
      log,
    });
    await listen(CHANGES_CHANNEL, announcer.heard);
  } catch (error) {
    await close();
    throw error;
  }
  const stopping = new AbortController();
  const app = createApp({
    db,
    nowMs,
    log,
    fetch,
    internalToken: config.internalToken,
    uploadBucket: config.uploadBucket,
    deliveryUrl: config.deliveryUrl ?? `${config.s3Endpoint}/${config.deliveryBucket}`,
    stripeWebhookSecret: config.stripeWebhookSecret,
    jobBell: createJobBell(),
    stopping: stopping.signal,
  });
  const expiry = setInterval(() => {
    expireHosts({ db, nowMs }).then(
      (hostIds) => hostIds.length > 0 && log.warn("hosts.expired", { hostIds }),
      (error: unknown) => log.error("hosts.expiry-failed", { error }),
    );
  }, EXPIRE_INTERVAL_MS);
  const sweep = setInterval(() => {
    sweepChanges({ db, nowMs }).catch((error: unknown) => log.error("changes.sweep-failed", { error }));
  }, SWEEP_INTERVAL_MS);
  return {
    app,
    stopWaiting: () => stopping.abort(),
    close: () => {
      clearInterval(expiry);
      clearInterval(sweep);
      return close();
    },
  };
}
