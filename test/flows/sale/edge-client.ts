// Somebody's way to the house: the public API over HTTP, as a page uses it. What was not answered, because an origin was killed, is
// asked again with the same key, and of the other edge.

import type { UserId } from "../../../shared/schema/ids.ts";
import type { House } from "./house.ts";

/** Orders of all buyers under way at once: the others stand in line here. Whoever has ordered does not stand in it again. */
const ORDERS_AT_ONCE_MAX = 32;
const TRIES_MAX = 100;
const TRY_AGAIN_AFTER_MS = 150;

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
type Ask = {
  readonly userId: UserId;
  readonly method?: "GET" | "POST" | "PATCH";
  readonly path: string;
  readonly json?: object;
  readonly key?: string;
};

export type EdgeClient = {
  /** Asks until there is an answer that is one. Throws when there never is. */
  ask(ask: Ask): Promise<Answer>;
  /** How long each answered order took, from the first try, once it was in turn, to the answer; milliseconds. */
  readonly orderTookMs: number[];
  /** Requests of any kind that were answered. */
  answersCount(): number;
  /** How often something was asked again. */
  againCount(): number;
};

export function createEdgeClient({ edgeUrls, authorizationOf }: House): EdgeClient {
  const orderTookMs: number[] = [];
  let againCount = 0;
  let answersCount = 0;
  let nextEdge = 0;
  let free = ORDERS_AT_ONCE_MAX;
  const waiting: (() => void)[] = [];

  async function inTurn<T>(run: () => Promise<T>): Promise<T> {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  }

  async function askOnce({ userId, method = "GET", path, json, key }: Ask): Promise<Answer | null> {
    const edgeUrl = edgeUrls[nextEdge++ % edgeUrls.length];
    const response = await fetch(`${edgeUrl}/v1/${path}`, {
      method,
      headers: {
        authorization: await authorizationOf(userId),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    }).catch(() => null);
    // 503: an origin is away, or Stripe is; both say that it is to be asked again.
    if (response === null || response.status === 503) return null;
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
  }

  return {
    async ask(ask) {
      let beganAtMs: number | null = null;
      const attempt = () => {
        beganAtMs ??= performance.now();
        return askOnce(ask);
      };
      for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
        const answer = await (ask.key === undefined ? attempt() : inTurn(attempt));
        if (answer !== null) {
          answersCount += 1;
          if (ask.key !== undefined && beganAtMs !== null) orderTookMs.push(performance.now() - beganAtMs);
          return answer;
        }
        againCount += 1;
        await Bun.sleep(TRY_AGAIN_AFTER_MS);
      }
      throw new Error(`${ask.method ?? "GET"} ${ask.path} was never answered`);
    },
    orderTookMs,
    answersCount: () => answersCount,
    againCount: () => againCount,
  };
}
