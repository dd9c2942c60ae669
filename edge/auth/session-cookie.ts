// The browser's session: its refresh token in a cookie that scripts cannot read and other sites cannot send.
// Where the public URL is https the `__Host-` prefix binds it to exactly this host (RFC 6265bis §4.1.3.2); plain http
// exists for loopback, where browsers would drop a Secure cookie.

import type { Context } from "hono";
import { generateCookie, getCookie, setCookie } from "hono/cookie";
import { Problem } from "../../shared/http/problem.ts";
import type { EdgeDeps, EdgeEnv } from "../deps.ts";
import { publicOriginFor } from "../public-url.ts";

type Rim = Pick<EdgeDeps, "publicUrl" | "nowMs">;

/** `__Host-<name>` on https, `<name>` on plain http. */
export function cookieName(publicUrl: string, name: string): string {
  return isHttps(publicUrl) ? `__Host-${name}` : name;
}

const sessionName = (rim: Rim) => cookieName(rim.publicUrl, "hiroba-session");

/** The refresh token the browser sent, if any. Nobody may act on it before requireSameOrigin. */
export function readSessionCookie(c: Context<EdgeEnv>, rim: Rim): string | undefined {
  return getCookie(c, sessionName(rim));
}

/** Hands the browser its refresh token, for as long as the token lives. */
export function writeSessionCookie(
  c: Context<EdgeEnv>,
  rim: Rim,
  session: { readonly refreshToken: string; readonly refreshTokenExpiresAt: string },
): void {
  const livesS = Math.floor((Date.parse(session.refreshTokenExpiresAt) - rim.nowMs()) / 1000);
  setCookie(c, sessionName(rim), session.refreshToken, {
    ...cookieAttributes(rim),
    sameSite: "Strict",
    maxAge: Math.max(0, livesS),
  });
}

/** The Set-Cookie that takes the session away: text, because a problem must be able to carry it. */
export function clearedSessionCookie(rim: Rim): string {
  return generateCookie(sessionName(rim), "", { ...cookieAttributes(rim), sameSite: "Strict", maxAge: 0 });
}

/** What every cookie of ours has. */
export function cookieAttributes(rim: Pick<Rim, "publicUrl">) {
  return { path: "/", httpOnly: true, secure: isHttps(rim.publicUrl) } as const;
}

/**
 * Refuses a call that rests on a cookie, or would set one, unless the browser says our own page made it (CSRF).
 * A caller that says neither `Origin` nor `Sec-Fetch-Site` is refused too: every browser in use sends one of them here.
 */
export function requireSameOrigin(c: Context<EdgeEnv>, rim: Rim): void {
  const origin = c.req.header("origin");
  const allowed =
    origin === undefined
      ? c.req.header("sec-fetch-site") === "same-origin"
      : origin === publicOriginFor(c.req.raw, rim.publicUrl);
  if (!allowed) throw crossOriginRefused();
}

/**
 * Refuses a navigation that another site began, where the browser says so: it would put somebody else in the place of who is
 * signed in here, and a guest whose cookie is gone does not come back. An address typed in, or from a bookmark, is nobody's.
 */
export function requireNoOtherSite(c: Context<EdgeEnv>): void {
  const site = c.req.header("sec-fetch-site");
  if (site === "cross-site" || site === "same-site") throw crossOriginRefused();
}

function crossOriginRefused(): Problem {
  return new Problem({
    status: 403,
    code: "CROSS_ORIGIN_REFUSED",
    title: "A session cookie is only for the page of this origin",
    detail:
      "Send the request from the page itself, or keep the session as a bearer: put refreshToken in the body.",
  });
}

function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith("https:");
}
