// Notices over HTTP: published for somebody, fetched by room hosts.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { hostIdSchema } from "../../shared/schema/ids.ts";
import { hostNoticesQuerySchema } from "../../shared/schema/internal/notices.ts";
import { publishNoticeSchema } from "../../shared/schema/notice.ts";
import { actingOperator, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam } from "../route-params.ts";
import { listHostNotices } from "./list-host-notices.ts";
import { publishNotice } from "./publish-notice.ts";

export function noticeRoutes(deps: OriginDeps) {
  const publish: OriginHandler = async (c) => {
    const byId = actingOperator(c);
    const body = parseOrProblem(publishNoticeSchema, await readJson(c.req.raw), "body");
    return c.json(await publishNotice(deps, byId, body), 201);
  };
  const ofHost: OriginHandler = async (c) => {
    const { after } = parseOrProblem(hostNoticesQuerySchema, c.req.query(), "query");
    return c.json(await listHostNotices(deps, idParam(c, "hostId", hostIdSchema), after));
  };
  return { publish, ofHost };
}
