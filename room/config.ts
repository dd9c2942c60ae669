// What a room host reads from its environment and its command line, declared once.

import {
  address,
  choice,
  type EnvRecord,
  hostName,
  port,
  readEnv,
  type SettingsOf,
  type SettingsTable,
  text,
  url,
} from "../shared/env.ts";

const HTTP = ["http", "https"] as const;

const listening = {
  tcpPort: port({ name: "HIROBA_ROOM_TCP_PORT", fallback: 1883, describe: "port for MQTT over TCP" }),
  wsPort: port({
    name: "HIROBA_ROOM_WS_PORT",
    fallback: 8083,
    describe: "port for MQTT over WebSocket (/mqtt) and for health",
  }),
  bind: address({ name: "HIROBA_BIND", fallback: "127.0.0.1", describe: "address to listen on" }),
  log: choice({
    name: "HIROBA_LOG",
    choices: ["json", "pretty"],
    fallback: "json",
    describe: "form of the log lines",
  }),
} as const satisfies SettingsTable;

export const roomSettings = {
  ...listening,
  address: hostName({
    name: "HIROBA_ROOM_ADDRESS",
    fallback: "127.0.0.1",
    describe: "host name or address under which clients reach this host",
  }),
  wsUrl: url({
    name: "HIROBA_ROOM_WS_URL",
    schemes: ["ws", "wss"],
    fallback: null,
    describe: "WebSocket URL clients are told; unset: ws://<HIROBA_ROOM_ADDRESS>:<HIROBA_ROOM_WS_PORT>/mqtt",
  }),
  region: text({ name: "HIROBA_ROOM_REGION", fallback: "local", describe: "where this host stands" }),
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
  ticketJwksUrl: url({
    name: "HIROBA_TICKET_JWKS_URL",
    schemes: HTTP,
    fallback: "http://127.0.0.1:8080/.well-known/ticket-jwks.json",
    describe: "where the edge publishes the keys that sign tickets",
  }),
} as const satisfies SettingsTable;

export type RoomConfig = SettingsOf<typeof roomSettings>;
export type ListeningConfig = SettingsOf<typeof listening>;

/** How a host was asked to run. An open one has no origin, no edge and no tickets. */
export type Mode =
  | { readonly name: "ticketed"; readonly config: RoomConfig }
  | { readonly name: "open"; readonly config: ListeningConfig }
  | { readonly name: "help" };

export class UsageError extends Error {}

export const USAGE = `bun room/main.ts [--open [--insist]] [--tcp-port N] [--ws-port N]

Without --open: a room host of a Hiroba, configured by environment variables (README, "Configuration").

  --open         run alone: no ticket, no origin, any client, any topic. For protocol suites and benchmarks.
  --insist       let --open listen on something else than loopback: anybody who reaches it may do anything.
  --tcp-port N   instead of HIROBA_ROOM_TCP_PORT (1883); 0 takes a free one
  --ws-port N    instead of HIROBA_ROOM_WS_PORT (8083); 0 takes a free one`;

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|localhost)$/;

/** Reads flags and environment. Throws UsageError, or EnvError with every problem at once. */
export function parseMode(args: readonly string[], env: EnvRecord): Mode {
  const flags = parseFlags(args);
  if (flags.help) return { name: "help" };
  const overridden = {
    ...env,
    ...(flags.tcpPort === null ? {} : { HIROBA_ROOM_TCP_PORT: flags.tcpPort }),
    ...(flags.wsPort === null ? {} : { HIROBA_ROOM_WS_PORT: flags.wsPort }),
  };
  if (!flags.open) return { name: "ticketed", config: readEnv(overridden, roomSettings) };
  const config = readEnv(overridden, listening);
  if (!LOOPBACK.test(config.bind) && !flags.insist)
    throw new UsageError(
      `--open refuses HIROBA_BIND=${config.bind}: an open host lets anybody do anything, so it stays on loopback. If you mean it, add --insist.`,
    );
  return { name: "open", config };
}

function parseFlags(args: readonly string[]) {
  const flags = {
    open: false,
    insist: false,
    help: false,
    tcpPort: null as string | null,
    wsPort: null as string | null,
  };
  const queue = args.flatMap((arg) => arg.split(/=(.*)/s, 2));
  for (let flag = queue.shift(); flag !== undefined; flag = queue.shift()) {
    if (flag === "--open") flags.open = true;
    else if (flag === "--insist") flags.insist = true;
    else if (flag === "--help" || flag === "-h") flags.help = true;
    else if (flag === "--tcp-port") flags.tcpPort = portOf(flag, queue.shift());
    else if (flag === "--ws-port") flags.wsPort = portOf(flag, queue.shift());
    else throw new UsageError(`unknown flag ${flag}\n\n${USAGE}`);
  }
  return flags;
}

function portOf(flag: string, value: string | undefined): string {
  if (value === undefined || value === "") throw new UsageError(`${flag} needs a port number\n\n${USAGE}`);
  return value;
}
