// Which limits stand before an endpoint: a general one, and those the contract names, each by address and, where somebody is
// signed in, by user as well: an address may be a whole venue's, a user may come from many. What is counted with other edges
// is counted in the shared store; the general limit, which is of every request, in this edge's own.

import type { Context, MiddlewareHandler } from "hono";
import type { Endpoint, LimitName } from "../../shared/contract/endpoint.ts";
import type { EdgeConfig } from "../config.ts";
import type { EdgeDeps, EdgeEnv } from "../deps.ts";
import { createMemoryStore } from "../rate-limit/memory-store.ts";
import { byAddress, byUser, type RateLimit, rateLimit, takeOne } from "./rate-limit.ts";

type LimitConfig = Pick<
  EdgeConfig,
  | "clientAddressHeader"
  | "requestsPerMinute"
  | "userRequestsPerMinute"
  | "signInPerMinute"
  | "policiesPerMinute"
  | "userPoliciesPerMinute"
  | "entriesPerMinute"
  | "userEntriesPerMinute"
  | "socialPerMinute"
  | "userSocialPerMinute"
>;

type Middlewares = readonly MiddlewareHandler<EdgeEnv>[];

export type Limits = {
  /** Before anybody is asked who they are. */
  beforeSession(endpoint: Endpoint): Middlewares;
  /** When that is known. */
  behindSession(endpoint: Endpoint): Middlewares;
  /** For a shared read that has to ask the origin: one that is warm is not worth counting. Throws RATE_LIMITED (429). */
  takeForCold(c: Context<EdgeEnv>): Promise<void>;
};

export function createLimits(
  deps: Pick<EdgeDeps, "rateLimits" | "nowMs"> & { readonly config: LimitConfig },
): Limits {
  const { config, nowMs } = deps;
  const address = byAddress(config.clientAddressHeader);
  const own = createMemoryStore();
  const requests: RateLimit = {
    name: "requests",
    perMinute: config.requestsPerMinute,
    by: address,
    store: own,
    nowMs,
  };
  const userRequests: RateLimit = {
    name: "user-requests",
    perMinute: config.userRequestsPerMinute,
    by: byUser,
    store: own,
    nowMs,
  };
  const named = (name: LimitName, perMinute: number, perUserMinute: number) => {
    const shared = { store: deps.rateLimits, nowMs };
    return {
      byAddress: rateLimit({ name, perMinute, by: address, ...shared }),
      byUser: rateLimit({ name: `user-${name}`, perMinute: perUserMinute, by: byUser, ...shared }),
    };
  };
  const limits: Readonly<Record<LimitName, ReturnType<typeof named>>> = {
    "sign-in": named("sign-in", config.signInPerMinute, config.signInPerMinute),
    "upload-policies": named("upload-policies", config.policiesPerMinute, config.userPoliciesPerMinute),
    entry: named("entry", config.entriesPerMinute, config.userEntriesPerMinute),
    social: named("social", config.socialPerMinute, config.userSocialPerMinute),
  };
  return {
    beforeSession(endpoint) {
      // Machines that sign what they send are not held up: Stripe, and our own origin.
      if (endpoint.rawBody !== undefined || endpoint.caching === "shared") return [];
      const { limit } = endpoint;
      return [rateLimit(requests), ...(limit === undefined ? [] : [limits[limit].byAddress])];
    },
    behindSession({ auth, limit }) {
      if (auth !== "session") return [];
      return [rateLimit(userRequests), ...(limit === undefined ? [] : [limits[limit].byUser])];
    },
    async takeForCold(c) {
      await takeOne(c, requests);
    },
  };
}
