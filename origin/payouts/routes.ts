// Earnings and payouts over HTTP: a creator's own, and what whoever runs the house sees and decides.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import {
  housePayoutQuerySchema,
  setCoinValueSchema,
  statementFileQuerySchema,
  statementFormSchema,
} from "../../shared/schema/internal/payouts.ts";
import { beginOnboardingSchema, monthSchema } from "../../shared/schema/payout.ts";
import { actingOperator, type OriginDeps, type OriginHandler } from "../deps.ts";
import { requireOperator } from "../money/books/require-operator.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { listCoinValueRules, listPayoutRuns, runPayoutsNow, setCoinValue } from "./decide-for-house.ts";
import { getEarnings, listEarningPage } from "./get-earnings.ts";
import { getStatement, renderStatement } from "./get-statement.ts";
import { listHousePayoutPage, listPayoutPage } from "./list-payouts.ts";
import { beginOnboarding, getPayoutAccount, openDashboard } from "./payout-account.ts";

type Request = Parameters<OriginHandler>[0];

export function payoutRoutes(deps: OriginDeps) {
  const userId = (c: Request) => idParam(c, "userId", userIdSchema);
  const month = (c: Request) => idParam(c, "month", monthSchema);

  const earnings: OriginHandler = async (c) => c.json(await getEarnings(deps, userId(c)));
  const history: OriginHandler = async (c) => c.json(await listEarningPage(deps, userId(c), pageQuery(c)));
  const payouts: OriginHandler = async (c) => c.json(await listPayoutPage(deps, userId(c), pageQuery(c)));
  const account: OriginHandler = async (c) => c.json(await getPayoutAccount(deps, userId(c)));
  const onboard: OriginHandler = async (c) => {
    const body = parseOrProblem(beginOnboardingSchema, await readJson(c.req.raw), "body");
    return c.json(await beginOnboarding(deps, userId(c), body));
  };
  const dashboard: OriginHandler = async (c) => c.json(await openDashboard(deps, userId(c)));
  const statement: OriginHandler = async (c) => c.json(await getStatement(deps, userId(c), month(c)));
  const statementFile: OriginHandler = async (c) => {
    const form = idParam(c, "form", statementFormSchema);
    const { locale } = parseOrProblem(statementFileQuerySchema, c.req.query(), "query");
    return c.json({ text: await renderStatement(deps, userId(c), { month: month(c), form, locale }) });
  };

  const ofHouse: OriginHandler = async (c) => {
    await requireOperator(deps.db, actingOperator(c));
    const query = parseOrProblem(housePayoutQuerySchema, c.req.query(), "query");
    return c.json(await listHousePayoutPage(deps, query));
  };
  const run: OriginHandler = async (c) => c.json(await runPayoutsNow(deps, actingOperator(c)), 202);
  const runs: OriginHandler = async (c) => c.json({ items: await listPayoutRuns(deps, actingOperator(c)) });
  const values: OriginHandler = async (c) => {
    await requireOperator(deps.db, actingOperator(c));
    return c.json({ items: await listCoinValueRules(deps) });
  };
  const setValue: OriginHandler = async (c) => {
    const body = parseOrProblem(setCoinValueSchema, await readJson(c.req.raw), "body");
    await setCoinValue(deps, actingOperator(c), body);
    return c.json({ items: await listCoinValueRules(deps) }, 201);
  };

  return {
    earnings,
    history,
    payouts,
    account,
    onboard,
    dashboard,
    statement,
    statementFile,
    ofHouse,
    run,
    runs,
    values,
    setValue,
  };
}
