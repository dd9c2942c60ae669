import { describe, expect, test } from "bun:test";
import {
  newTypeDraft,
  readTypeDraft,
  type TypeDraft,
  typeDraftOf,
} from "../../../../edge/web/tickets/type-draft.ts";
import { newId } from "../../../../shared/schema/ids.ts";

const ZONE = "Asia/Tokyo";
const draft = (more: Partial<TypeDraft> = {}): TypeDraft => ({
  ...newTypeDraft(),
  name: "Standing",
  ...more,
});
const wrongIn = (more: Partial<TypeDraft>) => {
  const read = readTypeDraft(draft(more), ZONE);
  return "wrong" in read ? [...read.wrong] : [];
};

describe("the form of tickets", () => {
  test("without a price says that they are free, four for each, as many as are wanted", () => {
    expect(readTypeDraft(draft(), ZONE)).toEqual({
      fields: {
        name: "Standing",
        prices: null,
        ticketsMax: null,
        perUserMax: 4,
        salesFrom: null,
        salesUntil: null,
        isTransferable: true,
        isByInvitation: false,
      },
    });
  });

  test("says times of the event's zone, and prices in the smallest unit of each currency", () => {
    const prices = { ...draft().prices, jpy: "3000", usd: "19.50" };
    const read = readTypeDraft(draft({ prices, from: "2026-12-01T10:00", until: "2026-12-04T20:00" }), ZONE);
    expect(read).toMatchObject({
      fields: {
        prices: { jpy: 3_000, usd: 1_950 },
        salesFrom: "2026-12-01T01:00:00.000Z",
        salesUntil: "2026-12-04T11:00:00.000Z",
      },
    });
  });

  test("shows tickets as they are, and says the same of them again", () => {
    const fields = {
      name: "Seat",
      prices: { jpy: 3_000, eur: 2_005 },
      ticketsMax: 50,
      perUserMax: 2,
      salesFrom: "2026-12-01T01:00:00.000Z",
      salesUntil: null,
      isTransferable: false,
      isByInvitation: true,
    };
    const type = {
      ...fields,
      id: newId("ticketType"),
      eventId: newId("event"),
      isForSale: true,
      leftCount: 7,
    };
    expect(readTypeDraft(typeDraftOf(type, ZONE), ZONE)).toEqual({ fields });
  });

  test("tells every field that is wrong", () => {
    expect(wrongIn({ name: " " })).toEqual(["name"]);
    expect(wrongIn({ ticketsMax: "0", perUserMax: "" })).toEqual(["ticketsMax", "perUserMax"]);
    expect(wrongIn({ perUserMax: "21" })).toEqual(["perUserMax"]);
    expect(wrongIn({ from: "tomorrow" })).toEqual(["from"]);
    expect(wrongIn({ from: "2026-12-04T20:00", until: "2026-12-04T20:00" })).toEqual(["until"]);
    expect(wrongIn({ prices: { ...draft().prices, jpy: "12.5", usd: "0" } })).toEqual(["jpy", "usd"]);
  });
});
