// The edge as one Hono app on web standards: every route on one screen. Only entry/ knows the runtime around it.

import type { Hono } from "hono";
import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import { createService } from "../shared/http/service.ts";
import { createCatalogCaches } from "./cache/catalog.ts";
import type { EdgeDeps, EdgeEnv, EdgeHandler } from "./deps.ts";
import { rateLimit } from "./middleware/rate-limit.ts";
import { requireSession } from "./middleware/session.ts";
import { catalogRoutes } from "./routes/catalog.ts";
import { jwksRoutes } from "./routes/jwks.ts";
import { pageRoutes } from "./routes/page.ts";
import { roomRoutes } from "./routes/rooms.ts";
import { sessionRoutes } from "./routes/session.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { uploadRoutes } from "./routes/uploads.ts";
import { writeRoutes } from "./routes/writes.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";
type Route = readonly [Method, path: string, ...handlers: EdgeHandler[]];

/** Builds the app. Call its `fetch(request, bindings)` with EdgeBindings. */
export function createApp(deps: EdgeDeps & { readonly log: Log }): Hono<EdgeEnv> {
  const app = createService<EdgeEnv>({
    log: deps.log,
    nowMs: deps.nowMs,
    checks: { origin: deps.origin.checkAlive },
  });
  const caches = createCatalogCaches(deps.nowMs);
  const signIn = signInRoutes(deps);
  const session = sessionRoutes(deps);
  const catalog = catalogRoutes(deps, caches);
  const writes = writeRoutes(deps, caches);
  const rooms = roomRoutes(deps);
  const uploads = uploadRoutes(deps, caches);
  const jwks = jwksRoutes(deps);

  const { signInPerMinute, policiesPerMinute, clientAddressHeader: addressHeader } = deps.config;
  const limit = (name: string, perMinute: number) =>
    rateLimit({ name, perMinute, addressHeader, nowMs: deps.nowMs });
  const signInLimit = limit("sign-in", signInPerMinute);
  const policyLimit = limit("upload-policies", policiesPerMinute);
  const signedIn = requireSession(deps);

  const routes: readonly Route[] = [
    ["GET", "/v1/sign-in", signIn.ways],
    ["POST", "/v1/sign-in/guest", signInLimit, signIn.guest],
    ["GET", "/v1/sign-in/oidc", signInLimit, signIn.oidcStart],
    ["GET", "/v1/sign-in/oidc/callback", signInLimit, signIn.oidcCallback],
    ["POST", "/v1/session/refresh", session.refresh],
    ["DELETE", "/v1/session", session.end],
    ["GET", "/v1/me", signedIn, session.me],
    ["PUT", "/v1/me/avatar", signedIn, session.wearAvatar],

    ["GET", "/v1/worlds", catalog.worlds],
    ["POST", "/v1/worlds", signedIn, writes.createWorld],
    ["GET", "/v1/worlds/:worldId", catalog.world],
    ["POST", "/v1/worlds/:worldId/enter", signedIn, rooms.enter],
    ["GET", "/v1/avatars", catalog.avatars],
    ["GET", "/v1/events", catalog.events],

    ["POST", "/v1/upload/avatar/policies", policyLimit, signedIn, uploads.avatarPolicy],
    ["GET", "/v1/upload/avatar/:uploadId/status", uploads.status],

    ["POST", "/v1/stripe/webhook", writes.stripeWebhook],
    ["GET", "/.well-known/jwks.json", jwks.access],
    ["GET", "/.well-known/ticket-jwks.json", jwks.ticket],
  ];
  for (const [method, path, ...handlers] of routes) app.on(method, [path], ...handlers);
  for (const [path, methods] of methodsByPath(routes)) app.all(path, methodNotAllowed(methods));
  app.get("*", pageRoutes(deps).page);
  return app;
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map<string, string[]>();
  for (const [method, path] of routes)
    byPath.set(path, [...(byPath.get(path) ?? []), ...(method === "GET" ? ["GET", "HEAD"] : [method])]);
  return byPath;
}

/** A known path asked by an unknown method is 405 and says which would do (RFC 9110 §15.5.6). */
function methodNotAllowed(methods: readonly string[]): EdgeHandler {
  return (c) => {
    throw new Problem({
      status: 405,
      code: "METHOD_NOT_ALLOWED",
      title: "This path does not know this method",
      detail: `${c.req.method} ${c.req.path}; allowed: ${methods.join(", ")}`,
      headers: { allow: methods.join(", ") },
    });
  };
}
