// Gifts: given, and those one was given. What there is to give is a cached read (catalog.ts).

import type { EdgeDeps, EndpointHandler } from "../deps.ts";

export function giftRoutes({ origin }: Pick<EdgeDeps, "origin">) {
  const send: EndpointHandler<"gifts.send"> = async (c, { params: { roomId }, body, headers }) => {
    const key = headers["idempotency-key"];
    return c.json(await origin.sendGift(c.get("requestId"), c.get("userId"), roomId, body, key), 201);
  };
  const received: EndpointHandler<"me.gifts"> = async (c, { query }) =>
    c.json(await origin.receivedGifts(c.get("requestId"), c.get("userId"), query));
  return { send, received };
}
