// Reports, what moderators do about them, appeals, and notices to rooms. Who may is the origin's word, besides the token's.

import type { EdgeDeps, EndpointHandler } from "../deps.ts";

export function moderationRoutes({ origin }: Pick<EdgeDeps, "origin">) {
  const file: EndpointHandler<"reports.create"> = async (c, { body }) =>
    c.json(await origin.fileReport(c.get("requestId"), c.get("userId"), body), 201);
  const publishNotice: EndpointHandler<"notices.publish"> = async (c, { body }) =>
    c.json(await origin.publishNotice(c.get("requestId"), c.get("userId"), body), 201);
  const standing: EndpointHandler<"me.standing"> = async (c) =>
    c.json(await origin.standing(c.get("requestId"), c.get("userId")));
  const appeal: EndpointHandler<"me.appeal"> = async (c, { params: { sanctionId }, body }) =>
    c.json(await origin.appeal(c.get("requestId"), c.get("userId"), sanctionId, body));

  const reports: EndpointHandler<"moderation.reports"> = async (c, { query }) =>
    c.json(await origin.reports(c.get("requestId"), c.get("userId"), query));
  const report: EndpointHandler<"moderation.report"> = async (c, { params: { reportId } }) =>
    c.json(await origin.report(c.get("requestId"), c.get("userId"), reportId));
  const claimNext: EndpointHandler<"moderation.claimNext"> = async (c, { query }) => {
    const claimed = await origin.claimNextReport(c.get("requestId"), c.get("userId"), query);
    return claimed === null ? c.body(null, 204) : c.json(claimed);
  };
  const claim: EndpointHandler<"moderation.claim"> = async (c, { params: { reportId } }) =>
    c.json(await origin.claimReport(c.get("requestId"), c.get("userId"), reportId));
  const release: EndpointHandler<"moderation.release"> = async (c, { params: { reportId } }) => {
    await origin.releaseReport(c.get("requestId"), c.get("userId"), reportId);
    return c.body(null, 204);
  };
  const close: EndpointHandler<"moderation.close"> = async (c, { params: { reportId }, body }) =>
    c.json(await origin.closeReport(c.get("requestId"), c.get("userId"), reportId, body));

  const sanctions: EndpointHandler<"moderation.sanctions"> = async (c, { query }) =>
    c.json(await origin.sanctions(c.get("requestId"), c.get("userId"), query));
  const decide: EndpointHandler<"moderation.decide"> = async (c, { body }) =>
    c.json(await origin.decideSanction(c.get("requestId"), c.get("userId"), body), 201);
  const sanction: EndpointHandler<"moderation.sanction"> = async (c, { params: { sanctionId } }) =>
    c.json(await origin.sanction(c.get("requestId"), c.get("userId"), sanctionId));
  const lift: EndpointHandler<"moderation.lift"> = async (c, { params: { sanctionId }, body }) =>
    c.json(await origin.liftSanction(c.get("requestId"), c.get("userId"), sanctionId, body));
  const decideAppeal: EndpointHandler<"moderation.decideAppeal"> = async (
    c,
    { params: { sanctionId }, body },
  ) => c.json(await origin.decideAppeal(c.get("requestId"), c.get("userId"), sanctionId, body));

  const audit: EndpointHandler<"moderation.audit"> = async (c, { query }) =>
    c.json(await origin.audit(c.get("requestId"), c.get("userId"), query));
  const team: EndpointHandler<"moderation.team"> = async (c) =>
    c.json(await origin.team(c.get("requestId"), c.get("userId")));
  const changeRole: EndpointHandler<"moderation.changeRole"> = async (c, { params: { userId }, body }) =>
    c.json(await origin.changeRole(c.get("requestId"), c.get("userId"), userId, body.role));

  return {
    file,
    publishNotice,
    standing,
    appeal,
    reports,
    report,
    claimNext,
    claim,
    release,
    close,
    sanctions,
    decide,
    sanction,
    lift,
    decideAppeal,
    audit,
    team,
    changeRole,
  };
}
