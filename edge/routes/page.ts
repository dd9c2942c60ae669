// The web page: built files under their own names, and index.html for every other path a person may open.
// Headers let the page talk to rooms and the object store, and nobody else put words in its mouth (CSP level 3).

import type { Context } from "hono";
import { Problem } from "../../shared/http/problem.ts";
import type { EdgeDeps, EdgeEnv, EdgeHandler } from "../deps.ts";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  map: "application/json",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  ico: "image/x-icon",
  woff2: "font/woff2",
  wasm: "application/wasm",
  glb: "model/gltf-binary",
  vrm: "model/gltf-binary",
  txt: "text/plain; charset=utf-8",
};
/** A bundler's content hash before the ending: at least eight letters and digits, one of them a digit. */
const HASHED_NAME = /[-.](?=[a-z0-9]*\d)[a-z0-9]{8,}\.[a-z0-9]+$/i;

export function pageRoutes(deps: Pick<EdgeDeps, "assets" | "config" | "publicUrl">) {
  const securityHeaders = pageSecurityHeaders(deps);

  async function file(c: Context<EdgeEnv>, path: string): Promise<Response | null> {
    const body = await deps.assets(path);
    if (body === null) return null;
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
    c.header("content-type", CONTENT_TYPES[extensionOf(path)] ?? "application/octet-stream");
    c.header("cache-control", HASHED_NAME.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
    return c.body(body);
  }

  /** GET anything no route knows. */
  const page: EdgeHandler = async (c) => {
    const path = decodedPath(c.req.path);
    if (path === null || isReserved(path)) return c.notFound();
    // Files of the page have an ending. A folder has none, and workerd's disk service would answer with what is in it.
    const found = extensionOf(path) === "" ? null : await file(c, path);
    if (found !== null) return found;
    // A missing script must be a 404, not a page: only what a person opened falls back to the page.
    if (extensionOf(path) !== "" && !acceptsHtml(c)) return c.notFound();
    const index = await file(c, "/index.html");
    if (index !== null) return index;
    throw notBuilt();
  };
  return { page };
}

/** Paths that are the API's even where no route is: a page there would hide a mistake. */
function isReserved(path: string): boolean {
  return path === "/v1" || path.startsWith("/v1/") || path.startsWith("/.well-known/");
}

/** The path as a file name, or null when it tries to leave its folder. */
function decodedPath(raw: string): string | null {
  try {
    const path = decodeURIComponent(raw);
    const leaves = path.split("/").some((part) => part === ".." || part === ".");
    return leaves || /[\\\0]/.test(path) ? null : path;
  } catch {
    return null;
  }
}

function extensionOf(path: string): string {
  return /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
}

function acceptsHtml(c: Context<EdgeEnv>): boolean {
  return (c.req.header("accept") ?? "").includes("text/html");
}

/** What every file of the page is sent with. */
export function pageSecurityHeaders(
  deps: Pick<EdgeDeps, "config" | "publicUrl">,
): Readonly<Record<string, string>> {
  const { s3Endpoint, s3DeliveryUrl } = deps.config;
  const stores = [
    ...new Set([s3Endpoint, s3DeliveryUrl ?? s3Endpoint].map((url) => new URL(url).origin)),
  ].join(" ");
  const policy = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    // Components measure and place themselves with style elements of their own.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": `'self' data: blob: ${stores}`,
    "media-src": `'self' blob: ${stores}`,
    // Room hosts come and go with the fleet, so their addresses cannot be listed: any WebSocket, but no other fetch.
    // three.js fetches the textures inside a GLB through blob: and data: URLs.
    "connect-src": `'self' ws: wss: blob: data: ${stores}`,
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return {
    "content-security-policy": Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    ...(deps.publicUrl.startsWith("https:") ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

function notBuilt(): Problem {
  return new Problem({
    status: 404,
    code: "PAGE_NOT_BUILT",
    title: "The page is not built",
    detail:
      "Build it with `bun run build:web` and name its folder in HIROBA_WEB_DIR. The API under /v1 works without it.",
  });
}
