import { describe, expect, test } from "bun:test";
import { stageOf } from "../../../../edge/web/tickets/type-stage.ts";
import type { OwnTicketType } from "../../../../shared/schema/event-ticket.ts";
import { newId } from "../../../../shared/schema/ids.ts";

const NOW_MS = Date.parse("2026-12-01T12:00:00Z");
const type = (more: Partial<OwnTicketType> = {}): OwnTicketType => ({
  id: newId("ticketType"),
  eventId: newId("event"),
  name: "Standing",
  prices: { jpy: 3_000 },
  ticketsMax: 100,
  perUserMax: 4,
  salesFrom: null,
  salesUntil: null,
  isTransferable: true,
  isByInvitation: false,
  isForSale: true,
  leftCount: 100,
  ownCount: 0,
  invitedCount: null,
  sales: null,
  ...more,
});
const stage = (more: Partial<OwnTicketType>) => stageOf(type(more), NOW_MS);

describe("tickets of a type", () => {
  test("are on sale from when the sale begins until it ends", () => {
    const salesFrom = "2026-12-01T12:00:00.000Z";
    const salesUntil = "2026-12-02T12:00:00.000Z";
    const at = (nowMs: number) => stageOf(type({ salesFrom, salesUntil }), nowMs).name;
    expect(at(NOW_MS - 1)).toBe("soon");
    expect(at(NOW_MS)).toBe("onSale");
    expect(at(Date.parse(salesUntil) - 1)).toBe("onSale");
    expect(at(Date.parse(salesUntil))).toBe("ended");
  });

  test("are not to be had when the sale is stopped, they are gone, or one has as many as one may", () => {
    expect(stage({ isForSale: false })).toEqual({ name: "stopped" });
    expect(stage({ leftCount: 0 })).toEqual({ name: "soldOut" });
    expect(stage({ leftCount: 0, ownCount: 4 })).toEqual({ name: "enough" });
    expect(stage({ ownCount: 5 })).toEqual({ name: "enough" });
  });

  test("are ordered as many at once as are left, as one may have, and as an order may have", () => {
    expect(stage({})).toEqual({ name: "onSale", countMax: 4, needsCode: false });
    expect(stage({ ownCount: 3 })).toMatchObject({ countMax: 1 });
    expect(stage({ leftCount: 2 })).toMatchObject({ countMax: 2 });
    expect(stage({ leftCount: null, perUserMax: 20 })).toMatchObject({ countMax: 20 });
  });

  test("by invitation are as many as the list says, and need a code from who is not on it, or has had theirs", () => {
    expect(stage({ isByInvitation: true })).toEqual({ name: "onSale", countMax: 4, needsCode: true });
    expect(stage({ isByInvitation: true, invitedCount: 2 })).toEqual({
      name: "onSale",
      countMax: 2,
      needsCode: false,
    });
    expect(stage({ isByInvitation: true, invitedCount: 0, ownCount: 2 })).toEqual({
      name: "onSale",
      countMax: 2,
      needsCode: true,
    });
  });
});
