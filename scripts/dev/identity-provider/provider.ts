// The protocol's side, by oidc-provider: one public client, authorization code with PKCE, ID tokens signed with a key of this
// run. Whoever types a name is believed: for development only.

import Provider, { type Configuration, interactionPolicy } from "oidc-provider";
import type { Locale } from "../../../shared/schema/user.ts";
import { CLIENT_ID } from "./config.ts";
import { nameOf } from "./person.ts";

const CALLBACK_PATH = "/v1/sign-in/oidc/callback";
const ALGORITHM = "ES256";
const TTL_S = 10 * 60;

/** Where the page is shown and posted to: a path with the interaction's id. */
export const INTERACTION_PATH = "/sign-in";

/** Makes the provider. `localeOf` answers with the language somebody last signed in with. */
export async function createProvider(options: {
  readonly issuer: string;
  readonly edgeUrl: string;
  readonly localeOf: (subject: string) => Locale | undefined;
}): Promise<Provider> {
  const provider = new Provider(options.issuer, {
    jwks: { keys: [await createSigningKey()] },
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: "none",
        redirect_uris: callbackUrls(options.edgeUrl),
        grant_types: ["authorization_code"],
        response_types: ["code"],
        id_token_signed_response_alg: ALGORITHM,
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["name", "locale"] },
    // Our edge reads the ID token first; the userinfo endpoint answers the same.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: {
      url: (_ctx, interaction) => `${INTERACTION_PATH}/${interaction.uid}`,
      policy: alwaysAskWho(),
    },
    cookies: { keys: [crypto.randomUUID()] },
    ttl: {
      AccessToken: TTL_S,
      AuthorizationCode: 60,
      Grant: TTL_S,
      IdToken: TTL_S,
      Interaction: TTL_S,
      Session: TTL_S,
    },
    // There is nobody to ask for consent: the one client is ours.
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, name: nameOf(accountId), locale: options.localeOf(accountId) }),
    }),
  } satisfies Configuration);
  return provider;
}

/** A developer wants to be somebody else each time: the page is shown even to a browser that signed in a minute ago. */
function alwaysAskWho() {
  const policy = interactionPolicy.base();
  policy
    .get("login")
    ?.checks.add(
      new interactionPolicy.Check("who_today", "A name is asked for each time", (ctx) =>
        ctx.oidc.result === undefined || !("login" in ctx.oidc.result)
          ? interactionPolicy.Check.REQUEST_PROMPT
          : interactionPolicy.Check.NO_NEED_TO_PROMPT,
      ),
    );
  return policy;
}

/** The edge's own URL, and this machine under both its names: a page is answered under the name it was opened by. */
function callbackUrls(edgeUrl: string): string[] {
  const { port, protocol } = new URL(edgeUrl);
  const suffix = port === "" ? "" : `:${port}`;
  const origins = [
    new URL(edgeUrl).origin,
    ...["localhost", "127.0.0.1"].map((h) => `${protocol}//${h}${suffix}`),
  ];
  return [...new Set(origins)].map((origin) => origin + CALLBACK_PATH);
}

async function createSigningKey() {
  const { privateKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ]);
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey("jwk", privateKey);
  return { kty, crv, x, y, d, kid: crypto.randomUUID(), alg: ALGORITHM, use: "sig" };
}
