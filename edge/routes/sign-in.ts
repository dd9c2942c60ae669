// Becoming somebody: as a guest, or through an OpenID Connect provider and back (README: the walk of a sign-in).

import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { Problem } from "../../shared/http/problem.ts";
import { SIGN_IN_PROBLEM_PARAM, type SignInWays } from "../../shared/schema/public-api.ts";
import { DISPLAY_NAME_MAX_CHARS, displayNameSchema, type Locale } from "../../shared/schema/user.ts";
import { grantSession } from "../auth/grant.ts";
import { createOidcClient, type OidcClient, type OidcIdentity } from "../auth/oidc.ts";
import { openSignIn, SIGN_IN_LIFETIME_S, sealSignIn } from "../auth/sealed-cookie.ts";
import {
  cookieAttributes,
  cookieName,
  requireSameOrigin,
  writeSessionCookie,
} from "../auth/session-cookie.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";
import { publicOriginFor, returnUrl } from "../public-url.ts";

/** It changes with the configuration alone. */
const WAYS_MAX_AGE_S = 60;
const CALLBACK_PATH = "/v1/sign-in/oidc/callback";
const NAMELESS: Readonly<Record<Locale, string>> = { ja: "名無し", en: "Nameless" };

export function signInRoutes(deps: EdgeDeps) {
  const oidc = createOidcIfConfigured(deps);
  // Lax, unlike the session: the browser must bring it along when the provider, another site, sends it back.
  const signInCookie = cookieName(deps.publicUrl, "hiroba-sign-in");
  const signInAttributes = { ...cookieAttributes(deps), sameSite: "Lax" } as const;

  /** GET /v1/sign-in */
  const ways: EndpointHandler<"signIn.ways"> = (c) => {
    const answer: SignInWays = { ways: oidc === null ? ["guest"] : ["guest", "oidc"] };
    return c.json(answer, 200, { "cache-control": `public, max-age=${WAYS_MAX_AGE_S}` });
  };

  /** POST /v1/sign-in/guest */
  const guest: EndpointHandler<"signIn.guest"> = async (c, { body: { session, ...profile } }) => {
    if (session === "cookie") requireSameOrigin(c, deps);
    const granted = await deps.origin.createGuest(c.get("requestId"), profile);
    return c.json(await grantSession(c, deps, granted, session), 201);
  };

  /** GET /v1/sign-in/oidc?returnTo=/… : off to the provider. */
  const oidcStart: EndpointHandler<"signIn.oidcStart"> = async (c, { query: { returnTo } }) => {
    const origin = publicOriginFor(c.req.raw, deps.publicUrl);
    const target = returnUrl(returnTo, origin);
    if (target === null) throw returnRefused(returnTo);
    const redirectUri = origin + CALLBACK_PATH;
    const begun = await configured(oidc)
      .begin(redirectUri)
      .catch((error: unknown) => problemOf(c, error));
    if (begun instanceof Problem) return backToPage(c, target, begun);
    const { authorizationUrl, ...start } = begun;
    const sealed = await sealSignIn(
      { ...start, redirectUri, returnUrl: target },
      deps.config.cookieKey,
      deps.nowMs(),
    );
    setCookie(c, signInCookie, sealed, { ...signInAttributes, maxAge: SIGN_IN_LIFETIME_S });
    return c.redirect(authorizationUrl, 302);
  };

  /** GET /v1/sign-in/oidc/callback: back from the provider, with a code or with a refusal. */
  const oidcCallback: EndpointHandler<"signIn.oidcCallback"> = async (c) => {
    const client = configured(oidc);
    const underWay = await openSignIn(getCookie(c, signInCookie) ?? "", deps.config.cookieKey, deps.nowMs());
    if (underWay === null)
      return backToPage(c, publicOriginFor(c.req.raw, deps.publicUrl), problemOf(c, signInUnknown()));
    deleteCookie(c, signInCookie, signInAttributes);
    const callback = new URL(c.req.url);
    // A person who pressed "cancel" at the provider wants to be back where they were, not to read an error.
    if (callback.searchParams.get("error") === "access_denied") return c.redirect(underWay.returnUrl, 302);
    const granted = await client
      .finish(callback, underWay)
      .then((identity) =>
        deps.origin.resolveUser(c.get("requestId"), {
          issuer: identity.issuer,
          subject: identity.subject,
          ...profileOf(identity),
        }),
      )
      .catch((error: unknown) => problemOf(c, error));
    if (granted instanceof Problem) return backToPage(c, underWay.returnUrl, granted);
    writeSessionCookie(c, deps, granted);
    return c.redirect(underWay.returnUrl, 302);
  };

  return { ways, guest, oidcStart, oidcCallback };
}

/** The problem, when a person is to be shown it. Throws the error to a program, which can read it, and whatever is no problem. */
function problemOf(c: Context<EdgeEnv>, error: unknown): Problem {
  const isPerson = (c.req.header("accept") ?? "").includes("text/html");
  if (!isPerson || !(error instanceof Problem)) throw error;
  c.get("log").warn("sign-in.failed", { code: error.code, error });
  return error;
}

/** A browser on its way back shows whatever it is answered: so it is sent to the page, which knows the person's language. */
function backToPage(c: Context<EdgeEnv>, pageUrl: string, problem: Problem): Response {
  const url = new URL(pageUrl);
  url.searchParams.set(SIGN_IN_PROBLEM_PARAM, problem.code);
  return c.redirect(url.href, 302);
}

function createOidcIfConfigured(deps: EdgeDeps): OidcClient | null {
  const { oidcIssuer, oidcClientId, oidcClientSecret } = deps.config;
  return oidcIssuer === null ? null : createOidcClient({ oidcIssuer, oidcClientId, oidcClientSecret }, deps);
}

/** Our profile of somebody the provider knows: their name made to fit, or a name for the nameless. */
export function profileOf(identity: Pick<OidcIdentity, "name" | "locale">): {
  displayName: string;
  locale: Locale;
} {
  const locale: Locale = identity.locale?.toLowerCase().startsWith("en") ? "en" : "ja";
  const shortened = [...(identity.name ?? "").normalize("NFC").trim()]
    .slice(0, DISPLAY_NAME_MAX_CHARS)
    .join("");
  const name = displayNameSchema.safeParse(shortened);
  return { displayName: name.success ? name.data : NAMELESS[locale], locale };
}

function configured(oidc: OidcClient | null): OidcClient {
  if (oidc !== null) return oidc;
  throw new Problem({
    status: 404,
    code: "OIDC_NOT_CONFIGURED",
    title: "This server has no sign-in provider",
    detail: "Sign in as a guest, or set OIDC_ISSUER.",
  });
}

function returnRefused(returnTo: string): Problem {
  return new Problem({
    status: 400,
    code: "RETURN_TO_REFUSED",
    title: "returnTo must be a path of this site",
    errors: [
      { name: "returnTo", message: "expected a path such as /worlds", actual: returnTo.slice(0, 200) },
    ],
  });
}

function signInUnknown(): Problem {
  return new Problem({
    status: 400,
    code: "SIGN_IN_UNKNOWN",
    title: "No sign-in is under way in this browser",
    detail: `It may have taken more than ${SIGN_IN_LIFETIME_S / 60} minutes, or cookies are off. Begin again.`,
  });
}
