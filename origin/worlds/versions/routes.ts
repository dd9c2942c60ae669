// Versions of worlds, and who works on them, over HTTP.

import type { Context } from "hono";
import * as z from "zod";
import { parseOrProblem } from "../../../shared/http/problem.ts";
import { readJson } from "../../../shared/http/service.ts";
import { userIdSchema, worldIdSchema } from "../../../shared/schema/ids.ts";
import {
  createVersionSchema,
  publishVersionSchema,
  putMemberSchema,
  updateVersionSchema,
} from "../../../shared/schema/world-version.ts";
import { actingUser, type OriginDeps, type OriginHandler } from "../../deps.ts";
import { idParam } from "../../route-params.ts";
import { listWorldMembers, putMember, removeMember } from "../members.ts";
import { createVersion, removeVersion, updateVersion } from "./draft-version.ts";
import { listWorldVersions } from "./list-versions.ts";
import { publishVersion } from "./publish-version.ts";

const numberSchema = z.coerce.number().int().positive();

export function worldVersionRoutes(deps: OriginDeps) {
  const worldId = (c: Context) => idParam(c, "worldId", worldIdSchema);
  const number = (c: Context) => idParam(c, "number", numberSchema);
  const memberId = (c: Context) => idParam(c, "userId", userIdSchema);

  const list: OriginHandler = async (c) =>
    c.json({ items: await listWorldVersions(deps, worldId(c), actingUser(c)) });
  const create: OriginHandler = async (c) => {
    const body = parseOrProblem(createVersionSchema, await readJson(c.req.raw), "body");
    return c.json(await createVersion(deps, worldId(c), actingUser(c), body), 201);
  };
  const update: OriginHandler = async (c) => {
    const body = parseOrProblem(updateVersionSchema, await readJson(c.req.raw), "body");
    return c.json(await updateVersion(deps, worldId(c), actingUser(c), number(c), body));
  };
  const publish: OriginHandler = async (c) => {
    const { channel } = parseOrProblem(publishVersionSchema, await readJson(c.req.raw), "body");
    return c.json(await publishVersion(deps, worldId(c), actingUser(c), number(c), channel));
  };
  const remove: OriginHandler = async (c) => {
    await removeVersion(deps, worldId(c), actingUser(c), number(c));
    return c.body(null, 204);
  };

  const members: OriginHandler = async (c) =>
    c.json({ items: await listWorldMembers(deps, worldId(c), actingUser(c)) });
  const member: OriginHandler = async (c) => {
    const { role } = parseOrProblem(putMemberSchema, await readJson(c.req.raw), "body");
    return c.json(await putMember(deps, worldId(c), actingUser(c), { userId: memberId(c), role }));
  };
  const dismiss: OriginHandler = async (c) => {
    await removeMember(deps, worldId(c), actingUser(c), memberId(c));
    return c.body(null, 204);
  };

  return { list, create, update, publish, remove, members, member, dismiss };
}
