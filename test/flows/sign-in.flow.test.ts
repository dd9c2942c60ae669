// Walk 3: sign-in at an identity provider, by redirects as a browser follows them, and the session after it.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sessionGrantSchema } from "../../shared/schema/public-api.ts";
import { signInAsGuest } from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";

let square: Square;
beforeAll(async () => {
  square = await startSquare();
}, 90_000);
afterAll(() => square.stop(), 20_000);

/** A browser's cookie jar, per origin, and its patience with redirects: nothing else. */
class Browser {
  readonly #jars = new Map<string, Map<string, string>>();

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url);
    const jar = this.#jars.get(host) ?? new Map<string, string>();
    this.#jars.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: { ...Object.fromEntries(new Headers(init.headers)), ...(cookie === "" ? {} : { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      const gone = attributes.some((a) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(a));
      if (gone) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Follows redirects to the first page that is none. */
  async open(url: string, init: RequestInit = {}): Promise<{ url: string; response: Response }> {
    let at = url;
    let response = await this.fetch(at, init);
    for (let hops = 0; hops < 12 && response.status >= 300 && response.status < 400; hops++) {
      at = new URL(response.headers.get("location") ?? "", at).href;
      if (at.startsWith(square.edgeUrl) && !at.includes("/v1/")) return { url: at, response };
      response = await this.fetch(at);
    }
    return { url: at, response };
  }
}

async function signInAtProvider(browser: Browser, name: string): Promise<string> {
  const { url, response } = await browser.open(`${square.edgeUrl}/v1/sign-in/oidc?returnTo=/worlds`);
  const page = await response.text();
  const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&");
  const field = /<input[^>]*name="([^"]+)"[^>]*type="text"|<input[^>]*type="text"[^>]*name="([^"]+)"/.exec(
    page,
  );
  const fieldName = field?.[1] ?? field?.[2];
  if (action === undefined || fieldName === undefined) throw new Error(`no sign-in form at ${url}:\n${page}`);
  const body = new URLSearchParams({ [fieldName]: name });
  for (const [, hiddenName = "", value = ""] of page.matchAll(
    /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
  ))
    body.set(hiddenName, value);
  const back = await browser.open(new URL(action, url).href, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(url).origin },
    body: body.toString(),
  });
  return back.url;
}

const refresh = (browser: Browser, origin = square.edgeUrl) =>
  browser.fetch(`${square.edgeUrl}/v1/session/refresh`, { method: "POST", headers: { origin } });

describe("sign-in", () => {
  test("by authorization code with PKCE: the same account each time, and not a guest", async () => {
    const browser = new Browser();
    const landed = await signInAtProvider(browser, "someone");
    expect(new URL(landed).pathname).toBe("/worlds");
    const first = sessionGrantSchema.parse(await (await refresh(browser)).json());
    expect(first.user).toMatchObject({ displayName: "someone", isGuest: false });
    expect(first.refreshToken).toBeUndefined();

    const elsewhere = new Browser();
    await signInAtProvider(elsewhere, "someone");
    const second = sessionGrantSchema.parse(await (await refresh(elsewhere)).json());
    expect(second.user.id).toBe(first.user.id);
  });

  test("a session cookie is of no use to another site", async () => {
    const browser = new Browser();
    await signInAtProvider(browser, "careful");
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
