// What a room host reads from its environment and its command line, declared once.

import {
  address,
  choice,
  EnvError,
  type EnvRecord,
  headerName,
  hostName,
  integer,
  port,
  readEnv,
  type SettingsOf,
  type SettingsTable,
  text,
  url,
} from "../shared/env.ts";
import { serviceKey } from "../shared/service-keys.ts";
import { DEFAULT_LIMITS, openLimits, roomLikeLimits, type SessionLimits } from "./session/limits.ts";

/** With which the process ends when its configuration cannot be followed (EX_CONFIG). */
export const EXIT_CONFIG = 78;
const HTTP = ["http", "https"] as const;

const listening = {
  tcpPort: port({ name: "HIROBA_ROOM_TCP_PORT", fallback: 1883, describe: "port for MQTT over TCP" }),
  wsPort: port({
    name: "HIROBA_ROOM_WS_PORT",
    fallback: 8083,
    describe: "port for MQTT over WebSocket (/mqtt) and for health",
  }),
  tlsCertFile: text({
    name: "HIROBA_ROOM_TLS_CERT_FILE",
    fallback: null,
    describe:
      "PEM file with the certificate and its chain; with its key turns on TLS 1.3, and is read again when it changes and on SIGHUP",
  }),
  tlsKeyFile: text({
    name: "HIROBA_ROOM_TLS_KEY_FILE",
    fallback: null,
    describe: "PEM file with the private key of that certificate",
  }),
  tcpTlsPort: port({
    name: "HIROBA_ROOM_TCP_TLS_PORT",
    fallback: 8883,
    describe: "port for MQTT over TLS, once there is a certificate",
  }),
  wsTlsPort: port({
    name: "HIROBA_ROOM_WS_TLS_PORT",
    fallback: 8443,
    describe: "port for MQTT over WebSocket over TLS, once there is a certificate",
  }),
  plain: choice({
    name: "HIROBA_ROOM_PLAIN",
    choices: ["on", "off"],
    fallback: "on",
    describe:
      "whether the ports without TLS are open; off needs a certificate, and clients are told the TLS ports",
  }),
  clientAddressHeader: headerName({
    name: "HIROBA_CLIENT_ADDRESS_HEADER",
    describe:
      "header in which a proxy you trust writes the caller's address; unset: the socket's own address",
  }),
  bind: address({ name: "HIROBA_BIND", fallback: "127.0.0.1", describe: "address to listen on" }),
  log: choice({
    name: "HIROBA_LOG",
    choices: ["json", "pretty"],
    fallback: "json",
    describe: "form of the log lines",
  }),
} as const satisfies SettingsTable;

const metrics = {
  metricsPort: port({
    name: "HIROBA_ROOM_METRICS_PORT",
    fallback: 9464,
    describe: "port for Prometheus (`/metrics`) and `bun run room top`",
  }),
  metricsBind: address({
    name: "HIROBA_ROOM_METRICS_BIND",
    fallback: "127.0.0.1",
    describe: "address the metrics port listens on; whoever reaches it sees who is here",
  }),
} as const satisfies SettingsTable;

export const roomSettings = {
  ...listening,
  ...metrics,
  address: hostName({
    name: "HIROBA_ROOM_ADDRESS",
    fallback: "127.0.0.1",
    describe: "host name or address under which clients reach this host",
  }),
  wsUrl: url({
    name: "HIROBA_ROOM_WS_URL",
    schemes: ["ws", "wss"],
    fallback: null,
    describe:
      "WebSocket URL clients are told; unset: ws://<HIROBA_ROOM_ADDRESS>:<HIROBA_ROOM_WS_PORT>/mqtt, with a certificate wss:// and the TLS port",
  }),
  region: text({ name: "HIROBA_ROOM_REGION", fallback: "local", describe: "where this host stands" }),
  engineId: text({
    name: "HIROBA_ROOM_ENGINE_ID",
    fallback: null,
    describe:
      "what HIROBA_HOST_DRIVER's engine calls the pod or machine this host is on: a GameServer's name, an instance's id",
  }),
  participantsMax: integer({
    name: "HIROBA_ROOM_PARTICIPANTS_MAX",
    fallback: 2_000,
    min: 1,
    max: 65_535,
    describe: "people this host takes in all its rooms, and ghosts besides as many",
  }),
  roomsMax: integer({
    name: "HIROBA_ROOM_ROOMS_MAX",
    fallback: 200,
    min: 1,
    max: 10_000,
    describe: "rooms this host opens at once",
  }),
  drainMaxSeconds: integer({
    name: "HIROBA_ROOM_DRAIN_SECONDS",
    fallback: 10,
    min: 0,
    max: 600,
    describe:
      "after SIGTERM, how long this host tries to hand its rooms over to others before it closes them; 0: not at all",
  }),
  spoolDir: text({
    name: "HIROBA_ROOM_SPOOL_DIR",
    fallback: ".hiroba/room-reports",
    describe:
      "folder in which this host keeps joins and leaves until the origin has taken them, each port in a folder of its own; a relative one is where the process was started",
  }),
  originUrl: url({
    name: "HIROBA_ORIGIN_URL",
    schemes: HTTP,
    fallback: "http://127.0.0.1:8081",
    describe: "where the origin's internal API is",
  }),
  internalToken: text({
    name: "HIROBA_INTERNAL_TOKEN",
    secret: true,
    describe: "what our processes show each other",
  }),
  serviceKey,
  ticketJwksUrl: url({
    name: "HIROBA_TICKET_JWKS_URL",
    schemes: HTTP,
    fallback: "http://127.0.0.1:8080/.well-known/ticket-jwks.json",
    describe: "where the edge publishes the keys that sign tickets",
  }),
} as const satisfies SettingsTable;

export type RoomConfig = SettingsOf<typeof roomSettings>;
export type ListeningConfig = SettingsOf<typeof listening>;
export type MetricsConfig = SettingsOf<typeof metrics>;

/** How a host was asked to run. An open one has no origin, no edge and no tickets, and tells metrics when it is asked to. */
export type Mode =
  | { readonly name: "ticketed"; readonly config: RoomConfig; readonly metrics: MetricsConfig }
  | {
      readonly name: "open";
      readonly config: ListeningConfig;
      readonly metrics: MetricsConfig | null;
      readonly limits: SessionLimits;
    }
  | { readonly name: "help" }
  | { readonly name: "version" };

/** One that starts a host. */
export type RunningMode = Exclude<Mode, { name: "help" | "version" }>;

export class UsageError extends Error {}

const OPEN = openLimits();
export const USAGE = `bun room/main.ts [--open [--insist]] [--tcp-port N] [--ws-port N] [--metrics-port N]

Without --open: a room host of a Hiroba, configured by environment variables (scripts/deploy/README.md, "Configuration").

  --open             run alone: no ticket, no origin, any client, any topic. For protocol suites and benchmarks.
  --insist           let --open listen on something else than loopback: anybody who reaches it may do anything.
  --tcp-port N       instead of HIROBA_ROOM_TCP_PORT (1883); 0 takes a free one
  --ws-port N        instead of HIROBA_ROOM_WS_PORT (8083); 0 takes a free one
  --metrics-port N   instead of HIROBA_ROOM_METRICS_PORT (9464); 0 takes a free one; an --open host has none without

  --version          say which build this is

Clients of an open host are bound as little as MQTT allows: topics, client ids and CONNECTs as long as they can be, payloads of
megabytes, sessions that never expire, thousands of subscriptions, one client id taken over again and again.
Limits that protocol suites fix:
  --receive-maximum N       unfinished QoS 2 publishes of an MQTT 5 client (${DEFAULT_LIMITS.receiveMaximum})
  --topic-alias-maximum N   topic aliases in either direction (${DEFAULT_LIMITS.topicAliasMaximum}; 0 serves none)
  --maximum-packet-size N   largest packet, bytes (${OPEN.packetMaxBytes}; with --room-limits ${DEFAULT_LIMITS.packetMaxBytes})
  --server-keep-alive N     longest keep-alive of an MQTT 5 client, seconds (${DEFAULT_LIMITS.keepAliveMaxSeconds})
  --session-expiry-maximum N  seconds that a session outlives its connection (for ever; with --room-limits ${DEFAULT_LIMITS.sessionExpiryMaxSeconds})
  --deny-subscription F     a topic filter nobody may subscribe to; may be given several times
  --each-subscription       send what several subscriptions of a client match once for each, not once a client
  --room-limits             bind clients in all else as in a room of a Hiroba

Reason strings go to clients of an open host that set Request Problem Information to 1.`;

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|localhost)$/;

/** Reads flags and environment. Throws UsageError, or EnvError with every problem at once. */
export function parseMode(args: readonly string[], env: EnvRecord): Mode {
  const flags = parseFlags(args);
  if (flags.switches.has("--help") || flags.switches.has("-h")) return { name: "help" };
  if (flags.switches.has("--version")) return { name: "version" };
  const tcpPort = flags.values.get("--tcp-port")?.at(-1);
  const wsPort = flags.values.get("--ws-port")?.at(-1);
  const metricsPort = flags.values.get("--metrics-port")?.at(-1);
  const overridden = {
    ...env,
    ...(tcpPort === undefined ? {} : { HIROBA_ROOM_TCP_PORT: tcpPort }),
    ...(wsPort === undefined ? {} : { HIROBA_ROOM_WS_PORT: wsPort }),
    ...(metricsPort === undefined ? {} : { HIROBA_ROOM_METRICS_PORT: metricsPort }),
  };
  if (!flags.switches.has("--open")) {
    const config = checkTls(readEnv(overridden, roomSettings));
    return { name: "ticketed", config, metrics: config };
  }
  const config = checkTls(readEnv(overridden, listening));
  if (!LOOPBACK.test(config.bind) && !flags.switches.has("--insist"))
    throw new UsageError(
      `--open refuses HIROBA_BIND=${config.bind}: an open host lets anybody do anything, so it stays on loopback. If you mean it, add --insist.`,
    );
  return {
    name: "open",
    config,
    metrics: metricsPort === undefined ? null : readEnv(overridden, metrics),
    limits: limitsOf(flags),
  };
}

/** What one setting alone cannot say about TLS. Throws EnvError. */
function checkTls<C extends ListeningConfig>(config: C): C {
  const { tlsCertFile, tlsKeyFile, plain } = config;
  const problems = [];
  if (tlsCertFile !== null && tlsKeyFile === null)
    problems.push({ name: "HIROBA_ROOM_TLS_KEY_FILE", message: "is not set, and the certificate is" });
  if (tlsCertFile === null && tlsKeyFile !== null)
    problems.push({ name: "HIROBA_ROOM_TLS_CERT_FILE", message: "is not set, and its key is" });
  if (plain === "off" && tlsCertFile === null)
    problems.push({ name: "HIROBA_ROOM_PLAIN", message: '"off" without a certificate leaves no port open' });
  if (problems.length > 0) throw new EnvError(problems);
  return config;
}

/** Flags that take a value, and those that stand alone. */
const VALUED = [
  "--tcp-port",
  "--ws-port",
  "--metrics-port",
  "--receive-maximum",
  "--topic-alias-maximum",
  "--maximum-packet-size",
  "--server-keep-alive",
  "--session-expiry-maximum",
  "--deny-subscription",
] as const;
type ValuedFlag = (typeof VALUED)[number];
const SWITCHES: ReadonlySet<string> = new Set([
  "--open",
  "--insist",
  "--each-subscription",
  "--room-limits",
  "--help",
  "-h",
  "--version",
]);

type Flags = {
  readonly switches: ReadonlySet<string>;
  /** By flag, in the order given. */
  readonly values: ReadonlyMap<ValuedFlag, readonly string[]>;
};

function parseFlags(args: readonly string[]): Flags {
  const switches = new Set<string>();
  const values = new Map<ValuedFlag, string[]>();
  const queue = args.flatMap((arg) => arg.split(/=(.*)/s, 2));
  for (let flag = queue.shift(); flag !== undefined; flag = queue.shift()) {
    const valued = VALUED.find((name) => name === flag);
    if (valued !== undefined) {
      const value = queue.shift();
      if (value === undefined || value === "") throw new UsageError(`${flag} needs a value\n\n${USAGE}`);
      values.set(valued, [...(values.get(valued) ?? []), value]);
    } else if (SWITCHES.has(flag)) switches.add(flag);
    else throw new UsageError(`unknown flag ${flag}\n\n${USAGE}`);
  }
  return { switches, values };
}

function limitsOf(flags: Flags): SessionLimits {
  const number = (flag: ValuedFlag, range: readonly [number, number]): number | undefined => {
    const value = flags.values.get(flag)?.at(-1);
    if (value === undefined) return undefined;
    const [least, most] = range;
    if (!/^\d{1,10}$/.test(value) || Number(value) < least || Number(value) > most)
      throw new UsageError(`${flag} ${value}: expected a whole number from ${least} to ${most}`);
    return Number(value);
  };
  const packetMaxBytes = number("--maximum-packet-size", [2, 268_435_460]);
  const usual = flags.switches.has("--room-limits")
    ? roomLikeLimits(packetMaxBytes)
    : openLimits(packetMaxBytes);
  return {
    ...usual,
    receiveMaximum: number("--receive-maximum", [1, 65_535]) ?? usual.receiveMaximum,
    topicAliasMaximum: number("--topic-alias-maximum", [0, 65_535]) ?? usual.topicAliasMaximum,
    keepAliveMaxSeconds: number("--server-keep-alive", [1, 65_535]) ?? usual.keepAliveMaxSeconds,
    sessionExpiryMaxSeconds:
      number("--session-expiry-maximum", [0, 4_294_967_295]) ?? usual.sessionExpiryMaxSeconds,
    overlaps: flags.switches.has("--each-subscription") ? "each" : usual.overlaps,
    deniedFilters: new Set(flags.values.get("--deny-subscription") ?? []),
  };
}
