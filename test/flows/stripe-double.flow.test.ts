// A customer pays at the double that `start` brings along: by a page one can click, and the event arrives at the origin through the
// edge's public door, signed as Stripe signs.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import Stripe from "stripe";
import { readPorts } from "../../scripts/start/data-dir.ts";
import { readOrCreateSecrets } from "../../scripts/start/secrets.ts";
import { eventually } from "../support/eventually.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, browser, dataDir, edgeUrl } = squareInBrowser();

async function stripeOfSquare(): Promise<Stripe> {
  const ports = await readPorts(dataDir());
  const { stripe } = await readOrCreateSecrets(dataDir());
  return new Stripe(stripe.secretKey, { host: "127.0.0.1", port: ports?.stripe ?? 0, protocol: "http" });
}

async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expires").fill("12/34");
  await page.getByLabel("Security code").fill("123");
  await page.getByRole("button", { name: "Pay ¥1,500" }).click();
}

describe.skipIf(isMissing)("a customer", () => {
  test("is declined, then asked by the bank, refuses, agrees, and comes back having paid", async () => {
    const stripe = await stripeOfSquare();
    const session = await stripe.checkout.sessions.create({
      mode: "payment",
      success_url: `${edgeUrl()}/healthz?session={CHECKOUT_SESSION_ID}`,
      cancel_url: `${edgeUrl()}/healthz?gave-up`,
      line_items: [
        { price_data: { currency: "jpy", unit_amount: 1_500, product_data: { name: "Ticket & <seat>" } } },
      ],
    });
    const page = await (await browser().newContext({ locale: "en-GB" })).newPage();
    await page.goto(session.url ?? "");
    await page.getByText("no money moves").waitFor();
    await page.getByText("Ticket & <seat>").waitFor();
    await page.getByLabel("Email").fill("buyer@example.com");
    await page.getByLabel("Name").fill("A. Buyer");
    await fillCard(page, "1234 5678 1234 5678");
    await page.getByRole("alert").getByText("test cards").waitFor();
    await fillCard(page, "4000 0000 0000 0002");
    await page.getByRole("alert").getByText("declined").waitFor();
    await fillCard(page, "4000 0025 0000 3155");
    await page.getByRole("button", { name: "No, refuse" }).click();
    await page.getByRole("alert").getByText("make sure that it was you").waitFor();
    await page.getByLabel("Email").fill("buyer@example.com");
    await page.getByLabel("Name").fill("A. Buyer");
    await fillCard(page, "4000 0025 0000 3155");
    await page.getByRole("button", { name: "Yes, it is me" }).click();
    await page.waitForURL(`${edgeUrl()}/healthz?session=${session.id}`);
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      payment_status: "paid",
      customer_details: { email: "buyer@example.com", name: "A. Buyer" },
    });
    // Taken by the origin: it answered 2xx, through the edge.
    await eventually("every event is delivered", async () => {
      const { data } = await stripe.events.list({ limit: 100 });
      return data.length > 5 && data.every(({ pending_webhooks }) => pending_webhooks === 0);
    });
    await page.goto(`${session.url}`);
    await page.getByRole("heading", { name: "This payment is over" }).waitFor();
    await page.close();
  }, 60_000);

  test("takes a number to a convenience store, and pays there", async () => {
    const stripe = await stripeOfSquare();
    const session = await stripe.checkout.sessions.create({
      mode: "payment",
      locale: "ja",
      success_url: `${edgeUrl()}/healthz`,
      line_items: [{ price_data: { currency: "jpy", unit_amount: 900, product_data: { name: "チケット" } } }],
    });
    const page = await (await browser().newContext({ locale: "ja-JP" })).newPage();
    await page.goto(session.url ?? "");
    await page.getByLabel("メールアドレス").fill("buyer@example.com");
    await page.getByLabel("お名前").fill("購入者");
    await page.getByLabel("コンビニ").check();
    expect(await page.getByLabel("カード番号").isVisible()).toBe(false);
    await page.getByRole("button", { name: /支払う/ }).click();
    await page.getByText("支払い番号").waitFor();
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
    });
    await page.getByRole("button", { name: "いまレジで支払う" }).click();
    await page.getByText("支払われました。").waitFor();
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe("paid");
    await page.close();
  }, 60_000);
});
