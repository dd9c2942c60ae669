import { describe, expect, test } from "bun:test";
import { Hono } from "hono";
import type { EdgeEnv } from "../../../edge/deps.ts";
import { byAddress, rateLimit } from "../../../edge/middleware/rate-limit.ts";
import { createMemoryStore } from "../../../edge/rate-limit/memory-store.ts";
import { Problem, problemResponse } from "../../../shared/http/problem.ts";

const ADDRESSES_MAX = 20_000;

/** An app behind a limit, with a clock moved by hand. Resolves with the answer's status and fields. */
function limited(perMinute: number, addressHeader: string | null = null) {
  const clock = { nowMs: 0 };
  const app = new Hono<EdgeEnv>();
  app.onError((error) => {
    if (error instanceof Problem) return problemResponse(error);
    throw error;
  });
  const nowMs = () => clock.nowMs;
  app.use(
    rateLimit({ name: "test", perMinute, by: byAddress(addressHeader), store: createMemoryStore(), nowMs }),
  );
  app.get("/", (c) => c.text("ok"));
  const ask = async (remoteAddress: string | null, headers: Record<string, string> = {}) => {
    const answer = await app.request("/", { headers }, { remoteAddress, waitUntil: () => {} });
    return { status: answer.status, headers: answer.headers };
  };
  const statuses = async (count: number, address: string) => {
    const seen: number[] = [];
    for (let asked = 0; asked < count; asked++) seen.push((await ask(address)).status);
    return seen;
  };
  return { clock, ask, statuses };
}

describe("a rate limit", () => {
  test("lets a minute's worth through at once, then one for every part of the minute that passed", async () => {
    const { clock, statuses } = limited(4);
    expect(await statuses(5, "a")).toEqual([200, 200, 200, 200, 429]);
    clock.nowMs = 15_000;
    expect(await statuses(2, "a")).toEqual([200, 429]);
    clock.nowMs = 60_000 * 60;
    expect(await statuses(5, "a")).toEqual([200, 200, 200, 200, 429]);
  });

  test("says when to come back, and coming back then is early enough", async () => {
    for (const perMinute of [1, 3, 7, 60, 120]) {
      const { clock, ask, statuses } = limited(perMinute);
      await statuses(perMinute, "a");
      clock.nowMs = 130;
      const refused = await ask("a");
      const waitS = Number(refused.headers.get("retry-after"));
      expect(refused.headers.get("ratelimit-policy")).toBe(`"test";q=${perMinute};w=60`);
      expect(refused.headers.get("ratelimit")).toBe(`"test";r=0;t=${waitS}`);
      clock.nowMs += waitS * 1000;
      expect([perMinute, (await ask("a")).status]).toEqual([perMinute, 200]);
    }
  });

  test("counts down in every answer", async () => {
    const { ask } = limited(2);
    expect((await ask("a")).headers.get("ratelimit")).toBe('"test";r=1;t=0');
    expect((await ask("a")).headers.get("ratelimit")).toBe('"test";r=0;t=0');
  });

  test("gains nothing from a clock that was set back", async () => {
    const { clock, statuses } = limited(2);
    clock.nowMs = 120_000;
    expect(await statuses(3, "a")).toEqual([200, 200, 429]);
    clock.nowMs = 0;
    expect(await statuses(1, "a")).toEqual([429]);
  });

  test("of one address is not another's, and callers without one share theirs", async () => {
    const { ask } = limited(1);
    expect((await ask("a")).status).toBe(200);
    expect((await ask("b")).status).toBe(200);
    expect([(await ask(null)).status, (await ask(null)).status]).toEqual([200, 429]);
  });

  test("believes the trusted proxy's last word, and without the header the socket", async () => {
    const { ask } = limited(1, "x-forwarded-for");
    const from = (forwarded: string) => ask("10.0.0.1", { "x-forwarded-for": forwarded });
    expect((await from("198.51.100.7, 203.0.113.5")).status).toBe(200);
    expect((await from("192.0.2.9, 203.0.113.5")).status).toBe(429);
    expect((await from("203.0.113.5, 198.51.100.7")).status).toBe(200);
    expect([(await ask("10.0.0.1")).status, (await ask("10.0.0.1")).status]).toEqual([200, 429]);
  });

  test("ignores a forwarded address nobody trusts", async () => {
    const { ask } = limited(1);
    expect((await ask("a", { "x-forwarded-for": "1" })).status).toBe(200);
    expect((await ask("a", { "x-forwarded-for": "2" })).status).toBe(429);
  });

  test("holds so many addresses and no more: the one idle longest is forgotten", async () => {
    const { ask } = limited(1);
    await ask("first");
    for (let at = 1; at < ADDRESSES_MAX; at++) await ask(`n${at}`);
    expect((await ask("first")).status).toBe(429); // the last in use now
    await ask("one too many");
    expect((await ask("first")).status).toBe(429);
    expect((await ask("n1")).status).toBe(200);
  });
});
