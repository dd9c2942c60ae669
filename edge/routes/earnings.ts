// A creator's earnings. The origin reckons and asks Stripe; the edge says who asks, and where they come back to.

import type { EdgeDeps, EndpointHandler } from "../deps.ts";
import { publicOriginFor, requireReturnUrl } from "../public-url.ts";

export function earningsRoutes({ origin, publicUrl }: EdgeDeps) {
  const get: EndpointHandler<"earnings.get"> = async (c) =>
    c.json(await origin.earnings(c.get("requestId"), c.get("userId")));
  const list: EndpointHandler<"earnings.list"> = async (c, { query }) =>
    c.json(await origin.earningHistory(c.get("requestId"), c.get("userId"), query));
  const payouts: EndpointHandler<"payouts.list"> = async (c, { query }) =>
    c.json(await origin.payouts(c.get("requestId"), c.get("userId"), query));

  const account: EndpointHandler<"payoutAccount.get"> = async (c) =>
    c.json(await origin.payoutAccount(c.get("requestId"), c.get("userId")));
  const onboard: EndpointHandler<"payoutAccount.onboard"> = async (c, { body: { country, returnTo } }) => {
    const returnUrl = requireReturnUrl(returnTo, publicOriginFor(c.req.raw, publicUrl));
    return c.json(await origin.beginOnboarding(c.get("requestId"), c.get("userId"), { country, returnUrl }));
  };
  const dashboard: EndpointHandler<"payoutAccount.dashboard"> = async (c) =>
    c.json(await origin.openDashboard(c.get("requestId"), c.get("userId")));

  const statement: EndpointHandler<"earnings.statement"> = async (c, { params: { month } }) =>
    c.json(await origin.statement(c.get("requestId"), c.get("userId"), month));
  const csv: EndpointHandler<"earnings.statementCsv"> = async (c, { params: { month }, query }) => {
    const file = { month, form: "csv", ...query } as const;
    const { text } = await origin.statementFile(c.get("requestId"), c.get("userId"), file);
    return c.body(text, 200, {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="hiroba-earnings-${month}.csv"`,
    });
  };
  const html: EndpointHandler<"earnings.statementHtml"> = async (c, { params: { month }, query }) => {
    const file = { month, form: "html", ...query } as const;
    const { text } = await origin.statementFile(c.get("requestId"), c.get("userId"), file);
    return c.body(text, 200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    });
  };

  return { get, list, payouts, account, onboard, dashboard, statement, csv, html };
}
