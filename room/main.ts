// Boot of a room host: mode, loop, listeners, goodbye.

import { BUILD } from "../shared/build.ts";
import { EnvError } from "../shared/env.ts";
import { createLog } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import { createService } from "../shared/http/service.ts";
import { PROMISE_PATH } from "../shared/schema/peers.ts";
import { EXIT_CONFIG, type Mode, parseMode, type RunningMode, USAGE, UsageError } from "./config.ts";
import { type Host, nowMs, openHost, steadyMs, ticketedHost } from "./hosts.ts";
import { listen, listenForMetrics, readCertificateOrExit } from "./listeners.ts";
import { createMetricsApp } from "./metrics/app.ts";
import { watchEventLoop } from "./metrics/watch-event-loop.ts";
import { Metrics } from "./metrics.ts";
import { planPorts } from "./ports.ts";
import { DEFAULT_LIMITS } from "./session/limits.ts";

const GOODBYE_MAX_MS = 1_500;
/** For peers that read, to hear our last words before the process is gone. */
const LAST_WORDS_MS = 100;

const mode = parseModeOrExit();
if (mode.name === "help") {
  console.log(USAGE);
  process.exit(0);
}
if (mode.name === "version") {
  console.log(BUILD);
  process.exit(0);
}
const log = createLog({
  process: "room",
  format: mode.config.log,
  nowMs,
  write: (line) => process.stdout.write(`${line}\n`),
});
const certificate = await readCertificateOrExit(mode.config);
const metrics = new Metrics();
run(mode);

function parseModeOrExit(): Mode {
  try {
    return parseMode(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(EXIT_CONFIG);
  }
}

function run(mode: RunningMode): void {
  const isOpen = mode.name === "open";
  const limits = isOpen ? mode.limits : DEFAULT_LIMITS;
  const host = isOpen
    ? openHost(mode.config, limits, { log, metrics })
    : ticketedHost(mode.config, { log, metrics });
  const { loop } = host;
  const app = createService({ log, nowMs, checks: host.checks });
  const { answerPeer } = host;
  if (answerPeer !== null) app.get(PROMISE_PATH, (c) => servePeer(c.req.raw, answerPeer));
  const plans = planPorts(mode.config, {
    handlers: loop.transport,
    messageMaxBytes: limits.messageMaxBytes,
    messagePackets: limits.messagePackets,
    fetch: (request) => app.fetch(request),
    failed: (error) => log.error("room.transport.failed", { error }),
  });

  let stopping = false;
  const hurry = new AbortController();
  const stop = async (signal: string): Promise<void> => {
    // Whoever asks twice, or at a keyboard, does not want to wait.
    if (stopping || signal === "SIGINT") hurry.abort();
    if (stopping) return;
    stopping = true;
    log.info("room.stopping", { signal });
    await host.drain(hurry.signal);
    listeners.stop();
    loop.shutDown();
    await Promise.race([host.goodbye(), Bun.sleep(GOODBYE_MAX_MS)]);
    await Bun.sleep(LAST_WORDS_MS);
    process.exit(0);
  };
  // Before there is a port to find: whoever has found one may ask us to leave at once.
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
  const listeners = listen(mode.config, plans, certificate, log);
  const metricsPorts = serveMetrics(mode, host);
  loop.start();
  host.listening(listeners.ports);
  // Said last: whoever reads it may ask us to leave at once.
  log.info("room.listening", { ...listeners.ports, ...metricsPorts, bind: mode.config.bind });
}

/** What another host asks. Throws PEER_PASS_REQUIRED (401). */
async function servePeer(request: Request, answer: NonNullable<Host["answerPeer"]>): Promise<Response> {
  const pass = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  const promise = await answer(pass);
  if (promise !== null) return Response.json(promise);
  throw new Problem({
    status: 401,
    code: "PEER_PASS_REQUIRED",
    title: "This is for other room hosts",
    headers: { "www-authenticate": "Bearer" },
  });
}

/** Where metrics are read. Answers the port, or nothing when there is to be none. */
function serveMetrics({ metrics: config }: RunningMode, { loop }: Host): { readonly metricsPort?: number } {
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
  return { metricsPort: listenForMetrics(config, app.fetch) };
}
