// The origin says what has changed, and whoever reads here next sees it. Signed, because this door is open to everybody.

import { Problem, parseOrProblem } from "../../shared/http/problem.ts";
import { decodeJson, readBody } from "../../shared/http/service.ts";
import { SIGNATURE_HEADER, verifyBody } from "../../shared/http/signed-body.ts";
import { purgeSchema } from "../../shared/schema/internal/changes.ts";
import type { CatalogCache } from "../cache/catalog.ts";
import type { EdgeDeps, EndpointHandler } from "../deps.ts";

/** PURGE_TAGS_MAX tags of the longest kind, and room. */
const PURGE_MAX_BYTES = 128 * 1024;

export function purgeRoutes(deps: EdgeDeps, cache: CatalogCache) {
  /** POST /v1/cache/purge. A copy sent within 30 s purges again, which costs a refill and harms nobody. */
  const purge: EndpointHandler<"cache.purge"> = async (c) => {
    const body = await readBody(c.req.raw, PURGE_MAX_BYTES);
    const signature = c.req.header(SIGNATURE_HEADER);
    if (!(await verifyBody(body, signature, deps.config.internalToken, deps.nowMs()))) throw unsigned();
    cache.purge(parseOrProblem(purgeSchema, decodeJson(body), "body").tags);
    return c.body(null, 204);
  };
  return { purge };
}

function unsigned(): Problem {
  return new Problem({
    status: 401,
    code: "PURGE_SIGNATURE_INVALID",
    title: "Only this server's own origin may purge",
    detail: `It signs the body in ${SIGNATURE_HEADER}, with HIROBA_INTERNAL_TOKEN and a clock at most 30 s off.`,
  });
}
