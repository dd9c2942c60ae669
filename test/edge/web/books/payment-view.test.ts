import { describe, expect, test } from "bun:test";
import { paymentParams, queryOf, readPaymentView } from "../../../../edge/web/books/payment-view.ts";

const read = (search: string) => readPaymentView(new URLSearchParams(search));
const EVERYTHING = { q: "", state: "any", from: "", until: "" } as const;

describe("a view of payments", () => {
  test("comes back from its address as it went in, and says nothing that goes without saying", () => {
    const view = { q: "@haruka", state: "disputed", from: "2026-09-01", until: "2026-09-30" } as const;
    expect(readPaymentView(new URLSearchParams(paymentParams(view)))).toEqual(view);
    expect(paymentParams(EVERYTHING)).toEqual({});
  });

  test("takes whatever else stands in an address for nothing", () => {
    expect(read("tab=payments&q=%20&state=stolen&from=2026-99-99&until=2026-02-30")).toEqual(EVERYTHING);
  });

  test("asks for whole days: the last one to its end", () => {
    expect(queryOf(EVERYTHING)).toEqual({});
    const { from, until } = queryOf(read("from=2026-09-01&until=2026-09-01"));
    expect(new Date(from ?? "")).toEqual(new Date("2026-09-01T00:00"));
    expect(new Date(until ?? "")).toEqual(new Date("2026-09-02T00:00"));
  });
});
