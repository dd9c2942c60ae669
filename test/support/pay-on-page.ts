// Paying on the page of Stripe's double, as somebody with a card does.

import type { Page } from "playwright-core";

/** Pays with this card; one of Stripe's test cards says what becomes of that. */
export async function payOnPage(page: Page, card = "4242 4242 4242 4242"): Promise<void> {
  await page.getByLabel("Email").fill("buyer@example.com");
  await page.getByLabel("Name", { exact: true }).fill("A. Buyer");
  await page.getByLabel("Card number").fill(card);
  await page.getByLabel("Expires").fill("12/34");
  await page.getByLabel("Security code").fill("123");
  await page.getByRole("button", { name: /^Pay / }).click();
}
