// Coins, orders and tickets. The origin decides and asks Stripe; the edge says who acts, and where a buyer comes back to.

import type { Context } from "hono";
import type { CreateOrder } from "../../shared/schema/order.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";
import { publicOriginFor, requireReturnUrl } from "../public-url.ts";

export function moneyRoutes(deps: EdgeDeps) {
  const { origin } = deps;
  const packs: EndpointHandler<"coinPacks.list"> = async (c) =>
    c.json(await origin.coinPacks(c.get("requestId")));
  const wallet: EndpointHandler<"me.wallet"> = async (c) =>
    c.json(await origin.wallet(c.get("requestId"), c.get("userId")));
  const history: EndpointHandler<"me.coinHistory"> = async (c, { query }) =>
    c.json(await origin.coinHistory(c.get("requestId"), c.get("userId"), query));

  async function place(
    c: Context<EdgeEnv>,
    order: CreateOrder,
    { returnTo, key }: { readonly returnTo: string; readonly key: string | undefined },
  ) {
    const returnUrl = requireReturnUrl(returnTo, publicOriginFor(c.req.raw, deps.publicUrl));
    const placed = await origin.placeOrder(c.get("requestId"), c.get("userId"), { order, returnUrl }, key);
    return c.json(placed, 201, { location: `/v1/me/orders/${placed.id}` });
  }
  const buyCoins: EndpointHandler<"orders.buyCoins"> = (c, { body: { returnTo, ...order }, headers }) =>
    place(c, { what: "coins", ...order }, { returnTo, key: headers["idempotency-key"] });
  const buyTickets: EndpointHandler<"orders.buyTickets"> = (c, { body: { returnTo, ...order }, headers }) =>
    place(c, { what: "tickets", ...order }, { returnTo, key: headers["idempotency-key"] });
  const orders: EndpointHandler<"orders.list"> = async (c, { query }) =>
    c.json(await origin.orders(c.get("requestId"), c.get("userId"), query));
  const order: EndpointHandler<"orders.get"> = async (c, { params: { orderId } }) =>
    c.json(await origin.order(c.get("requestId"), c.get("userId"), orderId));
  const cancelOrder: EndpointHandler<"orders.cancel"> = async (c, { params: { orderId } }) =>
    c.json(await origin.cancelOrder(c.get("requestId"), c.get("userId"), orderId));
  const receipt: EndpointHandler<"orders.receipt"> = async (c, { params: { orderId } }) =>
    c.json(await origin.receipt(c.get("requestId"), c.get("userId"), orderId));

  const ticketTypes: EndpointHandler<"ticketTypes.list"> = async (c, { params: { eventId } }) =>
    c.json(await origin.ticketTypes(c.get("requestId"), eventId));
  const ownTypes: EndpointHandler<"me.ticketTypes"> = async (c, { params: { eventId } }) =>
    c.json(await origin.ownTicketTypes(c.get("requestId"), c.get("userId"), eventId));
  const createType: EndpointHandler<"ticketTypes.create"> = async (c, { params: { eventId }, body }) =>
    c.json(await origin.createTicketType(c.get("requestId"), c.get("userId"), eventId, body), 201);
  const updateType: EndpointHandler<"ticketTypes.update"> = async (c, { params: { ticketTypeId }, body }) =>
    c.json(await origin.updateTicketType(c.get("requestId"), c.get("userId"), ticketTypeId, body));
  const invite: EndpointHandler<"ticketTypes.invite"> = async (c, { params: { ticketTypeId }, body }) =>
    c.json(await origin.inviteToTickets(c.get("requestId"), c.get("userId"), ticketTypeId, body), 201);
  const invitations: EndpointHandler<"ticketInvitations.list"> = async (c, { params, query }) =>
    c.json(await origin.ticketInvitations(c.get("requestId"), c.get("userId"), params.ticketTypeId, query));
  const uninvite: EndpointHandler<"ticketInvitations.remove"> = async (c, { params }) => {
    await origin.removeTicketInvitation(c.get("requestId"), c.get("userId"), params);
    return c.body(null, 204);
  };
  const tickets: EndpointHandler<"tickets.list"> = async (c, { query }) =>
    c.json(await origin.tickets(c.get("requestId"), c.get("userId"), query));
  const transfer: EndpointHandler<"tickets.transfer"> = async (c, { params: { ticketId }, body }) => {
    await origin.transferTicket(c.get("requestId"), c.get("userId"), ticketId, body.toUserId);
    return c.body(null, 204);
  };
  const giveBack: EndpointHandler<"tickets.return"> = async (c, { params: { ticketId } }) => {
    await origin.returnTicket(c.get("requestId"), c.get("userId"), ticketId);
    return c.body(null, 204);
  };

  return {
    packs,
    wallet,
    history,
    buyCoins,
    buyTickets,
    orders,
    order,
    cancelOrder,
    receipt,
    ticketTypes,
    ownTypes,
    createType,
    updateType,
    invite,
    invitations,
    uninvite,
    tickets,
    transfer,
    giveBack,
  };
}
