// Handles over HTTP.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { handleSchema, takeHandleSchema } from "../../shared/schema/handle.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { idParam } from "../route-params.ts";
import { findByHandle } from "./find-by-handle.ts";
import { dropHandle, takeHandle } from "./take-handle.ts";

export function handleRoutes(deps: OriginDeps) {
  const take: OriginHandler = async (c) => {
    const { handle } = parseOrProblem(takeHandleSchema, await readJson(c.req.raw), "body");
    return c.json(await takeHandle(deps, idParam(c, "userId", userIdSchema), handle));
  };
  const drop: OriginHandler = async (c) => c.json(await dropHandle(deps, idParam(c, "userId", userIdSchema)));
  const profile: OriginHandler = async (c) =>
    c.json(await findByHandle(deps, idParam(c, "handle", handleSchema)));
  return { take, drop, profile };
}
