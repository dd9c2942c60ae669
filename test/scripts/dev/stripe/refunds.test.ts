// Money that goes back: refunds by us, disputes by the customer's bank, and what the balance says of both.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type Stripe from "stripe";
import { eventually } from "../../../support/eventually.ts";
import { type DoubleUnderTest, refusalOf, startDouble, yenSession } from "./support.ts";

const DAY_S = 24 * 3600;

let double: DoubleUnderTest;
let stripe: Stripe;
beforeAll(async () => {
  double = await startDouble();
  stripe = double.stripe;
});
afterAll(() => double.stop());

async function charge(method = "pm_card_visa", amount = 1_000): Promise<Stripe.Charge> {
  const intent = await stripe.paymentIntents.create({
    amount,
    currency: "jpy",
    payment_method: method,
    confirm: true,
    expand: ["latest_charge"],
  });
  return intent.latest_charge as Stripe.Charge;
}
const movementsOf = async (source: string) =>
  (await stripe.balanceTransactions.list({ source, limit: 100 })).data.map(({ type, amount, fee }) => [
    type,
    amount,
    fee,
  ]);

describe("a refund", () => {
  test("is whole or in parts, up to what was paid; Stripe keeps its fee", async () => {
    const { id } = await charge();
    const part = await stripe.refunds.create({ charge: id, amount: 300, metadata: { why: "moved" } });
    expect(part).toMatchObject({ amount: 300, status: "succeeded", charge: id, metadata: { why: "moved" } });
    expect(await movementsOf(part.id)).toEqual([["refund", -300, 0]]);
    expect(await refusalOf(stripe.refunds.create({ charge: id, amount: 701 }))).toMatchObject({
      param: "amount",
    });
    expect(await stripe.charges.retrieve(id)).toMatchObject({ amount_refunded: 300, refunded: false });
    const rest = await stripe.refunds.create({ charge: id });
    expect(rest.amount).toBe(700);
    const after = await stripe.charges.retrieve(id, { expand: ["refunds"] });
    expect(after).toMatchObject({ amount_refunded: 1_000, refunded: true });
    expect(after.refunds?.data.map((refund) => refund.id)).toEqual([rest.id, part.id]);
    expect(await refusalOf(stripe.refunds.create({ charge: id }))).toMatchObject({
      code: "charge_already_refunded",
    });
    await double.hear("refund.created", rest.id);
    // Both parts are told of, in any order.
    const toldOf = (amount: number) =>
      double.heard.find(
        ({ type, data }) =>
          type === "charge.refunded" && data.object.id === id && data.object.amount_refunded === amount,
      );
    const told = await eventually("the first part is told of", () => toldOf(300));
    expect(told.data.previous_attributes).toMatchObject({ amount_refunded: 0 });
    const whole = await eventually("the rest is told of", () => toldOf(1_000));
    expect(whole.data.previous_attributes).toMatchObject({ amount_refunded: 300, refunded: false });
  });

  test("is found by its intent, and a charge that failed has none", async () => {
    const { id, payment_intent } = await charge();
    const refund = await stripe.refunds.create({ payment_intent: String(payment_intent) });
    expect((await stripe.refunds.list({ payment_intent: String(payment_intent) })).data).toHaveLength(1);
    expect((await stripe.refunds.list({ charge: id })).data[0]?.id).toBe(refund.id);
    const unpaid = await stripe.paymentIntents.create({ amount: 500, currency: "jpy" });
    expect(await refusalOf(stripe.refunds.create({ payment_intent: unpaid.id }))).toMatchObject({
      statusCode: 400,
    });
  });

  test("that fails later gives the money back to us", async () => {
    const { id } = await charge("pm_card_refundFail");
    const refund = await stripe.refunds.create({ charge: id });
    expect(refund.status).toBe("succeeded");
    await double.control.advance(61);
    const failed = await double.hear("refund.failed", refund.id);
    expect(failed.data.object).toMatchObject({
      status: "failed",
      failure_reason: "expired_or_canceled_card",
    });
    expect(await movementsOf(refund.id)).toEqual([
      ["refund_failure", 1_000, 0],
      ["refund", -1_000, 0],
    ]);
    expect(await stripe.charges.retrieve(id)).toMatchObject({ amount_refunded: 0, refunded: false });
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: "failed" });
  });

  test("that is slow is pending until it has arrived; one that a test makes fail, fails", async () => {
    const slow = await stripe.refunds.create({ charge: (await charge("pm_card_pendingRefund")).id });
    await double.control.call("refunds/fail", { count: 1, reason: "lost_or_stolen_card" });
    const doomed = await stripe.refunds.create({ charge: (await charge()).id });
    expect([slow.status, doomed.status]).toEqual(["pending", "pending"]);
    await double.control.advance(61);
    expect(await stripe.refunds.retrieve(slow.id)).toMatchObject({ status: "succeeded" });
    expect(await stripe.refunds.retrieve(doomed.id)).toMatchObject({
      status: "failed",
      failure_reason: "lost_or_stolen_card",
    });
  });
});

test("a refund of what was paid at a counter waits for the customer, and can be called off until then", async () => {
  const { id } = await stripe.checkout.sessions.create(yenSession(3_000));
  await double.control.pay(id, { method: "konbini" });
  await double.control.call(`checkout/${id}/counter`, { paid: true });
  const payment_intent = String((await stripe.checkout.sessions.retrieve(id)).payment_intent);
  const first = await stripe.refunds.create({ payment_intent, amount: 1_000 });
  const second = await stripe.refunds.create({ payment_intent, amount: 2_000 });
  expect(first).toMatchObject({ status: "requires_action", instructions_email: "jenny@example.com" });
  expect(await stripe.refunds.cancel(first.id)).toMatchObject({ status: "canceled" });
  await double.control.call(`refunds/${second.id}/settle`);
  expect(await stripe.refunds.retrieve(second.id)).toMatchObject({ status: "succeeded" });
  const [charge] = (await stripe.charges.list({ payment_intent })).data;
  expect(charge).toMatchObject({ amount_refunded: 2_000, refunded: false });
  expect(await movementsOf(first.id)).toEqual([
    ["refund_failure", 1_000, 0],
    ["payment_refund", -1_000, 0],
  ]);
  expect(await movementsOf(charge?.id ?? "")).toEqual([["payment", 3_000, 120]]);
});

describe("a dispute", () => {
  test("takes the money and a fee, blocks refunds, and gives the money back when it is won", async () => {
    const { id } = await charge("pm_card_createDispute", 5_000);
    await double.control.advance(61);
    const [dispute] = (await stripe.disputes.list({ charge: id })).data;
    expect(dispute).toMatchObject({ amount: 5_000, status: "needs_response", reason: "fraudulent" });
    const disputeId = dispute?.id ?? "";
    expect(await movementsOf(disputeId)).toEqual([["adjustment", -5_000, 1_500]]);
    expect(await stripe.charges.retrieve(id)).toMatchObject({ disputed: true });
    expect(await refusalOf(stripe.refunds.create({ charge: id }))).toMatchObject({ code: "charge_disputed" });
    const answered = await stripe.disputes.update(disputeId, {
      evidence: { uncategorized_text: "They were there." },
    });
    expect(answered).toMatchObject({ status: "under_review", evidence_details: { submission_count: 1 } });
    await double.control.call(`disputes/${disputeId}/decide`, { won: true });
    expect(await movementsOf(disputeId)).toEqual([
      ["adjustment", 5_000, 0],
      ["adjustment", -5_000, 1_500],
    ]);
    // Each is awaited: like Stripe's, the double's webhooks arrive in any order.
    for (const type of ["created", "funds_withdrawn", "updated", "funds_reinstated", "closed"])
      await double.hear(`charge.dispute.${type}`, disputeId);
    await expect(double.control.call(`disputes/${disputeId}/decide`, { won: false })).rejects.toThrow(
      "won already",
    );
  });

  test("is lost by us, by the bank, or by the evidence Stripe has for tests", async () => {
    const lost: Stripe.Dispute[] = [];
    for (const end of ["close", "decide", "evidence"]) {
      const { id } = await charge();
      const opened = await double.control.call("disputes", { charge: id, reason: "product_not_received" });
      const disputeId = String(opened["id"]);
      if (end === "close") await stripe.disputes.close(disputeId);
      if (end === "decide") await double.control.call(`disputes/${disputeId}/decide`, { won: false });
      if (end === "evidence")
        await stripe.disputes.update(disputeId, { evidence: { uncategorized_text: "losing_evidence" } });
      lost.push(await stripe.disputes.retrieve(disputeId));
    }
    expect(lost.map(({ status }) => status)).toEqual(["lost", "lost", "lost"]);
  });

  test("that only asks takes nothing", async () => {
    const { id } = await charge("pm_card_createDisputeInquiry");
    await double.control.advance(61);
    const [dispute] = (await stripe.disputes.list({ charge: id })).data;
    expect(dispute).toMatchObject({ status: "warning_needs_response", balance_transactions: [] });
    expect((await stripe.refunds.create({ charge: id, amount: 100 })).status).toBe("succeeded");
  });
});

describe("the balance", () => {
  test("is the sum of its transactions, pending for four days and then available", async () => {
    const before = await stripe.balance.retrieve();
    const amountOf = (parts: Stripe.Balance["available"], code: string) =>
      parts.find(({ currency }) => currency === code)?.amount ?? 0;
    await stripe.paymentIntents.create({
      amount: 2_000,
      currency: "eur",
      payment_method: "pm_card_visa",
      confirm: true,
    });
    const pending = await stripe.balance.retrieve();
    expect(amountOf(pending.pending, "eur")).toBe(amountOf(before.pending, "eur") + 2_000 - 88);
    await double.control.advance(4 * DAY_S + 1);
    const after = await stripe.balance.retrieve();
    expect(amountOf(after.pending, "eur")).toBe(0);
    expect(amountOf(after.available, "eur")).toBe(1_912);
    const sum = (await stripe.balanceTransactions.list({ currency: "jpy", limit: 100 })).data.reduce(
      (total, { net }) => total + net,
      0,
    );
    expect(amountOf(after.available, "jpy") + amountOf(after.pending, "jpy")).toBe(sum);
  });

  test("has a cent too many where a test planted it", async () => {
    const { balance_transaction } = await charge();
    const id = String(balance_transaction);
    await double.control.call("balance/plant", { amount: 1, balance_transaction: id });
    expect(await stripe.balanceTransactions.retrieve(id)).toMatchObject({ amount: 1_001, net: 965 });
    const stray = await double.control.call("balance/plant", { amount: -1, currency: "jpy" });
    expect(await stripe.balanceTransactions.retrieve(String(stray["id"]))).toMatchObject({
      type: "adjustment",
      net: -1,
    });
  });
});
