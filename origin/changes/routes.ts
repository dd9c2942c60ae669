// The feed of changes over HTTP.

import type { OriginDeps, OriginHandler } from "../deps.ts";
import { listChangePage } from "./list-changes.ts";

export function changeRoutes(deps: OriginDeps) {
  const list: OriginHandler = async (c) => c.json(await listChangePage(deps, c.req.query("after")));
  return { list };
}
