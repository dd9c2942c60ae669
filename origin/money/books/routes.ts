// The books over HTTP, for admins through the edge and for whoever runs the server: parse, call one verb, render.

import type * as z from "zod";
import { parseOrProblem } from "../../../shared/http/problem.ts";
import { readJson } from "../../../shared/http/service.ts";
import {
  anyRefundIdSchema,
  paymentQuerySchema,
  reconciliationNumberSchema,
  refundPaymentSchema,
  refundQuerySchema,
  retryRefundSchema,
  unusedBalanceQuerySchema,
} from "../../../shared/schema/books.ts";
import { coinPackIdSchema, orderIdSchema } from "../../../shared/schema/ids.ts";
import {
  giveCoinsSchema,
  setPackSchema,
  setShareSchema,
  shareQuerySchema,
  withdrawPackSchema,
} from "../../../shared/schema/internal/books.ts";
import { issueExchangeTicketsSchema } from "../../../shared/schema/internal/exchange-tickets.ts";
import { actingOperator, type OriginDeps, type OriginHandler } from "../../deps.ts";
import { idParam, notFound, pageQuery } from "../../route-params.ts";
import { askStripe } from "./ask-stripe.ts";
import { findPayments } from "./find-payments.ts";
import { getPayment } from "./get-payment.ts";
import { giveCoins } from "./give-coins.ts";
import { issueExchangeTickets } from "./issue-exchange-tickets.ts";
import { beginReconciliation, getReconciliation, listReconciliationPage } from "./reconciliations.ts";
import { previewRefund, refundPayment } from "./refund-payment.ts";
import { retryRefund } from "./retry-refund.ts";
import { listHousePacks, setPack, withdrawPack } from "./set-pack.ts";
import { listShares, setShare } from "./set-share.ts";
import { getUnusedBalance } from "./unused-balance.ts";

type Context = Parameters<OriginHandler>[0];

export function booksRoutes(deps: OriginDeps) {
  const orderId = (c: Context) => idParam(c, "orderId", orderIdSchema);
  const packId = (c: Context) => idParam(c, "coinPackId", coinPackIdSchema);
  const reconciliationNumber = (c: Context) => {
    const parsed = reconciliationNumberSchema.safeParse(c.req.param("number"));
    if (!parsed.success) throw notFound("reconciliation");
    return Number(parsed.data);
  };
  const queryOf = <T extends z.ZodType>(c: Context, schema: T) =>
    parseOrProblem(schema, c.req.query(), "query");
  const bodyOf = async <T extends z.ZodType>(c: Context, schema: T) =>
    parseOrProblem(schema, await readJson(c.req.raw), "body");

  const payments: OriginHandler = async (c) =>
    c.json(await findPayments(deps, actingOperator(c), queryOf(c, paymentQuerySchema)));
  const payment: OriginHandler = async (c) => c.json(await getPayment(deps, actingOperator(c), orderId(c)));
  const ask: OriginHandler = async (c) => c.json(await askStripe(deps, actingOperator(c), orderId(c)));
  const preview: OriginHandler = async (c) => {
    const { amount = null } = queryOf(c, refundQuerySchema);
    return c.json(await previewRefund(deps, actingOperator(c), orderId(c), amount));
  };
  const refund: OriginHandler = async (c) => {
    const body = await bodyOf(c, refundPaymentSchema);
    // Without one nothing tells a second click from a second refund.
    const key = c.req.header("idempotency-key") ?? crypto.randomUUID();
    return c.json(await refundPayment(deps, actingOperator(c), orderId(c), { ...body, key }));
  };
  const retry: OriginHandler = async (c) => {
    const { reason } = await bodyOf(c, retryRefundSchema);
    return c.json(
      await retryRefund(deps, actingOperator(c), idParam(c, "refundId", anyRefundIdSchema), reason),
    );
  };

  const reconciliations: OriginHandler = async (c) =>
    c.json(await listReconciliationPage(deps, actingOperator(c), pageQuery(c)));
  const reconciliation: OriginHandler = async (c) =>
    c.json(await getReconciliation(deps, actingOperator(c), reconciliationNumber(c)));
  const reconcile: OriginHandler = async (c) =>
    c.json(await beginReconciliation(deps, actingOperator(c)), 202);
  const unused: OriginHandler = async (c) => {
    const { at = null } = queryOf(c, unusedBalanceQuerySchema);
    return c.json(await getUnusedBalance(deps, actingOperator(c), at));
  };

  const packs: OriginHandler = async (c) => c.json({ items: await listHousePacks(deps, actingOperator(c)) });
  const putPack: OriginHandler = async (c) =>
    c.json(await setPack(deps, actingOperator(c), packId(c), await bodyOf(c, setPackSchema)));
  const withdraw: OriginHandler = async (c) => {
    const { reason } = await bodyOf(c, withdrawPackSchema);
    return c.json(await withdrawPack(deps, actingOperator(c), packId(c), reason));
  };
  const give: OriginHandler = async (c) =>
    c.json({ isNew: await giveCoins(deps, actingOperator(c), await bodyOf(c, giveCoinsSchema)) });
  const issueTickets: OriginHandler = async (c) =>
    c.json({
      isNew: await issueExchangeTickets(deps, actingOperator(c), await bodyOf(c, issueExchangeTicketsSchema)),
    });
  const shares: OriginHandler = async (c) =>
    c.json(await listShares(deps, actingOperator(c), queryOf(c, shareQuerySchema).userId));
  const addShare: OriginHandler = async (c) =>
    c.json(await setShare(deps, actingOperator(c), await bodyOf(c, setShareSchema)), 201);

  return {
    payments,
    payment,
    ask,
    preview,
    refund,
    retry,
    reconciliations,
    reconciliation,
    reconcile,
    unused,
    packs,
    putPack,
    withdraw,
    give,
    issueTickets,
    shares,
    addShare,
  };
}
