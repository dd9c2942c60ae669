// Worlds over HTTP.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { worldIdSchema } from "../../shared/schema/ids.ts";
import { createWorldSchema } from "../../shared/schema/world.ts";
import { actingUser, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { createWorld } from "./create-world.ts";
import { getWorld, listWorldPage } from "./get-world.ts";

export function worldRoutes(deps: OriginDeps) {
  const list: OriginHandler = async (c) => c.json(await listWorldPage(deps, pageQuery(c)));
  const get: OriginHandler = async (c) => c.json(await getWorld(deps, idParam(c, "worldId", worldIdSchema)));
  const create: OriginHandler = async (c) => {
    const body = parseOrProblem(createWorldSchema, await readJson(c.req.raw), "body");
    const idempotencyKey = c.req.header("idempotency-key");
    return c.json(await createWorld(deps, { ownerId: actingUser(c), body, idempotencyKey }), 201);
  };
  return { list, get, create };
}
