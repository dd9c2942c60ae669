// Signing in at an identity provider without a browser: redirects, cookies, and the development provider's form.

import { createEdgeClient, type EdgeClient } from "../../shared/client/edge-client.ts";
import { type SessionGrant, sessionGrantSchema } from "../../shared/schema/public-api.ts";

/** A browser's cookie jar, per origin, and its patience with redirects: nothing else. */
export class CookieBrowser {
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

  /** Follows redirects to the first page that is none, or is of the edge's and not its API's. */
  async open(
    edgeUrl: string,
    url: string,
    init: RequestInit = {},
  ): Promise<{ url: string; response: Response }> {
    let at = url;
    let response = await this.fetch(at, init);
    for (let hops = 0; hops < 12 && response.status >= 300 && response.status < 400; hops++) {
      at = new URL(response.headers.get("location") ?? "", at).href;
      if (at.startsWith(edgeUrl) && !at.includes("/v1/")) return { url: at, response };
      response = await this.fetch(at);
    }
    return { url: at, response };
  }
}

/** Signs in there by that name, and comes back. Answers where to. */
export async function signInAtProvider(
  edgeUrl: string,
  browser: CookieBrowser,
  name: string,
): Promise<string> {
  const { url, response } = await browser.open(edgeUrl, `${edgeUrl}/v1/sign-in/oidc?returnTo=/worlds`);
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
  const back = await browser.open(edgeUrl, new URL(action, url).href, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(url).origin },
    body: body.toString(),
  });
  return back.url;
}

/** What comes of the cookie, asked for from a page of `origin`. */
export function refreshSession(edgeUrl: string, browser: CookieBrowser, origin = edgeUrl): Promise<Response> {
  return browser.fetch(`${edgeUrl}/v1/session/refresh`, { method: "POST", headers: { origin } });
}

/** Somebody with an account, who is no guest. */
export async function signInAsMember(edgeUrl: string, name: string): Promise<SessionGrant> {
  const browser = new CookieBrowser();
  await signInAtProvider(edgeUrl, browser, name);
  return sessionGrantSchema.parse(await (await refreshSession(edgeUrl, browser)).json());
}

/** The same as a client, whose session goes on. */
export async function memberClient(edgeUrl: string, name: string): Promise<EdgeClient> {
  const browser = new CookieBrowser();
  await signInAtProvider(edgeUrl, browser, name);
  const send = (input: string | URL | Request, init: RequestInit = {}) => {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), origin: edgeUrl };
    return browser.fetch(String(input), { ...init, headers });
  };
  const fetchAsPage = Object.assign(send, { preconnect: fetch.preconnect });
  const client = createEdgeClient({ edgeUrl, session: "cookie", fetch: fetchAsPage, nowMs: Date.now });
  if ((await client.resume()) === null) throw new Error(`${name} is not signed in`);
  return client;
}
