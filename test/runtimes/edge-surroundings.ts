// What stands around an edge under test, all of it real: an origin process on a database of its own, the development object
// store and identity provider, a folder with a page in it, and the environment that points the edge at them.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import postgres from "postgres";
import { HEARTBEAT_INTERVAL_MS } from "../../origin/rooms/succession.ts";
import { createInternalClient, type InternalClient } from "../../shared/http/internal-client.ts";
import { type HostId, newId } from "../../shared/schema/ids.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import { createTestDatabase } from "../support/database.ts";
import { FIREBASE_PROJECT, type FirebaseKeys, serveFirebaseKeys } from "../support/firebase.ts";
import { findFreePort, type Spawned, spawnListening } from "./spawn-listening.ts";

const INTERNAL_TOKEN = "token-of-the-test";
export const STRIPE_SECRET = "whsec_of_the_test";
export const PART_BYTES = 5 * 1024 * 1024;
const S3 = {
  S3_ACCESS_KEY_ID: "test-key",
  S3_SECRET_ACCESS_KEY: "test-secret-that-signs",
  S3_UPLOAD_BUCKET: "hiroba-upload",
};
/** Parts of the smallest size there is, so that a test need not send much. */
const UPLOADS = JSON.stringify({ multipart: { overBytes: PART_BYTES, partBytes: PART_BYTES } });
/** The tests say by this header which address they come from, so that the limits of one do not reach another. */
export const ADDRESS_HEADER = "x-test-address";
export const POLICIES_PER_MINUTE = 5;
export const SCRIPT_PATH = "/assets/app-1a2b3c4d.js";
export const SECRET_OUTSIDE = "not for the public";

type KeySetting = "HIROBA_ACCESS_KEY" | "HIROBA_TICKET_KEY";
type EdgeEnvironment = Readonly<Record<string, string> & Record<KeySetting, string>>;

export type Surroundings = {
  readonly origin: Spawned;
  readonly folder: string;
  readonly webDir: string;
  readonly edgeUrl: string;
  /** The whole environment of the edge. */
  readonly env: EdgeEnvironment;
  readonly storeUrl: string;
  readonly providerUrl: string;
  readonly firebase: FirebaseKeys;
  /** Registers a host of rooms, unless there is one: it speaks until the end. */
  registerHost(): Promise<HostId>;
  /** Makes every refresh token that was used look used `ms` earlier: what waiting for it would do. */
  ageUsedTokens(ms: number): Promise<void>;
  /** Gives up every place kept for somebody on their way: what waiting a minute for them would do. */
  freePlaces(): Promise<void>;
  stop(): Promise<void>;
};

/** How the origin is started on Bun, with its environment and from the checkout's root. */
const ORIGIN_ON_BUN: readonly string[] = [process.execPath, "origin/entry/bun.ts"];

/** Starts everything but the edge. */
export async function startSurroundings(
  originCommand: readonly string[] = ORIGIN_ON_BUN,
): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-edge-"));
  const webDir = join(folder, "web");
  await writePage(folder, webDir);
  const edgePort = findFreePort();
  const edgeUrl = `http://127.0.0.1:${edgePort}`;
  const database = await createTestDatabase();
  const bun = (script: string, event: string, env: Readonly<Record<string, string>>) =>
    spawnListening({ command: [process.execPath, script], event, env });
  const originPort = findFreePort();
  let host: SpeakingHost | null = null;
  const [store, provider] = await Promise.all([
    bun("scripts/dev/object-store/main.ts", "s3.listening", {
      ...S3,
      HIROBA_S3_PORT: "0",
      HIROBA_DATA_DIR: folder,
      HIROBA_S3_EVENT_URL: `http://127.0.0.1:${originPort}/hooks/s3-events?token=${INTERNAL_TOKEN}`,
    }),
    bun("scripts/dev/identity-provider.ts", "idp.listening", {
      HIROBA_IDP_PORT: "0",
      HIROBA_EDGE_URL: edgeUrl,
    }),
  ]);
  const firebase = await serveFirebaseKeys();
  const storeUrl = `http://127.0.0.1:${store.port}`;
  const origin = await spawnListening({
    command: originCommand,
    event: "origin.listening",
    env: {
      ...S3,
      S3_ENDPOINT: storeUrl,
      HIROBA_ORIGIN_PORT: String(originPort),
      DATABASE_URL: database.url,
      HIROBA_INTERNAL_TOKEN: INTERNAL_TOKEN,
      STRIPE_WEBHOOK_SECRET: STRIPE_SECRET,
      HIROBA_EDGE_PURGE_URLS: edgeUrl,
      HIROBA_UPLOADS: UPLOADS,
    },
  });
  const originUrl = `http://127.0.0.1:${origin.port}`;
  const providerUrl = `http://127.0.0.1:${provider.port}`;
  return {
    origin,
    folder,
    webDir,
    edgeUrl,
    storeUrl,
    providerUrl,
    firebase,
    env: {
      ...S3,
      HIROBA_EDGE_PORT: String(edgePort),
      HIROBA_EDGE_URL: edgeUrl,
      HIROBA_ORIGIN_URL: originUrl,
      HIROBA_INTERNAL_TOKEN: INTERNAL_TOKEN,
      HIROBA_ACCESS_KEY: await privateJwk("access-of-the-test"),
      HIROBA_TICKET_KEY: await privateJwk("ticket-of-the-test"),
      HIROBA_COOKIE_KEY: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url"),
      HIROBA_CLIENT_ADDRESS_HEADER: ADDRESS_HEADER,
      HIROBA_POLICIES_PER_MINUTE: String(POLICIES_PER_MINUTE),
      HIROBA_WEB_DIR: webDir,
      S3_ENDPOINT: storeUrl,
      OIDC_ISSUER: providerUrl,
      OIDC_PROVIDERS: JSON.stringify([
        { id: "second", label: "Second", issuer: providerUrl, clientId: "hiroba-second" },
      ]),
      FIREBASE_PROJECT_ID: FIREBASE_PROJECT,
      FIREBASE_JWKS_URL: firebase.url,
    },
    registerHost: () => {
      host ??= startHost(originUrl);
      return host.registered;
    },
    ageUsedTokens: (ms) => ageUsedTokens(database.url, ms),
    freePlaces: () => freePlaces(database.url),
    async stop() {
      host?.fallSilent();
      await firebase.stop();
      await Promise.all([origin, store, provider].map((process) => process.stop()));
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writePage(folder: string, webDir: string): Promise<void> {
  await mkdir(join(webDir, "assets"), { recursive: true });
  await Bun.write(join(webDir, "index.html"), "<!doctype html><title>Hiroba</title>");
  await Bun.write(join(webDir, SCRIPT_PATH), "console.log('hiroba')");
  await Bun.write(join(folder, "secret.txt"), SECRET_OUTSIDE);
}

type SpeakingHost = { readonly registered: Promise<HostId>; fallSilent(): void };

/** Nobody is sent to one that is not heard of for a few seconds. */
function startHost(originUrl: string): SpeakingHost {
  const call = createInternalClient({ originUrl, credential: INTERNAL_TOKEN, fetch });
  const hostId = newId("host");
  const beat = () =>
    call({
      method: "POST",
      path: fillPath(internalPath.heartbeat, { hostId }),
      body: { rooms: [], draining: false },
    }).catch(() => {});
  const registered = register(call, hostId);
  const timer = setInterval(() => void beat(), HEARTBEAT_INTERVAL_MS);
  return { registered, fallSilent: () => clearInterval(timer) };
}

async function register(call: InternalClient, hostId: HostId): Promise<HostId> {
  await call({
    method: "POST",
    path: internalPath.registerHost,
    body: {
      hostId,
      region: "test",
      host: { address: "127.0.0.1", tcpPort: 1883, wsUrl: "ws://127.0.0.1:8083/mqtt" },
      participantsMax: 10_000,
      roomsMax: 1_000,
      build: "test",
    },
  });
  return hostId;
}

async function freePlaces(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  await sql`DELETE FROM reservations`;
  await sql.end();
}

async function ageUsedTokens(databaseUrl: string, ms: number): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  await sql`UPDATE refresh_tokens SET used_at = used_at - ${ms} * interval '1 ms' WHERE used_at IS NOT NULL`;
  await sql.end();
}

/** A new Ed25519 key as the edge's settings want it. */
export async function privateJwk(kid: string): Promise<string> {
  const { privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const { kty, crv, x, d } = await exportJWK(privateKey);
  return JSON.stringify({ kty, crv, x, d, kid });
}
