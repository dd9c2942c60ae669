import { describe, expect, test } from "bun:test";
import { exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from "jose";
import { createJwksCache, KeysAway } from "../../../edge/auth/jwks-cache.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

async function newKey(kid?: string) {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA");
  const named = kid === undefined ? {} : { kid };
  const jwk: JWK = { ...(await exportJWK(publicKey)), ...named, alg: "EdDSA" };
  const token = await new SignJWT({}).setProtectedHeader({ alg: "EdDSA", ...named }).sign(privateKey);
  return { jwk, token };
}
const [first, second, nameless] = await Promise.all([newKey("k1"), newKey("k2"), newKey()]);

/** A cache whose clock is moved by hand, before a key server that answers what it is told to. */
function setUp(keys: JWK[] | "away") {
  const clock = { nowMs: 0 };
  const server = { keys, fetchCount: 0 };
  const kept: Promise<unknown>[] = [];
  const keyFor = createJwksCache({
    url: "https://issuer.example/jwks",
    fetch: (async () => {
      server.fetchCount += 1;
      if (server.keys === "away") throw new TypeError("connection refused");
      return Response.json({ keys: server.keys });
    }) as unknown as typeof fetch,
    nowMs: () => clock.nowMs,
  });
  const check = (token: string) =>
    jwtVerify(
      token,
      keyFor((work) => kept.push(work)),
    ).then(
      () => "taken",
      (error: unknown) => (error instanceof KeysAway ? "away" : "refused"),
    );
  return { clock, server, check, kept };
}

describe("the keys of an issuer", () => {
  test("are fetched once for many cold tokens, and kept for an hour", async () => {
    const { clock, server, check, kept } = setUp([first.jwk]);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => check(first.token)));
    expect([new Set(outcomes), server.fetchCount]).toEqual([new Set(["taken"]), 1]);
    // The one fetch ends though the request that began it went away.
    expect(kept).toHaveLength(1);
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

  test("that are away are looked for every half minute, however many tokens name a key nobody has", async () => {
    const { clock, server, check } = setUp([first.jwk]);
    await check(first.token);
    server.keys = "away";
    clock.nowMs = MINUTE_MS;
    for (let n = 0; n < 20; n += 1) expect(await check(second.token)).toBe("refused");
    expect(server.fetchCount).toBe(2);
    // One that many ask for at once is found for all of them.
    server.keys = [second.jwk];
    clock.nowMs = 2 * MINUTE_MS;
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => check(second.token)));
    expect([new Set(outcomes), server.fetchCount]).toEqual([new Set(["taken"]), 3]);
  });

  test("are never taken for a token that names none of them, were there only one", async () => {
    const { check } = setUp([nameless.jwk]);
    expect(await check(nameless.token)).toBe("refused");
  });

  test("that are no key set are as good as away", async () => {
    const { check } = setUp("nonsense" as never);
    expect(await check(first.token)).toBe("away");
  });
});
