// What the supervisor reads: its flags, and from the environment what decides which processes run and where. Everything else a
// process declares in its own settings table is handed through to it.

import {
  address,
  choice,
  EnvError,
  type EnvProblem,
  type EnvRecord,
  hostName,
  port,
  readEnv,
  type SettingsOf,
  type SettingsTable,
  text,
  url,
} from "../../shared/env.ts";

const HTTP = ["http", "https"] as const;

export const startSettings = {
  edgePort: port({
    name: "HIROBA_EDGE_PORT",
    fallback: 8080,
    describe: "port of the public API and the page",
  }),
  originPort: port({ name: "HIROBA_ORIGIN_PORT", fallback: 8081, describe: "port of the internal API" }),
  s3Port: port({ name: "HIROBA_S3_PORT", fallback: 8082, describe: "port of the development object store" }),
  roomWsPort: port({
    name: "HIROBA_ROOM_WS_PORT",
    fallback: 8083,
    describe: "port for MQTT over WebSocket",
  }),
  idpPort: port({
    name: "HIROBA_IDP_PORT",
    fallback: 8084,
    describe: "port of the development identity provider",
  }),
  stripePort: port({
    name: "HIROBA_STRIPE_PORT",
    fallback: 8085,
    describe: "port of the development Stripe double",
  }),
  roomTcpPort: port({ name: "HIROBA_ROOM_TCP_PORT", fallback: 1883, describe: "port for MQTT over TCP" }),
  roomMetricsPort: port({
    name: "HIROBA_ROOM_METRICS_PORT",
    fallback: 9464,
    describe: "port for Prometheus (`/metrics`) and `bun run room top`",
  }),
  dataDir: text({
    name: "HIROBA_DATA_DIR",
    fallback: ".hiroba",
    describe: "folder of everything that is kept; a relative one is in the checkout",
  }),
  bind: address({
    name: "HIROBA_BIND",
    fallback: "127.0.0.1",
    describe: "address that edge, room host, object store, identity provider and Stripe double listen on",
  }),
  publicHost: hostName({
    name: "HIROBA_PUBLIC_HOST",
    fallback: null,
    describe:
      "name under which other machines reach this one, when HIROBA_BIND lets them; unset: this machine",
  }),
  edgeUrl: url({
    name: "HIROBA_EDGE_URL",
    schemes: HTTP,
    fallback: null,
    describe: "origin the public sees; unset: http://localhost:<HIROBA_EDGE_PORT>",
  }),
  databaseUrl: url({
    name: "DATABASE_URL",
    schemes: ["postgres", "postgresql"],
    fallback: null,
    describe: "a Postgres of yours; unset: one is embedded",
  }),
  s3Endpoint: url({
    name: "S3_ENDPOINT",
    schemes: HTTP,
    fallback: null,
    describe:
      "an object store of yours, with S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY; unset: one is embedded",
  }),
  s3AccessKeyId: text({ name: "S3_ACCESS_KEY_ID", fallback: null, describe: "key at S3_ENDPOINT" }),
  s3SecretAccessKey: text({
    name: "S3_SECRET_ACCESS_KEY",
    secret: true,
    fallback: null,
    describe: "its secret",
  }),
  oidcIssuer: url({
    name: "OIDC_ISSUER",
    schemes: HTTP,
    fallback: null,
    describe: "an identity provider of yours; unset: one is embedded",
  }),
  stripeSecretKey: text({
    name: "STRIPE_SECRET_KEY",
    secret: true,
    fallback: null,
    describe:
      "a key of your own at Stripe, with STRIPE_WEBHOOK_SECRET; unset: a double of Stripe is embedded",
  }),
  log: choice({
    name: "HIROBA_LOG",
    choices: ["json", "pretty"],
    fallback: "pretty",
    describe: "json: every line of every process on standard output, for machines; pretty: for people",
  }),
} as const satisfies SettingsTable;

export type StartConfig = SettingsOf<typeof startSettings>;

const PORT_NAMES = {
  edge: "edgePort",
  origin: "originPort",
  s3: "s3Port",
  roomWs: "roomWsPort",
  idp: "idpPort",
  stripe: "stripePort",
  roomTcp: "roomTcpPort",
  roomMetrics: "roomMetricsPort",
} as const;
export type PortName = keyof typeof PORT_NAMES;

/** A port as it was asked for: which process, which variable, which number (0: any). */
export type WantedPort = { readonly name: PortName; readonly variable: string; readonly port: number };

/** The ports this start will listen on: none for what is yours already. */
export function wantedPorts(config: StartConfig): readonly WantedPort[] {
  return (Object.keys(PORT_NAMES) as PortName[])
    .filter((name) => !(name === "s3" && config.s3Endpoint !== null))
    .filter((name) => !(name === "idp" && config.oidcIssuer !== null))
    .filter((name) => !(name === "stripe" && config.stripeSecretKey !== null))
    .map((name) => {
      const key = PORT_NAMES[name];
      return { name, variable: startSettings[key].name, port: config[key] };
    });
}

/** Reads the environment. Throws EnvError with every problem, those between variables included. */
export function readStartConfig(env: EnvRecord): StartConfig {
  const problems: EnvProblem[] = [];
  let config: StartConfig | null = null;
  try {
    config = readEnv(env, startSettings);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    problems.push(...error.problems);
  }
  if (env["S3_ENDPOINT"])
    for (const name of ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"])
      if (!env[name]) problems.push({ name, message: "is needed with S3_ENDPOINT, and not set" });
  if (env["STRIPE_SECRET_KEY"] && !env["STRIPE_WEBHOOK_SECRET"])
    problems.push({
      name: "STRIPE_WEBHOOK_SECRET",
      message: "is needed with STRIPE_SECRET_KEY, and not set: `stripe listen` tells one",
    });
  if (config !== null) {
    const seen = new Map<number, string>();
    for (const { variable, port } of wantedPorts(config)) {
      const other = seen.get(port);
      if (port !== 0 && other !== undefined)
        problems.push({
          name: variable,
          message: `is ${port}, as ${other} is; each needs a port of its own`,
        });
      seen.set(port, variable);
    }
  }
  if (config === null || problems.length > 0) throw new EnvError(problems);
  return config;
}

export type Flags = { readonly fresh: boolean; readonly verbose: boolean; readonly help: boolean };

export class UsageError extends Error {}

export const USAGE = `bun run start [-- --fresh] [-- --verbose]

Runs the whole square on this machine: Postgres, object store, identity provider, Stripe double, origin,
UGC worker, room host, edge.

  --fresh     begin anew: forget accounts, worlds, uploads and keys of earlier starts
  --verbose   show every line the processes log, not only warnings and errors
  --help      this text

Ports, data folder and overrides are environment variables; scripts/deploy/README.md lists them under "Configuration".`;

/** Throws UsageError for what is no flag of ours. */
export function parseFlags(args: readonly string[]): Flags {
  const known = ["--fresh", "--verbose", "--help"];
  const unknown = args.filter((arg) => !known.includes(arg));
  if (unknown.length > 0) throw new UsageError(`unknown: ${unknown.join(" ")}\n\n${USAGE}`);
  return {
    fresh: args.includes("--fresh"),
    verbose: args.includes("--verbose"),
    help: args.includes("--help"),
  };
}
