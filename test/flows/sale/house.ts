// The house that sells: Postgres, a Stripe double, and two origins, each with an edge of its own before it. Real processes, which go by
// one clock; an origin can be killed, and comes back.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PgBoss } from "pg-boss";
import postgres from "postgres";
import { createAccessTokens } from "../../../edge/auth/access-token.ts";
import { importKeys } from "../../../edge/auth/keys.ts";
import type { JobKind } from "../../../origin/jobs/kinds.ts";
import { openBoss } from "../../../origin/jobs/queue.ts";
import { createStripeControl, type StripeControl } from "../../../scripts/dev/stripe/control-client.ts";
import { makeKey } from "../../../scripts/keys/make-key.ts";
import { createLog } from "../../../shared/http/log.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import { findFreePort, type Spawned, spawnListening } from "../../runtimes/spawn-listening.ts";
import { clientOf } from "../../scripts/dev/stripe/support.ts";
import { createTestDatabase } from "../../support/database.ts";
import { makeSharedClock, SHARED_CLOCK_VARIABLE, type SharedClock } from "../../support/shared-clock.ts";

const SECRET_KEY = "sk_test_of_the_sale";
const WEBHOOK_SECRET = "whsec_of_the_sale";
const INTERNAL_TOKEN = "token-of-the-sale";
const S3 = { S3_ACCESS_KEY_ID: "unused", S3_SECRET_ACCESS_KEY: "unused" };
/** All buyers come from one address here. */
const UNLIMITED = {
  HIROBA_REQUESTS_PER_MINUTE: "10000000",
  HIROBA_SOCIAL_PER_MINUTE: "1000000",
  HIROBA_USER_SOCIAL_PER_MINUTE: "1000000",
};
/** A token lives for ten minutes. */
const TOKEN_ANEW_AFTER_MS = 5 * 60_000;

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Opens it. The caller closes it. */
export async function openHouse() {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-sale-"));
  const clockPath = join(folder, "clock");
  const clock: SharedClock = await makeSharedClock(clockPath);
  const database = await createTestDatabase();
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  const bun = (script: string, event: string, env: Readonly<Record<string, string>>) =>
    spawnListening({
      command: [process.execPath, "--preload", "./test/support/go-by-shared-clock.ts", script],
      event,
      env: { [SHARED_CLOCK_VARIABLE]: clockPath, ...env },
    });

  const edgePorts = [findFreePort(), findFreePort()] as const;
  const originPorts = [findFreePort(), findFreePort()] as const;
  const publicUrl = `http://127.0.0.1:${edgePorts[0]}`;
  const stripe = await bun("scripts/dev/stripe.ts", "stripe.listening", {
    HIROBA_STRIPE_PORT: "0",
    HIROBA_DATA_DIR: folder,
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    HIROBA_STRIPE_WEBHOOK_URL: `${publicUrl}/v1/stripe/webhook`,
  });
  const stripeUrl = `http://127.0.0.1:${stripe.port}`;
  const control: StripeControl = createStripeControl({ url: stripeUrl, secretKey: SECRET_KEY });

  const startOrigin = (index: 0 | 1): Promise<Spawned> =>
    bun("origin/entry/bun.ts", "origin.listening", {
      ...S3,
      DATABASE_URL: database.url,
      HIROBA_ORIGIN_PORT: String(originPorts[index]),
      HIROBA_INTERNAL_TOKEN: INTERNAL_TOKEN,
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_API_BASE: stripeUrl,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    });
  const [accessKey, ticketKey] = [await makeKey("access"), await makeKey("ticket")];
  const startEdge = (index: 0 | 1): Promise<Spawned> =>
    bun("edge/entry/bun.ts", "edge.listening", {
      ...S3,
      ...UNLIMITED,
      HIROBA_EDGE_PORT: String(edgePorts[index]),
      HIROBA_EDGE_URL: publicUrl,
      HIROBA_ORIGIN_URL: `http://127.0.0.1:${originPorts[index]}`,
      HIROBA_INTERNAL_TOKEN: INTERNAL_TOKEN,
      HIROBA_ACCESS_KEY: JSON.stringify(accessKey),
      HIROBA_TICKET_KEY: JSON.stringify(ticketKey),
      HIROBA_COOKIE_KEY: Buffer.alloc(32, 7).toString("base64url"),
    });
  // The first migrates and seeds; the other finds that done.
  const origins = [await startOrigin(0), await startOrigin(1)];
  const edges = await Promise.all([startEdge(0), startEdge(1)]);

  const keys = await importKeys({
    accessKey: { signing: accessKey, others: [] },
    ticketKey: { signing: ticketKey, others: [] },
    revokedKids: [],
  });
  const tokens = createAccessTokens(keys.access, publicUrl);
  const signedAt = new Map<UserId, { readonly token: string; readonly atMs: number }>();
  const boss: PgBoss = await openBoss(
    {
      databaseUrl: database.url,
      log: createLog({ process: "sale", format: "json", nowMs: Date.now, write: () => {} }),
    },
    "visitor",
  );

  return {
    clock,
    sql,
    control,
    stripe: clientOf(stripeUrl, SECRET_KEY),
    publicUrl,
    edgeUrls: edges.map(({ port }) => `http://127.0.0.1:${port}`),
    /** Accounts, as signing in would have made them. */
    async createMembers(ids: readonly UserId[]): Promise<void> {
      const about = {
        display_name: "Somebody",
        role: "member",
        locale: "ja",
        created_at: new Date(clock.nowMs()),
      };
      await sql`INSERT INTO users ${sql(ids.map((id) => ({ id, ...about })))}`;
    },
    /** What such a member shows the edges, signed anew when it is old. */
    async authorizationOf(userId: UserId): Promise<string> {
      const nowMs = clock.nowMs();
      let signed = signedAt.get(userId);
      if (signed === undefined || nowMs - signed.atMs > TOKEN_ANEW_AFTER_MS) {
        const caller = { userId, sessionId: crypto.randomUUID(), roles: ["member"] as const };
        signed = { token: (await tokens.sign(caller, nowMs)).token, atMs: nowMs };
        signedAt.set(userId, signed);
      }
      return `Bearer ${signed.token}`;
    },
    /** As a power cut would; then it is started again where it was. */
    async killOrigin(index: 0 | 1): Promise<void> {
      await origins[index]?.kill();
      origins[index] = await startOrigin(index);
    },
    /** What the clock would have the origins do at some minute. */
    async doJob(kind: JobKind): Promise<void> {
      await boss.send(kind, {});
    },
    async close(): Promise<void> {
      await boss.stop();
      await Promise.all(edges.map((edge) => edge.stop()));
      await Promise.all(origins.map((origin) => origin.stop()));
      await stripe.stop();
      await sql.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
