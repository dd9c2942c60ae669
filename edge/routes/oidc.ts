// The round trip to an OpenID Connect provider and back (README: the walk of a sign-in): to become somebody, or to add one
// more way to sign in to the account one has. What must be remembered meanwhile is sealed in the browser's cookie.

import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { Problem } from "../../shared/http/problem.ts";
import { SIGN_IN_PROBLEM_PARAM } from "../../shared/schema/public-api.ts";
import { deviceOf } from "../auth/device.ts";
import type { OidcIdentity } from "../auth/oidc.ts";
import type { Provider, Providers } from "../auth/providers.ts";
import { openSignIn, SIGN_IN_LIFETIME_S, type SignInUnderWay, sealSignIn } from "../auth/sealed-cookie.ts";
import {
  cookieAttributes,
  cookieName,
  requireNoOtherSite,
  requireSameOrigin,
  writeSessionCookie,
} from "../auth/session-cookie.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";
import { publicOriginFor, requireReturnUrl } from "../public-url.ts";
import { labelOf, profileOf } from "./profile.ts";

const CALLBACK_PATH = "/v1/sign-in/oidc/callback";

export function oidcRoutes(deps: EdgeDeps, providers: Providers) {
  // Lax, unlike the session: the browser must bring it along when the provider, another site, sends it back.
  const signInCookie = cookieName(deps.publicUrl, "hiroba-sign-in");
  const signInAttributes = { ...cookieAttributes(deps), sameSite: "Lax" } as const;

  /** Seals what must be remembered into the cookie; returns where the browser goes. */
  async function begin(
    c: Context<EdgeEnv>,
    provider: Provider,
    returnTo: string,
    linkTo: SignInUnderWay["linkTo"],
  ): Promise<string> {
    const redirectUri = publicOriginFor(c.req.raw, deps.publicUrl) + CALLBACK_PATH;
    const { authorizationUrl, ...start } = await provider.client.begin(redirectUri);
    const underWay = { ...start, redirectUri, returnUrl: returnTo, provider: provider.id, linkTo };
    const sealed = await sealSignIn(underWay, deps.config.cookieKey, deps.nowMs());
    setCookie(c, signInCookie, sealed, { ...signInAttributes, maxAge: SIGN_IN_LIFETIME_S });
    return authorizationUrl;
  }

  async function beginHere(c: Context<EdgeEnv>, provider: Provider, returnTo: string): Promise<string> {
    requireNoOtherSite(c);
    return begin(c, provider, returnTo, null);
  }

  function ownUrl(c: Context<EdgeEnv>, returnTo: string): string {
    return requireReturnUrl(returnTo, publicOriginFor(c.req.raw, deps.publicUrl));
  }

  /** GET /v1/sign-in/oidc?provider=…&returnTo=/… : off to the provider. */
  const start: EndpointHandler<"signIn.oidcStart"> = async (c, { query }) => {
    const target = ownUrl(c, query.returnTo);
    const provider = providers.get(query.provider);
    const begun = await beginHere(c, provider, target).catch((error: unknown) => problemOf(c, error));
    return begun instanceof Problem ? backToPage(c, target, begun) : c.redirect(begun, 302);
  };

  /**
   * POST /v1/me/identities/oidc: where to send the browser. Only from our own page: the cookie set here will be believed
   * when the provider sends the browser back.
   */
  const link: EndpointHandler<"identities.linkOidc"> = async (c, { body }) => {
    requireSameOrigin(c, deps);
    const target = ownUrl(c, body.returnTo);
    const { userId, sessionId } = c.get("caller");
    const url = await begin(c, providers.get(body.provider), target, { userId, sessionId });
    return c.json({ authorizationUrl: url });
  };

  /** GET /v1/sign-in/oidc/callback: back from the provider, with a code or with a refusal. */
  const callback: EndpointHandler<"signIn.oidcCallback"> = async (c) => {
    const underWay = await openSignIn(getCookie(c, signInCookie) ?? "", deps.config.cookieKey, deps.nowMs());
    if (underWay === null) {
      providers.get(undefined);
      return backToPage(c, publicOriginFor(c.req.raw, deps.publicUrl), problemOf(c, signInUnknown()));
    }
    deleteCookie(c, signInCookie, signInAttributes);
    const back = new URL(c.req.url);
    // A person who pressed "cancel" at the provider wants to be back where they were, not to read an error.
    if (back.searchParams.get("error") === "access_denied") return c.redirect(underWay.returnUrl, 302);
    const failed = await finish(c, back, underWay).then(
      () => null,
      (error: unknown) => problemOf(c, error),
    );
    return failed === null ? c.redirect(underWay.returnUrl, 302) : backToPage(c, underWay.returnUrl, failed);
  };

  async function finish(c: Context<EdgeEnv>, back: URL, underWay: SignInUnderWay): Promise<void> {
    const identity = await providers.get(underWay.provider).client.finish(back, underWay);
    if (underWay.linkTo !== null) {
      await deps.origin.linkIdentity(c.get("requestId"), underWay.linkTo, linkedOf(identity));
      return;
    }
    const { issuer, subject } = identity;
    const profile = {
      ...profileOf(identity),
      label: labelOf(identity),
      device: deviceOf(c.req.header("user-agent")),
    };
    writeSessionCookie(
      c,
      deps,
      await deps.origin.resolveUser(c.get("requestId"), { issuer, subject, ...profile }),
    );
  }

  return { start, link, callback };
}

/** An identity as the origin keeps it. */
export function linkedOf(identity: OidcIdentity) {
  return { issuer: identity.issuer, subject: identity.subject, label: labelOf(identity) };
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

function signInUnknown(): Problem {
  return new Problem({
    status: 400,
    code: "SIGN_IN_UNKNOWN",
    title: "No sign-in is under way in this browser",
    detail: `It may have taken more than ${SIGN_IN_LIFETIME_S / 60} minutes, or cookies are off. Begin again.`,
  });
}
