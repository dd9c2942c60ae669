// A buyer writes that they bought twice: an admin finds the payment on the page, sees all of it, gives a part back and then the rest,
// sees that it came back from the bank, and sends it again. Whoever runs the server does the same at its console.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { memberClient } from "../../scripts/dev/provider-sign-in.ts";
import { createStripeControl } from "../../scripts/dev/stripe/control-client.ts";
import { readPorts } from "../../scripts/start/data-dir.ts";
import { readOrCreateSecrets } from "../../scripts/start/secrets.ts";
import { type PaymentDetail, paymentDetailSchema } from "../../shared/schema/books.ts";
import { coinPackIdSchema } from "../../shared/schema/ids.ts";
import { sessionGrantSchema } from "../../shared/schema/public-api.ts";
import { runAdmin, runConsole } from "../support/admin-console.ts";
import { eventually } from "../support/eventually.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, dataDir, openAsGuest } = squareInBrowser();

const stripeOfSquare = async () => {
  const ports = await readPorts(dataDir());
  const { stripe } = await readOrCreateSecrets(dataDir());
  return createStripeControl({
    url: `http://127.0.0.1:${ports?.stripe}`,
    secretKey: stripe.secretKey,
  });
};
const money = (...args: readonly string[]) => runConsole(dataDir(), "money", args);
const payment = async (command: "order" | "ask", orderId: string): Promise<PaymentDetail> =>
  paymentDetailSchema.parse(JSON.parse((await money(command, orderId, "--json")).stdout));

/** Somebody new, who has bought a pack of 500 coins and 25 free coins for 600 yen. */
async function buyCoins(name: string) {
  const stripe = await stripeOfSquare();
  const buyer = await memberClient(edgeUrl(), name);
  const coinPackId = coinPackIdSchema.parse("pck_medium");
  const order = await buyer.ask("orders.buyCoins", { body: { coinPackId, currency: "jpy" } });
  await stripe.pay(/cs_test_\w+/.exec(order.checkoutUrl ?? "")?.[0] ?? "");
  await eventually("the coins are there", async () => (await buyer.ask("me.wallet", {})).coinCount === 500);
  return { buyer, stripe, orderId: order.id, userId: (await buyer.me()).id };
}

async function openAsAdmin(): Promise<Page> {
  const page = await openAsGuest("Treasurer", "/account");
  await page.getByRole("heading", { name: "Treasurer" }).waitFor();
  const refreshed = await page.context().request.post(`${edgeUrl()}/v1/session/refresh`, {
    headers: { origin: edgeUrl() },
  });
  await page.goto(`${edgeUrl()}/books`);
  await page.getByText("This is for admins.").waitFor();
  await runAdmin(dataDir(), "grant", sessionGrantSchema.parse(await refreshed.json()).user.id);
  await page.reload();
  return page;
}

describe.skipIf(isMissing)("the books, on the page", () => {
  test("lead from somebody's name to a payment, to its refund, and to that arriving at last", async () => {
    const { buyer, stripe, orderId, userId } = await buyCoins("Twice");
    const page = await openAsAdmin();
    await page.getByRole("link", { name: "Books" }).click();
    await page.getByLabel("Find payments").fill(userId);
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("link", { name: "500 coins + 25" }).click();
    await page.getByText("checkout.session.completed").waitFor();
    await page.getByText("Coins were sold").waitFor();

    await page.getByRole("button", { name: "Give back…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("500 coins and 25 free coins").waitFor();
    await dialog.getByLabel("A part of it").check();
    await dialog.getByLabel("How much, in JPY").fill("601");
    await dialog.getByText("An amount of at most ¥600.").waitFor();
    await dialog.getByLabel("How much, in JPY").fill("60");
    await dialog.getByText("50 coins and 2 free coins").waitFor();
    await dialog.getByLabel("Why?").fill("Bought twice.");
    await dialog.getByRole("button", { name: "Give ¥60 back" }).click();
    await dialog.getByText("¥60 goes back.").waitFor();
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByText("¥60 given back").waitFor();
    expect((await buyer.ask("me.wallet", {})).coinCount).toBe(450);

    await page.getByRole("button", { name: "Give back…" }).click();
    await dialog.getByText("All that is left: ¥540").waitFor();
    await dialog.getByLabel("Why?").fill("All of it, then.");
    await dialog.getByRole("button", { name: "Give ¥540 back" }).click();
    await dialog.getByRole("button", { name: "Close" }).click();
    await page.getByText("All of it went back, or goes back.").waitFor();
    expect((await buyer.ask("me.wallet", {})).coinCount).toBe(0);

    const large = (await payment("order", orderId)).refunds.find(({ amount }) => amount === 540);
    await stripe.call(`refunds/${large?.stripeId}/fail`);
    await page.getByRole("button", { name: "Ask Stripe now" }).click();
    await page.getByText("A refund came back").first().waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByLabel("Why once more?").fill("They have another card.");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Replaced").waitFor();
    await page.getByText("Treasurer · tried a refund again").waitFor();
    const after = await payment("order", orderId);
    expect(after.refunds.map(({ state, amount }) => `${state} ${amount}`).toSorted()).toEqual([
      "paid 540",
      "paid 60",
      "void 540",
    ]);
    expect(after.trouble).toBeNull();
    await page.goto(`${edgeUrl()}/moderation?tab=log`);
    await page.getByText("Treasurer · gave a payment back").first().waitFor();
    await page.goto(`${edgeUrl()}/books?tab=unused`);
    await page.getByText("Bought coins").waitFor();
  }, 240_000);
});

describe("the books, at the console", () => {
  test("find, show and give back a payment, and are as Stripe's balance afterwards", async () => {
    const { orderId, userId } = await buyCoins("Console");
    expect((await money("find", userId)).stdout).toContain(`${orderId}  `);
    expect((await money("order", orderId)).stdout).toContain("coins.sold");
    const preview = await money("refund", orderId, "--amount", "60", "--preview");
    expect(preview.stdout).toContain("50 coins, 2 free coins and 0 tickets");
    const twice = ["refund", orderId, "--amount", "60", "--key", "mail-17", "--reason", "Asked by mail."];
    for (const _ of ["once", "again"]) expect((await money(...twice)).exitCode).toBe(0);
    expect(await payment("ask", orderId)).toMatchObject({
      refundedAmount: 60,
      refunds: [{ state: "paid", amount: 60 }],
      acts: [{ by: null, act: "payment.refund", reason: "Asked by mail." }],
    });
    const tooMuch = await money("refund", orderId, "--amount", "600", "--reason", "More.");
    expect([tooMuch.exitCode, tooMuch.stderr]).toEqual([1, expect.stringContaining("at most 540")]);
    expect((await money("order", "ord_none")).exitCode).toBe(1);
    const compared = await money("reconcile");
    expect([compared.exitCode, compared.stdout]).toEqual([0, expect.stringContaining("are alike")]);
    expect((await money("reconciliations")).stdout).toContain("alike");
  }, 120_000);

  test("set and withdraw packs, give coins once, and add shares, each with a line in a log that is whole", async () => {
    const pack = [
      "packs",
      "set",
      "pck_fair",
      "--coins",
      "70",
      "--price",
      "usd=0.79",
      "--reason",
      "The fair.",
    ];
    expect((await money(...pack)).stdout).toContain("70 + 0  for sale  0.79 usd");
    expect((await money("packs")).stdout).toContain("pck_fair");
    const withdrawn = await money("packs", "withdraw", "pck_fair", "--reason", "It is over.");
    expect(withdrawn.stdout).toContain("withdrawn");
    const { buyer, userId } = await buyCoins("Winner");
    for (const said of ["were given to", "it was done before"])
      expect((await money("grant", userId, "5", "--key", "prize-1", "--reason", "Won.")).stdout).toContain(
        said,
      );
    expect((await buyer.ask("me.wallet", {})).freeCoinCount).toBe(30);
    const share = await money("shares", "set", "gift", "55", "--user", userId, "--reason", "Agreed.");
    expect(share.stdout).toContain("earns 55 % of a gift sale");
    expect((await money("shares", userId)).stdout).toContain("Agreed.");
    const worth = ["coin-value", "set", "jpy", "2", "--coins", "3", "--reason", "A trial."];
    expect((await money(...worth)).stdout).toContain("3 coins = 2 jpy");
    expect((await money("coin-value")).stdout).toContain("A trial.");
    const run = await money("payouts", "run");
    expect([run.exitCode, run.stdout]).toEqual([0, expect.stringContaining("0 payouts decided.")]);
    expect((await money("payouts", "runs")).stdout).toContain("0 creators looked at, 0 payouts decided.");
    expect((await money("payouts")).stdout).toContain("There is no such payout.");
    const now = new Date().toISOString();
    const csv = (await money("unused", "--at", now, "--csv")).stdout.trim().split("\r\n");
    expect(csv[0]).toBe("before,what,unit,amount");
    expect(csv).toContainEqual(expect.stringMatching(/,value,jpy,\d+$/));
    expect(await runAdmin(dataDir(), "audit")).toContain("The audit log is whole");
  }, 120_000);
});
