// Becoming somebody: as a guest, or with an ID token that an app got from Firebase. Through a provider: oidc.ts.

import type { SignInWays } from "../../shared/schema/public-api.ts";
import { deviceOf } from "../auth/device.ts";
import { configuredFirebase, type FirebaseVerifier } from "../auth/firebase.ts";
import { grantSession } from "../auth/grant.ts";
import type { Providers } from "../auth/providers.ts";
import { requireSameOrigin } from "../auth/session-cookie.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";
import { labelOf, profileOf } from "./profile.ts";

/** It changes with the configuration alone. */
const WAYS_MAX_AGE_S = 60;

export function signInRoutes(deps: EdgeDeps, providers: Providers, firebase: FirebaseVerifier | null) {
  const offered: SignInWays = {
    ways: [
      "guest",
      "passkey",
      ...(providers.all.length === 0 ? [] : (["oidc"] as const)),
      ...(firebase === null ? [] : (["firebase"] as const)),
    ],
    providers: providers.all.map(({ id, label }) => ({ id, label })),
  };

  /** GET /v1/sign-in */
  const ways: EndpointHandler<"signIn.ways"> = (c) =>
    c.json(offered, 200, { "cache-control": `public, max-age=${WAYS_MAX_AGE_S}` });

  /** POST /v1/sign-in/guest */
  const guest: EndpointHandler<"signIn.guest"> = async (c, { body: { session, ...profile } }) => {
    if (session === "cookie") requireSameOrigin(c, deps);
    const granted = await deps.origin.createGuest(c.get("requestId"), {
      ...profile,
      device: deviceOf(c.req.header("user-agent")),
    });
    return c.json(await grantSession(c, deps, granted, session), 201);
  };

  /** POST /v1/sign-in/firebase */
  const withFirebase: EndpointHandler<"signIn.firebase"> = async (c, { body }) => {
    if (body.session === "cookie") requireSameOrigin(c, deps);
    const identity = await configuredFirebase(firebase).verify(body.idToken, deps.nowMs(), c.env.waitUntil);
    const { issuer, subject } = identity;
    const granted = await deps.origin.resolveUser(c.get("requestId"), {
      issuer,
      subject,
      displayName: profileOf(identity).displayName,
      locale: body.locale,
      label: labelOf(identity),
      device: deviceOf(c.req.header("user-agent")),
    });
    return c.json(await grantSession(c, deps, granted, body.session));
  };

  return { ways, guest, withFirebase };
}
