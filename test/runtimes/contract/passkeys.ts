// Passkeys through the public door, with an authenticator in software. What the origin alone decides is tested there
// (test/origin/passkeys); this is what the edge adds: for which site, in which place the session goes, who may ask.

import { describe, expect, test } from "bun:test";
import {
  creationOptionsSchema,
  passkeySchema,
  requestOptionsSchema,
} from "../../../shared/schema/passkey.ts";
import { sessionGrantSchema } from "../../../shared/schema/public-api.ts";
import { type Authenticator, createAuthenticator, type Lies } from "../../support/authenticator.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

const SIGN_IN = "/v1/sign-in/passkey";
const SIGN_UP = "/v1/sign-up/passkey";
const MINE = "/v1/me/passkeys";

export function passkeyContract(edge: EdgeUnderTest): void {
  const page = () => edge.surroundings().edgeUrl;
  const signInOptions = async () =>
    requestOptionsSchema.parse(await (await edge.ask(`${SIGN_IN}/options`, { method: "POST" })).json());
  const signUpOptions = async (displayName = "Nao") =>
    creationOptionsSchema.parse(
      await (await edge.ask(`${SIGN_UP}/options`, { json: { displayName, locale: "en" } })).json(),
    );
  const addOptions = async (as: string) =>
    creationOptionsSchema.parse(await (await edge.ask(`${MINE}/options`, { method: "POST", as })).json());

  async function newcomer() {
    const authenticator = createAuthenticator(page());
    const credential = await authenticator.create(await signUpOptions());
    const answer = await edge.ask(SIGN_UP, { json: { credential }, headers: { "user-agent": "curl/8.9.1" } });
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([201, "no-store"]);
    return { authenticator, ...sessionGrantSchema.parse(await answer.json()) };
  }
  const signIn = async (authenticator: Authenticator, lies: Lies = {}) =>
    edge.ask(SIGN_IN, { json: { credential: await authenticator.get(await signInOptions(), lies) } });
  const list = async (as: string) =>
    (await (await edge.ask(MINE, { as })).json()) as { items: { id: string; label: string }[] };

  describe("passkeys", () => {
    test("sign somebody up who has no provider, and in again", async () => {
      const { authenticator, user, accessToken } = await newcomer();
      expect(user).toMatchObject({ displayName: "Nao", isGuest: false, locale: "en" });
      const again = sessionGrantSchema.parse(await (await signIn(authenticator)).json());
      expect(again.user).toEqual(user);
      expect((await edge.refresh(again.refreshToken ?? "")).status).toBe(200);
      expect((await list(accessToken)).items).toMatchObject([{ label: "curl 8.9.1" }]);
    });

    test("are for the host of the public URL, and only its page may use them", async () => {
      const { authenticator } = await newcomer();
      expect((await signInOptions()).rpId).toBe(new URL(page()).hostname);
      const refused: readonly Lies[] = [
        { origin: "https://evil.example" },
        { origin: page().replace("http:", "https:") },
        { origin: page().replace(/:\d+$/, ":1") },
        { rpId: "evil.example" },
        { userVerified: false },
        { signCount: 1 },
        { userHandle: "dXNyX290aGVy" },
        { type: "webauthn.create" },
      ];
      for (const lie of refused)
        expect(await refusalOf(await signIn(authenticator, lie))).toBe("401 PASSKEY_INVALID");
      expect((await signIn(authenticator)).status).toBe(200);
    });

    test("refuse a signature that was changed, and another's key under one's own name", async () => {
      const [mine, theirs] = [await newcomer(), await newcomer()];
      const honest = await theirs.authenticator.get(await signInOptions());
      const { credentialId } = mine.authenticator.last();
      const forged = { ...honest, id: credentialId, rawId: credentialId };
      expect(await refusalOf(await edge.ask(SIGN_IN, { json: { credential: forged } }))).toBe(
        "401 PASSKEY_INVALID",
      );
      const signature = honest.response.signature.replace(/.{4}$/, (end) =>
        end === "AAAA" ? "BBBB" : "AAAA",
      );
      const changed = { ...honest, response: { ...honest.response, signature } };
      expect(await refusalOf(await edge.ask(SIGN_IN, { json: { credential: changed } }))).toBe(
        "401 PASSKEY_INVALID",
      );
    });

    test("take each challenge once, and none that is not the edge's own", async () => {
      const authenticator = createAuthenticator(page());
      const json = { credential: await authenticator.create(await signUpOptions(), { signCount: 0 }) };
      expect((await edge.ask(SIGN_UP, { json })).status).toBe(201);
      const once = { credential: await authenticator.get(await signInOptions(), { signCount: 0 }) };
      const answers = await Promise.all(Array.from({ length: 5 }, () => edge.ask(SIGN_IN, { json: once })));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401, 401]);
      expect(await refusalOf(await edge.ask(SIGN_IN, { json: once }))).toBe("401 PASSKEY_CHALLENGE_INVALID");
      expect(await refusalOf(await signIn(authenticator, { challenge: "bm9uZS1vZi15b3Vycw" }))).toBe(
        "401 PASSKEY_CHALLENGE_INVALID",
      );
    });

    test("put the session into the cookie of our own page alone", async () => {
      const { authenticator } = await newcomer();
      const from = async (headers: Readonly<Record<string, string>>) =>
        edge.ask(SIGN_IN, {
          json: { credential: await authenticator.get(await signInOptions()), session: "cookie" },
          headers,
        });
      const elsewhere = await from({ origin: "https://evil.example" });
      expect(elsewhere.headers.getSetCookie()).toEqual([]);
      expect(await refusalOf(elsewhere)).toBe("403 CROSS_ORIGIN_REFUSED");
      const ours = await from({ origin: page() });
      expect(sessionGrantSchema.parse(await ours.json()).refreshToken).toBeUndefined();
      expect(ours.headers.getSetCookie().length).toBe(1);

      const credential = await createAuthenticator(page()).create(await signUpOptions());
      const signUp = await edge.ask(SIGN_UP, {
        json: { credential, session: "cookie" },
        headers: { origin: "https://evil.example" },
      });
      expect(await refusalOf(signUp)).toBe("403 CROSS_ORIGIN_REFUSED");
    });

    test("come to a guest's account, which is a member's from then on, and keeps what it had", async () => {
      const guest = await edge.guest("Gen");
      const authenticator = createAuthenticator(page());
      const credential = await authenticator.create(await addOptions(guest.accessToken));
      const added = await edge.ask(MINE, { json: { credential, label: "机" }, as: guest.accessToken });
      const passkey = passkeySchema.parse(await added.json());
      expect([added.status, passkey.label]).toEqual([201, "机"]);
      const { user } = sessionGrantSchema.parse(await (await signIn(authenticator)).json());
      expect(user).toEqual({ ...guest.user, isGuest: false });
    });

    test("are listed, renamed and removed by their owner alone, and the last way in stays", async () => {
      const { accessToken } = await newcomer();
      const stranger = await edge.guest();
      const [passkey] = (await list(accessToken)).items;
      const path = `${MINE}/${passkey?.id}`;
      const rename = (as: string) => edge.ask(path, { method: "PATCH", json: { label: "Desk" }, as });
      expect(passkeySchema.parse(await (await rename(accessToken)).json()).label).toBe("Desk");
      expect(await refusalOf(await rename(stranger.accessToken))).toBe("404 PASSKEY_NOT_FOUND");
      const remove = (as: string) => edge.ask(path, { method: "DELETE", as });
      expect(await refusalOf(await remove(stranger.accessToken))).toBe("404 PASSKEY_NOT_FOUND");
      expect(await refusalOf(await remove(accessToken))).toBe("409 LAST_SIGN_IN_WAY");
      const second = await createAuthenticator(page()).create(await addOptions(accessToken));
      expect((await edge.ask(MINE, { json: { credential: second }, as: accessToken })).status).toBe(201);
      expect((await remove(accessToken)).status).toBe(204);
      expect((await list(accessToken)).items.length).toBe(1);
      expect(await refusalOf(await edge.ask(MINE))).toBe("401 ACCESS_TOKEN_REQUIRED");
    });
  });
}
