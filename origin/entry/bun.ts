// The origin on Bun: read the environment, boot, listen, and leave in order.

import { BUILD } from "../../shared/build.ts";
import { EnvError, readEnv } from "../../shared/env.ts";
import { createLog } from "../../shared/http/log.ts";
import { bootOrigin } from "../boot.ts";
import { originSettings } from "../config.ts";

/** EX_CONFIG of sysexits.h: starting again without another configuration helps nobody. */
const EXIT_CONFIG = 78;
/** The database may come up yet: whoever runs us may try again. */
const EXIT_FAILED = 1;
/** Above the longest long poll (25 s); Bun's own 10 s would cut it. */
const IDLE_TIMEOUT_SECONDS = 60;
/** Requests still running get this long to end. */
const DRAIN_MS = 1_000;

function refuse(message: string): never {
  console.error(message);
  process.exit(EXIT_CONFIG);
}

function readConfig() {
  try {
    return readEnv(process.env, originSettings);
  } catch (error) {
    if (error instanceof EnvError) refuse(`origin: ${error.message}`);
    throw error;
  }
}

if (process.argv[2] === "--version") {
  console.log(BUILD);
  process.exit(0);
}
const config = readConfig();
const log = createLog({
  process: "origin",
  format: config.log,
  nowMs: Date.now,
  write: (line) => console.log(line),
});
const origin = await bootOrigin(config, log).catch((error: unknown) => {
  if (error instanceof EnvError) refuse(`origin: ${error.message}`);
  const { host } = new URL(config.databaseUrl);
  const reason = error instanceof Error ? error.message : String(error);
  log.error("origin.boot-failed", { database: host, reason: `${reason}; see DATABASE_URL`, error });
  process.exit(EXIT_FAILED);
});

type Port = { readonly port: number; readonly hostname: string; readonly variable: string };

function listen(
  { port, hostname, variable }: Port,
  answer: (request: Request) => Response | Promise<Response>,
) {
  try {
    return Bun.serve({ port, hostname, idleTimeout: IDLE_TIMEOUT_SECONDS, fetch: answer });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      refuse(`origin: port ${port} of ${hostname} is taken; set ${variable} to another`);
    throw error;
  }
}

const server = listen(
  { port: config.port, hostname: config.bind, variable: "HIROBA_ORIGIN_PORT" },
  (request) => origin.app.fetch(request),
);
const { metricsPort, metricsBind } = config;
const metrics =
  metricsPort === null
    ? null
    : listen(
        { port: metricsPort, hostname: metricsBind, variable: "HIROBA_ORIGIN_METRICS_PORT" },
        (request) => origin.metrics.fetch(request),
      );

let leaving = false;
async function leave(signal: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info("origin.stopping", { signal });
  origin.stopWaiting();
  await Promise.race([server.stop(), Bun.sleep(DRAIN_MS)]);
  await Promise.all([server.stop(true), metrics?.stop(true)]);
  await Promise.race([origin.close(), Bun.sleep(DRAIN_MS / 2)]);
  process.exit(0);
}
process.on("SIGTERM", () => void leave("SIGTERM"));
process.on("SIGINT", () => void leave("SIGINT"));
// Said last: whoever reads it may ask us to leave at once.
log.info("origin.listening", {
  port: server.port,
  bind: config.bind,
  ...(metrics === null ? {} : { metricsPort: metrics.port }),
});
