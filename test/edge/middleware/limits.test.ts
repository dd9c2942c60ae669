import { describe, expect, test } from "bun:test";
import { Hono, type MiddlewareHandler } from "hono";
import type { EdgeEnv } from "../../../edge/deps.ts";
import { createLimits } from "../../../edge/middleware/limits.ts";
import { createMemoryStore } from "../../../edge/rate-limit/memory-store.ts";
import type { Endpoint } from "../../../shared/contract/endpoint.ts";
import { problemCodesOf } from "../../../shared/contract/problems.ts";
import { contract } from "../../../shared/contract/registry.ts";
import { Problem, problemResponse } from "../../../shared/http/problem.ts";
import type { UserId } from "../../../shared/schema/ids.ts";

const SETTINGS = {
  requestsPerMinute: 5,
  userRequestsPerMinute: 4,
  signInPerMinute: 2,
  policiesPerMinute: 3,
  userPoliciesPerMinute: 2,
  entriesPerMinute: 3,
  userEntriesPerMinute: 2,
  socialPerMinute: 3,
  userSocialPerMinute: 2,
  clientAddressHeader: null,
};

/** An app with the limits of the named endpoints round a session that believes who says who they are. */
function limited(...ids: readonly (keyof typeof contract)[]) {
  const limits = createLimits({ config: SETTINGS, rateLimits: createMemoryStore(), nowMs: () => 0 });
  const session: MiddlewareHandler<EdgeEnv> = async (c, next) => {
    c.set("userId", (c.req.header("x-user") ?? "usr_nobody") as UserId);
    await next();
  };
  const app = new Hono<EdgeEnv>();
  app.onError((error) => {
    if (error instanceof Problem) return problemResponse(error);
    throw error;
  });
  for (const id of ids) {
    const endpoint: Endpoint = contract[id];
    app.on(
      "POST",
      [`/${id}`],
      ...limits.beforeSession(endpoint),
      session,
      ...limits.behindSession(endpoint),
      (c) => c.text("ok"),
    );
  }
  return async (id: string, address: string, user: string) => {
    const init = { method: "POST", headers: { "x-user": user } };
    return (await app.request(`/${id}`, init, { remoteAddress: address, waitUntil: () => {} })).status;
  };
}

describe("the limits before an endpoint", () => {
  test("count a user wherever they come from, and an address whoever it is", async () => {
    const ask = limited("uploads.policy");
    expect([await ask("uploads.policy", "a1", "u1"), await ask("uploads.policy", "a2", "u1")]).toEqual([
      200, 200,
    ]);
    expect(await ask("uploads.policy", "a3", "u1")).toBe(429);
    expect([await ask("uploads.policy", "a4", "u2"), await ask("uploads.policy", "a4", "u3")]).toEqual([
      200, 200,
    ]);
    expect([await ask("uploads.policy", "a4", "u4"), await ask("uploads.policy", "a4", "u5")]).toEqual([
      200, 429,
    ]);
  });

  test("are counted apart, and together by the general one", async () => {
    const ask = limited("uploads.policy", "worlds.enter", "me.get");
    expect([await ask("uploads.policy", "a", "u"), await ask("uploads.policy", "b", "u")]).toEqual([
      200, 200,
    ]);
    expect([await ask("worlds.enter", "a", "u"), await ask("worlds.enter", "b", "u")]).toEqual([200, 200]);
    // Four of theirs were all a user may; two of five were this address's.
    expect(await ask("me.get", "a", "u")).toBe(429);
    expect(await ask("me.get", "a", "v")).toBe(200);
    expect(await ask("me.get", "a", "v")).toBe(200);
    expect(await ask("me.get", "a", "v")).toBe(429);
  });

  test("stand before every endpoint that says so, and before no other", () => {
    const limits = createLimits({ config: SETTINGS, rateLimits: createMemoryStore(), nowMs: () => 0 });
    for (const [id, endpoint] of Object.entries<Endpoint>(contract)) {
      const count = limits.beforeSession(endpoint).length + limits.behindSession(endpoint).length;
      const isTold = problemCodesOf(endpoint).includes("RATE_LIMITED");
      // A shared read is counted by its route, when it is cold.
      expect([id, count > 0]).toEqual([id, isTold && endpoint.caching === "private"]);
    }
  });
});
