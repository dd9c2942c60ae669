// Money on the real page, with the double of Stripe: a newcomer buys coins and a ticket, and sees both; a card that is declined, and
// another; a page that is left unpaid, and the seat it held.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { eventually } from "../support/eventually.ts";
import { payOnPage } from "../support/pay-on-page.ts";
import { signUpOnPage } from "../support/sign-up-page.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, browser, openAsGuest } = squareInBrowser();

/** Passkeys are for names, not for addresses. */
const home = () => edgeUrl().replace("127.0.0.1", "localhost");
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

/** An event of the organiser's that everybody may find, with one ticket; its address. */
async function offerOneTicket(organiser: Page): Promise<string> {
  await organiser.getByRole("textbox", { name: "Name", exact: true }).fill("Lantern Concert");
  await organiser.getByLabel("Where").selectOption({ label: "Moonlit Terrace" });
  await button(organiser, "Save as a draft").click();
  await button(organiser, "Publish").click();
  await organiser.getByRole("link", { name: "Tickets", exact: true }).click();
  await button(organiser, "Offer tickets").click();
  await button(organiser, "Offer them").click();
  await organiser.getByText("Please give them a name").waitFor();
  await organiser.getByRole("textbox", { name: /^Name/ }).last().fill("Standing");
  await organiser.getByLabel("Price in JPY").fill("3000");
  await organiser.getByLabel("How many there are").fill("1");
  await button(organiser, "Offer them").click();
  await organiser.getByRole("heading", { name: "Standing On sale" }).waitFor();
  return new URL(organiser.url()).pathname.replace("/edit", "");
}

describe.skipIf(isMissing)("on the page", () => {
  test("coins are bought in the currency one likes, with another card where one is declined", async () => {
    const { context, page, failures } = await signUpOnPage(browser(), home(), "Natsu");
    await page.getByRole("link", { name: "Wallet" }).click();
    await page.getByText("You have no coins yet.").waitFor();
    await page.getByText("You have ordered nothing yet.").waitFor();
    await page.getByRole("radio", { name: "US Dollar" }).check();
    await button(page, "Buy 500 coins + 25 free for $4.99").click();
    await payOnPage(page, "4000 0000 0000 0002");
    await page.getByRole("alert").getByText("declined").waitFor();
    await payOnPage(page, "4242 4242 4242 4242");
    await page.getByRole("heading", { name: "Thank you. It is paid." }).waitFor();
    await page.getByText("525 coins", { exact: true }).waitFor();
    const row = page.locator(".order-row[data-state=paid]");
    await row.getByText("500 coins + 25 free").waitFor();
    await row.getByRole("button", { name: "Receipt" }).click();
    await page.getByRole("heading", { name: "Receipt" }).waitFor();
    await page.goto(`${home()}/account`);
    await page.getByText("You still have 525 coins. With your account they are lost").waitFor();
    expect(failures).toEqual([]);
    await context.close();
  }, 90_000);

  test("a ticket is held while its page is open, free again when given up, and lets in once it is paid", async () => {
    const organiser = await openAsGuest("Organiser", "/events/new");
    const eventPath = await offerOneTicket(organiser);
    const { context, page, failures } = await signUpOnPage(browser(), home(), "Haru");
    const other = await openAsGuest("Other", eventPath);
    await other.getByText("1 left").waitFor();
    await other.getByText("To pay, you need an account").waitFor();

    await page.goto(`${home()}${eventPath}`);
    await button(page, "Buy for ¥3,000: Standing").click();
    await page.getByRole("link", { name: "Back without paying" }).click();
    await page.getByRole("heading", { name: "Not paid yet" }).waitFor();
    expect(await page.getByRole("timer").first().textContent()).toMatch(/^9:\d\d left$/);
    await other.reload();
    await other.getByText("Sold out").waitFor();

    await button(page, "Give it up").first().click();
    await button(page, "Yes, give it up").click();
    await page.getByRole("heading", { name: "This was not paid" }).waitFor();
    await other.reload();
    await other.getByText("1 left").waitFor();

    await button(page, "Buy for ¥3,000: Standing").click();
    await payOnPage(page, "4242 4242 4242 4242");
    await page.getByRole("heading", { name: "Thank you. It is paid." }).waitFor();
    await page.getByText("You have a ticket.").waitFor();
    await page.getByRole("link", { name: "See your tickets" }).click();
    await page.getByRole("link", { name: "Lantern Concert" }).waitFor();
    await page.locator("[data-ticket]").getByText("Valid").waitFor();

    await organiser.goto(`${edgeUrl()}${eventPath}`);
    await button(organiser, "Call it off").click();
    await organiser.getByText("1 ticket is taken").waitFor();
    await button(organiser, "Yes, call it off").click();
    await organiser.getByText("This event was called off.").waitFor();
    await eventually(
      "the money goes back",
      async () => {
        await page.goto(`${home()}/wallet`);
        await page.locator(".order-row[data-state=paid]").waitFor();
        return page.getByText("Given back").isVisible();
      },
      30_000,
    );
    expect(failures).toEqual([]);
    await context.close();
  }, 120_000);
});
