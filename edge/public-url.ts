// Which origin a caller sees. One is configured; on a developer's machine `localhost` and `127.0.0.1` are the same place
// under two names, and a page opened by either must be answered under the name it was opened by.

import { Problem } from "../shared/http/problem.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a URL names this very machine. */
export function isLoopback(url: string): boolean {
  return LOOPBACK.has(new URL(url).hostname);
}

/** The public URL, or the request's own origin when both are loopback names with the same scheme and port. */
export function publicOriginFor(request: Request, publicUrl: string): string {
  const asked = new URL(request.url);
  const configured = new URL(publicUrl);
  const sameDoor = asked.protocol === configured.protocol && asked.port === configured.port;
  if (sameDoor && LOOPBACK.has(asked.hostname) && LOOPBACK.has(configured.hostname)) return asked.origin;
  return configured.origin;
}

/** The API, or what a router that reads escapes of ASCII may take for it: no page of ours is called by one. */
const API = /^\/(v1\/|[^/]*%[0-7])/;

/**
 * Where to send a browser after signing in or paying: an absolute URL on `origin`, made from a path the caller gave, or null when
 * the path would lead elsewhere. Absolute because `/.//evil.example` is ours when parsed and theirs when sent as a path.
 */
export function returnUrl(path: string, origin: string): string | null {
  if (!path.startsWith("/") || !URL.canParse(path, origin)) return null;
  const target = new URL(path, origin);
  return target.origin === origin && !API.test(target.pathname) ? target.href : null;
}

/** The same, for a caller who is told what is wrong. Throws RETURN_TO_REFUSED (400). */
export function requireReturnUrl(path: string, origin: string): string {
  const target = returnUrl(path, origin);
  if (target !== null) return target;
  throw new Problem({
    status: 400,
    code: "RETURN_TO_REFUSED",
    title: "returnTo must be a path of this site",
    errors: [{ name: "returnTo", message: "expected a path such as /worlds", actual: path.slice(0, 200) }],
  });
}

/** The public URL of an edge that listens on `port`: as configured, else by the name a developer's browser uses. */
export function publicUrlOf(config: { readonly publicUrl: string | null }, port: number): string {
  return config.publicUrl ?? `http://localhost:${port}`;
}
