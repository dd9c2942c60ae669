// From an environment record to an app: what the three entries have alike.

import type { Log } from "../shared/http/log.ts";
import { createApp } from "./app.ts";
import { createAccessTokens } from "./auth/access-token.ts";
import { importKeys } from "./auth/keys.ts";
import type { EdgeConfig } from "./config.ts";
import type { Assets, Edge } from "./deps.ts";
import { createOriginClient } from "./origin/client.ts";

type Rim = {
  readonly fetch: typeof fetch;
  readonly nowMs: () => number;
  readonly log: Log;
  readonly assets: Assets;
};

/** Imports the keys and builds the app. Throws EnvError when a key does not work. */
export async function bootEdge(config: EdgeConfig, publicUrl: string, rim: Rim): Promise<Edge> {
  const keys = await importKeys(config);
  return createApp({
    ...rim,
    config,
    publicUrl,
    keys,
    tokens: createAccessTokens(keys.access, publicUrl),
    origin: createOriginClient({
      originUrl: config.originUrl,
      token: config.internalToken,
      fetch: rim.fetch,
    }),
  });
}
