// What the public API says of itself: the OpenAPI document, and the page made of it, written when somebody first asks. That
// costs about 100 ms of CPU once, where copies in the bundle would weigh tens of kB and could be old.

import type { Context } from "hono";
import { type ApiDocument, openApiDocument } from "../../shared/contract/openapi/document.ts";
import { contract } from "../../shared/contract/registry.ts";
import { etagOf, isNotModified } from "../cache/etag.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";
import { renderApiPage } from "../docs/page.ts";

/** It changes with the edge's version alone. */
const MAX_AGE_S = 300;

type Written = {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
};

export function apiDocumentRoutes(deps: Pick<EdgeDeps, "publicUrl">) {
  let document: ApiDocument | null = null;
  const documentOnce = () => {
    document ??= openApiDocument(contract, deps.publicUrl);
    return document;
  };

  const json = once(async () => ({
    text: JSON.stringify(documentOnce()),
    headers: { "content-type": "application/json" },
  }));

  const page = once(async () => {
    const { page: text, contentSecurityPolicy } = await renderApiPage(documentOnce());
    return {
      text,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": contentSecurityPolicy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      },
    };
  });

  /** GET /openapi.json */
  const openApi: EndpointHandler<"api.document"> = async (c) => answer(c, await json());
  /** GET /docs */
  const docs: EndpointHandler<"api.page"> = async (c) => answer(c, await page());
  return { openApi, docs };
}

/** Written by the first who asks, kept for all others. */
function once(
  write: () => Promise<{ readonly text: string; readonly headers: Written["headers"] }>,
): () => Promise<Written> {
  let written: Promise<Written> | null = null;
  return () => {
    written ??= write().then(async ({ text, headers }) => {
      const body = new TextEncoder().encode(text);
      return { body, etag: await etagOf(body), headers };
    });
    return written;
  };
}

function answer(c: Context<EdgeEnv>, { body, etag, headers: own }: Written): Response {
  const headers = { "cache-control": `public, max-age=${MAX_AGE_S}`, etag, ...own };
  const held = c.req.header("if-none-match");
  if (held !== undefined && isNotModified(held, etag)) return c.body(null, 304, headers);
  return c.body(body, 200, headers);
}
