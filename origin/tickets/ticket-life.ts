// The life of a ticket, and whether one may be had. Pure.

import { Problem } from "../../shared/http/problem.ts";
import { ORDER_HOLD_MINUTES } from "../../shared/schema/order.ts";

/**
 * "held": for somebody who is paying. "valid": it lets its owner in. "suspended": its payment is disputed. "revoked": given back, or
 * its event is called off. "lapsed": it was held, and not paid.
 */
export const TICKET_STATES = ["held", "valid", "suspended", "revoked", "lapsed"] as const;
export type TicketState = (typeof TICKET_STATES)[number];
export type TicketAct = "issue" | "lapse" | "transfer" | "suspend" | "restore" | "revoke";

/** What an act makes of a ticket; null: it is not to be done then. Done already is done again without harm, but for a transfer. */
export const TICKET_TRANSITIONS = {
  held: { issue: "valid", lapse: "lapsed", transfer: null, suspend: null, restore: null, revoke: "revoked" },
  valid: {
    issue: "valid",
    lapse: null,
    transfer: "valid",
    suspend: "suspended",
    restore: "valid",
    revoke: "revoked",
  },
  suspended: {
    issue: null,
    lapse: null,
    transfer: null,
    suspend: "suspended",
    restore: "valid",
    revoke: "revoked",
  },
  revoked: {
    issue: null,
    lapse: null,
    transfer: null,
    suspend: "revoked",
    restore: "revoked",
    revoke: "revoked",
  },
  lapsed: { issue: null, lapse: "lapsed", transfer: null, suspend: null, restore: null, revoke: "lapsed" },
} as const satisfies Readonly<Record<TicketState, Readonly<Record<TicketAct, TicketState | null>>>>;

/** Throws TICKET_STATE_WRONG (409). */
export function ticketAfter(state: TicketState, act: TicketAct): TicketState {
  const next = TICKET_TRANSITIONS[state][act];
  if (next === null)
    throw new Problem({
      status: 409,
      code: "TICKET_STATE_WRONG",
      title: "This is not to be done with the ticket as it is now",
      detail: `It is ${state}.`,
    });
  return next;
}

/** Whether it is one of those there are so many of. */
export function takesSeat(state: TicketState): boolean {
  return state === "held" || state === "valid" || state === "suspended";
}

/** For so long a ticket is held for somebody who is paying. */
export const HOLD_MS = ORDER_HOLD_MINUTES * 60_000;

export type SaleRules = {
  /** Of this type at all; null: as many as are wanted. */
  readonly ticketsMax: number | null;
  readonly perUserMax: number;
  readonly salesFromMs: number | null;
  readonly salesUntilMs: number | null;
  /** Whether only those on the list, or who have a code, may have one. */
  readonly isByInvitation: boolean;
};

export type Demand = {
  readonly count: number;
  /** Tickets of the type that take a seat, whoever has them. */
  readonly takenCount: number;
  /** Of these, this user's. */
  readonly ownCount: number;
  /** How many this user may have by the list or the code they gave; null: they are on no list and have no code. */
  readonly invitedCount: number | null;
};

/** Throws TICKETS_NOT_ON_SALE or TICKETS_SOLD_OUT or TICKET_LIMIT_REACHED (409), or TICKETS_BY_INVITATION (403). */
export function requireForSale(rules: SaleRules, demand: Demand, nowMs: number): void {
  const { ticketsMax, perUserMax, salesFromMs, salesUntilMs, isByInvitation } = rules;
  const { count, takenCount, ownCount, invitedCount } = demand;
  if (salesFromMs !== null && nowMs < salesFromMs) throw notOnSale("from", salesFromMs);
  if (salesUntilMs !== null && nowMs >= salesUntilMs) throw notOnSale("until", salesUntilMs);
  if (isByInvitation && (invitedCount ?? 0) < count) throw byInvitation(invitedCount);
  if (ownCount + count > perUserMax)
    throw new Problem({
      status: 409,
      code: "TICKET_LIMIT_REACHED",
      title: "You have as many of these tickets as one may",
      errors: [
        { name: "count", message: "together with yours", actual: ownCount + count, limit: perUserMax },
      ],
    });
  if (ticketsMax !== null && takenCount + count > ticketsMax)
    throw new Problem({
      status: 409,
      code: "TICKETS_SOLD_OUT",
      title: "There are not so many tickets left",
      detail: "Those that are held for somebody who is paying may come back within ten minutes.",
      errors: [
        { name: "count", message: "left", actual: count, limit: Math.max(0, ticketsMax - takenCount) },
      ],
    });
}

function notOnSale(side: "from" | "until", atMs: number): Problem {
  return new Problem({
    status: 409,
    code: "TICKETS_NOT_ON_SALE",
    title: "These tickets are not on sale now",
    detail: `They are ${side} ${new Date(atMs).toISOString()}.`,
  });
}

function byInvitation(invitedCount: number | null): Problem {
  return new Problem({
    status: 403,
    code: "TICKETS_BY_INVITATION",
    title: "These tickets are for those on the list, or who have a code",
    detail:
      invitedCount === null
        ? "You are not on the list, and sent no code that is good for one."
        : `Your invitation is good for ${invitedCount} more.`,
  });
}
