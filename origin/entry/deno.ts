// The origin's API on Deno: the same rim as bun.ts, in Deno's words. From the root of the checkout, after `bun install`:
//
//   deno run --cached-only --allow-net --allow-env --allow-read --allow-sys origin/entry/deno.ts
//
// It reads the migrations beside it, and its packages ask for the machine's name. The UGC worker stays on Bun.

import { EnvError, readEnv } from "../../shared/env.ts";
import { createLog } from "../../shared/http/log.ts";
import { bootOrigin } from "../boot.ts";
import { originSettings } from "../config.ts";

/** What this file uses of Deno, so that it is compiled beside the rest without Deno's own types. */
declare const Deno: {
  readonly env: { toObject(): Record<string, string> };
  readonly errors: { readonly AddrInUse: new () => Error };
  exit(code: number): never;
  addSignalListener(signal: "SIGTERM" | "SIGINT", listener: () => void): void;
  serve(
    options: { port: number; hostname: string; onListen: () => void },
    handler: (request: Request) => Response | Promise<Response>,
  ): { readonly addr: { readonly port: number }; shutdown(): Promise<void> };
};

/** EX_CONFIG of sysexits.h: starting again without another configuration helps nobody. */
const EXIT_CONFIG = 78;
/** The database may come up yet: whoever runs us may try again. */
const EXIT_FAILED = 1;
/** Requests still running get this long to end. */
const DRAIN_MS = 1_000;

function refuse(message: string): never {
  console.error(`origin: ${message}`);
  Deno.exit(EXIT_CONFIG);
}

function readConfig() {
  try {
    return readEnv(Deno.env.toObject(), originSettings);
  } catch (error) {
    if (error instanceof EnvError) refuse(error.message);
    throw error;
  }
}

const config = readConfig();
const log = createLog({
  process: "origin",
  format: config.log,
  nowMs: Date.now,
  write: (line) => console.log(line),
});
const origin = await bootOrigin(config, log).catch((error: unknown) => {
  if (error instanceof EnvError) refuse(error.message);
  const { host } = new URL(config.databaseUrl);
  const reason = error instanceof Error ? error.message : String(error);
  log.error("origin.boot-failed", { database: host, reason: `${reason}; see DATABASE_URL`, error });
  Deno.exit(EXIT_FAILED);
});

type Port = { readonly port: number; readonly hostname: string; readonly variable: string };

function listen(
  { port, hostname, variable }: Port,
  answer: (request: Request) => Response | Promise<Response>,
) {
  try {
    return Deno.serve({ port, hostname, onListen: () => {} }, answer);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse)
      refuse(`port ${port} of ${hostname} is taken; set ${variable} to another`);
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
const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let leaving = false;
async function leave(signal: string): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info("origin.stopping", { signal });
  origin.stopWaiting();
  await Promise.race([server.shutdown(), after(DRAIN_MS)]);
  await Promise.race([origin.close(), after(DRAIN_MS / 2)]);
  Deno.exit(0);
}
Deno.addSignalListener("SIGTERM", () => void leave("SIGTERM"));
Deno.addSignalListener("SIGINT", () => void leave("SIGINT"));
// Said last: whoever reads it may ask us to leave at once.
log.info("origin.listening", {
  port: server.addr.port,
  bind: config.bind,
  ...(metrics === null ? {} : { metricsPort: metrics.addr.port }),
});
