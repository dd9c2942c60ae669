// OpenID Connect, authorization code flow with PKCE S256 (RFC 7636), by oauth4webapi: it checks `state`, the issuer
// parameter (RFC 9207), and the ID token's iss, aud, exp, nonce; we ask it to check the signature against the JWKS too.
// Knows the provider; knows neither cookies nor users.

import * as oauth from "oauth4webapi";
import type { NowMs } from "../../shared/clock.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { EdgeConfig } from "../config.ts";
import { isLoopback } from "../public-url.ts";

const METADATA_LIFETIME_MS = 10 * 60 * 1000;
const PROVIDER_TIMEOUT_MS = 10_000;
const SCOPE = "openid profile";

/** What a sign-in begins with: where to send the browser, and what to remember until it is back. */
export type OidcStart = {
  readonly authorizationUrl: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
};

/** Who the provider says signed in. Claims other than the subject are the provider's word, not checked by us. */
export type OidcIdentity = {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  /** What its owner knows the identity by, such as an address; null: the name will do. */
  readonly label: string | null;
  readonly locale: string | null;
};

export type OidcClient = {
  begin(redirectUri: string): Promise<OidcStart>;
  /**
   * Code for tokens for an identity. `callback` is the URL the browser came back to. Throws Problem OIDC_REFUSED (401) when
   * the answer does not hold, OIDC_PROVIDER_AWAY (503) when the provider cannot be reached.
   */
  finish(
    callback: URL,
    expected: Pick<OidcStart, "state" | "nonce" | "codeVerifier"> & { readonly redirectUri: string },
  ): Promise<OidcIdentity>;
};

type OidcSettings = Pick<EdgeConfig["oidcProviders"][number], "issuer" | "clientId" | "clientSecret">;

/** Makes the client of one provider. Its metadata is fetched at the first sign-in and kept for ten minutes. */
export function createOidcClient(
  settings: OidcSettings,
  deps: { readonly fetch: typeof fetch; readonly nowMs: NowMs },
): OidcClient {
  const client: oauth.Client = { client_id: settings.clientId };
  const clientAuth =
    settings.clientSecret === null ? oauth.None() : oauth.ClientSecretBasic(settings.clientSecret);
  const issuer = new URL(settings.issuer);
  const http = () => ({
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, unknown>) =>
      deps.fetch(url, init as RequestInit),
    // Plain http only to a provider on this very machine.
    [oauth.allowInsecureRequests]: isLoopback(settings.issuer),
    signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS),
  });
  let metadata: { readonly server: oauth.AuthorizationServer; readonly fetchedAtMs: number } | null = null;

  async function provider(): Promise<oauth.AuthorizationServer> {
    if (metadata !== null && deps.nowMs() - metadata.fetchedAtMs < METADATA_LIFETIME_MS)
      return metadata.server;
    const response = await oauth.discoveryRequest(issuer, http());
    const server = await oauth.processDiscoveryResponse(issuer, response);
    metadata = { server, fetchedAtMs: deps.nowMs() };
    return server;
  }

  /** The name is often not in the ID token but at the userinfo endpoint; a sign-in does not fail for want of it. */
  async function profile(
    server: oauth.AuthorizationServer,
    claims: oauth.IDToken,
    accessToken: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (typeof claims["name"] === "string" || server.userinfo_endpoint === undefined) return claims;
    try {
      const response = await oauth.userInfoRequest(server, client, accessToken, http());
      return { ...claims, ...(await oauth.processUserInfoResponse(server, client, claims.sub, response)) };
    } catch {
      return claims;
    }
  }

  return {
    async begin(redirectUri) {
      const server = await provider().catch(toProblem);
      if (server.authorization_endpoint === undefined) throw away(new Error("no authorization_endpoint"));
      const state = oauth.generateRandomState();
      const nonce = oauth.generateRandomNonce();
      const codeVerifier = oauth.generateRandomCodeVerifier();
      const url = new URL(server.authorization_endpoint);
      const parameters = {
        client_id: settings.clientId,
        redirect_uri: redirectUri,
        response_type: "code",
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return { authorizationUrl: url.href, state, nonce, codeVerifier };
    },

    async finish(callback, expected) {
      try {
        const server = await provider();
        const parameters = oauth.validateAuthResponse(server, client, callback, expected.state);
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          clientAuth,
          parameters,
          expected.redirectUri,
          expected.codeVerifier,
          http(),
        );
        const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
          expectedNonce: expected.nonce,
          requireIdToken: true,
        });
        await oauth.validateApplicationLevelSignature(server, response, http());
        const claims = oauth.getValidatedIdTokenClaims(tokens);
        if (claims === undefined) throw new Error("no ID token");
        const about = await profile(server, claims, tokens.access_token);
        return {
          issuer: claims.iss,
          subject: claims.sub,
          label: firstText(about, ["email"]),
          name: firstText(about, ["name", "preferred_username", "nickname"]),
          locale: firstText(about, ["locale"]),
        };
      } catch (error) {
        return toProblem(error);
      }
    },
  };
}

function firstText(claims: Readonly<Record<string, unknown>>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = claims[name];
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  return null;
}

/** A provider that cannot be reached is not the caller's fault; everything else the provider said is a refusal. */
function toProblem(error: unknown): never {
  if (error instanceof Problem) throw error;
  const unreachable =
    error instanceof TypeError && !("code" in error && String(error.code).startsWith("OAUTH_"));
  const timedOut = error instanceof DOMException;
  const notAnswering =
    error instanceof Error && "code" in error && error.code === oauth.RESPONSE_IS_NOT_CONFORM;
  if (unreachable || timedOut || notAnswering) throw away(error);
  throw new Problem({
    status: 401,
    code: "OIDC_REFUSED",
    title: "The provider's answer does not hold",
    detail: "Begin the sign-in again.",
    cause: error,
  });
}

function away(cause: unknown): Problem {
  return new Problem({
    status: 503,
    code: "OIDC_PROVIDER_AWAY",
    title: "The sign-in provider cannot be reached",
    detail: "Try again in a moment, or sign in as a guest.",
    headers: { "retry-after": "5" },
    cause,
  });
}
