// Adding a provider's identity to the account one has: the round trip of a sign-in, with another end.

import { describe, expect, test } from "bun:test";
import { linkOidcStartSchema, sessionGrantSchema } from "../../../shared/schema/public-api.ts";
import { createCookieJar } from "../cookie-jar.ts";
import { ADDRESS_HEADER } from "../edge-surroundings.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

const LINK = "/v1/me/identities/oidc";

export function linkingContract(edge: EdgeUnderTest): void {
  const url = (path: string) => edge.surroundings().edgeUrl + path;
  const isOurs = (at: string) => at.startsWith(edge.surroundings().edgeUrl) && !at.includes("/v1/");

  /** A browser whose page has a guest's session. */
  async function guestBrowser(displayName: string) {
    const origin = edge.surroundings().edgeUrl;
    const jar = createCookieJar({
      [ADDRESS_HEADER]: `browser-${crypto.randomUUID()}`,
      "accept-language": "en",
      accept: "text/html",
    });
    const answer = await jar.fetch(url("/v1/sign-in/guest"), {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify({ displayName, session: "cookie" }),
    });
    const { user, accessToken } = sessionGrantSchema.parse(await answer.json());
    const link = async (name: string, returnTo: string, meanwhile = async () => {}) => {
      const begun = await jar.fetch(url(LINK), {
        method: "POST",
        headers: {
          origin,
          "content-type": "application/json",
          authorization: `Bearer ${accessToken}`,
        },
        body: JSON.stringify({ provider: "account", returnTo }),
      });
      const { authorizationUrl } = linkOidcStartSchema.parse(await begun.json());
      const page = await jar.open(authorizationUrl);
      const action = /action="([^"]+)"/.exec(page.text)?.[1];
      if (action === undefined) throw new Error(`no form at ${page.url}:\n${page.text}`);
      await meanwhile();
      return jar.open(new URL(action, page.url).href, isOurs, {
        method: "POST",
        body: new URLSearchParams({ name }),
      });
    };
    const identities = async () =>
      (await (await edge.ask("/v1/me/identities", { as: accessToken })).json()) as { items: unknown[] };
    return { jar, user, accessToken, link, identities };
  }

  describe("linking a provider's identity", () => {
    test("ends where it began, the guest a member of the same account, and the session goes on", async () => {
      const { jar, user, link, identities } = await guestBrowser("Rin");
      expect((await identities()).items).toEqual([]);
      const landed = await link("linked-one", "/account");
      expect(landed.url).toBe(url("/account"));
      expect((await identities()).items).toMatchObject([{ issuer: edge.surroundings().providerUrl }]);
      const refreshed = await jar.fetch(url("/v1/session/refresh"), {
        method: "POST",
        headers: { origin: edge.surroundings().edgeUrl },
      });
      expect(sessionGrantSchema.parse(await refreshed.json()).user).toEqual({ ...user, isGuest: false });
    });

    test("of somebody else's comes back with the code of the problem, and nothing has changed", async () => {
      await (await guestBrowser("First")).link("linked-two", "/account");
      const second = await guestBrowser("Second");
      const landed = await second.link("linked-two", "/account");
      expect(landed.url).toBe(url("/account?signInProblem=IDENTITY_TAKEN"));
      expect((await second.identities()).items).toEqual([]);
      const me = await edge.ask("/v1/me", { as: second.accessToken });
      expect(await me.json()).toEqual(second.user);
    });

    test("whose account was signed out of meanwhile comes to nothing: the next person at this browser keeps theirs", async () => {
      const { jar, link, identities } = await guestBrowser("Left");
      const landed = await link("linked-three", "/account", async () => {
        const origin = edge.surroundings().edgeUrl;
        const ended = await jar.fetch(url("/v1/session"), { method: "DELETE", headers: { origin } });
        expect(ended.status).toBe(204);
      });
      expect(landed.url).toBe(url("/account?signInProblem=SESSION_ENDED"));
      expect((await identities()).items).toEqual([]);
    });

    test("begins from our own page alone, by somebody, with a provider there is", async () => {
      const { accessToken } = await edge.guest();
      const json = { provider: "account", returnTo: "/account" };
      expect(await refusalOf(await edge.ask(LINK, { json }))).toBe("401 ACCESS_TOKEN_REQUIRED");
      expect(await refusalOf(await edge.ask(LINK, { json, as: accessToken }))).toBe(
        "403 CROSS_ORIGIN_REFUSED",
      );
      const headers = { origin: edge.surroundings().edgeUrl };
      const elsewhere = { ...json, returnTo: "//evil.example" };
      expect(await refusalOf(await edge.ask(LINK, { json: elsewhere, as: accessToken, headers }))).toBe(
        "400 RETURN_TO_REFUSED",
      );
      const nobody = { ...json, provider: "nobody" };
      expect(await refusalOf(await edge.ask(LINK, { json: nobody, as: accessToken, headers }))).toBe(
        "404 PROVIDER_UNKNOWN",
      );
    });
  });

  describe("a second provider", () => {
    test("is offered by its label, and begun by its id", async () => {
      const ways = await (await edge.ask("/v1/sign-in")).json();
      expect(ways).toEqual({
        ways: ["guest", "passkey", "oidc", "firebase"],
        providers: [
          { id: "account", label: new URL(edge.surroundings().providerUrl).host },
          { id: "second", label: "Second" },
        ],
      });
      const answer = await edge.ask("/v1/sign-in/oidc?provider=second&returnTo=/");
      const location = new URL(answer.headers.get("location") ?? "");
      expect(location.searchParams.get("client_id")).toBe("hiroba-second");
      expect(await refusalOf(await edge.ask("/v1/sign-in/oidc?provider=third"))).toBe("404 PROVIDER_UNKNOWN");
    });
  });
}
