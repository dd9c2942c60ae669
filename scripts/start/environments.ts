// Which process is told what: each gets the variables its own settings table declares, ours where this start decides them,
// and nothing else of the environment. Secrets reach only those that need them. Pure.

import { join } from "node:path";
import { edgeSettings } from "../../edge/config.ts";
import { originSettings } from "../../origin/config.ts";
import { ugcSettings } from "../../origin/ugc/config.ts";
import { roomSettings } from "../../room/config.ts";
import type { EnvRecord, SettingsTable } from "../../shared/env.ts";
import { type InternalCaller, internalCallers } from "../../shared/schema/internal-callers.ts";
import { CLIENT_ID, identityProviderSettings } from "../dev/identity-provider/config.ts";
import { objectStoreSettings } from "../dev/object-store/config.ts";
import { stripeDoubleSettings } from "../dev/stripe/config.ts";
import { publicServiceKeys } from "../keys/make-key.ts";
import type { PortName, StartConfig } from "./config.ts";
import type { Secrets } from "./secrets.ts";

/** What programs of any kind expect to find: where programs, a home and temporary files are. */
const OF_THE_SYSTEM = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "TZ", "HOSTNAME"];

const TABLES = {
  s3: objectStoreSettings,
  idp: identityProviderSettings,
  stripe: stripeDoubleSettings,
  origin: originSettings,
  ugc: ugcSettings,
  room: roomSettings,
  edge: edgeSettings,
} as const satisfies Readonly<Record<string, SettingsTable>>;
export type ProcessName = keyof typeof TABLES;

type Known = {
  readonly config: StartConfig;
  readonly secrets: Secrets;
  readonly ports: Readonly<Partial<Record<PortName, number>>>;
  readonly dataDir: string;
  readonly webDir: string;
  readonly databaseUrl: string;
};

/** Where everything answers, as browsers and our own processes reach it. */
export type Addresses = {
  readonly edge: string;
  readonly origin: string;
  readonly s3: string;
  readonly idp: string;
  readonly stripe: string;
  readonly roomWs: string;
  readonly roomTcp: string;
  readonly roomMetrics: string;
};

/** `HIROBA_PUBLIC_HOST`, or this machine's own name for itself. */
export function addressesOf(config: StartConfig, ports: Known["ports"], env: EnvRecord): Addresses {
  const host = config.publicHost ?? "127.0.0.1";
  const roomHost = env["HIROBA_ROOM_ADDRESS"] ?? host;
  return {
    edge: config.edgeUrl ?? `http://${config.publicHost ?? "localhost"}:${ports.edge}`,
    origin: `http://127.0.0.1:${ports.origin}`,
    s3: config.s3Endpoint ?? `http://${host}:${ports.s3}`,
    idp: config.oidcIssuer ?? `http://${host}:${ports.idp}`,
    stripe: config.stripeSecretKey === null ? `http://${host}:${ports.stripe}` : "https://api.stripe.com",
    roomWs: env["HIROBA_ROOM_WS_URL"] ?? `ws://${roomHost}:${ports.roomWs}/mqtt`,
    roomTcp: `mqtt://${roomHost}:${ports.roomTcp}`,
    roomMetrics: `http://${connectable(env["HIROBA_ROOM_METRICS_BIND"] ?? "127.0.0.1")}:${ports.roomMetrics}`,
  };
}

/** What a start works out or makes by itself, for processes that would have to be told. */
export const DECIDED_BY_START = [
  "HIROBA_EDGE_PORT",
  "HIROBA_ORIGIN_PORT",
  "HIROBA_S3_PORT",
  "HIROBA_IDP_PORT",
  "HIROBA_STRIPE_PORT",
  "HIROBA_ROOM_WS_PORT",
  "HIROBA_ROOM_TCP_PORT",
  "HIROBA_ROOM_METRICS_PORT",
  "HIROBA_BIND",
  "HIROBA_DATA_DIR",
  "HIROBA_WEB_DIR",
  "HIROBA_EDGE_URL",
  "HIROBA_ORIGIN_URL",
  "HIROBA_EDGE_PURGE_URLS",
  "HIROBA_ROOM_ADDRESS",
  "HIROBA_ROOM_SPOOL_DIR",
  "HIROBA_TICKET_JWKS_URL",
  "HIROBA_INTERNAL_TOKEN",
  "HIROBA_INTERNAL_AUTH",
  "HIROBA_SERVICE_KEY",
  "HIROBA_SERVICE_KEYS",
  "HIROBA_ACCESS_KEY",
  "HIROBA_TICKET_KEY",
  "HIROBA_COOKIE_KEY",
  "HIROBA_S3_EVENT_URL",
  "HIROBA_IDP_ISSUER",
  "HIROBA_STRIPE_URL",
  "HIROBA_STRIPE_WEBHOOK_URL",
  "HIROBA_LOG",
  "DATABASE_URL",
  "S3_ENDPOINT",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "STRIPE_SECRET_KEY",
  "STRIPE_API_BASE",
  "STRIPE_WEBHOOK_SECRET",
] as const;
type Decided = Readonly<Record<(typeof DECIDED_BY_START)[number], string | undefined>>;

/** The environment of one process. */
export function environmentOf(name: ProcessName, env: EnvRecord, known: Known): Record<string, string> {
  const { config, ports, secrets } = known;
  const addresses = addressesOf(config, ports, env);
  const decided: Decided = {
    HIROBA_EDGE_PORT: text(ports.edge),
    HIROBA_ORIGIN_PORT: text(ports.origin),
    HIROBA_S3_PORT: text(ports.s3),
    HIROBA_IDP_PORT: text(ports.idp),
    HIROBA_STRIPE_PORT: text(ports.stripe),
    HIROBA_ROOM_WS_PORT: text(ports.roomWs),
    HIROBA_ROOM_TCP_PORT: text(ports.roomTcp),
    HIROBA_ROOM_METRICS_PORT: text(ports.roomMetrics),
    // The internal API is nobody's business outside this machine, whatever the others listen on.
    HIROBA_BIND: name === "origin" ? "127.0.0.1" : config.bind,
    HIROBA_DATA_DIR: known.dataDir,
    HIROBA_WEB_DIR: env["HIROBA_WEB_DIR"] ?? known.webDir,
    HIROBA_EDGE_URL: addresses.edge,
    HIROBA_ORIGIN_URL: addresses.origin,
    HIROBA_EDGE_PURGE_URLS:
      env["HIROBA_EDGE_PURGE_URLS"] ?? `http://${connectable(config.bind)}:${ports.edge}`,
    HIROBA_ROOM_ADDRESS: env["HIROBA_ROOM_ADDRESS"] ?? config.publicHost ?? "127.0.0.1",
    HIROBA_ROOM_SPOOL_DIR: env["HIROBA_ROOM_SPOOL_DIR"] ?? join(known.dataDir, "room-reports"),
    HIROBA_TICKET_JWKS_URL: `http://${connectable(config.bind)}:${ports.edge}/.well-known/ticket-jwks.json`,
    HIROBA_INTERNAL_TOKEN: secrets.internalToken,
    // All that call are of this start, and have their keys.
    HIROBA_INTERNAL_AUTH: "keys",
    HIROBA_SERVICE_KEY: isCaller(name) ? JSON.stringify(secrets.serviceKeys[name]) : undefined,
    HIROBA_SERVICE_KEYS: publicServiceKeys(secrets.serviceKeys),
    HIROBA_ACCESS_KEY: JSON.stringify(secrets.accessKey),
    HIROBA_TICKET_KEY: JSON.stringify(secrets.ticketKey),
    HIROBA_COOKIE_KEY: secrets.cookieKey,
    HIROBA_S3_EVENT_URL: `${addresses.origin}/hooks/s3-events?token=${encodeURIComponent(secrets.internalToken)}`,
    HIROBA_IDP_ISSUER: addresses.idp,
    HIROBA_STRIPE_URL: addresses.stripe,
    HIROBA_STRIPE_WEBHOOK_URL: `http://${connectable(config.bind)}:${ports.edge}/v1/stripe/webhook`,
    HIROBA_LOG: "json",
    DATABASE_URL: known.databaseUrl,
    S3_ENDPOINT: addresses.s3,
    S3_ACCESS_KEY_ID: config.s3Endpoint === null ? secrets.s3AccessKeyId : (config.s3AccessKeyId ?? ""),
    S3_SECRET_ACCESS_KEY:
      config.s3Endpoint === null ? secrets.s3SecretAccessKey : (config.s3SecretAccessKey ?? ""),
    OIDC_ISSUER: addresses.idp,
    OIDC_CLIENT_ID: config.oidcIssuer === null ? CLIENT_ID : env["OIDC_CLIENT_ID"],
    STRIPE_SECRET_KEY: config.stripeSecretKey ?? secrets.stripe.secretKey,
    STRIPE_API_BASE:
      config.stripeSecretKey === null
        ? `http://${connectable(config.bind)}:${ports.stripe}`
        : env["STRIPE_API_BASE"],
    STRIPE_WEBHOOK_SECRET:
      config.stripeSecretKey === null ? secrets.stripe.webhookSecret : env["STRIPE_WEBHOOK_SECRET"],
  };
  const declared = Object.values(TABLES[name]).map((setting) => setting.name);
  const told: Record<string, string> = {};
  for (const variable of [...OF_THE_SYSTEM, ...declared]) {
    const value = (decided as EnvRecord)[variable] ?? env[variable];
    if (value !== undefined && value !== "") told[variable] = value;
  }
  return told;
}

function isCaller(name: ProcessName): name is InternalCaller & ProcessName {
  return (internalCallers as readonly string[]).includes(name);
}

function text(port: number | undefined): string | undefined {
  return port === undefined ? undefined : String(port);
}

/** An address to listen on that means "all of them", as one to connect to. */
export function connectable(bind: string): string {
  if (bind === "0.0.0.0") return "127.0.0.1";
  if (bind === "::") return "[::1]";
  return bind.includes(":") ? `[${bind}]` : bind;
}
