// Tickets for somebody who orders them: held while they pay, or theirs at once where they are free.

import { Problem } from "../../shared/http/problem.ts";
import { newId, type OrderId, type TicketTypeId, type UserId } from "../../shared/schema/ids.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import type { DbOrTx } from "../db/client.ts";
import { requireKeptEvent } from "../events/access.ts";
import type { EventRecord } from "../events/store.ts";
import { requireShown } from "../users/require-shown.ts";
import { countByInvitation, findInvitation, type InvitationRecord } from "./invitation-store.ts";
import { countOwn, findType, insertTickets, lockType, type TicketTypeRecord } from "./store.ts";
import { requireForSale } from "./ticket-life.ts";

export type Wish = {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly typeId: TicketTypeId;
  readonly count: number;
  /** What makes them by invitation theirs; null: they are on the list. */
  readonly code: string | null;
};

/**
 * Throws TICKET_TYPE_NOT_FOUND (404), EVENT_NOT_FOUND (404: also where its organiser is about to be erased), TICKETS_NOT_ON_SALE,
 * TICKETS_SOLD_OUT or TICKET_LIMIT_REACHED (409), or TICKETS_BY_INVITATION (403). Neither the event nor the type changes until the
 * transaction ends.
 */
export async function takeTickets(
  tx: DbOrTx,
  { orderId, userId, typeId, count, code }: Wish,
  { amountOf, nowMs }: { readonly amountOf: (type: TicketTypeRecord) => number; readonly nowMs: number },
): Promise<{ readonly type: TicketTypeRecord; readonly event: EventRecord }> {
  const found = await findType(tx, typeId);
  if (found === null) throw typeNotFound();
  const { eventId } = found;
  const event = await requireKeptEvent(tx, eventId);
  await requireShown(tx, event.organiserId, "event");
  // Where there are not so many left, nobody waits for a lock to be told so: most who come to a sale that is over in a minute.
  const type = isSoldOut(found, count) ? found : await lockType(tx, typeId);
  if (type === null) throw typeNotFound();
  if (!type.isForSale || event.state !== "published" || event.endsAt.getTime() <= nowMs) throw notForSale();
  const invitation = await invitationFor(tx, type, { userId, code });
  const demand = {
    count,
    takenCount: type.takenCount,
    ownCount: await countOwn(tx, typeId, userId),
    invitedCount:
      invitation === null ? null : invitation.ticketsMax - (await countByInvitation(tx, invitation)),
  };
  requireForSale(rulesOf(type), demand, nowMs);
  const amount = amountOf(type);
  const ticket = {
    typeId,
    eventId,
    ownerId: userId,
    state: amount === 0 ? "valid" : "held",
    orderId,
    invitationId: invitation?.id ?? null,
    amount,
    eventStartsAt: event.startsAt,
    createdAt: new Date(nowMs),
  } as const;
  await insertTickets(
    tx,
    Array.from({ length: count }, () => ({ ...ticket, id: newId("ticket") })),
  );
  return { type, event };
}

function isSoldOut({ ticketsMax, takenCount }: TicketTypeRecord, count: number): boolean {
  return ticketsMax !== null && takenCount + count > ticketsMax;
}

async function invitationFor(
  tx: DbOrTx,
  { id, isByInvitation }: TicketTypeRecord,
  { userId, code }: Pick<Wish, "userId" | "code">,
): Promise<InvitationRecord | null> {
  if (!isByInvitation) return null;
  if (code === null) return findInvitation(tx, id, { userId });
  return findInvitation(tx, id, { codeHash: await hashOfCode(code) });
}

/** Codes are typed from paper: neither case nor gaps count. */
export function hashOfCode(code: string): Promise<string> {
  return sha256Hex(code.toLowerCase().replaceAll(/[\s-]/g, ""));
}

export function rulesOf(type: TicketTypeRecord) {
  const { ticketsMax, perUserMax, salesFrom, salesUntil, isByInvitation } = type;
  return {
    ticketsMax,
    perUserMax,
    isByInvitation,
    salesFromMs: salesFrom?.getTime() ?? null,
    salesUntilMs: salesUntil?.getTime() ?? null,
  };
}

export function typeNotFound(): Problem {
  return new Problem({ status: 404, code: "TICKET_TYPE_NOT_FOUND", title: "There are no such tickets" });
}

function notForSale(): Problem {
  return new Problem({
    status: 409,
    code: "TICKETS_NOT_ON_SALE",
    title: "These tickets are not on sale now",
    detail: "Their event is not announced, is over or called off, or its organiser has ended the sale.",
  });
}
