// What the public API says of itself: the OpenAPI document, written when somebody first asks. That takes about 30 ms once,
// where a copy in the bundle would weigh 10 kB and could be old.

import { openApiDocument } from "../../shared/contract/openapi/document.ts";
import { contract } from "../../shared/contract/registry.ts";
import { etagOf, isNotModified } from "../cache/etag.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

/** It changes with the edge's version alone. */
const MAX_AGE_S = 300;

export function apiDocumentRoutes(deps: Pick<EdgeDeps, "publicUrl">) {
  let written: Promise<{ readonly body: Uint8Array<ArrayBuffer>; readonly etag: string }> | null = null;

  async function write() {
    const body = new TextEncoder().encode(JSON.stringify(openApiDocument(contract, deps.publicUrl)));
    return { body, etag: await etagOf(body) };
  }

  /** GET /openapi.json */
  const document: EndpointHandler<"api.document"> = async (c) => {
    written ??= write();
    const { body, etag } = await written;
    const headers = {
      "cache-control": `public, max-age=${MAX_AGE_S}`,
      etag,
      "access-control-allow-origin": "*",
    };
    if (isNotModified(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, "content-type": "application/json" });
  };
  return { document };
}
