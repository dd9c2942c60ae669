// Money over HTTP: what is bought, and Stripe's webhook as the edge forwards it, raw body and signature.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readBody, readJson } from "../../shared/http/service.ts";
import { orderIdSchema, ticketIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { placeOrderSchema } from "../../shared/schema/order.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { cancelOrder } from "./cancel-order.ts";
import { getOrder, listOrderPage, listPacks } from "./get-order.ts";
import { getReceipt } from "./get-receipt.ts";
import { getWallet } from "./get-wallet.ts";
import { listHistoryPage } from "./list-history.ts";
import { placeOrder } from "./place-order.ts";
import { returnTicket } from "./return-ticket.ts";
import { receiveStripeEvent } from "./stripe-webhook.ts";

const WEBHOOK_MAX_BYTES = 256 * 1024;

export function moneyRoutes(deps: OriginDeps) {
  const userId = (c: Parameters<OriginHandler>[0]) => idParam(c, "userId", userIdSchema);
  const orderId = (c: Parameters<OriginHandler>[0]) => idParam(c, "orderId", orderIdSchema);

  const packs: OriginHandler = async (c) => c.json({ items: await listPacks(deps) });
  const wallet: OriginHandler = async (c) => c.json(await getWallet(deps, userId(c)));
  const history: OriginHandler = async (c) => c.json(await listHistoryPage(deps, userId(c), pageQuery(c)));
  const orders: OriginHandler = async (c) => c.json(await listOrderPage(deps, userId(c), pageQuery(c)));
  const order: OriginHandler = async (c) => c.json(await getOrder(deps, orderId(c), userId(c)));
  const cancel: OriginHandler = async (c) => c.json(await cancelOrder(deps, orderId(c), userId(c)));
  const receipt: OriginHandler = async (c) => c.json({ url: await getReceipt(deps, orderId(c), userId(c)) });
  const place: OriginHandler = async (c) => {
    const body = parseOrProblem(placeOrderSchema, await readJson(c.req.raw), "body");
    // Without one nothing tells a second click from a second order.
    const idempotencyKey = c.req.header("idempotency-key") ?? crypto.randomUUID();
    return c.json(await placeOrder(deps, { userId: userId(c), body, idempotencyKey }), 201);
  };
  const giveTicketBack: OriginHandler = async (c) => {
    await returnTicket(deps, idParam(c, "ticketId", ticketIdSchema), userId(c));
    return c.body(null, 204);
  };

  /** 200 for a known event too: Stripe repeats until it hears it. */
  const stripeWebhook: OriginHandler = async (c) => {
    const body = await readBody(c.req.raw, WEBHOOK_MAX_BYTES);
    const isNew = await receiveStripeEvent(deps, body, c.req.header("stripe-signature") ?? "");
    return c.json({ received: true, duplicate: !isNew });
  };
  return {
    packs,
    wallet,
    history,
    orders,
    order,
    cancel,
    receipt,
    place,
    returnTicket: giveTicketBack,
    stripeWebhook,
  };
}
