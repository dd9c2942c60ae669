// The catalog over HTTP: search, tags, likes, and what the house features.

import * as z from "zod";
import { parseOrProblem } from "../../shared/http/problem.ts";
import { catalogKindSchema, likedKindSchema, searchTextSchema } from "../../shared/schema/catalog.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { pageQuerySchema } from "../../shared/schema/public-api.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { idParam } from "../route-params.ts";
import { featureEntry } from "./feature-entry.ts";
import { likeEntry, listLikePage, unlikeEntry } from "./like-entry.ts";
import { listTags } from "./list-tags.ts";
import { searchCatalog } from "./search-catalog.ts";

const searchQuerySchema = pageQuerySchema.extend({
  q: searchTextSchema,
  kind: catalogKindSchema.optional(),
});
const likesQuerySchema = pageQuerySchema.extend({ kind: likedKindSchema.optional() });
const targetSchema = z.object({ kind: likedKindSchema, id: z.string().max(64) });

export function catalogRoutes(deps: OriginDeps) {
  const search: OriginHandler = async (c) => {
    const { kind, ...query } = parseOrProblem(searchQuerySchema, c.req.query(), "query");
    return c.json(await searchCatalog(deps, kind === undefined ? catalogKindSchema.options : [kind], query));
  };

  const tags: OriginHandler = async (c) => {
    const kind = parseOrProblem(catalogKindSchema, c.req.query("kind"), "kind");
    return c.json({ items: await listTags(deps, kind) });
  };

  const target = (c: Parameters<OriginHandler>[0]) => parseOrProblem(targetSchema, c.req.param(), "path");

  const like: OriginHandler = async (c) =>
    c.json(await likeEntry(deps, idParam(c, "userId", userIdSchema), target(c)));
  const unlike: OriginHandler = async (c) =>
    c.json(await unlikeEntry(deps, idParam(c, "userId", userIdSchema), target(c)));
  const likes: OriginHandler = async (c) => {
    const query = parseOrProblem(likesQuerySchema, c.req.query(), "query");
    return c.json(await listLikePage(deps, idParam(c, "userId", userIdSchema), query));
  };

  const feature: OriginHandler = async (c) => {
    await featureEntry(deps, target(c), c.req.method === "PUT");
    return c.body(null, 204);
  };

  return { search, tags, like, unlike, likes, feature };
}
