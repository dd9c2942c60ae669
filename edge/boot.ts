// From an environment record to an app: what the three entries have alike.

import { credentialOf } from "../shared/http/internal-client.ts";
import type { Log } from "../shared/http/log.ts";
import { createApp } from "./app.ts";
import { createAccessTokens } from "./auth/access-token.ts";
import { importKeys } from "./auth/keys.ts";
import { requireUsableRelyingParty } from "./auth/relying-party.ts";
import { rememberVerified } from "./auth/verified-tokens.ts";
import type { EdgeConfig } from "./config.ts";
import type { Assets, Edge } from "./deps.ts";
import { createOriginClient } from "./origin/client.ts";
import { createMemoryStore } from "./rate-limit/memory-store.ts";
import { type RateLimitStore, withFallback } from "./rate-limit/store.ts";

type Rim = {
  readonly fetch: typeof fetch;
  readonly nowMs: () => number;
  readonly log: Log;
  readonly assets: Assets;
  /** Where edges count together; null: each by itself. */
  readonly rateLimits?: RateLimitStore | null;
};

/** Imports the keys and builds the app. Throws EnvError when a key, or the domain of passkeys, does not work. */
export async function bootEdge(config: EdgeConfig, publicUrl: string, rim: Rim): Promise<Edge> {
  requireUsableRelyingParty({ publicUrl, config });
  const keys = await importKeys(config);
  const own = createMemoryStore();
  const shared = rim.rateLimits ?? null;
  return createApp({
    ...rim,
    rateLimits: shared === null ? own : withFallback(shared, own, rim.log),
    config,
    publicUrl,
    keys,
    tokens: rememberVerified(createAccessTokens(keys.access, publicUrl)),
    origin: createOriginClient({
      originUrl: config.originUrl,
      credential: credentialOf("edge", config, rim.nowMs),
      fetch: rim.fetch,
    }),
  });
}
