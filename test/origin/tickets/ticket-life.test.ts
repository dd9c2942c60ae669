import { describe, expect, test } from "bun:test";
import {
  type Demand,
  requireForSale,
  type SaleRules,
  TICKET_STATES,
  type TicketAct,
  type TicketState,
  takesSeat,
  ticketAfter,
} from "../../../origin/tickets/ticket-life.ts";
import { Problem } from "../../../shared/http/problem.ts";

/** Everything an act may make of a ticket, by where it is; what is not here is refused. */
const ALLOWED: readonly (readonly [TicketState, TicketAct, TicketState])[] = [
  ["held", "issue", "valid"],
  ["held", "lapse", "lapsed"],
  ["held", "revoke", "revoked"],
  ["valid", "issue", "valid"],
  ["valid", "transfer", "valid"],
  ["valid", "suspend", "suspended"],
  ["valid", "restore", "valid"],
  ["valid", "revoke", "revoked"],
  ["suspended", "suspend", "suspended"],
  ["suspended", "restore", "valid"],
  ["suspended", "revoke", "revoked"],
  ["revoked", "suspend", "revoked"],
  ["revoked", "restore", "revoked"],
  ["revoked", "revoke", "revoked"],
  ["lapsed", "lapse", "lapsed"],
  ["lapsed", "revoke", "lapsed"],
];
const ACTS: readonly TicketAct[] = ["issue", "lapse", "transfer", "suspend", "restore", "revoke"];

describe.each([...TICKET_STATES])("a ticket that is %s", (state) => {
  test.each([...ACTS])("answers to %s as the table says", (act) => {
    const allowed = ALLOWED.find(([at, done]) => at === state && done === act);
    if (allowed !== undefined) return expect(ticketAfter(state, act)).toBe(allowed[2]);
    expect(() => ticketAfter(state, act)).toThrow(Problem);
  });
});

test("a seat is taken from when it is held until it is given back", () => {
  expect(TICKET_STATES.filter(takesSeat)).toEqual(["held", "valid", "suspended"]);
});

const RULES: SaleRules = {
  ticketsMax: 100,
  perUserMax: 4,
  salesFromMs: 1_000,
  salesUntilMs: 2_000,
  isByInvitation: false,
};
const DEMAND: Demand = { count: 2, takenCount: 98, ownCount: 2, invitedCount: null };
const codeOf = (rules: Partial<SaleRules>, demand: Partial<Demand>, nowMs = 1_500) => {
  try {
    requireForSale({ ...RULES, ...rules }, { ...DEMAND, ...demand }, nowMs);
    return "for sale";
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

test("tickets are sold up to their number, up to so many for each, and in their time", () => {
  expect(codeOf({}, {})).toBe("for sale");
  expect(codeOf({}, { takenCount: 99 })).toBe("TICKETS_SOLD_OUT");
  expect(codeOf({ ticketsMax: null }, { takenCount: 1_000_000 })).toBe("for sale");
  expect(codeOf({}, { ownCount: 3 })).toBe("TICKET_LIMIT_REACHED");
  expect([999, 1_000, 1_999, 2_000].map((nowMs) => codeOf({}, {}, nowMs))).toEqual([
    "TICKETS_NOT_ON_SALE",
    "for sale",
    "for sale",
    "TICKETS_NOT_ON_SALE",
  ]);
  expect(codeOf({ salesFromMs: null, salesUntilMs: null }, {}, 0)).toBe("for sale");
});

test("tickets by invitation are for those on the list, as many as it says", () => {
  const isByInvitation = true;
  expect(codeOf({ isByInvitation }, {})).toBe("TICKETS_BY_INVITATION");
  expect(codeOf({ isByInvitation }, { invitedCount: 1 })).toBe("TICKETS_BY_INVITATION");
  expect(codeOf({ isByInvitation }, { invitedCount: 2 })).toBe("for sale");
});
