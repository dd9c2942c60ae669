// Guests, refresh tokens in both their places, and what keeps a cookie from being of use to another site.

import { describe, expect, test } from "bun:test";
import { sessionGrantSchema } from "../../../shared/schema/public-api.ts";
import { userSchema } from "../../../shared/schema/user.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

const COOKIE = "hiroba-session";
/** The origin's grace for two honest requests at once, and a little. */
const AFTER_GRACE_MS = 11_000;
const ACCESS_TOKEN_LIFETIME_MS = 600_000;

export function sessionContract(edge: EdgeUnderTest): void {
  const ownOrigin = () => edge.surroundings().edgeUrl;
  const signInByCookie = (headers: Readonly<Record<string, string>>) =>
    edge.ask("/v1/sign-in/guest", { json: { displayName: "Ren", session: "cookie" }, headers });
  const withCookie = (path: string, method: string, cookie: string, headers: Record<string, string> = {}) =>
    edge.ask(path, { method, headers: { cookie: `${COOKIE}=${cookie}`, ...headers } });

  describe("a bearer session", () => {
    test("begins with an account, a ten-minute access token and a refresh token in the body", async () => {
      const answer = await edge.ask("/v1/sign-in/guest", { json: { displayName: "  葵 ", locale: "en" } });
      expect([answer.status, answer.headers.get("cache-control"), answer.headers.getSetCookie()]).toEqual([
        201,
        "no-store",
        [],
      ]);
      const granted = sessionGrantSchema.parse(await answer.json());
      expect(granted.user).toMatchObject({ displayName: "葵", locale: "en", isGuest: true, avatarId: null });
      expect(granted.refreshToken).toBeString();
      const livesMs = Date.parse(granted.accessTokenExpiresAt) - Date.now();
      expect(Math.abs(livesMs - ACCESS_TOKEN_LIFETIME_MS)).toBeLessThan(5_000);
      const me = await edge.ask("/v1/me", { as: granted.accessToken });
      expect(me.headers.get("cache-control")).toBe("no-store");
      expect(userSchema.parse(await me.json())).toEqual(granted.user);
    });

    test("goes on with a new refresh token for the old one, in the body again", async () => {
      const first = await edge.guest();
      const answer = await edge.refresh(first.refreshToken);
      const next = sessionGrantSchema.parse(await answer.json());
      expect([answer.status, answer.headers.get("cache-control"), next.user.id]).toEqual([
        200,
        "no-store",
        first.user.id,
      ]);
      expect([undefined, first.refreshToken]).not.toContain(next.refreshToken);
    });

    test("lets one of racing refreshes win; the token again after the grace ends the whole family", async () => {
      const { refreshToken } = await edge.guest();
      const answers = await Promise.all(Array.from({ length: 5 }, () => edge.refresh(refreshToken)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
      const [loser] = answers.filter(({ status }) => status === 409);
      expect(loser === undefined ? "" : await refusalOf(loser)).toBe("409 SESSION_JUST_ROTATED");
      const winner = sessionGrantSchema.parse(await answers.find(({ status }) => status === 200)?.json());

      await edge.surroundings().ageUsedTokens(AFTER_GRACE_MS);
      expect(await refusalOf(await edge.refresh(refreshToken))).toBe("401 SESSION_REUSED");
      expect(await refusalOf(await edge.refresh(winner.refreshToken ?? ""))).toBe("401 SESSION_ENDED");
    });

    test("ends when asked to, and stays ended", async () => {
      const { refreshToken } = await edge.guest();
      const end = () => edge.ask("/v1/session", { method: "DELETE", json: { refreshToken } });
      expect([(await end()).status, (await end()).status]).toEqual([204, 204]);
      expect(await refusalOf(await edge.refresh(refreshToken))).toBe("401 SESSION_ENDED");
    });

    test("cannot be continued or ended by nobody, or by a token that never was", async () => {
      expect(await refusalOf(await edge.refresh("never-was"))).toBe("401 SESSION_ENDED");
      for (const [method, path] of [
        ["POST", "/v1/session/refresh"],
        ["DELETE", "/v1/session"],
      ] as const)
        expect(await refusalOf(await edge.ask(path, { method }))).toBe("401 SESSION_REQUIRED");
    });
  });

  describe("a cookie session", () => {
    test("puts the refresh token where no script reads it and no other site sends it", async () => {
      const answer = await signInByCookie({ origin: ownOrigin() });
      expect(answer.status).toBe(201);
      expect(sessionGrantSchema.parse(await answer.json()).refreshToken).toBeUndefined();
      const [cookie = "", ...more] = answer.headers.getSetCookie();
      expect(more).toEqual([]);
      const [pair = "", ...attributes] = cookie.split("; ");
      expect(pair).toMatch(new RegExp(`^${COOKIE}=[A-Za-z0-9_-]{20,}$`));
      expect(attributes).toContain("HttpOnly");
      expect(attributes).toContain("SameSite=Strict");
      expect(attributes).toContain("Path=/");
      expect(attributes.find((one) => one.startsWith("Max-Age="))).toMatch(/^Max-Age=\d{6,}$/);
      expect(attributes.some((one) => one.startsWith("Domain="))).toBe(false);
    });

    test("goes on and ends for our own page, and the cookie goes with it", async () => {
      const origin = ownOrigin();
      const first = cookieOf(await signInByCookie({ origin }));
      const refreshed = await withCookie("/v1/session/refresh", "POST", first, { origin });
      expect(refreshed.status).toBe(200);
      const second = cookieOf(refreshed);
      expect(second).not.toBe(first);
      expect(sessionGrantSchema.parse(await refreshed.json()).refreshToken).toBeUndefined();

      const again = await withCookie("/v1/session/refresh", "POST", first, { origin });
      expect(again.headers.getSetCookie()).toEqual([]); // another tab was faster: the cookie is good
      expect(await refusalOf(again)).toBe("409 SESSION_JUST_ROTATED");

      const ended = await withCookie("/v1/session", "DELETE", second, { origin });
      expect([ended.status, isCleared(ended)]).toEqual([204, true]);
      const over = await withCookie("/v1/session/refresh", "POST", second, { origin });
      expect(isCleared(over)).toBe(true);
      expect(await refusalOf(over)).toBe("401 SESSION_ENDED");
    });

    test("is of no use to another site, to a page without an origin, or to who does not say", async () => {
      const origin = ownOrigin();
      const cookie = cookieOf(await signInByCookie({ origin }));
      const refused: readonly Record<string, string>[] = [
        {},
        { origin: "http://evil.example" },
        { origin: "null" },
        { origin: `${origin}.evil.example` },
        { origin: origin.replace("http:", "https:") },
        { origin: origin.replace(/:\d+$/, ":1") },
        { origin: "http://evil.example", "sec-fetch-site": "same-origin" },
        { "sec-fetch-site": "same-site" },
        { "sec-fetch-site": "none" },
      ];
      for (const headers of refused) {
        const answers = [
          await signInByCookie(headers),
          await withCookie("/v1/session/refresh", "POST", cookie, headers),
          await withCookie("/v1/session", "DELETE", cookie, headers),
        ];
        for (const answer of answers) {
          expect(answer.headers.getSetCookie()).toEqual([]);
          expect(await refusalOf(answer)).toBe("403 CROSS_ORIGIN_REFUSED");
        }
      }
      const ours = { "sec-fetch-site": "same-origin" };
      expect((await withCookie("/v1/session/refresh", "POST", cookie, ours)).status).toBe(200);
    });

    test("works under the other name of this machine, and not across the two", async () => {
      const { host } = new URL(ownOrigin());
      const otherHost = host.replace("127.0.0.1", "localhost");
      const answer = (origin: string) => signInByCookie({ host: otherHost, origin });
      expect((await answer(`http://${otherHost}`)).status).toBe(201);
      expect((await answer(`http://${host}`)).status).toBe(403);
    });

    test("is not what a bearer's route asks for", async () => {
      const cookie = cookieOf(await signInByCookie({ origin: ownOrigin() }));
      const me = await withCookie("/v1/me", "GET", cookie, { origin: ownOrigin() });
      expect(await refusalOf(me)).toBe("401 ACCESS_TOKEN_REQUIRED");
    });
  });
}

function cookieOf(answer: Response): string {
  const [cookie = ""] = answer.headers.getSetCookie();
  return cookie.slice(COOKIE.length + 1, cookie.indexOf(";"));
}

function isCleared(answer: Response): boolean {
  return answer.headers
    .getSetCookie()
    .some((cookie) => cookie.startsWith(`${COOKIE}=;`) && cookie.includes("Max-Age=0"));
}
