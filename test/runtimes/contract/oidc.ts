// The sign-in walk: off to the provider and back, and everything that could be wrong on either way.

import { describe, expect, test } from "bun:test";
import { CLIENT_ID } from "../../../scripts/dev/identity-provider/config.ts";
import { sessionGrantSchema } from "../../../shared/schema/public-api.ts";
import { type CookieJar, createCookieJar, type Page } from "../cookie-jar.ts";
import { ADDRESS_HEADER } from "../edge-surroundings.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

const START = "/v1/sign-in/oidc";
const CALLBACK = "/v1/sign-in/oidc/callback";
const COOKIE = "hiroba-sign-in";

export function oidcContract(edge: EdgeUnderTest): void {
  const url = (path: string) => edge.surroundings().edgeUrl + path;
  const isCallback = (at: string) => at.startsWith(url(CALLBACK));
  const isOurs = (at: string) => at.startsWith(edge.surroundings().edgeUrl) && !at.includes("/v1/");
  const browser = () =>
    createCookieJar({ [ADDRESS_HEADER]: `browser-${crypto.randomUUID()}`, "accept-language": "en" });

  /** To the provider's page, where a name is typed; ends where `isEnd` says. */
  async function signIn(jar: CookieJar, name: string, returnTo: string, isEnd = isOurs): Promise<Page> {
    const page = await jar.open(url(`${START}?returnTo=${encodeURIComponent(returnTo)}`));
    const action = /action="([^"]+)"/.exec(page.text)?.[1];
    if (action === undefined) throw new Error(`no form at ${page.url}:\n${page.text}`);
    return jar.open(new URL(action, page.url).href, isEnd, {
      method: "POST",
      body: new URLSearchParams({ name }),
    });
  }
  const refresh = (jar: CookieJar) =>
    jar.fetch(url("/v1/session/refresh"), {
      method: "POST",
      headers: { origin: edge.surroundings().edgeUrl },
    });
  const callback = (cookie: string | undefined, query: string) =>
    edge.ask(
      `${CALLBACK}${query}`,
      cookie === undefined ? {} : { headers: { cookie: `${COOKIE}=${cookie}` } },
    );

  describe("a sign-in at the provider", () => {
    test("begins with PKCE S256, a state and a nonce, all of them new each time", async () => {
      const starts = await Promise.all(
        [1, 2].map(async () => {
          const answer = await edge.ask(`${START}?returnTo=/worlds`);
          expect([answer.status, answer.headers.get("cache-control")]).toEqual([302, "no-store"]);
          const [cookie = ""] = answer.headers.getSetCookie();
          return { location: new URL(answer.headers.get("location") ?? ""), cookie };
        }),
      );
      const [first, second] = starts.map(({ location }) => Object.fromEntries(location.searchParams));
      expect(starts[0]?.location.origin).toBe(edge.surroundings().providerUrl);
      expect(first).toMatchObject({
        response_type: "code",
        client_id: CLIENT_ID,
        redirect_uri: url(CALLBACK),
        scope: "openid profile",
        code_challenge_method: "S256",
      });
      expect(first?.["code_challenge"]).toMatch(/^[A-Za-z0-9_-]{43}$/);
      for (const name of ["state", "nonce", "code_challenge"]) {
        expect(first?.[name]?.length).toBeGreaterThanOrEqual(22);
        expect(first?.[name]).not.toBe(second?.[name] as string);
      }
      const [pair = "", ...attributes] = starts[0]?.cookie.split("; ") ?? [];
      // The browser brings it back from another site, so Lax; what is in it is sealed.
      expect(attributes.toSorted()).toEqual(["HttpOnly", "Max-Age=600", "Path=/", "SameSite=Lax"]);
      expect(pair).toStartWith(`${COOKIE}=`);
      const readable = pair.split(".").map((part) => Buffer.from(part, "base64url").toString());
      expect(readable.join()).not.toContain(first?.["state"] as string);
    });

    test("ends where it began, with a session in the cookie and a member's account", async () => {
      const jar = browser();
      const landed = await signIn(jar, "someone", "/worlds?sort=new#top");
      expect(landed.url).toBe(url("/worlds?sort=new#top"));
      expect(jar.cookies(landed.url).has(COOKIE)).toBe(false);
      const first = sessionGrantSchema.parse(await (await refresh(jar)).json());
      expect(first.user).toMatchObject({ displayName: "someone", isGuest: false, locale: "en" });
      const elsewhere = browser();
      await signIn(elsewhere, "someone", "/");
      const second = sessionGrantSchema.parse(await (await refresh(elsewhere)).json());
      expect(second.user.id).toBe(first.user.id);
    });

    test("given up at the provider goes back, without a session", async () => {
      const jar = browser();
      const page = await jar.open(url(`${START}?returnTo=/worlds`));
      const cancel = /href="([^"]+cancel)"/.exec(page.text)?.[1] ?? "";
      const landed = await jar.open(new URL(cancel, page.url).href, isOurs);
      expect(landed.url).toBe(url("/worlds"));
      expect((await refresh(jar)).status).toBe(401);
    });

    test("returns to a path of this site and to nowhere else", async () => {
      const elsewhere = [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "",
        `${edge.surroundings().edgeUrl}@evil.example/`,
        "/v1/session/refresh",
        "/worlds/../v1/sign-in/oidc",
        "/%76%31/sign-in/oidc",
      ];
      for (const returnTo of elsewhere) {
        const answer = await edge.ask(`${START}?returnTo=${encodeURIComponent(returnTo)}`);
        expect(answer.headers.get("location")).toBeNull();
        expect([returnTo, await refusalOf(answer)]).toEqual([returnTo, "400 RETURN_TO_REFUSED"]);
      }
      // Ours when parsed, theirs when sent as a path: sent back whole.
      const landed = await signIn(browser(), "tricky", "/.//evil.example");
      expect(new URL(landed.url).host).toBe(new URL(edge.surroundings().edgeUrl).host);
    });

    test("begins where nobody is sent by another site: it would end whoever is here, and a guest for good", async () => {
      for (const site of ["cross-site", "same-site"]) {
        const headers = { "sec-fetch-site": site };
        const answer = await edge.ask(`${START}?returnTo=/worlds`, { headers });
        expect(answer.headers.getSetCookie()).toEqual([]);
        expect(await refusalOf(answer)).toBe("403 CROSS_ORIGIN_REFUSED");
        const person = await edge.ask(`${START}?returnTo=/worlds`, {
          headers: { ...headers, accept: "text/html" },
        });
        expect(person.headers.getSetCookie()).toEqual([]);
        expect(person.headers.get("location")).toBe(url("/worlds?signInProblem=CROSS_ORIGIN_REFUSED"));
      }
      for (const site of ["same-origin", "none"])
        expect(
          (await edge.ask(START, { headers: { "sec-fetch-site": site } })).headers.get("location"),
        ).toStartWith(edge.surroundings().providerUrl);
    });

    test("nobody began is refused", async () => {
      expect(await refusalOf(await callback(undefined, "?code=x&state=y"))).toBe("400 SIGN_IN_UNKNOWN");
      expect(await refusalOf(await callback("not.a.sealed.one.", "?code=x&state=y"))).toBe(
        "400 SIGN_IN_UNKNOWN",
      );
    });

    test("that came to nothing sends a person back to the page, with the code of the problem", async () => {
      const answer = await edge.ask(`${CALLBACK}?code=x&state=y`, {
        headers: { accept: "text/html,*/*;q=0.8" },
      });
      expect(answer.status).toBe(302);
      expect(answer.headers.get("location")).toBe(url("/?signInProblem=SIGN_IN_UNKNOWN"));
    });

    test("is offered where a provider is configured, and asking costs nothing of the sign-in limit", async () => {
      const answer = await edge.ask("/v1/sign-in");
      expect(((await answer.json()) as { ways: string[] }).ways).toContain("oidc");
      expect(answer.headers.get("ratelimit")).toBeNull();
      expect(answer.headers.get("cache-control")).toContain("public");
    });

    test("under way in one browser cannot be finished in another", async () => {
      const attacker = browser();
      const answer = await signIn(attacker, "attacker", "/", isCallback);
      const victim = browser();
      await victim.open(url(START), () => true);
      const finished = await victim.fetch(answer.url);
      expect(await refusalOf(finished)).toBe("401 OIDC_REFUSED");
      expect((await refresh(victim)).status).toBe(401);
    });

    test("is over once it was finished: neither code nor cookie works again", async () => {
      const jar = browser();
      const back = await signIn(jar, "once", "/", isCallback);
      const sealed = jar.cookies(back.url).get(COOKIE);
      expect((await jar.fetch(back.url)).status).toBe(302);
      expect(await refusalOf(await jar.fetch(back.url))).toBe("400 SIGN_IN_UNKNOWN");
      const copied = await callback(sealed, new URL(back.url).search);
      expect(copied.headers.getSetCookie().join()).not.toContain("hiroba-session=");
      expect(await refusalOf(copied)).toBe("401 OIDC_REFUSED");
    });

    test("answered with another state, another issuer or an altered cookie is refused", async () => {
      const jar = browser();
      const back = await signIn(jar, "careful", "/", isCallback);
      const sealed = jar.cookies(back.url).get(COOKIE) ?? "";
      const changed = (name: string, value: string) => {
        const query = new URL(back.url);
        query.searchParams.set(name, value);
        return query.search;
      };
      expect(await refusalOf(await callback(sealed, changed("state", "other")))).toBe("401 OIDC_REFUSED");
      expect(await refusalOf(await callback(sealed, changed("iss", "http://evil.example")))).toBe(
        "401 OIDC_REFUSED",
      );
      const altered = sealed.slice(0, -5) + (sealed.at(-5) === "A" ? "B" : "A") + sealed.slice(-4);
      expect(await refusalOf(await callback(altered, new URL(back.url).search))).toBe("400 SIGN_IN_UNKNOWN");
      expect((await callback(sealed, new URL(back.url).search)).status).toBe(302);
    });
  });
}
