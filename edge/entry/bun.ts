// The edge on Bun: read the environment, listen, serve the page from a folder, and leave in order.
// Started as `bun edge/entry/bun.ts`, or as an executable, which has the page in itself; the settings are those of
// edge/config.ts.

import { join } from "node:path";
import { BUILD } from "../../shared/build.ts";
import { EnvError, readEnv } from "../../shared/env.ts";
import { createLog } from "../../shared/http/log.ts";
import { bootEdge } from "../boot.ts";
import { edgeSettings } from "../config.ts";
import type { Assets, Edge } from "../deps.ts";
import { publicUrlOf } from "../public-url.ts";
import type { RateLimitStore } from "../rate-limit/store.ts";
import { embeddedPage } from "./embedded-page.ts";
import { openSqliteStore } from "./sqlite-store.ts";

/** EX_CONFIG of sysexits.h: starting again without another configuration helps nobody. */
const EXIT_CONFIG = 78;
/** Requests still running get this long to end. */
const DRAIN_MS = 1_000;

function refuse(message: string): never {
  console.error(`edge: ${message}`);
  process.exit(EXIT_CONFIG);
}

function refuseEnvError(error: unknown): never {
  if (error instanceof EnvError) refuse(error.message);
  throw error;
}

function readConfig() {
  try {
    return readEnv(process.env, edgeSettings);
  } catch (error) {
    return refuseEnvError(error);
  }
}

if (process.argv[2] === "--version") {
  console.log(BUILD);
  process.exit(0);
}
const config = readConfig();
const log = createLog({
  process: "edge",
  format: config.log,
  nowMs: Date.now,
  write: (line) => console.log(line),
});

/** Files of one folder, or without one of this executable. The page route has refused every path that would leave the folder. */
function assetsOf(folder: string | null): Assets {
  return async (path) => {
    const place = folder === null ? embeddedPage.get(path) : join(folder, path);
    if (place === undefined) return null;
    const file = Bun.file(place);
    return (await file.exists()) ? await file.bytes() : null;
  };
}

function openRateLimits(path: string | null): RateLimitStore | null {
  if (path === null) return null;
  try {
    return openSqliteStore(path);
  } catch (error) {
    return refuse(
      `HIROBA_RATE_LIMIT_STORE ${path} cannot be used: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** A process stays awake by itself. */
function stayAwake(): void {}

/** What `edge` comes to: what is warm waits for no promise. */
let ready: Edge | null = null;

function listen() {
  try {
    return Bun.serve({
      port: config.port,
      hostname: config.bind,
      fetch: (request, server) =>
        ready?.warm(request, stayAwake) ??
        edge.then((app) =>
          app.fetch(request, {
            remoteAddress: server.requestIP(request)?.address ?? null,
            waitUntil: stayAwake,
          }),
        ),
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      refuse(`port ${config.port} of ${config.bind} is taken; set HIROBA_EDGE_PORT to another`);
    throw error;
  }
}

const server = listen();
// After listening, because with port 0 only the listener knows the public URL; requests wait for the few milliseconds.
const publicUrl = publicUrlOf(config, server.port ?? config.port);
const edge = bootEdge(config, publicUrl, {
  fetch,
  nowMs: Date.now,
  log,
  assets: assetsOf(config.webDir),
  rateLimits: openRateLimits(config.rateLimitStore),
}).catch(refuseEnvError);
ready = await edge;

let leaving = false;
async function leave(signal: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info("edge.stopping", { signal });
  await Promise.race([server.stop(), Bun.sleep(DRAIN_MS)]);
  process.exit(0);
}
process.on("SIGTERM", () => void leave("SIGTERM"));
process.on("SIGINT", () => void leave("SIGINT"));
// Said last: whoever reads it may ask us to leave at once.
log.info("edge.listening", { port: server.port, bind: config.bind, publicUrl });
