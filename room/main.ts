// Boot of a room host: mode, loop, listeners, goodbye. The only file that calls Bun.listen or Bun.serve.

import { EnvError } from "../shared/env.ts";
import { createLog, type Log } from "../shared/http/log.ts";
import { createService, type ReadinessCheck } from "../shared/http/service.ts";
import { newId } from "../shared/schema/ids.ts";
import {
  type ListeningConfig,
  type MetricsConfig,
  type Mode,
  parseMode,
  type RoomConfig,
  USAGE,
  UsageError,
} from "./config.ts";
import { createLoop, type Loop, type LoopDeps } from "./loop.ts";
import { keepMembership } from "./membership.ts";
import { createMetricsApp } from "./metrics/app.ts";
import { measuredOrigin } from "./metrics/measured-origin.ts";
import { watchEventLoop } from "./metrics/watch-event-loop.ts";
import { Metrics } from "./metrics.ts";
import { createOriginClient } from "./origin-client.ts";
import { createReporter } from "./reporter.ts";
import { DEFAULT_LIMITS, PACKET_MAX_BYTES, type SessionLimits } from "./session/limits.ts";
import { OPEN_ROOM_SPEC } from "./session/open-room.ts";
import { createTicketCheck } from "./tickets.ts";
import { runtimeTimers } from "./timers.ts";
import { tcpSocketHandlers } from "./transport/tcp.ts";
import { WEBSOCKET_PATH, WEBSOCKET_SUBPROTOCOL, webSocketHandlers } from "./transport/websocket.ts";

const EXIT_CONFIG = 78;
const ROOMS_MAX = 200;
const PARTICIPANTS_MAX = 2_000;
const EMPTY_ROOM_MAX_MS = 60_000;
const GOODBYE_MAX_MS = 1_500;
/** Never jumps: a corrected wall clock must neither end sessions nor stop rooms. Tickets are the wall clock's. */
const steadyMs = (): number => performance.now();
const nowMs = (): number => Math.round(performance.timeOrigin + performance.now());

type Host = {
  readonly loop: Loop;
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  /** Called once the ports are known. */
  listening(ports: { readonly tcpPort: number; readonly wsPort: number }): void;
  goodbye(): Promise<void>;
};

const mode = parseModeOrExit();
if (mode.name === "help") {
  console.log(USAGE);
  process.exit(0);
}
const log = createLog({
  process: "room",
  format: mode.config.log,
  nowMs,
  write: (line) => process.stdout.write(`${line}\n`),
});
const metrics = new Metrics();
const host = mode.name === "open" ? openHost(mode.config, mode.limits, log) : ticketedHost(mode.config, log);
run(mode.config, mode.metrics, host);

function parseModeOrExit(): Mode {
  try {
    return parseMode(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(EXIT_CONFIG);
  }
}

/** A host of a Hiroba: tickets from the edge, rooms from the origin. */
function ticketedHost(config: RoomConfig, log: Log): Host {
  const hostId = newId("host");
  const { originUrl, internalToken: token } = config;
  const client = createOriginClient({ originUrl, token, hostId, fetch });
  const origin = measuredOrigin(client, metrics, steadyMs);
  const reporter = createReporter({ hostId, nowMs, log, send: origin.report });
  const deps: LoopDeps = {
    nowMs,
    steadyMs,
    timers: runtimeTimers,
    metrics,
    limits: DEFAULT_LIMITS,
    log,
    emptyRoomMaxMs: EMPTY_ROOM_MAX_MS,
    verify: createTicketCheck({ jwksUrl: config.ticketJwksUrl, hostId, nowMs: Date.now }),
    openRoom: origin.roomSpec,
    askParticipant: origin.participant,
    report: reporter.report,
    roomClosed: reporter.closed,
  };
  const loop = createLoop(deps);
  let membership: ReturnType<typeof keepMembership> | null = null;
  return {
    loop,
    checks: {
      origin: async () => {
        if (membership?.isMember() !== true) throw new Error("not registered with the origin yet");
      },
    },
    listening: ({ tcpPort, wsPort }) => {
      const wsUrl = config.wsUrl ?? `ws://${config.address}:${wsPort}${WEBSOCKET_PATH}`;
      membership = keepMembership({
        host: {
          hostId,
          region: config.region,
          host: { address: config.address, tcpPort, wsUrl },
          participantsMax: PARTICIPANTS_MAX,
          roomsMax: ROOMS_MAX,
          build: `bun ${Bun.version}`,
        },
        origin,
        log,
        openRooms: loop.openRooms,
        closeRoom: loop.closeRoom,
      });
    },
    goodbye: async () => {
      await membership?.leave();
      reporter.stop();
      await reporter.flush();
    },
  };
}

/** A host alone: one room, no tickets, nobody asked. */
function openHost(config: ListeningConfig, limits: SessionLimits, log: Log): Host {
  const loop = createLoop({
    nowMs,
    steadyMs,
    timers: runtimeTimers,
    metrics,
    limits,
    log: log.with({ open: true }),
    emptyRoomMaxMs: Number.POSITIVE_INFINITY,
    verify: async () => ({ access: "open", room: OPEN_ROOM_SPEC.room, identity: null, requestId: "open" }),
    openRoom: async () => OPEN_ROOM_SPEC,
    askParticipant: async () => null,
    report: () => {},
    roomClosed: () => {},
  });
  console.error(
    [
      "────────────────────────────────────────────────────────────────────────────",
      ` OPEN ROOM HOST on ${config.bind}: no tickets, no rights, any client, any topic.`,
      " For protocol suites and benchmarks. Never where strangers can reach it.",
      "────────────────────────────────────────────────────────────────────────────",
    ].join("\n"),
  );
  return { loop, checks: {}, listening: () => {}, goodbye: async () => {} };
}

/** Where metrics are read. Answers the port, or nothing when there is to be none. */
function serveMetrics(config: MetricsConfig | null, loop: Loop): { readonly metricsPort?: number } {
  if (config === null) return {};
  watchEventLoop(metrics, steadyMs);
  const app = createMetricsApp({
    metrics,
    log,
    nowMs,
    source: loop,
    startedAtMs: Math.round(performance.timeOrigin),
    usage: () => {
      const { rss, heapUsed } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      return { rssBytes: rss, heapBytes: heapUsed, cpuMicros: user + system };
    },
  });
  const { metricsPort, metricsBind } = config;
  const variables = { port: "HIROBA_ROOM_METRICS_PORT", bind: "HIROBA_ROOM_METRICS_BIND" };
  const server = orExit(variables, metricsPort, () =>
    Bun.serve({ hostname: metricsBind, port: metricsPort, fetch: app.fetch }),
  );
  return { metricsPort: server.port ?? metricsPort };
}

function run(config: ListeningConfig, metricsConfig: MetricsConfig | null, host: Host): void {
  const { loop } = host;
  const app = createService({ log, nowMs, checks: host.checks });
  const server = orExit({ port: "HIROBA_ROOM_WS_PORT", bind: "HIROBA_BIND" }, config.wsPort, () =>
    Bun.serve({
      hostname: config.bind,
      port: config.wsPort,
      fetch: (request, bunServer) => {
        if (new URL(request.url).pathname !== WEBSOCKET_PATH) return app.fetch(request);
        const offered = request.headers
          .get("sec-websocket-protocol")
          ?.split(",")
          .map((p) => p.trim());
        if (!offered?.includes(WEBSOCKET_SUBPROTOCOL))
          return new Response(`MQTT over WebSocket wants the subprotocol "${WEBSOCKET_SUBPROTOCOL}"\n`, {
            status: 400,
          });
        const remoteAddress = bunServer.requestIP(request)?.address ?? "unknown";
        const upgraded = bunServer.upgrade(request, {
          data: { key: null, remoteAddress },
          headers: { "sec-websocket-protocol": WEBSOCKET_SUBPROTOCOL },
        });
        if (upgraded) return undefined;
        return new Response("this is a WebSocket endpoint\n", {
          status: 426,
          headers: { upgrade: "websocket" },
        });
      },
      websocket: webSocketHandlers(loop.transport, { messageMaxBytes: PACKET_MAX_BYTES }),
    }),
  );
  const listener = orExit({ port: "HIROBA_ROOM_TCP_PORT", bind: "HIROBA_BIND" }, config.tcpPort, () =>
    Bun.listen({
      hostname: config.bind,
      port: config.tcpPort,
      data: { key: null, connection: null },
      socket: tcpSocketHandlers(loop.transport),
    }),
  );
  const ports = {
    tcpPort: listener.port,
    wsPort: server.port ?? config.wsPort,
    ...serveMetrics(metricsConfig, loop),
  };
  loop.start();
  host.listening(ports);

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info("room.stopping", { signal });
    listener.stop();
    loop.shutDown();
    await Promise.race([host.goodbye(), Bun.sleep(GOODBYE_MAX_MS)]);
    await Promise.race([server.stop(true), Bun.sleep(100)]);
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  // Said last: whoever reads it may ask us to leave at once.
  log.info("room.listening", { ...ports, bind: config.bind });
}

/** Listens, or says in one line why not and which variable to change. */
function orExit<T>(
  variables: { readonly port: string; readonly bind: string },
  port: number,
  listen: () => T,
): T {
  try {
    return listen();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EADDRINUSE")
      console.error(
        `port ${port} is taken: free it, or set ${variables.port} to another (0 takes any free one)`,
      );
    else if (code === "EACCES")
      console.error(`port ${port} may not be used by this user: set ${variables.port} to one above 1023`);
    else if (code === "EADDRNOTAVAIL")
      console.error(`${variables.bind} is no address of this machine: set it to one, or to 0.0.0.0 for all`);
    else throw error;
    process.exit(EXIT_CONFIG);
  }
}
