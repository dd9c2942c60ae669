import { beforeAll, describe, expect, test } from "bun:test";
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from "jose";
import {
  ACCESS_TOKEN_AUDIENCE,
  ACCESS_TOKEN_LIFETIME_S,
  type AccessTokens,
  createAccessTokens,
} from "../../../edge/auth/access-token.ts";
import { importKeys } from "../../../edge/auth/keys.ts";
import type { PrivateJwk } from "../../../edge/config.ts";
import { EnvError } from "../../../shared/env.ts";
import { Problem } from "../../../shared/http/problem.ts";
import { newId } from "../../../shared/schema/ids.ts";

const NOW_MS = Date.UTC(2026, 10, 24, 0, 0, 0, 999);
const CLOCK_SKEW_MS = 30_000;
const ISSUER = "https://square.example";
const user = newId("user");

async function newJwk(kid: string): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const { x = "", d = "" } = await exportJWK(privateKey);
  return { kty: "OKP", crv: "Ed25519", kid, x, d };
}

let accessKey: PrivateJwk;
let ticketKey: PrivateJwk;
let tokens: AccessTokens;
beforeAll(async () => {
  [accessKey, ticketKey] = await Promise.all([newJwk("a1"), newJwk("t1")]);
  tokens = createAccessTokens((await importKeys({ accessKey, ticketKey })).access, ISSUER);
});

const codeOf = (verifying: Promise<unknown>) =>
  verifying.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

describe("an access token", () => {
  test("says who it is for, by whom, and when it ends, in RFC 9068's words", async () => {
    const { token, expiresAtMs } = await tokens.sign(user, NOW_MS);
    const nowS = Math.floor(NOW_MS / 1000);
    expect(decodeProtectedHeader(token)).toEqual({ alg: "EdDSA", typ: "at+jwt", kid: "a1" });
    expect(decodeJwt(token)).toEqual({
      iss: ISSUER,
      sub: user,
      aud: ACCESS_TOKEN_AUDIENCE,
      iat: nowS,
      nbf: nowS,
      exp: nowS + ACCESS_TOKEN_LIFETIME_S,
    });
    expect(expiresAtMs).toBe((nowS + ACCESS_TOKEN_LIFETIME_S) * 1000);
  });

  test("holds for ten minutes, with 30 s on both ends for clocks that differ", async () => {
    const { token, expiresAtMs } = await tokens.sign(user, NOW_MS);
    for (const atMs of [NOW_MS - CLOCK_SKEW_MS, NOW_MS, expiresAtMs + CLOCK_SKEW_MS - 1_000])
      expect(await tokens.verify(token, atMs)).toBe(user);
    for (const atMs of [NOW_MS - CLOCK_SKEW_MS - 1_000, expiresAtMs + CLOCK_SKEW_MS])
      expect(await codeOf(tokens.verify(token, atMs))).toBe("ACCESS_TOKEN_INVALID");
  });

  test("of another edge, by its name or by its key, is not ours", async () => {
    const { token } = await tokens.sign(user, NOW_MS);
    const { access } = await importKeys({ accessKey, ticketKey });
    const elsewhere = createAccessTokens(access, "https://other.example");
    expect(await codeOf(elsewhere.verify(token, NOW_MS))).toBe("ACCESS_TOKEN_INVALID");
    const rotated = await importKeys({ accessKey: { ...(await newJwk("a1")) }, ticketKey });
    const afterRotation = createAccessTokens(rotated.access, ISSUER);
    expect(await codeOf(afterRotation.verify(token, NOW_MS))).toBe("ACCESS_TOKEN_INVALID");
  });

  test("that is none tells the caller nothing of why, and the log everything", async () => {
    const refused = await tokens.verify("x.y.z", NOW_MS).catch((error: unknown) => error);
    if (!(refused instanceof Problem)) throw new Error("expected a Problem", { cause: refused });
    expect([refused.status, refused.headers["www-authenticate"]]).toEqual([
      401,
      'Bearer error="invalid_token"',
    ]);
    expect(refused.cause).toBeInstanceOf(Error);
  });
});

describe("the signing keys", () => {
  test("are published without their private part", async () => {
    const { access, ticket } = await importKeys({ accessKey, ticketKey });
    expect(access.publicJwk).toEqual({
      kty: "OKP",
      crv: "Ed25519",
      x: accessKey.x,
      kid: "a1",
      alg: "EdDSA",
      use: "sig",
    });
    expect(ticket.kid).toBe("t1");
    expect(access.privateKey.extractable).toBe(false);
  });

  test("must be two, by bytes and by name, and each a pair: no message shows the key", async () => {
    const wrong: readonly [Parameters<typeof importKeys>[0], string][] = [
      [{ accessKey, ticketKey: accessKey }, "HIROBA_TICKET_KEY"],
      [{ accessKey, ticketKey: { ...accessKey, kid: "t1" } }, "HIROBA_TICKET_KEY"],
      [{ accessKey, ticketKey: { ...ticketKey, kid: "a1" } }, "HIROBA_TICKET_KEY"],
      [{ accessKey: { ...accessKey, x: (await newJwk("a1")).x }, ticketKey }, "HIROBA_ACCESS_KEY"],
    ];
    for (const [keys, variable] of wrong) {
      const refused = await importKeys(keys).catch((error: unknown) => error);
      if (!(refused instanceof EnvError)) throw new Error("expected an EnvError", { cause: refused });
      expect(refused.problems.map(({ name }) => name)).toEqual([variable]);
      for (const secret of [accessKey.d, ticketKey.d]) expect(refused.message).not.toContain(secret);
    }
  });
});
