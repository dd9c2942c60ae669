// The origin as its tests use it: the whole app on a database of its own, spoken to through fetch, with a clock that is
// moved by hand.

import { createApp } from "../../origin/app.ts";
import { createJobBell } from "../../origin/assets/job-bell.ts";
import { UPLOAD_CHANNEL } from "../../origin/assets/store.ts";
import { createBell } from "../../origin/bell.ts";
import { ROOM_NEWS_CHANNEL } from "../../origin/changes/store.ts";
import { openDb } from "../../origin/db/client.ts";
import type { OriginDeps } from "../../origin/deps.ts";
import { GIFT_CHANNEL } from "../../origin/gifts/store.ts";
import { openJobQueue } from "../../origin/jobs/queue.ts";
import { NOTIFICATION_CHANNEL } from "../../origin/notifications/store.ts";
import { placementTableSchema } from "../../origin/rooms/placement.ts";
import { createObjectStore } from "../../origin/s3/object-store.ts";
import { createLog } from "../../shared/http/log.ts";
import { createPresigner } from "../../shared/s3/presigned-url.ts";
import {
  ACTING_SESSION_HEADER,
  ACTING_USER_HEADER,
  fillPath,
  internalPath,
} from "../../shared/schema/internal-api.ts";
import { uploadLimitsSchema } from "../../shared/schema/upload.ts";
import { createTestDatabase } from "../support/database.ts";

const TOKEN = "test-token";
/** Most tests need none: a test that does hands its own in. */
const NO_STORE = {
  endpoint: "http://127.0.0.1:1",
  region: "us-east-1",
  accessKeyId: "TESTKEY",
  secretAccessKey: "none",
};

type Ask = {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly json?: unknown;
  readonly as?: string;
  /** The session that acts. */
  readonly session?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Answer = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
};
export type OriginUnderTest = Awaited<ReturnType<typeof startOrigin>>;

type OriginApp = ReturnType<typeof createApp>;

/** Starts it. `stop` drops the database. */
export async function startOrigin(over: Partial<OriginDeps> = {}) {
  const database = await createTestDatabase();
  const { db, listen, close } = openDb(database.url);
  const clock = { nowMs: Date.now() };
  const stopping = new AbortController();
  const uploadBell = createBell();
  const roomNewsBell = createBell();
  const notificationBell = createBell();
  const giftBell = createBell();
  await listen(UPLOAD_CHANNEL, uploadBell.ring);
  await listen(ROOM_NEWS_CHANNEL, roomNewsBell.ring);
  await listen(NOTIFICATION_CHANNEL, notificationBell.ring);
  await listen(GIFT_CHANNEL, giftBell.ring);
  const store = createObjectStore(NO_STORE);
  const log = createLog({ process: "origin", format: "json", nowMs: () => clock.nowMs, write: () => {} });
  const jobs = openJobQueue({ databaseUrl: database.url, log });
  const deps: OriginDeps = {
    db,
    nowMs: () => clock.nowMs,
    poolNowMs: async () => clock.nowMs,
    placement: placementTableSchema.parse({}),
    hostWanted: () => {},
    fetch: () => Promise.reject(new Error("no network in tests")),
    internalToken: TOKEN,
    serviceTokens: null,
    takesSecret: true,
    store,
    uploadBucket: "hiroba-upload",
    uploadLimits: uploadLimitsSchema.parse({}),
    deliveryBucket: "hiroba-delivery",
    signUploadBucketUrl: createPresigner({ ...NO_STORE, bucket: "hiroba-upload" }),
    deliveryUrl: "http://delivery.test/hiroba-delivery",
    verifySns: null,
    stripeWebhookSecret: null,
    stripe: null,
    jobBell: createJobBell(),
    uploadBell,
    roomNewsBell,
    notificationBell,
    giftBell,
    stopping: stopping.signal,
    enqueue: jobs.enqueue,
    ...over,
  };
  const app = createApp({ ...deps, log });

  const askThrough =
    (app: OriginApp) =>
    async (path: string, options: Ask = {}): Promise<Answer> => {
      const method = options.method ?? (options.json === undefined ? "GET" : "POST");
      const response = await app.request(`${fillPath(path, options.params)}${options.query ?? ""}`, {
        method,
        headers: {
          authorization: `Bearer ${TOKEN}`,
          ...(options.as === undefined ? {} : { [ACTING_USER_HEADER]: options.as }),
          ...(options.session === undefined ? {} : { [ACTING_SESSION_HEADER]: options.session }),
          ...options.headers,
        },
        ...(options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === "" ? {} : JSON.parse(text),
      };
    };
  const ask = askThrough(app);
  /** Another process beside it, on the same database; `close` it before the first stops. */
  const startAnother = () => {
    const its = openDb(database.url);
    return { ask: askThrough(createApp({ ...deps, db: its.db, log })), close: its.close };
  };
  const createGuest = async (displayName = "Aoi") => {
    const { body } = await ask(internalPath.createGuest, { json: { displayName, locale: "ja" } });
    return { ...body, userId: (body["user"] as { id: string }).id } as {
      userId: string;
      refreshToken: string;
    };
  };
  /** A session of the user that goes on; one nobody has where there is none. */
  const sessionOf = async (userId: string): Promise<string> => {
    const { body } = await ask(internalPath.sessions, { params: { userId } });
    const [session] = body["items"] as { id: string }[];
    return session?.id ?? crypto.randomUUID();
  };
  return {
    app,
    ask,
    startAnother,
    deps,
    databaseUrl: database.url,
    clock,
    createGuest,
    sessionOf,
    stop: async () => {
      stopping.abort();
      store.close();
      await jobs.close();
      await close();
      await database.drop();
    },
  };
}
