// What a route may ask for. Everything that differs between runtimes, or between a test and the world, is in here.

import type { Context, Handler, MiddlewareHandler } from "hono";
import type { NowMs } from "../shared/clock.ts";
import type { EndpointId, Input } from "../shared/contract/registry.ts";
import type { ServiceVariables } from "../shared/http/service.ts";
import type { UserId } from "../shared/schema/ids.ts";
import type { AccessTokens, Caller } from "./auth/access-token.ts";
import type { EdgeKeys } from "./auth/keys.ts";
import type { EdgeConfig } from "./config.ts";
import type { OriginClient } from "./origin/client.ts";
import type { RateLimitStore } from "./rate-limit/store.ts";

/** Looks a file of the page up by its path, such as `/index.html`; null when there is none. */
export type Assets = (path: string) => Promise<ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null>;

export type EdgeDeps = {
  readonly config: EdgeConfig;
  /** The origin the public sees, without a trailing slash. */
  readonly publicUrl: string;
  readonly keys: EdgeKeys;
  readonly tokens: AccessTokens;
  readonly origin: OriginClient;
  readonly fetch: typeof fetch;
  readonly nowMs: NowMs;
  readonly assets: Assets;
  /** Where the limits that edges count together are counted. */
  readonly rateLimits: RateLimitStore;
};

/** What the entry knows about one request that the request itself does not say. */
export type EdgeBindings = {
  /** The address of the socket's other end, or null when the runtime does not tell. */
  readonly remoteAddress: string | null;
  /** Keeps a runtime awake (workerd) until work that outlives its answer has ended. */
  readonly waitUntil: (work: Promise<unknown>) => void;
};

export type EdgeEnv = {
  Bindings: EdgeBindings;
  /** `userId` and `caller` are set by the session middleware, and only read behind it. */
  Variables: ServiceVariables & { userId: UserId; caller: Caller };
};

/** The whole edge as an entry calls it. */
export type Edge = {
  /** The answer where nothing has to be asked, awaited or counted for it, else null: ask `fetch`. */
  warm(request: Request, waitUntil: EdgeBindings["waitUntil"]): Response | null;
  fetch(request: Request, bindings: EdgeBindings): Response | Promise<Response>;
};

/** Answers one endpoint of the contract, its input already checked. */
export type EndpointHandler<Id extends EndpointId> = (
  c: Context<EdgeEnv>,
  input: Input<Id>,
) => Response | Promise<Response>;
export type EdgeHandler = Handler<EdgeEnv> | MiddlewareHandler<EdgeEnv>;
