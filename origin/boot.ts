// From a configuration to a running origin: database up to date, seeded when empty, app built, background work begun. What
// cannot wait for a minute is a timer here; the rest are jobs (jobs/kinds.ts).
// Knows no runtime: the entry does.

import type { Hono } from "hono";
import type { HonoBase } from "hono/hono-base";
import { EnvError } from "../shared/env.ts";
import type { Log } from "../shared/http/log.ts";
import type { ServiceEnv } from "../shared/http/service.ts";
import { createPresigner } from "../shared/s3/presigned-url.ts";
import { createServiceTokens } from "../shared/service-token.ts";
import { createApp } from "./app.ts";
import { expireUploads } from "./assets/expire-uploads.ts";
import { createJobBell } from "./assets/job-bell.ts";
import { UPLOAD_CHANNEL } from "./assets/store.ts";
import { createBell } from "./bell.ts";
import { backfillCatalog } from "./catalog/backfill.ts";
import { createAnnouncer } from "./changes/announcer.ts";
import { CHANGES_CHANNEL, ROOM_NEWS_CHANNEL } from "./changes/store.ts";
import type { OriginConfig } from "./config.ts";
import { WAIT_BOUNDS } from "./db/bound-waiting.ts";
import { databaseNowMs, openDb } from "./db/client.ts";
import { migrate } from "./db/migrate.ts";
import { seedWhenEmpty } from "./db/seed.ts";
import type { OriginDeps } from "./deps.ts";
import { advanceEvents } from "./events/advance-events.ts";
import { beginGiftKinds } from "./gifts/gift-kinds.ts";
import { GIFT_CHANNEL } from "./gifts/store.ts";
import { createSnsVerifier } from "./hooks/sns-signature.ts";
import { createJobHandlers } from "./jobs/handlers.ts";
import { openJobQueue } from "./jobs/queue.ts";
import { createMetricsApp } from "./metrics/app.ts";
import { beginPacks } from "./money/coin-packs.ts";
import { createStripeGateway, type StripeGateway } from "./money/stripe-gateway.ts";
import { NOTIFICATION_CHANNEL } from "./notifications/store.ts";
import { closeDueRooms } from "./rooms/close-rooms.ts";
import { forgetHandoffs } from "./rooms/hand-over-room.ts";
import { createHostDriver } from "./rooms/host-driver.ts";
import { forgetKept } from "./rooms/keep-room.ts";
import { createSteering, STEER_INTERVAL_MS } from "./rooms/steer-engine.ts";
import { WATCH_INTERVAL_MS, watchHosts } from "./rooms/watch-hosts.ts";
import { createObjectStore } from "./s3/object-store.ts";

const EXPIRE_HANDOFFS_INTERVAL_MS = 10_000;
const EXPIRE_UPLOADS_INTERVAL_MS = 30_000;
const ADVANCE_EVENTS_INTERVAL_MS = 10_000;

export type RunningOrigin = {
  readonly app: HonoBase<ServiceEnv>;
  /** For a port of its own, which the public does not reach. */
  readonly metrics: Hono;
  /** Answers long polls at once; call it before the listener stops. */
  stopWaiting(): void;
  /** Ends timers and connections; call it after the listener has stopped. */
  close(): Promise<void>;
};

/** Throws what the database says when it cannot be reached or migrated; EnvError where nobody could call it, or what engines are told does not fit. */
export async function bootOrigin(config: OriginConfig, log: Log): Promise<RunningOrigin> {
  requireSomeWayIn(config);
  const driver = createHostDriver(config);
  const { db, listen, close } = openDb(config.databaseUrl, WAIT_BOUNDS);
  const nowMs = Date.now;
  const uploadBell = createBell();
  const roomNewsBell = createBell();
  const notificationBell = createBell();
  const giftBell = createBell();
  try {
    await migrate(db);
    if (await seedWhenEmpty(db, nowMs())) log.info("origin.seeded");
    if (config.stripeSecretKey !== null && (await beginPacks(db))) log.info("coin-packs.begun");
    if (config.stripeSecretKey !== null && (await beginGiftKinds(db))) log.info("gift-kinds.begun");
    if (await backfillCatalog(db)) log.info("catalog.backfilled");
    await listen(UPLOAD_CHANNEL, uploadBell.ring);
    await listen(ROOM_NEWS_CHANNEL, roomNewsBell.ring);
    await listen(NOTIFICATION_CHANNEL, notificationBell.ring);
    await listen(GIFT_CHANNEL, giftBell.ring);
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
  const s3 = {
    endpoint: config.s3Endpoint,
    region: config.s3Region,
    accessKeyId: config.s3AccessKeyId,
    secretAccessKey: config.s3SecretAccessKey,
  };
  const store = createObjectStore(s3);
  const jobBell = createJobBell();
  const { uploadBucket, uploadLimits } = config;
  const jobs = openJobQueue({ databaseUrl: config.databaseUrl, log });
  const steering = driver === null ? null : createSteering({ db, poolNowMs: databaseNowMs, log, driver });
  const deps: OriginDeps = {
    db,
    nowMs,
    poolNowMs: databaseNowMs,
    placement: config.placement,
    hostWanted: steering?.wanted ?? (() => {}),
    fetch,
    internalToken: config.internalToken,
    serviceTokens: config.serviceKeys === null ? null : createServiceTokens(config.serviceKeys),
    takesSecret: config.internalAuth === "keys-or-secret",
    store,
    uploadBucket,
    uploadLimits,
    deliveryBucket: config.deliveryBucket,
    signUploadBucketUrl: createPresigner({ ...s3, bucket: uploadBucket }),
    deliveryUrl: config.deliveryUrl ?? `${config.s3Endpoint}/${config.deliveryBucket}`,
    verifySns: config.snsTopicArn === null ? null : createSnsVerifier(config.snsTopicArn, { fetch, nowMs }),
    stripeWebhookSecret: config.stripeWebhookSecret,
    stripe: stripeOf(config),
    jobBell,
    uploadBell,
    roomNewsBell,
    notificationBell,
    giftBell,
    stopping: stopping.signal,
    enqueue: jobs.enqueue,
  };
  const app = createApp({ ...deps, log });
  try {
    await jobs.work(createJobHandlers(deps));
  } catch (error) {
    await jobs.close();
    store.close();
    await close();
    throw error;
  }
  const timers = [
    setInterval(() => {
      watchHosts(deps).then(
        ({ silent, gone }) => {
          if (silent.length + gone.length > 0) log.warn("hosts.lost", { silent, gone });
        },
        (error: unknown) => log.error("hosts.watch-failed", { error }),
      );
    }, WATCH_INTERVAL_MS),
    setInterval(() => {
      steering?.pass().catch((error: unknown) => log.error("engine.steering-failed", { error }));
    }, STEER_INTERVAL_MS),
    setInterval(() => {
      forgetHandoffs(deps).catch((error: unknown) => log.error("handoffs.expiry-failed", { error }));
      forgetKept(deps).catch((error: unknown) => log.error("kept-rooms.expiry-failed", { error }));
    }, EXPIRE_HANDOFFS_INTERVAL_MS),
    setInterval(() => {
      expireUploads({ db, nowMs, store, uploadBucket, jobBell }).then(
        ({ found, expired, failures }) => {
          if (found + expired > 0) log.info("uploads.expired", { found, expired });
          for (const error of failures) log.warn("uploads.expiry-failed", { error });
        },
        (error: unknown) => log.error("uploads.expiry-failed", { error }),
      );
    }, EXPIRE_UPLOADS_INTERVAL_MS),
    setInterval(() => {
      closeDueRooms({ db, nowMs }).then(
        (count) => count > 0 && log.info("rooms.closed-after-events", { count }),
        (error: unknown) => log.error("rooms.closing-failed", { error }),
      );
      advanceEvents({ db, nowMs }).catch((error: unknown) => log.error("events.advance-failed", { error }));
    }, ADVANCE_EVENTS_INTERVAL_MS),
  ];
  return {
    app,
    metrics: createMetricsApp({ ...deps, log }),
    stopWaiting: () => stopping.abort(),
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      driver?.close();
      await jobs.close();
      store.close();
      return close();
    },
  };
}

function stripeOf({ stripeSecretKey, stripeApiBase, stripeTax }: OriginConfig): StripeGateway | null {
  if (stripeSecretKey === null) return null;
  return createStripeGateway({
    secretKey: stripeSecretKey,
    apiBase: stripeApiBase,
    isTaxed: stripeTax === "automatic",
  });
}

function requireSomeWayIn({ internalAuth, serviceKeys }: OriginConfig): void {
  if (internalAuth === "keys" && serviceKeys === null)
    throw new EnvError([
      { name: "HIROBA_INTERNAL_AUTH", message: "keys opens to nobody while HIROBA_SERVICE_KEYS is not set" },
    ]);
}
