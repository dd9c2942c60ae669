// Every way to forge an access token that has worked on somebody, and who may ask for what without one.

import { beforeAll, describe, expect, test } from "bun:test";
import { exportSPKI, importJWK, type JWK, type JWTPayload, SignJWT } from "jose";
import { newId } from "../../../shared/schema/ids.ts";
import { signTicket } from "../../../shared/ticket.ts";
import { privateJwk } from "../edge-surroundings.ts";
import { type EdgeUnderTest, problemOf, refusalOf } from "../edge-under-test.ts";

/** Members of a header or of the claims; undefined leaves one out. */
type Members = Readonly<Record<string, unknown>>;
type KeyPair = { readonly jwk: JWK & { kid: string }; readonly privateKey: CryptoKey };

const TYP = "at+jwt";
const AUDIENCE = "hiroba:api";

export function accessTokenContract(edge: EdgeUnderTest): void {
  let access: KeyPair;
  let ticket: KeyPair;
  let stranger: KeyPair;
  let claims: JWTPayload;
  const nowS = Math.floor(Date.now() / 1000);

  const header = (change: Members = {}) => ({ alg: "EdDSA", typ: TYP, kid: access.jwk.kid, ...change });
  /** What the edge itself would sign, changed in one place. */
  const sign = (change: Members = {}, headerChange: Members = {}, key = access): Promise<string> =>
    new SignJWT({ ...claims, ...change }).setProtectedHeader(header(headerChange)).sign(key.privateKey);
  const me = (token: string) => edge.ask("/v1/me", { as: token });

  beforeAll(async () => {
    const { env, edgeUrl } = edge.surroundings();
    [access, ticket, stranger] = await Promise.all([
      importPair(env.HIROBA_ACCESS_KEY),
      importPair(env.HIROBA_TICKET_KEY),
      importPair(await privateJwk("stranger")),
    ]);
    const { user } = await edge.guest();
    claims = {
      sub: user.id,
      sid: crypto.randomUUID(),
      roles: ["guest"],
      scope: "account enter publish",
      iss: edgeUrl,
      aud: AUDIENCE,
      iat: nowS,
      nbf: nowS,
      exp: nowS + 600,
      jti: crypto.randomUUID(),
    };
  });

  describe("an access token", () => {
    test("made as the edge makes it is taken: what follows is refused for one difference only", async () => {
      expect((await me(await sign())).status).toBe(200);
    });

    test.each([
      ["has expired", { exp: nowS - 60 }],
      ["is not valid yet", { nbf: nowS + 600 }],
      ["is for another audience", { aud: "hiroba:room" }],
      ["comes from another issuer", { iss: "http://evil.example" }],
      ["was made in the future", { iat: nowS + 600 }],
      ["was made before tokens of its age end", { iat: nowS - 3600 }],
      ["stands for nobody", { sub: "admin" }],
      ["belongs to no session", { sid: undefined }],
      ["says nothing of its scope", { scope: undefined }],
      ["has a role nobody has", { roles: ["emperor"] }],
      ["has no name of its own", { jti: undefined }],
      ["does not say when it was made", { iat: undefined }],
      ["never expires", { exp: undefined }],
      ["names no issuer", { iss: undefined }],
    ] as const)("that %s is refused", async (_what, change) => {
      expect(await refusalOf(await me(await sign(change)))).toBe("401 ACCESS_TOKEN_INVALID");
    });

    test.each([
      ["names a key nobody has", { kid: "other" }],
      ["names no key", { kid: undefined }],
      ["names the ticket's key", { kid: "ticket-of-the-test" }],
      ["is of another type", { typ: "JWT" }],
      ["is of no type", { typ: undefined }],
      ["claims to be a ticket", { typ: "ticket+jwt" }],
      ["says its algorithm in another way", { alg: "Ed25519" }],
    ] as const)("whose header %s is refused", async (_what, change) => {
      expect(await refusalOf(await me(await sign({}, change)))).toBe("401 ACCESS_TOKEN_INVALID");
    });

    test("that brings its own key, or says where to fetch one, is refused even under ours", async () => {
      const { d: _secret, ...publicJwk } = stranger.jwk;
      for (const change of [
        { jwk: publicJwk },
        { jku: `${edge.surroundings().edgeUrl}/.well-known/jwks.json` },
        { x5u: "https://evil.example/chain.pem" },
        { x5c: ["MIIB"] },
      ]) {
        expect(await refusalOf(await me(await sign({}, change)))).toBe("401 ACCESS_TOKEN_INVALID");
        expect(await refusalOf(await me(await sign({}, change, stranger)))).toBe("401 ACCESS_TOKEN_INVALID");
      }
    });

    test("that is unsigned is refused, however `none` is written", async () => {
      for (const alg of ["none", "None", "NONE", ""]) {
        const token = `${encode(header({ alg }))}.${encode(claims)}.`;
        expect(await refusalOf(await me(token))).toBe("401 ACCESS_TOKEN_INVALID");
      }
    });

    test("signed with HMAC under our public key is refused", async () => {
      const { d: _secret, ...publicJwk } = access.jwk;
      const publicKey = await importJWK(publicJwk, "EdDSA", { extractable: true });
      if (publicKey instanceof Uint8Array) throw new Error("an Ed25519 key is no byte string");
      const pem = await exportSPKI(publicKey);
      const raw = Buffer.from(access.jwk.x ?? "", "base64url");
      for (const secret of [new TextEncoder().encode(pem), raw, new TextEncoder().encode(access.jwk.x)]) {
        const token = await new SignJWT(claims).setProtectedHeader(header({ alg: "HS256" })).sign(secret);
        expect(await refusalOf(await me(token))).toBe("401 ACCESS_TOKEN_INVALID");
      }
    });

    test("signed by the ticket's key or by a stranger's under our kid is refused", async () => {
      for (const key of [ticket, stranger])
        expect(await refusalOf(await me(await sign({}, {}, key)))).toBe("401 ACCESS_TOKEN_INVALID");
    });

    test("that is a room ticket, or an oversize one, is refused", async () => {
      const participant = {
        user: (await edge.guest()).user.id,
        name: "x",
        role: "guest",
        avatar: null,
      } as const;
      const { token } = await signTicket(
        { room: newId("room"), host: newId("host"), participant, requestId: "r" },
        { privateKey: ticket.privateKey, kid: ticket.jwk.kid },
        Date.now(),
      );
      expect(await refusalOf(await me(token))).toBe("401 ACCESS_TOKEN_INVALID");
      expect(await refusalOf(await me(await sign({ padding: "x".repeat(3000) })))).toBe(
        "401 ACCESS_TOKEN_INVALID",
      );
    });

    test("with one character changed is refused, and the answer says what kind of token is wanted", async () => {
      const token = await sign();
      for (const at of [5, token.indexOf(".") + 5, token.lastIndexOf(".") + 5]) {
        const changed = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
        const answer = await me(changed);
        expect(answer.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
        expect((await problemOf(answer)).code).toBe("ACCESS_TOKEN_INVALID");
      }
    });

    test("is taken 30 s before and after its time, as clocks differ, and no further", async () => {
      // Not when the file was read: tests before this one take as long as they take.
      const nowS = Math.floor(Date.now() / 1000);
      for (const change of [{ exp: nowS - 20 }, { nbf: nowS + 20, iat: nowS + 20 }])
        expect((await me(await sign(change))).status).toBe(200);
      for (const change of [{ exp: nowS - 40 }, { nbf: nowS + 50 }, { iat: nowS + 50 }])
        expect(await refusalOf(await me(await sign(change)))).toBe("401 ACCESS_TOKEN_INVALID");
    });

    test("that is not good for what is asked is a 403 that says what it would take", async () => {
      const answer = await me(await sign({ scope: "enter" }));
      expect(answer.headers.get("www-authenticate")).toBe(
        'Bearer error="insufficient_scope", scope="account"',
      );
      expect(await refusalOf(answer)).toBe("403 SCOPE_INSUFFICIENT");
    });

    test("is needed wherever somebody acts, and taken from nowhere but its header", async () => {
      const token = await sign();
      const acts = [
        ["GET", "/v1/me"],
        ["PUT", "/v1/me/avatar"],
        ["POST", "/v1/worlds"],
        ["POST", "/v1/worlds/wld_hiroba-plaza/enter"],
        ["POST", "/v1/upload/avatar/policies"],
      ] as const;
      for (const [method, path] of acts) {
        for (const headers of [{}, { authorization: token }, { authorization: `Basic ${token}` }]) {
          const query = `?access_token=${token}&token=${token}`;
          const answer = await edge.ask(path + query, { method, headers });
          expect(answer.headers.get("www-authenticate")).toBe("Bearer");
          expect(await refusalOf(answer)).toBe("401 ACCESS_TOKEN_REQUIRED");
        }
      }
    });
  });

  describe("the published keys", () => {
    test("are two sets without a private part in either", async () => {
      const [accessSet, ticketSet] = await Promise.all(
        ["/.well-known/jwks.json", "/.well-known/ticket-jwks.json"].map(async (path) => {
          const answer = await edge.ask(path);
          expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
          return (await answer.json()) as { keys: JWK[] };
        }),
      );
      const publicPart = ({ jwk }: KeyPair) => ({
        keys: [{ kty: "OKP", crv: "Ed25519", x: jwk.x, kid: jwk.kid, alg: "EdDSA", use: "sig" }],
      });
      expect(accessSet as unknown).toEqual(publicPart(access));
      expect(ticketSet as unknown).toEqual(publicPart(ticket));
    });
  });
}

async function importPair(text: string): Promise<KeyPair> {
  const jwk = JSON.parse(text) as JWK & { kid: string };
  const privateKey = await importJWK(jwk, "EdDSA");
  if (privateKey instanceof Uint8Array) throw new Error("an Ed25519 key is no byte string");
  return { jwk, privateKey };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
