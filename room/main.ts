// Boot of a room host: mode, loop, listeners, goodbye. The only file that calls Bun.listen.

import { EnvError } from "../shared/env.ts";
import { createLog, type Log } from "../shared/http/log.ts";
import { createService, type ReadinessCheck } from "../shared/http/service.ts";
import { newId } from "../shared/schema/ids.ts";
import {
  type Certificate,
  CertificateError,
  type CertificateFiles,
  keepCertificate,
  readCertificate,
} from "./certificate.ts";
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
import { type OpenPorts, type PortPlan, planPorts, toldPorts } from "./ports.ts";
import { createReporter } from "./reporter.ts";
import { DEFAULT_LIMITS, type SessionLimits } from "./session/limits.ts";
import { OPEN_ROOM_SPEC } from "./session/open-room.ts";
import { createTicketCheck } from "./tickets.ts";
import { runtimeTimers } from "./timers.ts";
import type { Endpoint } from "./transport/socket-handlers.ts";

const EXIT_CONFIG = 78;
const ROOMS_MAX = 200;
const PARTICIPANTS_MAX = 2_000;
const EMPTY_ROOM_MAX_MS = 60_000;
const GOODBYE_MAX_MS = 1_500;
/** For peers that read, to hear our last words before the process is gone. */
const LAST_WORDS_MS = 100;
const CERTIFICATE_POLL_INTERVAL_MS = 5_000;
const TLS_1_3 = 0x0304;
/** Never jumps: a corrected wall clock must neither end sessions nor stop rooms. Tickets are the wall clock's. */
const steadyMs = (): number => performance.now();
const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
const nowMs = (): number => Math.round(performance.timeOrigin + performance.now());

type Host = {
  readonly loop: Loop;
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  /** Called once the ports are known. */
  listening(ports: OpenPorts): void;
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
const { tlsCertFile: certFile, tlsKeyFile: keyFile } = mode.config;
const files = certFile === null || keyFile === null ? null : { certFile, keyFile };
const certificate = files && (await readCertificateOrExit(files));
const metrics = new Metrics();
if (mode.name === "open")
  run(mode.config, mode.limits, mode.metrics, openHost(mode.config, mode.limits, log));
else run(mode.config, DEFAULT_LIMITS, mode.metrics, ticketedHost(mode.config, log));

function parseModeOrExit(): Mode {
  try {
    return parseMode(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(EXIT_CONFIG);
  }
}

async function readCertificateOrExit(from: CertificateFiles): Promise<Certificate> {
  try {
    return await readCertificate(from);
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
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
    collectGarbage: () => Bun.gc(true),
    metrics,
    limits: DEFAULT_LIMITS,
    randomBytes,
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
    listening: (ports) => {
      const { tcpPort, wsUrl } = toldPorts(ports, config.address);
      membership = keepMembership({
        host: {
          hostId,
          region: config.region,
          host: { address: config.address, tcpPort, wsUrl: config.wsUrl ?? wsUrl },
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
    collectGarbage: () => Bun.gc(true),
    metrics,
    limits,
    randomBytes,
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
  const variable = "HIROBA_ROOM_METRICS_PORT";
  const server = orExit({ port: metricsPort, variable, bindVariable: "HIROBA_ROOM_METRICS_BIND" }, () =>
    Bun.serve({ hostname: metricsBind, port: metricsPort, fetch: app.fetch }),
  );
  return { metricsPort: server.port ?? metricsPort };
}

function run(
  config: ListeningConfig,
  limits: SessionLimits,
  metricsConfig: MetricsConfig | null,
  host: Host,
): void {
  const { loop } = host;
  const app = createService({ log, nowMs, checks: host.checks });
  const plans = planPorts(config, {
    handlers: loop.transport,
    messageMaxBytes: limits.packetMaxBytes,
    fetch: (request) => app.fetch(request),
    failed: (error) => log.error("room.transport.failed", { error }),
  });
  const opened = plans.map((plan) => ({ plan, ...orExit(plan, () => openPort(config, plan, certificate)) }));
  const ports: OpenPorts = Object.fromEntries(opened.map(({ plan, port }) => [plan.name, port]));
  if (files !== null && certificate !== null) {
    const secure = opened.filter(({ plan }) => plan.isSecure);
    const { look } = keepCertificate({
      files,
      inForce: certificate,
      log,
      pollIntervalMs: CERTIFICATE_POLL_INTERVAL_MS,
      nowMs: Date.now,
      install: (next) => {
        for (const port of secure) port.renew(next);
      },
    });
    process.on("SIGHUP", () => void look());
  }
  const metricsPorts = serveMetrics(metricsConfig, loop);
  loop.start();
  host.listening(ports);

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info("room.stopping", { signal });
    for (const port of opened) port.stop();
    loop.shutDown();
    await Promise.race([host.goodbye(), Bun.sleep(GOODBYE_MAX_MS)]);
    await Bun.sleep(LAST_WORDS_MS);
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  // Said last: whoever reads it may ask us to leave at once.
  log.info("room.listening", { ...ports, ...metricsPorts, bind: config.bind });
}

/**
 * Listens on a port. `renew` gives it another certificate: Bun cannot change a listener's, so another listener takes the port
 * within the same turn, and connections that are there keep theirs. What cannot be listened with leaves the port as it was.
 */
function openPort(
  { bind }: ListeningConfig,
  { port, isSecure, socket }: PortPlan,
  first: Certificate | null,
) {
  const listen = (onPort: number, certificate: Certificate | null) => {
    // TLS 1.3 alone: nothing to renegotiate, nothing to fall back to. Bun's types do not tell of minVersion.
    const tls =
      isSecure && certificate !== null
        ? { cert: certificate.cert, key: certificate.key, minVersion: TLS_1_3 }
        : null;
    return Bun.listen<Endpoint | null>({
      hostname: bind,
      port: onPort,
      data: null,
      socket,
      ...(tls && { tls }),
    });
  };
  let inForce = first;
  let listener = listen(port, inForce);
  return {
    port: listener.port,
    stop: () => listener.stop(),
    renew: (next: Certificate): void => {
      listener.stop();
      try {
        listener = listen(listener.port, next);
        inForce = next;
      } catch (error) {
        listener = listen(listener.port, inForce);
        throw error;
      }
    },
  };
}

/** Opens a port, or says in one line why not and which variable to change. */
function orExit<T>(
  {
    port,
    variable,
    bindVariable = "HIROBA_BIND",
  }: Pick<PortPlan, "port" | "variable"> & { bindVariable?: string },
  open: () => T,
): T {
  try {
    return open();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EADDRINUSE")
      console.error(`port ${port} is taken: free it, or set ${variable} to another (0 takes any free one)`);
    else if (code === "EACCES")
      console.error(`port ${port} may not be used by this user: set ${variable} to one above 1023`);
    else if (code === "EADDRNOTAVAIL")
      console.error(`${bindVariable} is no address of this machine: set it to one, or to 0.0.0.0 for all`);
    else throw error;
    process.exit(EXIT_CONFIG);
  }
}
