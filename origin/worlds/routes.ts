// Worlds over HTTP.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { userIdSchema, worldIdSchema } from "../../shared/schema/ids.ts";
import { catalogQuerySchema } from "../../shared/schema/public-api.ts";
import { createWorldSchema, updateWorldSchema } from "../../shared/schema/world.ts";
import { actingUser, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { createWorld } from "./create-world.ts";
import { getOwnWorld, getWorldDetail, listOwnWorldPage, listRooms, listWorldPage } from "./get-world.ts";
import { updateWorld } from "./update-world.ts";

export function worldRoutes(deps: OriginDeps) {
  const worldId = (c: Parameters<OriginHandler>[0]) => idParam(c, "worldId", worldIdSchema);

  const list: OriginHandler = async (c) =>
    c.json(await listWorldPage(deps, parseOrProblem(catalogQuerySchema, c.req.query(), "query")));
  const get: OriginHandler = async (c) => c.json(await getWorldDetail(deps, worldId(c), null));
  const rooms: OriginHandler = async (c) => c.json({ items: await listRooms(deps, worldId(c)) });
  const create: OriginHandler = async (c) => {
    const body = parseOrProblem(createWorldSchema, await readJson(c.req.raw), "body");
    const idempotencyKey = c.req.header("idempotency-key");
    return c.json(await createWorld(deps, { ownerId: actingUser(c), body, idempotencyKey }), 201);
  };
  const update: OriginHandler = async (c) => {
    const body = parseOrProblem(updateWorldSchema, await readJson(c.req.raw), "body");
    return c.json(await updateWorld(deps, worldId(c), actingUser(c), body));
  };

  /** A user's own: also what nobody else may see. */
  const listOwn: OriginHandler = async (c) =>
    c.json(await listOwnWorldPage(deps, idParam(c, "userId", userIdSchema), pageQuery(c)));
  const getOwn: OriginHandler = async (c) =>
    c.json(await getOwnWorld(deps, worldId(c), idParam(c, "userId", userIdSchema)));

  return { list, get, rooms, create, update, listOwn, getOwn };
}
