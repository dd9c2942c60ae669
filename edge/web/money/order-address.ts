// The order that somebody comes back from paying, as the page's address names it: the origin wrote it there.

import { useSearchParams } from "react-router";
import { type OrderId, orderIdSchema } from "../../../shared/schema/ids.ts";

export const ORDER_PARAM = "order";

/** Null: it names none. */
export function useOrderOfAddress(): OrderId | null {
  const [params] = useSearchParams();
  const orderId = orderIdSchema.safeParse(params.get(ORDER_PARAM));
  return orderId.success ? orderId.data : null;
}
