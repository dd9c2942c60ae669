import { describe, expect, test } from "bun:test";
import { exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from "jose";
import { createJwksCache, KeysAway } from "../../../edge/auth/jwks-cache.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

async function newKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA");
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg: "EdDSA" };
  const token = await new SignJWT({}).setProtectedHeader({ alg: "EdDSA", kid }).sign(privateKey);
  return { jwk, token };
}
const [first, second] = await Promise.all([newKey("k1"), newKey("k2")]);

/** A cache whose clock is moved by hand, before a key server that answers what it is told to. */
function setUp(keys: JWK[] | "away") {
  const clock = { nowMs: 0 };
  const server = { keys, fetchCount: 0 };
  const keyOf = createJwksCache({
    url: "https://issuer.example/jwks",
    fetch: (async () => {
      server.fetchCount += 1;
      if (server.keys === "away") throw new TypeError("connection refused");
      return Response.json({ keys: server.keys });
    }) as unknown as typeof fetch,
    nowMs: () => clock.nowMs,
  });
  const check = (token: string) =>
    jwtVerify(token, keyOf).then(
      () => "taken",
      (error: unknown) => (error instanceof KeysAway ? "away" : "refused"),
    );
  return { clock, server, check };
}

describe("the keys of an issuer", () => {
  test("are fetched once for many cold tokens, and kept for an hour", async () => {
    const { clock, server, check } = setUp([first.jwk]);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => check(first.token)));
    expect([new Set(outcomes), server.fetchCount]).toEqual([new Set(["taken"]), 1]);
    clock.nowMs = HOUR_MS - 1;
    expect([await check(first.token), server.fetchCount]).toEqual(["taken", 1]);
    clock.nowMs = HOUR_MS;
    expect([await check(first.token), server.fetchCount]).toEqual(["taken", 2]);
  });

  test("are looked for anew when a token names another, but a stream of forgeries is not a stream of requests", async () => {
    const { clock, server, check } = setUp([first.jwk]);
    await check(first.token);
    server.keys = [second.jwk];
    for (let n = 0; n < 20; n += 1) expect(await check(second.token)).toBe("refused");
    expect(server.fetchCount).toBe(1);
    clock.nowMs = 30_000;
    expect([await check(second.token), server.fetchCount]).toEqual(["taken", 2]);
    // The old key is gone from the set, and so is what it signed.
    expect(await check(first.token)).toBe("refused");
  });

  test("that cannot be had at all are not the token's fault", async () => {
    const { server, check } = setUp("away");
    expect(await check(first.token)).toBe("away");
    server.keys = [first.jwk];
    expect(await check(first.token)).toBe("taken");
  });

  test("that cannot be renewed hold for six hours, looked for every half minute", async () => {
    const { clock, server, check } = setUp([first.jwk]);
    await check(first.token);
    server.keys = "away";
    clock.nowMs = HOUR_MS;
    for (let n = 0; n < 10; n += 1) expect(await check(first.token)).toBe("taken");
    expect(server.fetchCount).toBe(2);
    clock.nowMs = 6 * HOUR_MS - 1;
    expect(await check(first.token)).toBe("taken");
    clock.nowMs = 6 * HOUR_MS;
    expect(await check(first.token)).toBe("away");
  });

  test("that are no key set are as good as away", async () => {
    const { check } = setUp("nonsense" as never);
    expect(await check(first.token)).toBe("away");
  });
});
