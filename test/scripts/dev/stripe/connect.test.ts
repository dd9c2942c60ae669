// Connected accounts: from nothing to money in their bank, and back.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type Stripe from "stripe";
import { type DoubleUnderTest, refusalOf, startDouble } from "./support.ts";

const DAY_S = 24 * 3600;

let double: DoubleUnderTest;
let stripe: Stripe;
beforeAll(async () => {
  double = await startDouble();
  stripe = double.stripe;
  await stripe.paymentIntents.create({
    amount: 50_000,
    currency: "jpy",
    payment_method: "pm_card_bypassPending",
    confirm: true,
    transfer_group: "event-1",
  });
});
afterAll(() => double.stop());

async function account(isReady: boolean): Promise<string> {
  const { id } = await stripe.accounts.create({
    type: "express",
    country: "JP",
    email: "creator@example.com",
    capabilities: { transfers: { requested: true } },
  });
  if (isReady) await double.control.call(`accounts/${id}/onboard`);
  return id;
}
const availableOf = async (id: string) =>
  (await stripe.balance.retrieve({}, { stripeAccount: id })).available.find(
    ({ currency }) => currency === "jpy",
  )?.amount ?? 0;

/** A click on one of the page's buttons, and where it leads. */
async function choose(url: string, choice: string): Promise<string | null> {
  const page = await fetch(url);
  expect(page.headers.get("content-type")).toStartWith("text/html");
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ choice }),
    redirect: "manual",
  });
  return answer.headers.get("location");
}

describe("an account", () => {
  test("is finished by its owner on a page, and can then receive and be paid out", async () => {
    const id = await account(false);
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      type: "express",
      details_submitted: false,
      payouts_enabled: false,
      capabilities: { transfers: "inactive" },
    });
    const link = () =>
      stripe.accountLinks.create({
        account: id,
        type: "account_onboarding",
        refresh_url: "https://square.example/again",
        return_url: "https://square.example/back",
      });
    const { url: later } = await link();
    expect(await choose(later, "later")).toBe("https://square.example/back");
    expect((await stripe.accounts.retrieve(id)).details_submitted).toBe(false);
    // Good once.
    const used = await fetch(later, { redirect: "manual" });
    expect(used.headers.get("location")).toBe("https://square.example/again");
    expect(await choose((await link()).url, "finish")).toBe("https://square.example/back");
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      details_submitted: true,
      payouts_enabled: true,
      capabilities: { transfers: "active" },
      requirements: { currently_due: [] },
    });
    expect((await double.hear("account.updated", id)).account).toBe(id);
    await double.control.call(`accounts/${id}/restrict`);
    expect(await stripe.accounts.retrieve(id)).toMatchObject({
      details_submitted: true,
      payouts_enabled: false,
    });
  });
});

describe("a transfer", () => {
  test("moves money from one balance to the other, and back in parts", async () => {
    const id = await account(true);
    const platform = await stripe.balance.retrieve();
    const transfer = await stripe.transfers.create({
      amount: 3_000,
      currency: "jpy",
      destination: id,
      transfer_group: "event-1",
      metadata: { run: "7" },
    });
    expect(transfer).toMatchObject({
      amount: 3_000,
      reversed: false,
      destination: id,
      transfer_group: "event-1",
    });
    expect(await availableOf(id)).toBe(3_000);
    const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 1_000 });
    expect(reversal).toMatchObject({ amount: 1_000, transfer: transfer.id });
    expect(await availableOf(id)).toBe(2_000);
    await stripe.transfers.createReversal(transfer.id);
    const after = await stripe.transfers.retrieve(transfer.id);
    expect(after).toMatchObject({ amount_reversed: 3_000, reversed: true });
    expect(await refusalOf(stripe.transfers.createReversal(transfer.id))).toMatchObject({ statusCode: 400 });
    expect((await stripe.balance.retrieve()).available).toEqual(platform.available);
    const sources = await stripe.balanceTransactions.list({
      type: "transfer_refund",
      expand: ["data.source"],
    });
    expect(sources.data.at(-1)?.source).toMatchObject({ object: "transfer_reversal", id: reversal.id });
    await double.hear("transfer.created", transfer.id);
    await double.hear("transfer.reversed", transfer.id);
  });

  test("needs an account that may receive, and money that is there or is coming by its charge", async () => {
    const to = { currency: "jpy", amount: 1_000 };
    const unready = await account(false);
    expect(await refusalOf(stripe.transfers.create({ ...to, destination: unready }))).toMatchObject({
      code: "insufficient_capabilities_for_transfer",
    });
    const destination = await account(true);
    expect(await refusalOf(stripe.transfers.create({ ...to, amount: 9_000_000, destination }))).toMatchObject(
      {
        code: "balance_insufficient",
      },
    );
    const intent = await stripe.paymentIntents.create({
      amount: 1_500,
      currency: "eur",
      payment_method: "pm_card_visa",
      confirm: true,
    });
    const euros = { currency: "eur", amount: 1_500, destination };
    expect(await refusalOf(stripe.transfers.create(euros))).toMatchObject({ code: "balance_insufficient" });
    const source_transaction = String(intent.latest_charge);
    expect((await stripe.transfers.create({ ...euros, source_transaction })).source_transaction).toBe(
      source_transaction,
    );
    expect(await refusalOf(stripe.transfers.create({ ...euros, source_transaction }))).toMatchObject({
      param: "amount",
    });
  });
});

describe("a payout", () => {
  test("arrives a day later, or comes back", async () => {
    const id = await account(true);
    await stripe.transfers.create({ amount: 4_000, currency: "jpy", destination: id });
    const pay = (amount: number) => stripe.payouts.create({ amount, currency: "jpy" }, { stripeAccount: id });
    const first = await pay(1_000);
    expect(first).toMatchObject({ status: "pending", amount: 1_000 });
    expect(await availableOf(id)).toBe(3_000);
    await double.control.advance(DAY_S + 1);
    expect((await double.hear("payout.paid", first.id)).account).toBe(id);
    await double.control.call("payouts/fail", { count: 1, code: "account_closed" });
    const second = await pay(3_000);
    await double.control.advance(DAY_S + 1);
    const failed = await double.hear("payout.failed", second.id);
    expect(failed.data.object).toMatchObject({ status: "failed", failure_code: "account_closed" });
    expect(await availableOf(id)).toBe(3_000);
    expect(await refusalOf(pay(3_001))).toMatchObject({ code: "balance_insufficient" });
    const third = await pay(500);
    const canceled = await stripe.payouts.cancel(third.id, {}, { stripeAccount: id });
    expect(canceled.status).toBe("canceled");
    expect(await availableOf(id)).toBe(3_000);
  });

  test("of an account that is not finished is refused; the platform has its own", async () => {
    const id = await account(false);
    const call = stripe.payouts.create({ amount: 100, currency: "jpy" }, { stripeAccount: id });
    expect(await refusalOf(call)).toMatchObject({ code: "payouts_not_allowed" });
    expect(await stripe.payouts.create({ amount: 100, currency: "jpy" })).toMatchObject({
      status: "pending",
    });
    expect((await stripe.payouts.list()).data).toHaveLength(1);
  });
});
