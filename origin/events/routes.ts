// Events over HTTP.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { eventIdSchema } from "../../shared/schema/ids.ts";
import { eventQuerySchema } from "../../shared/schema/public-api.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { idParam } from "../route-params.ts";
import { getEvent, listEventPage } from "./get-event.ts";

export function eventRoutes(deps: OriginDeps) {
  const list: OriginHandler = async (c) =>
    c.json(await listEventPage(deps, parseOrProblem(eventQuerySchema, c.req.query(), "query")));
  const get: OriginHandler = async (c) => c.json(await getEvent(deps, idParam(c, "eventId", eventIdSchema)));
  return { list, get };
}
