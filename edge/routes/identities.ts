// The ways one can sign in to one's account through providers: listed, added with an ID token of Firebase, taken away.
// Adding one by a round trip to a provider: oidc.ts.

import { configuredFirebase, type FirebaseVerifier } from "../auth/firebase.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";
import { linkedOf } from "./oidc.ts";

export function identityRoutes(deps: EdgeDeps, firebase: FirebaseVerifier | null) {
  /** GET /v1/me/identities */
  const list: EndpointHandler<"identities.list"> = async (c) =>
    c.json(await deps.origin.identities(c.get("requestId"), c.get("userId")));

  /** POST /v1/me/identities/firebase */
  const linkFirebase: EndpointHandler<"identities.linkFirebase"> = async (c, { body: { idToken } }) => {
    const identity = await configuredFirebase(firebase).verify(idToken, deps.nowMs(), c.env.waitUntil);
    return c.json(
      await deps.origin.linkIdentity(c.get("requestId"), c.get("caller"), linkedOf(identity)),
      201,
    );
  };

  /** DELETE /v1/me/identities/{identityId} */
  const unlink: EndpointHandler<"identities.unlink"> = async (c, { params: { identityId } }) => {
    await deps.origin.unlinkIdentity(c.get("requestId"), c.get("caller"), identityId);
    return c.body(null, 204);
  };

  return { list, linkFirebase, unlink };
}
