// The account as a whole over HTTP: parse, call one verb, render.

import { userIdSchema } from "../../shared/schema/ids.ts";
import { actingSession, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam } from "../route-params.ts";
import { leave, restore } from "./leave.ts";
import { getExport, requestExport } from "./request-export.ts";

export function accountRoutes(deps: OriginDeps) {
  const copy: OriginHandler = async (c) => c.json(await getExport(deps, idParam(c, "userId", userIdSchema)));

  const askCopy: OriginHandler = async (c) =>
    c.json(await requestExport(deps, idParam(c, "userId", userIdSchema)), 202);

  const remove: OriginHandler = async (c) => {
    const by = { userId: idParam(c, "userId", userIdSchema), sessionId: actingSession(c) };
    return c.json(await leave(deps, by), 202);
  };

  const undo: OriginHandler = async (c) => c.json(await restore(deps, idParam(c, "userId", userIdSchema)));

  return { copy, askCopy, remove, undo };
}
