// Signing in with an ID token of Firebase Auth, and every token that must not do.

import { beforeAll, describe, expect, test } from "bun:test";
import { exportSPKI, generateKeyPair, importJWK } from "jose";
import { sessionGrantSchema } from "../../../shared/schema/public-api.ts";
import { identitySchema } from "../../../shared/schema/user.ts";
import type { FirebaseKeys } from "../../support/firebase.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

const SIGN_IN = "/v1/sign-in/firebase";
const LINK = "/v1/me/identities/firebase";

export function firebaseContract(edge: EdgeUnderTest): void {
  let firebase: FirebaseKeys;
  const nowS = Math.floor(Date.now() / 1000);
  const signIn = (idToken: string) => edge.ask(SIGN_IN, { json: { idToken } });
  const grantOf = async (answer: Response) => {
    expect(answer.status).toBe(200);
    return sessionGrantSchema.parse(await answer.json());
  };
  beforeAll(() => {
    firebase = edge.surroundings().firebase;
  });

  describe("an ID token of Firebase", () => {
    test("cold, many at once fetch the keys once and are one account, though the first who asked went away", async () => {
      const before = firebase.fetchCount();
      const token = await firebase.sign({ sub: "crowd" });
      const release = firebase.hold();
      const leaver = new AbortController();
      const left = fetch(edge.surroundings().edgeUrl + SIGN_IN, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ idToken: token }),
        signal: leaver.signal,
      }).catch(() => null);
      while (firebase.fetchCount() === before) await Bun.sleep(5);
      leaver.abort();
      await left;
      const asked = Array.from({ length: 20 }, () => signIn(token));
      // Long enough for many who ask at once to be many at once.
      await Bun.sleep(100);
      release();
      const grants = await Promise.all((await Promise.all(asked)).map(grantOf));
      expect(firebase.fetchCount() - before).toBe(1);
      expect(new Set(grants.map(({ user }) => user.id)).size).toBe(1);
      expect(grants[0]?.user).toMatchObject({ displayName: "Midori", isGuest: false });
    });

    test.each([
      ["is of another project", { aud: "another" }],
      ["comes from another issuer", { iss: "https://securetoken.google.com/another" }],
      ["has expired", { exp: nowS - 60 }],
      ["never expires", { exp: undefined }],
      ["was issued in the future", { iat: nowS + 600 }],
      ["is of somebody who has yet to sign in", { auth_time: nowS + 600 }],
      ["does not say when they signed in", { auth_time: undefined }],
      ["stands for nobody", { sub: "" }],
      ["has a subject without end", { sub: "x".repeat(129) }],
      ["has no subject", { sub: undefined }],
      ["is of a tenant of the project", { firebase: { sign_in_provider: "password", tenant: "t1" } }],
    ] as const)("that %s is refused", async (_what, claims) => {
      expect(await refusalOf(await signIn(await firebase.sign(claims)))).toBe("401 FIREBASE_TOKEN_INVALID");
    });

    test("of another key under the same kid, of no key, or signed with HMAC under the public key, is refused", async () => {
      const stranger = await generateKeyPair("RS256");
      const publicKey = await importJWK(firebase.publicJwk(), "RS256", { extractable: true });
      if (publicKey instanceof Uint8Array) throw new Error("an RSA key is no byte string");
      const pem = new TextEncoder().encode(await exportSPKI(publicKey));
      const whole = await firebase.sign();
      const [, payload] = whole.split(".");
      const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
      for (const token of [
        await firebase.sign({}, {}, stranger.privateKey),
        await firebase.sign({}, { kid: undefined }, stranger.privateKey),
        await firebase.sign({}, { kid: undefined }),
        await firebase.sign({}, { alg: "HS256" }, pem),
        `${none}.${payload}.`,
        `${whole.slice(0, -4)}AAAA`,
        "x.y.z",
      ])
        expect(await refusalOf(await signIn(token))).toBe("401 FIREBASE_TOKEN_INVALID");
    });

    test("of an anonymous user is refused with where to go instead", async () => {
      const token = await firebase.sign({ firebase: { sign_in_provider: "anonymous" } });
      expect(await refusalOf(await signIn(token))).toBe("422 FIREBASE_ANONYMOUS");
    });

    test("is known by its subject alone: a name and an address may change", async () => {
      const first = await grantOf(
        await signIn(await firebase.sign({ sub: "moves", email: "a@example.com" })),
      );
      const second = await grantOf(
        await signIn(await firebase.sign({ sub: "moves", email: "b@example.com", name: "Other" })),
      );
      const other = await grantOf(
        await signIn(await firebase.sign({ sub: "another", email: "b@example.com", email_verified: true })),
      );
      expect(second.user).toEqual(first.user);
      expect(other.user.id).not.toBe(first.user.id);
      const listed = await edge.ask("/v1/me/identities", { as: second.accessToken });
      expect(await listed.json()).toMatchObject({ items: [{ label: "b@example.com" }] });
    });
  });

  describe("a person whom Firebase lets call themselves anything", () => {
    test.each([
      ["with a NUL in it", "Mi\u0000dori"],
      ["of half a character", "\ud83d"],
      ["of three hundred balloons", "🎈".repeat(300)],
      ["of nothing one can see", "\u202e"],
    ])("comes in by a name %s", async (_what, name) => {
      const sub = crypto.randomUUID();
      const { accessToken } = await grantOf(await signIn(await firebase.sign({ sub, name })));
      expect((await edge.ask("/v1/me/identities", { as: accessToken })).status).toBe(200);
      // And again: what is known of them is renewed.
      expect((await signIn(await firebase.sign({ sub, name }))).status).toBe(200);
    });

    test("and whose subject no text of ours may hold is told so", async () => {
      expect((await signIn(await firebase.sign({ sub: "a\u0000b" }))).status).toBe(422);
    });
  });

  describe("a guest who links one", () => {
    test("becomes a member, keeps the account, and comes back to it", async () => {
      const guest = await edge.guest("Wanderer");
      const answer = await edge.ask(LINK, {
        as: guest.accessToken,
        json: { idToken: await firebase.sign({ sub: "wanderer" }) },
      });
      expect(answer.status).toBe(201);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      identitySchema.parse(await answer.json());
      const back = await grantOf(await signIn(await firebase.sign({ sub: "wanderer" })));
      expect(back.user).toEqual({ ...guest.user, isGuest: false });
      // The session from before goes on.
      expect((await edge.refresh(guest.refreshToken)).status).toBe(200);
    });

    test("that is another account's is told so, and stays what they were", async () => {
      await signIn(await firebase.sign({ sub: "settled" }));
      const guest = await edge.guest("Second");
      const answer = await edge.ask(LINK, {
        as: guest.accessToken,
        json: { idToken: await firebase.sign({ sub: "settled" }) },
      });
      expect(await refusalOf(answer)).toBe("409 IDENTITY_TAKEN");
      expect(await (await edge.ask("/v1/me", { as: guest.accessToken })).json()).toEqual(guest.user);
    });

    test("can take all but the last away again", async () => {
      const { accessToken } = await edge.guest("Linker");
      const link = async (sub: string) =>
        identitySchema.parse(
          await (
            await edge.ask(LINK, { as: accessToken, json: { idToken: await firebase.sign({ sub }) } })
          ).json(),
        );
      const unlink = (id: string) =>
        edge.ask(`/v1/me/identities/${id}`, { method: "DELETE", as: accessToken });
      const first = await link("linker-1");
      const again = await link("linker-1");
      expect(again.id).toBe(first.id);
      expect(await refusalOf(await unlink(first.id))).toBe("409 LAST_SIGN_IN_WAY");
      const second = await link("linker-2");
      expect(await refusalOf(await unlink("0".repeat(32)))).toBe("404 IDENTITY_NOT_FOUND");
      expect(await refusalOf(await unlink("nothing"))).toBe("404 NOT_FOUND");
      expect((await unlink(first.id)).status).toBe(204);
      expect(await refusalOf(await unlink(second.id))).toBe("409 LAST_SIGN_IN_WAY");
      // Whoever comes with it now is somebody new.
      const stranger = await grantOf(await signIn(await firebase.sign({ sub: "linker-1" })));
      const me = await edge.ask("/v1/me", { as: accessToken });
      expect(stranger.user.id as string).not.toBe(((await me.json()) as { id: string }).id);
    });
  });

  describe("Firebase's keys", () => {
    test("that are away keep nobody out who signs with one that is known", async () => {
      firebase.setAway(true);
      expect((await signIn(await firebase.sign({ sub: "in-time" }))).status).toBe(200);
      firebase.setAway(false);
    });
  });
}
