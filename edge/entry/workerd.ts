// The edge on workerd: one module, its settings as text bindings, the page as a service binding called WEB, the buckets of the
// rate limits as Durable Objects called RATE_LIMITS. Run it with
//
//   bun edge/entry/build-workerd.ts <folder>          writes edge.js and config.capnp there
//   workerd serve <folder>/config.capnp               with the variables of edge/config.ts in its environment
//
// A worker has no socket to ask for an address: behind a proxy name HIROBA_CLIENT_ADDRESS_HEADER (cf-connecting-ip on
// Cloudflare), or all callers share one bucket of the rate limit. Nor does it know its port, so HIROBA_EDGE_URL is needed
// wherever the public URL is not http://localhost:<HIROBA_EDGE_PORT>. Nor can it exit: a configuration that does not hold
// answers every request with CONFIG_INVALID, and the log names each variable.

import { EnvError, type EnvRecord, readEnv } from "../../shared/env.ts";
import { createLog, type Log } from "../../shared/http/log.ts";
import { Problem, problemResponse } from "../../shared/http/problem.ts";
import { bootEdge } from "../boot.ts";
import { edgeSettings } from "../config.ts";
import type { Assets, Edge } from "../deps.ts";
import { publicUrlOf } from "../public-url.ts";
import { createObjectStore, type ObjectNamespace } from "../rate-limit/durable-object.ts";

// The class behind RATE_LIMITS: the runtime finds it among this module's exports.
export { RateLimitBucket } from "../rate-limit/durable-object.ts";

/** What this file uses of the runtime. */
type Service = { fetch(url: string): Promise<Response> };
type WorkerBindings = Readonly<Record<string, unknown>> & {
  readonly WEB?: Service;
  readonly RATE_LIMITS?: ObjectNamespace;
};
type WorkerContext = { waitUntil(work: Promise<unknown>): void };

/** Made by the first request: settings are bindings, and a module's top level has none. */
let edge: Promise<Edge> | null = null;

async function boot(env: WorkerBindings): Promise<Edge> {
  const config = readEnv(textBindings(env), edgeSettings);
  return await bootEdge(config, publicUrlOf(config, config.port), {
    // workerd's fetch must be called as a plain function.
    fetch: (input, init) => fetch(input, init),
    nowMs: Date.now,
    log: logTo(config.log),
    assets: serviceAssets(env.WEB),
    rateLimits: env.RATE_LIMITS === undefined ? null : createObjectStore(env.RATE_LIMITS),
  });
}

function logTo(format: "json" | "pretty"): Log {
  return createLog({ process: "edge", format, nowMs: Date.now, write: (line) => console.log(line) });
}

/** A variable that workerd did not find in its environment is bound to null. */
function textBindings(env: WorkerBindings): EnvRecord {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Files through a binding: workerd's disk service, or the platform's asset store. */
function serviceAssets(web: Service | undefined): Assets {
  return async (path) => {
    if (web === undefined) return null;
    const response = await web.fetch(`http://web${encodeURI(path)}`);
    if (response.ok && response.body !== null) return response.body;
    await response.body?.cancel();
    return null;
  };
}

function configInvalid(error: unknown): Response {
  logTo("json").error("edge.config-invalid", { error: error instanceof EnvError ? error.message : error });
  return problemResponse(
    new Problem({
      status: 500,
      code: "CONFIG_INVALID",
      title: "This server is not configured",
      detail: "Its log names the variables.",
    }),
  );
}

export default {
  async fetch(request: Request, env: WorkerBindings, context: WorkerContext): Promise<Response> {
    edge ??= boot(env);
    let app: Edge;
    try {
      app = await edge;
    } catch (error) {
      return configInvalid(error);
    }
    const waitUntil = (work: Promise<unknown>): void => context.waitUntil(work);
    return app.warm(request, waitUntil) ?? (await app.fetch(request, { remoteAddress: null, waitUntil }));
  },
};
