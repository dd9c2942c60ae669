// Passkeys: signing in and up with one, and those of one's own account. What an authenticator answers is checked at the
// origin, which keeps the keys; the edge says for which site, and on which device.

import type { Context } from "hono";
import { deviceOf } from "../auth/device.ts";
import { grantSession } from "../auth/grant.ts";
import { relyingPartyFor } from "../auth/relying-party.ts";
import { requireSameOrigin } from "../auth/session-cookie.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";

export function passkeyRoutes(deps: EdgeDeps) {
  const { origin } = deps;
  const site = (c: Context<EdgeEnv>) => ({ rp: relyingPartyFor(c.req.raw, deps) });
  const siteAndDevice = (c: Context<EdgeEnv>) => ({
    ...site(c),
    device: deviceOf(c.req.header("user-agent")),
  });

  /** POST /v1/sign-in/passkey/options */
  const startSignIn: EndpointHandler<"signIn.passkeyStart"> = async (c) =>
    c.json(await origin.beginPasskeySignIn(c.get("requestId"), site(c)));

  /** POST /v1/sign-in/passkey */
  const signIn: EndpointHandler<"signIn.passkey"> = async (c, { body: { credential, session } }) => {
    if (session === "cookie") requireSameOrigin(c, deps);
    const answer = { credential, ...siteAndDevice(c) };
    const granted = await origin.finishPasskeySignIn(c.get("requestId"), answer);
    return c.json(await grantSession(c, deps, granted, session));
  };

  /** POST /v1/sign-up/passkey/options */
  const startSignUp: EndpointHandler<"signUp.passkeyStart"> = async (c, { body }) =>
    c.json(await origin.beginPasskeySignUp(c.get("requestId"), { ...body, ...site(c) }));

  /** POST /v1/sign-up/passkey */
  const signUp: EndpointHandler<"signUp.passkey"> = async (c, { body: { credential, session } }) => {
    if (session === "cookie") requireSameOrigin(c, deps);
    const answer = { credential, ...siteAndDevice(c) };
    const granted = await origin.finishPasskeySignUp(c.get("requestId"), answer);
    return c.json(await grantSession(c, deps, granted, session), 201);
  };

  /** GET /v1/me/passkeys */
  const list: EndpointHandler<"passkeys.list"> = async (c) =>
    c.json(await origin.passkeys(c.get("requestId"), c.get("userId")));

  /** POST /v1/me/passkeys/options */
  const start: EndpointHandler<"passkeys.start"> = async (c) =>
    c.json(await origin.beginPasskey(c.get("requestId"), c.get("caller"), site(c)));

  /** POST /v1/me/passkeys */
  const add: EndpointHandler<"passkeys.add"> = async (c, { body }) => {
    const answer = { ...body, ...siteAndDevice(c) };
    return c.json(await origin.addPasskey(c.get("requestId"), c.get("caller"), answer), 201);
  };

  /** PATCH /v1/me/passkeys/{passkeyId} */
  const rename: EndpointHandler<"passkeys.rename"> = async (c, { params: { passkeyId }, body }) =>
    c.json(await origin.renamePasskey(c.get("requestId"), c.get("userId"), passkeyId, body));

  /** DELETE /v1/me/passkeys/{passkeyId} */
  const remove: EndpointHandler<"passkeys.remove"> = async (c, { params: { passkeyId } }) => {
    await origin.removePasskey(c.get("requestId"), c.get("caller"), passkeyId);
    return c.body(null, 204);
  };

  return { startSignIn, signIn, startSignUp, signUp, list, start, add, rename, remove };
}
