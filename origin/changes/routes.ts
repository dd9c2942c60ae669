// The feeds of changes over HTTP: one asked for, one waited for.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { roomNewsQuerySchema } from "../../shared/schema/internal/changes.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { awaitRoomNews } from "./await-room-news.ts";
import { listChangePage } from "./list-changes.ts";

export function changeRoutes(deps: OriginDeps) {
  const list: OriginHandler = async (c) => c.json(await listChangePage(deps, "public", c.req.query("after")));
  const roomNews: OriginHandler = async (c) => {
    const query = parseOrProblem(roomNewsQuerySchema, c.req.query(), "query");
    return c.json(await awaitRoomNews(deps, query, c.req.raw.signal));
  };
  return { list, roomNews };
}
