// The identity provider as our edge meets it: the edge's own OIDC client, and a browser's cookies and redirects between.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createOidcClient, type OidcClient } from "../../../../edge/auth/oidc.ts";
import { CLIENT_ID } from "../../../../scripts/dev/identity-provider/config.ts";
import {
  type ServedIdentityProvider,
  serveIdentityProvider,
} from "../../../../scripts/dev/identity-provider/serve.ts";
import { createLog } from "../../../../shared/http/log.ts";

const EDGE = "http://localhost:39080";
const REDIRECT = `${EDGE}/v1/sign-in/oidc/callback`;
const log = createLog({ process: "idp", format: "json", nowMs: Date.now, write: () => {} });

let idp: ServedIdentityProvider;
let client: OidcClient;
beforeAll(async () => {
  idp = await serveIdentityProvider({ port: 0, bind: "127.0.0.1", issuer: null, edgeUrl: EDGE }, log);
  client = createOidcClient(
    { issuer: idp.issuer, clientId: CLIENT_ID, clientSecret: null },
    { fetch, nowMs: Date.now },
  );
});
afterAll(() => idp.stop());

/** Cookies and redirects; stops where the browser would leave the provider, and at pages. */
function createBrowser(language = "en") {
  const jar = new Map<string, string>();
  return async function open(
    url: string,
    init: RequestInit = {},
  ): Promise<{ url: string; status: number; page: string }> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string>), cookie, "accept-language": language };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const location = response.headers.get("location");
    if (location === null) return { url, status: response.status, page: await response.text() };
    const next = new URL(location, url).href;
    if (!next.startsWith(idp.issuer)) return { url: next, status: response.status, page: "" };
    return open(next);
  };
}

const submit = (open: ReturnType<typeof createBrowser>, at: string, page: string, name: string) =>
  open(new URL(/action="([^"]+)"/.exec(page)?.[1] ?? "", at).href, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ name }).toString(),
  });

async function signIn(open: ReturnType<typeof createBrowser>, name: string, redirectUri = REDIRECT) {
  const start = await client.begin(redirectUri);
  const { url, page } = await open(start.authorizationUrl);
  const back = await submit(open, url, page, name);
  return {
    start,
    back: new URL(back.url),
    page,
    finish: () => client.finish(new URL(back.url), { ...start, redirectUri }),
  };
}

describe("a sign-in", () => {
  test("gives the name typed, the language of the page, and one subject per name", async () => {
    const first = await (await signIn(createBrowser("en-GB,ja;q=0.5"), " 広場の人 <&> ")).finish();
    expect(first).toMatchObject({ issuer: idp.issuer, name: "広場の人 <&>", locale: "en" });
    const again = await (
      await signIn(createBrowser("ja"), "広場の人 <&>", REDIRECT.replace("localhost", "127.0.0.1"))
    ).finish();
    expect(again).toMatchObject({ subject: first.subject, locale: "ja" });
    const other = await (await signIn(createBrowser(), "another")).finish();
    expect(other.subject).not.toBe(first.subject);
  });

  test("asks for a name each time, with the last one filled in", async () => {
    const open = createBrowser("ja");
    const first = await signIn(open, "一人目");
    expect(first.page).toContain("お名前");
    const second = await signIn(open, "二人目");
    expect(second.page).toContain('value="一人目"');
    expect((await second.finish()).name).toBe("二人目");
  });

  test("without a name is asked again, and can be given up", async () => {
    const open = createBrowser();
    const start = await client.begin(REDIRECT);
    const { url, page } = await open(start.authorizationUrl);
    const refused = await submit(open, url, page, "   ");
    expect(refused.status).toBe(422);
    expect(refused.page).toContain('role="alert"');
    const cancelled = await open(new URL(/href="([^"]+cancel)"/.exec(page)?.[1] ?? "", url).href);
    expect(new URL(cancelled.url).searchParams.get("error")).toBe("access_denied");
  });

  test("holds for its own verifier only, and its code for one use", async () => {
    const { start, back } = await signIn(createBrowser(), "careful");
    const codeVerifier = "x".repeat(43);
    const stolen = client.finish(back, { ...start, codeVerifier, redirectUri: REDIRECT });
    expect(await stolen.catch((error: { code: string }) => error.code)).toBe("OIDC_REFUSED");
    const next = await signIn(createBrowser(), "careful");
    await next.finish();
    expect(await next.finish().catch((error: { code: string }) => error.code)).toBe("OIDC_REFUSED");
  });

  test("without PKCE, or back to a place that is not ours, does not begin", async () => {
    const start = await client.begin(REDIRECT);
    const withoutPkce = new URL(start.authorizationUrl);
    withoutPkce.searchParams.delete("code_challenge");
    withoutPkce.searchParams.delete("code_challenge_method");
    expect(new URL((await createBrowser()(withoutPkce.href)).url).searchParams.get("error")).toBe(
      "invalid_request",
    );
    const elsewhere = await client.begin("http://evil.example/v1/sign-in/oidc/callback");
    expect((await createBrowser()(elsewhere.authorizationUrl)).status).toBe(400);
  });
});
