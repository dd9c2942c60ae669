// Walk 3: sign-in at an identity provider, by redirects as a browser follows them, and the session after it.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { CookieBrowser, refreshSession, signInAtProvider } from "../../scripts/dev/provider-sign-in.ts";
import { sessionGrantSchema } from "../../shared/schema/public-api.ts";
import { signInAsGuest } from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";

let square: Square;
beforeAll(async () => {
  square = await startSquare();
}, 90_000);
afterAll(() => square.stop(), 20_000);

const refresh = (browser: CookieBrowser, origin = square.edgeUrl) =>
  refreshSession(square.edgeUrl, browser, origin);

describe("sign-in", () => {
  test("by authorization code with PKCE: the same account each time, and not a guest", async () => {
    const browser = new CookieBrowser();
    const landed = await signInAtProvider(square.edgeUrl, browser, "someone");
    expect(new URL(landed).pathname).toBe("/worlds");
    const first = sessionGrantSchema.parse(await (await refresh(browser)).json());
    expect(first.user).toMatchObject({ displayName: "someone", isGuest: false });
    expect(first.refreshToken).toBeUndefined();

    const elsewhere = new CookieBrowser();
    await signInAtProvider(square.edgeUrl, elsewhere, "someone");
    const second = sessionGrantSchema.parse(await (await refresh(elsewhere)).json());
    expect(second.user.id).toBe(first.user.id);
  });

  test("a session cookie is of no use to another site", async () => {
    const browser = new CookieBrowser();
    await signInAtProvider(square.edgeUrl, browser, "careful");
    expect((await refresh(browser, "http://evil.example")).status).toBe(403);
    expect((await refresh(browser)).status).toBe(200);
  });

  test("an answer nobody asked for is refused, and never redirects off the site", async () => {
    const forged = await fetch(`${square.edgeUrl}/v1/sign-in/oidc/callback?code=x&state=y`, {
      redirect: "manual",
    });
    expect(forged.status).toBeGreaterThanOrEqual(400);
    const off = await fetch(`${square.edgeUrl}/v1/sign-in/oidc?returnTo=//evil.example/`, {
      redirect: "manual",
    });
    expect(off.status).toBe(400);
  });

  test("a guest's refresh token works once; used again later, the whole session ends", async () => {
    const guest = await signInAsGuest(square.edgeUrl, "guest");
    const rotate = (refreshToken: string | undefined) =>
      fetch(`${square.edgeUrl}/v1/session/refresh`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ refreshToken }),
      });
    const rotated = sessionGrantSchema.parse(await (await rotate(guest.refreshToken)).json());
    expect(rotated.user.id).toBe(guest.user.id);
    expect((await rotate(guest.refreshToken)).status).toBe(409); // within the 10 s grace for races
    expect((await rotate(rotated.refreshToken)).status).toBe(200);
    const me = (token: string) =>
      fetch(`${square.edgeUrl}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    expect((await me(rotated.accessToken)).status).toBe(200);
    expect((await me(`${rotated.accessToken.slice(0, -6)}AAAAAA`)).status).toBe(401);
  });
});
