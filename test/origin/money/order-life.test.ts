import { describe, expect, test } from "bun:test";
import {
  isHoldOver,
  type OrderState,
  type SessionFacts,
  stepOrder,
} from "../../../origin/money/order-life.ts";

const OPEN: SessionFacts = { status: "open", isPaid: false, isFailed: false };
const LATER: SessionFacts = { status: "complete", isPaid: false, isFailed: false };
const PAID: SessionFacts = { status: "complete", isPaid: true, isFailed: false };
const FAILED: SessionFacts = { status: "complete", isPaid: false, isFailed: true };
const EXPIRED: SessionFacts = { status: "expired", isPaid: false, isFailed: false };

describe("an order that is", () => {
  test.each<[OrderState, SessionFacts, OrderState, string]>([
    ["open", OPEN, "open", "nothing"],
    ["open", LATER, "processing", "nothing"],
    ["open", PAID, "paid", "deliver"],
    ["open", FAILED, "closed", "give-back"],
    ["open", EXPIRED, "closed", "give-back"],
    ["processing", OPEN, "processing", "nothing"],
    ["processing", LATER, "processing", "nothing"],
    ["processing", PAID, "paid", "deliver"],
    ["processing", FAILED, "closed", "give-back"],
    ["closed", OPEN, "closed", "nothing"],
    ["closed", LATER, "closed", "nothing"],
    ["closed", EXPIRED, "closed", "nothing"],
    ["closed", PAID, "paid", "refund"],
    ["paid", OPEN, "paid", "nothing"],
    ["paid", LATER, "paid", "nothing"],
    ["paid", FAILED, "paid", "nothing"],
    ["paid", EXPIRED, "paid", "nothing"],
    ["paid", PAID, "paid", "nothing"],
  ])("%s and hears %j is %s: %s", (state, session, after, effect) => {
    expect(stepOrder(state, session)).toEqual({ state: after, effect } as ReturnType<typeof stepOrder>);
  });
});

test("a page is closed when its time is over and nobody is paying any more", () => {
  const order = (state: OrderState) => ({ state, holdUntilMs: 100 });
  expect(isHoldOver(order("open"), 99)).toBe(false);
  expect(isHoldOver(order("open"), 100)).toBe(true);
  for (const state of ["processing", "paid", "closed"] as const)
    expect(isHoldOver(order(state), 200)).toBe(false);
});
