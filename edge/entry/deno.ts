// The edge on Deno: the same rim as bun.ts, in Deno's words. From the root of the checkout, after `bun install`:
//
//   deno run --cached-only --allow-net --allow-env --allow-read=<HIROBA_WEB_DIR> edge/entry/deno.ts
//
// Deno finds the packages in node_modules by package.json; nothing is downloaded. With HIROBA_RATE_LIMIT_STORE it needs
// --unstable-kv besides, and --allow-read and --allow-write for a file.

import { EnvError, readEnv } from "../../shared/env.ts";
import { createLog } from "../../shared/http/log.ts";
import { bootEdge } from "../boot.ts";
import { edgeSettings } from "../config.ts";
import type { Assets, Edge } from "../deps.ts";
import { publicUrlOf } from "../public-url.ts";
import { createKvStore, type Kv } from "../rate-limit/kv-store.ts";
import type { RateLimitStore } from "../rate-limit/store.ts";

/** What this file uses of Deno, so that it is compiled beside the rest of the edge without Deno's own types. */
declare const Deno: {
  readonly env: { toObject(): Record<string, string> };
  readonly errors: { readonly AddrInUse: new () => Error };
  /** There with --unstable-kv, and on Deno Deploy. */
  readonly openKv?: (path?: string) => Promise<Kv>;
  exit(code: number): never;
  readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
  addSignalListener(signal: "SIGTERM" | "SIGINT", listener: () => void): void;
  serve(
    options: { port: number; hostname: string; onListen: () => void },
    handler: (request: Request, info: { remoteAddr: { hostname: string } }) => Response | Promise<Response>,
  ): { readonly addr: { readonly port: number }; shutdown(): Promise<void> };
};

/** EX_CONFIG of sysexits.h: starting again without another configuration helps nobody. */
const EXIT_CONFIG = 78;
/** What the system says of a path that names no file: also one below a file, or one too long to be a name. */
const NO_SUCH_FILE: ReadonlySet<unknown> = new Set(["ENOENT", "EISDIR", "ENOTDIR", "ENAMETOOLONG"]);
/** The value of HIROBA_RATE_LIMIT_STORE that means the KV Deno Deploy has assigned to this app. */
const DEPLOYMENTS_OWN_KV = "default";
/** Requests still running get this long to end. */
const DRAIN_MS = 1_000;

function refuse(message: string): never {
  console.error(`edge: ${message}`);
  Deno.exit(EXIT_CONFIG);
}

function refuseEnvError(error: unknown): never {
  if (error instanceof EnvError) refuse(error.message);
  throw error;
}

function readConfig() {
  try {
    return readEnv(Deno.env.toObject(), edgeSettings);
  } catch (error) {
    return refuseEnvError(error);
  }
}

const config = readConfig();
const log = createLog({
  process: "edge",
  format: config.log,
  nowMs: Date.now,
  write: (line) => console.log(line),
});

/** Files of one folder. The page route has refused every path that would leave it. */
function folderAssets(folder: string | null): Assets {
  return async (path) => {
    if (folder === null) return null;
    try {
      return await Deno.readFile(`${folder}/${path}`);
    } catch (error) {
      if (error instanceof Error && "code" in error && NO_SUCH_FILE.has(error.code)) return null;
      throw error;
    }
  };
}

/** A process stays awake by itself. */
function stayAwake(): void {}

/** What `edge` comes to: what is warm waits for no promise. */
let ready: Edge | null = null;

async function openRateLimits(path: string | null): Promise<RateLimitStore | null> {
  if (path === null) return null;
  if (Deno.openKv === undefined) refuse("HIROBA_RATE_LIMIT_STORE needs a Deno that was given --unstable-kv");
  try {
    return createKvStore(await Deno.openKv(path === DEPLOYMENTS_OWN_KV ? undefined : path));
  } catch (error) {
    return refuse(
      `HIROBA_RATE_LIMIT_STORE ${path} cannot be used: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function listen() {
  try {
    return Deno.serve(
      { port: config.port, hostname: config.bind, onListen: () => {} },
      (request, info) =>
        ready?.warm(request, stayAwake) ??
        edge.then((app) =>
          app.fetch(request, { remoteAddress: info.remoteAddr.hostname, waitUntil: stayAwake }),
        ),
    );
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse)
      refuse(`port ${config.port} of ${config.bind} is taken; set HIROBA_EDGE_PORT to another`);
    throw error;
  }
}

const server = listen();
// After listening, because with port 0 only the listener knows the public URL; requests wait for the few milliseconds.
const publicUrl = publicUrlOf(config, server.addr.port);
const edge = bootEdge(config, publicUrl, {
  fetch,
  nowMs: Date.now,
  log,
  assets: folderAssets(config.webDir),
  rateLimits: await openRateLimits(config.rateLimitStore),
}).catch(refuseEnvError);
ready = await edge;

let leaving = false;
async function leave(signal: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info("edge.stopping", { signal });
  await Promise.race([server.shutdown(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS))]);
  Deno.exit(0);
}
Deno.addSignalListener("SIGTERM", () => void leave("SIGTERM"));
Deno.addSignalListener("SIGINT", () => void leave("SIGINT"));
// Said last: whoever reads it may ask us to leave at once.
log.info("edge.listening", { port: server.addr.port, bind: config.bind, publicUrl });
