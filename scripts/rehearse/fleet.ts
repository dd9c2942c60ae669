// A fleet on this machine: Postgres, an object store, an identity provider and a double of Stripe, and of ours two origins, two edges
// and four room hosts, each of which can be replaced by a new one while people use it.

import { join } from "node:path";
import type { Log } from "../../shared/http/log.ts";
import { startPostgres } from "../dev/postgres.ts";
import { startChild } from "../start/child-process.ts";
import { readStartConfig, wantedPorts } from "../start/config.ts";
import { environmentOf, type ProcessName } from "../start/environments.ts";
import { findPorts } from "../start/free-ports.ts";
import { openLogFiles } from "../start/log-files.ts";
import { readOrCreateSecrets } from "../start/secrets.ts";
import type { Run } from "../start/service.ts";
import { type LoadBalancer, startProxy } from "./proxy.ts";

/** One of ours that is replaced as a whole: "room-3". */
export type Slot = { readonly name: string; readonly kind: "origin" | "edge" | "room" };

export const SLOTS: readonly Slot[] = [
  { name: "origin-1", kind: "origin" },
  { name: "origin-2", kind: "origin" },
  { name: "edge-1", kind: "edge" },
  { name: "edge-2", kind: "edge" },
  { name: "room-1", kind: "room" },
  { name: "room-2", kind: "room" },
  { name: "room-3", kind: "room" },
  { name: "room-4", kind: "room" },
];

const ANY_PORTS = {
  HIROBA_EDGE_PORT: "0",
  HIROBA_ORIGIN_PORT: "0",
  HIROBA_S3_PORT: "0",
  HIROBA_IDP_PORT: "0",
  HIROBA_STRIPE_PORT: "0",
  HIROBA_ROOM_WS_PORT: "0",
  HIROBA_ROOM_TCP_PORT: "0",
  HIROBA_ROOM_METRICS_PORT: "0",
};
/** A host hands its rooms over first; the others answer what they have begun. */
const STOP_MAX_MS = 25_000;

export type Fleet = {
  readonly edgeUrl: string;
  /** The folder with everybody's logs. */
  readonly logs: string;
  readonly databaseUrl: string;
  readonly stripe: { readonly url: string; readonly secretKey: string };
  /** Starts a new one, then asks the old one to go. Resolves with how long the old one took to. */
  replace(slot: Slot): Promise<{ readonly leftAfterMs: number }>;
  stop(): Promise<void>;
};

/** Starts all of it on free ports. Throws StartFailed with what did not come up. */
export async function startFleet(dataDir: string, log: Log): Promise<Fleet> {
  const config = readStartConfig({ HIROBA_LOG: "json", ...ANY_PORTS });
  const files = openLogFiles(join(dataDir, "logs"));
  const webDir = join(dataDir, "web");
  const secrets = await readOrCreateSecrets(dataDir);
  const stopping = new AbortController();
  const proxies = { origin: startProxy(), edge: startProxy() };
  const running = new Map<string, { readonly run: Run; readonly url: string }>();
  const others: { stop(): Promise<unknown> }[] = [];

  async function start(
    name: ProcessName,
    slot: string,
    script: string,
    known: { databaseUrl: string; s3: number; idp: number; stripe: number },
  ) {
    const found = await findPorts(wantedPorts(config), "127.0.0.1");
    const ports = {
      ...found,
      ...(known.s3 > 0 ? { s3: known.s3 } : {}),
      ...(known.idp > 0 ? { idp: known.idp } : {}),
      ...(known.stripe > 0 ? { stripe: known.stripe } : {}),
    };
    const { databaseUrl } = known;
    const env = {
      ...environmentOf(name, process.env, { config, secrets, ports, dataDir, webDir, databaseUrl }),
      HIROBA_ORIGIN_URL: proxies.origin.url,
      HIROBA_EDGE_URL: proxies.edge.url,
      HIROBA_EDGE_PURGE_URLS: proxies.edge.url,
      HIROBA_TICKET_JWKS_URL: `${proxies.edge.url}/.well-known/ticket-jwks.json`,
      HIROBA_STRIPE_WEBHOOK_URL: `${proxies.edge.url}/v1/stripe/webhook`,
      HIROBA_S3_EVENT_URL: `${proxies.origin.url}/hooks/s3-events?token=${encodeURIComponent(secrets.internalToken)}`,
    };
    const port = portOf(name, ports);
    const url = `http://127.0.0.1:${port}`;
    const run = await startChild({
      script,
      env,
      ready: { url: `${url}/readyz` },
      stopping: stopping.signal,
      stopMaxMs: STOP_MAX_MS,
      onLine: (line) => files.write(slot, line),
    });
    return { run, url, port };
  }

  const { buildPage } = await import("../../edge/web/build.ts");
  const [postgres] = await Promise.all([
    startPostgres({ dataDir: join(dataDir, "postgres"), port: 0, bind: "127.0.0.1", log }),
    buildPage(webDir),
  ]);
  others.push(postgres);
  const nothing = { databaseUrl: postgres.url, s3: 0, idp: 0, stripe: 0 };
  const s3 = await start("s3", "s3", "scripts/dev/object-store/main.ts", nothing);
  const idp = await start("idp", "idp", "scripts/dev/identity-provider.ts", nothing);
  const stripe = await start("stripe", "stripe", "scripts/dev/stripe.ts", nothing);
  others.push(s3.run, idp.run, stripe.run);
  const known = { databaseUrl: postgres.url, s3: s3.port, idp: idp.port, stripe: stripe.port };

  async function bring({ name, kind }: Slot): Promise<void> {
    const { run, url } = await start(kind, name, SCRIPTS[kind], known);
    if (kind !== "room") proxies[kind].add(url);
    running.set(name, { run, url });
  }

  // In the order they need one another.
  for (const slot of SLOTS) await bring(slot);

  return {
    edgeUrl: proxies.edge.url,
    logs: join(dataDir, "logs"),
    databaseUrl: postgres.url,
    stripe: { url: stripe.url, secretKey: secrets.stripe.secretKey },
    async replace(slot) {
      const before = running.get(slot.name);
      await bring(slot);
      const askedAtMs = performance.now();
      if (before !== undefined) {
        if (slot.kind !== "room") await proxies[slot.kind].remove(before.url);
        await before.run.stop();
      }
      return { leftAfterMs: performance.now() - askedAtMs };
    },
    async stop() {
      stopping.abort();
      for (const slot of SLOTS.toReversed()) await running.get(slot.name)?.run.stop();
      for (const other of others.toReversed()) await other.stop();
      await Promise.all(Object.values(proxies).map((proxy: LoadBalancer) => proxy.stop()));
    },
  };
}

const SCRIPTS = {
  origin: "origin/entry/bun.ts",
  edge: "edge/entry/bun.ts",
  room: "room/main.ts",
} as const satisfies Readonly<Record<Slot["kind"], string>>;

function portOf(name: ProcessName, ports: Awaited<ReturnType<typeof findPorts>>): number {
  const of = {
    s3: ports.s3,
    idp: ports.idp,
    stripe: ports.stripe,
    origin: ports.origin,
    edge: ports.edge,
    room: ports.roomWs,
    ugc: undefined,
  };
  const port = of[name];
  if (port === undefined) throw new Error(`${name} has no port of its own`);
  return port;
}
