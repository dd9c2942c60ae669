import { beforeAll, describe, expect, test } from "bun:test";
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from "jose";
import {
  ACCESS_TOKEN_AUDIENCE,
  ACCESS_TOKEN_LIFETIME_S,
  type AccessTokens,
  createAccessTokens,
} from "../../../edge/auth/access-token.ts";
import { importKeys } from "../../../edge/auth/keys.ts";
import type { PrivateJwk, PublicJwk } from "../../../edge/config.ts";
import { EnvError } from "../../../shared/env.ts";
import { Problem } from "../../../shared/http/problem.ts";
import { newId } from "../../../shared/schema/ids.ts";
import type { GrantedRole } from "../../../shared/schema/internal/identity.ts";
import { roleSchema } from "../../../shared/schema/role.ts";

const NOW_MS = Date.UTC(2026, 10, 24, 0, 0, 0, 999);
const CLOCK_SKEW_MS = 30_000;
const ISSUER = "https://square.example";
const user = newId("user");
const caller = {
  userId: user,
  sessionId: crypto.randomUUID(),
  roles: ["member", "platform-moderator"],
} as const;

async function newJwk(kid: string): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair("Ed25519", { extractable: true });
  const { x = "", d = "" } = await exportJWK(privateKey);
  return { kty: "OKP", crv: "Ed25519", kid, x, d };
}

/** What a configuration with these keys says. */
const configured = (
  access: PrivateJwk,
  ticket: PrivateJwk,
  { others = [], revokedKids = [] }: { others?: PublicJwk[]; revokedKids?: string[] } = {},
) => ({
  accessKey: { signing: access, others },
  ticketKey: { signing: ticket, others: [] },
  revokedKids,
});

let accessKey: PrivateJwk;
let ticketKey: PrivateJwk;
let tokens: AccessTokens;
beforeAll(async () => {
  [accessKey, ticketKey] = await Promise.all([newJwk("a1"), newJwk("t1")]);
  tokens = createAccessTokens((await importKeys(configured(accessKey, ticketKey))).access, ISSUER);
});

const codeOf = (verifying: Promise<unknown>) =>
  verifying.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

describe("an access token", () => {
  test("says who it is for, by whom, and when it ends, in RFC 9068's words", async () => {
    const { token, expiresAtMs } = await tokens.sign(caller, NOW_MS);
    const nowS = Math.floor(NOW_MS / 1000);
    expect(decodeProtectedHeader(token)).toEqual({ alg: "EdDSA", typ: "at+jwt", kid: "a1" });
    expect(decodeJwt(token)).toEqual({
      iss: ISSUER,
      sub: user,
      sid: caller.sessionId,
      roles: ["member", "platform-moderator"],
      scope: "account enter publish moderate",
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      aud: ACCESS_TOKEN_AUDIENCE,
      iat: nowS,
      nbf: nowS,
      exp: nowS + ACCESS_TOKEN_LIFETIME_S,
    });
    expect(expiresAtMs).toBe((nowS + ACCESS_TOKEN_LIFETIME_S) * 1000);
  });

  test("lets nobody moderate the platform for what they are in rooms", async () => {
    const scopeOf = async (...roles: GrantedRole[]) =>
      decodeJwt((await tokens.sign({ ...caller, roles }, NOW_MS)).token)["scope"];
    for (const role of roleSchema.options) expect(await scopeOf(role)).toBe("account enter publish");
    for (const role of ["platform-moderator", "platform-admin"] as const)
      expect(await scopeOf("guest", role)).toBe(
        `account enter publish moderate${role === "platform-admin" ? " administer" : ""}`,
      );
    expect(await scopeOf("banned")).toBe("");
  });

  test("holds for ten minutes, with 30 s on both ends for clocks that differ", async () => {
    const { token, expiresAtMs } = await tokens.sign(caller, NOW_MS);
    for (const atMs of [NOW_MS - CLOCK_SKEW_MS, NOW_MS, expiresAtMs + CLOCK_SKEW_MS - 1_000])
      expect(await tokens.verify(token, atMs)).toEqual({
        ...caller,
        roles: [...caller.roles],
        scopes: new Set(["account", "enter", "publish", "moderate"]),
      });
    for (const atMs of [NOW_MS - CLOCK_SKEW_MS - 1_000, expiresAtMs + CLOCK_SKEW_MS])
      expect(await codeOf(tokens.verify(token, atMs))).toBe("ACCESS_TOKEN_INVALID");
  });

  test("of another edge, by its name or by its key, is not ours", async () => {
    const { token } = await tokens.sign(caller, NOW_MS);
    const { access } = await importKeys(configured(accessKey, ticketKey));
    const elsewhere = createAccessTokens(access, "https://other.example");
    expect(await codeOf(elsewhere.verify(token, NOW_MS))).toBe("ACCESS_TOKEN_INVALID");
    const rotated = await importKeys(configured(await newJwk("a1"), ticketKey));
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
    const { access, ticket } = await importKeys(configured(accessKey, ticketKey));
    expect(access.publicJwks).toEqual([
      { kty: "OKP", crv: "Ed25519", x: accessKey.x, kid: "a1", alg: "EdDSA", use: "sig" },
    ]);
    expect(ticket.signing.kid).toBe("t1");
    expect(access.signing.privateKey.extractable).toBe(false);
  });

  test("must be two, by bytes and by name, and each a pair: no message shows the key", async () => {
    const wrong: readonly [Parameters<typeof importKeys>[0], string][] = [
      [configured(accessKey, accessKey), "HIROBA_TICKET_KEY"],
      [configured(accessKey, { ...accessKey, kid: "t1" }), "HIROBA_TICKET_KEY"],
      [configured(accessKey, { ...ticketKey, kid: "a1" }), "HIROBA_TICKET_KEY"],
      [configured({ ...accessKey, x: (await newJwk("a1")).x }, ticketKey), "HIROBA_ACCESS_KEY"],
      [configured(accessKey, ticketKey, { others: [accessKey] }), "HIROBA_ACCESS_KEY"],
      [configured(accessKey, ticketKey, { others: [ticketKey] }), "HIROBA_TICKET_KEY"],
      [configured(accessKey, ticketKey, { revokedKids: ["a1"] }), "HIROBA_REVOKED_KIDS"],
      [configured(accessKey, ticketKey, { revokedKids: ["t1"] }), "HIROBA_REVOKED_KIDS"],
    ];
    for (const [keys, variable] of wrong) {
      const refused = await importKeys(keys).catch((error: unknown) => error);
      if (!(refused instanceof EnvError)) throw new Error("expected an EnvError", { cause: refused });
      expect(refused.problems.map(({ name }) => name)).toEqual([variable]);
      for (const secret of [accessKey.d, ticketKey.d]) expect(refused.message).not.toContain(secret);
    }
  });
});

describe("changing the access key", () => {
  test("tokens of the old key hold while it is listed, of both keys while both are, and then of the new one alone", async () => {
    const next = await newJwk("a2");
    const { d: _secret, ...nextPublic } = next;
    const { d: _old, ...oldPublic } = accessKey;
    const ring = async (...args: Parameters<typeof configured>) =>
      createAccessTokens((await importKeys(configured(...args))).access, ISSUER);
    const announced = await ring(accessKey, ticketKey, { others: [nextPublic] });
    const changed = await ring(next, ticketKey, { others: [oldPublic] });
    const done = await ring(next, ticketKey);
    const ofOld = (await announced.sign(caller, NOW_MS)).token;
    const ofNew = (await changed.sign(caller, NOW_MS)).token;
    expect([ofOld, ofNew].map((token) => decodeProtectedHeader(token).kid)).toEqual(["a1", "a2"]);
    for (const edge of [announced, changed])
      for (const token of [ofOld, ofNew]) expect((await edge.verify(token, NOW_MS)).userId).toBe(user);
    expect((await done.verify(ofNew, NOW_MS)).userId).toBe(user);
    expect(await codeOf(done.verify(ofOld, NOW_MS))).toBe("ACCESS_TOKEN_INVALID");
  });

  test("a revoked key is neither taken nor published, though it is listed", async () => {
    const { token } = await tokens.sign(caller, NOW_MS);
    const { access } = await importKeys(
      configured(await newJwk("a2"), ticketKey, { others: [accessKey], revokedKids: ["a1"] }),
    );
    expect(access.publicJwks.map(({ kid }) => kid)).toEqual(["a2"]);
    expect(await codeOf(createAccessTokens(access, ISSUER).verify(token, NOW_MS))).toBe(
      "ACCESS_TOKEN_INVALID",
    );
  });
});
