// Tells every edge what has just changed, so that nobody waits for the feed: signed purges, a few tries each, and what
// cannot be delivered is left to the feed. Gathers what commits within a moment into one purge. I/O is handed in.

import type { NowMs } from "../../shared/clock.ts";
import type { Log } from "../../shared/http/log.ts";
import { SIGNATURE_HEADER, signBody } from "../../shared/http/signed-body.ts";
import { PURGE_TAGS_MAX, type Purge } from "../../shared/schema/internal/changes.ts";
import { EVERYTHING } from "./record-change.ts";

const GATHER_MS = 20;
const TIMEOUT_MS = 2_000;
/** Waits between the tries; after the last the feed has to do. */
const RETRY_AFTER_MS = [200, 1_000] as const;

type Deps = {
  /** Public URLs of the edges, without a trailing slash. */
  readonly edgeUrls: readonly string[];
  readonly secret: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly after: (delayMs: number) => Promise<void>;
  readonly nowMs: NowMs;
  readonly log: Log;
};

export type Announcer = {
  /** Takes the payload of a notification. */
  heard(payload: string): void;
  /** Resolves when everything heard so far has been told or given up. */
  settled(): Promise<void>;
};

export function createAnnouncer(deps: Deps): Announcer {
  let gathered = new Set<string>();
  let gathering: Promise<void> | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  async function gather(): Promise<void> {
    await deps.after(GATHER_MS);
    const tags: Purge["tags"] =
      gathered.has(EVERYTHING) || gathered.size > PURGE_TAGS_MAX ? "all" : [...gathered];
    gathered = new Set();
    gathering = null;
    await Promise.all(deps.edgeUrls.map((edgeUrl) => tell(edgeUrl, tags)));
  }

  async function tell(edgeUrl: string, tags: Purge["tags"]): Promise<void> {
    let reason = await tryOnce(edgeUrl, tags);
    for (const delayMs of RETRY_AFTER_MS) {
      if (reason === null) return;
      await deps.after(delayMs);
      reason = await tryOnce(edgeUrl, tags);
    }
    if (reason !== null) deps.log.warn("purge.lost", { edgeUrl, reason });
  }

  /** Why it did not arrive; null when it did. */
  async function tryOnce(edgeUrl: string, tags: Purge["tags"]): Promise<string | null> {
    const body = new TextEncoder().encode(JSON.stringify({ tags } satisfies Purge));
    try {
      const response = await deps.fetch(`${edgeUrl}/v1/cache/purge`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          [SIGNATURE_HEADER]: await signBody(body, deps.secret, deps.nowMs()),
        },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      return response.ok ? null : `answered ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  return {
    heard(payload) {
      if (deps.edgeUrls.length === 0) return;
      for (const tag of payload.split(",")) if (gathered.size <= PURGE_TAGS_MAX) gathered.add(tag);
      gathering ??= gather();
      underWay = Promise.all([underWay, gathering]);
    },
    settled: async () => void (await underWay),
  };
}
