// What can be done about tickets of one type just now, by whoever looks. Pure; the origin decides (origin/tickets/ticket-life.ts).

import type { OwnTicketType } from "../../../shared/schema/event-ticket.ts";
import { TICKETS_PER_ORDER_MAX } from "../../../shared/schema/order.ts";

export type Stage =
  /** The sale has not begun. */
  | { readonly name: "soon"; readonly from: string }
  | { readonly name: "ended" }
  /** Its organiser has stopped the sale. */
  | { readonly name: "stopped" }
  | { readonly name: "soldOut" }
  /** One has as many as one may. */
  | { readonly name: "enough" }
  | {
      readonly name: "onSale";
      /** So many may be ordered at once. */
      readonly countMax: number;
      /** One is not on the list: a code is needed. */
      readonly needsCode: boolean;
    };

export function stageOf(type: OwnTicketType, nowMs: number): Stage {
  const { isForSale, salesFrom, salesUntil, leftCount, perUserMax, ownCount, isByInvitation } = type;
  if (!isForSale) return { name: "stopped" };
  if (salesUntil !== null && nowMs >= Date.parse(salesUntil)) return { name: "ended" };
  if (salesFrom !== null && nowMs < Date.parse(salesFrom)) return { name: "soon", from: salesFrom };
  if (ownCount >= perUserMax) return { name: "enough" };
  if (leftCount === 0) return { name: "soldOut" };
  const invitedCount = type.invitedCount ?? 0;
  const needsCode = isByInvitation && invitedCount === 0;
  const countMax = Math.min(
    TICKETS_PER_ORDER_MAX,
    perUserMax - ownCount,
    leftCount ?? Number.POSITIVE_INFINITY,
    isByInvitation && !needsCode ? invitedCount : Number.POSITIVE_INFINITY,
  );
  return { name: "onSale", countMax, needsCode };
}
