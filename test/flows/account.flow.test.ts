// Taking one's data along and leaving, on the real page: a person with a passkey asks for a copy, deletes the account, comes back
// in time and keeps it; a guest is gone at once.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { signUpOnPage } from "../support/sign-up-page.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, browser, openAsGuest } = squareInBrowser();

/** Passkeys are for names, not for addresses. */
const home = () => edgeUrl().replace("127.0.0.1", "localhost");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const toAccount = (page: Page) => page.getByRole("link", { name: /^Your account/ }).click();

const signedUp = (name: string) => signUpOnPage(browser(), home(), name);

describe.skipIf(isMissing)("on the account page", () => {
  test("a copy of everything is asked for, waited for, and downloaded", async () => {
    const { context, page, failures } = await signedUp("Kaede");
    await button(page, "Ask for a copy").click();
    await button(page, "Download").waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Download").click()]);
    expect(download.suggestedFilename()).toBe("hiroba-account.json");
    const copy = (await Bun.file(await download.path()).json()) as {
      tables: { users: { rows: { displayName: string }[] } };
    };
    expect(copy.tables.users.rows[0]?.displayName).toBe("Kaede");
    expect(failures).toEqual([]);
    await context.close();
  }, 180_000);

  test("a handle is chosen, corrected as it is typed, refused where it is taken, and leads to the profile", async () => {
    const handle = `kaede_${crypto.randomUUID().slice(0, 8)}`;
    const [first, second] = [await signedUp("Kaede"), await signedUp("Not Kaede")];
    const field = (page: Page) => page.getByRole("textbox", { name: "Handle" });
    const save = (page: Page) =>
      page.getByRole("region", { name: "Handle" }).getByRole("button", { name: "Save" });
    await field(first.page).fill("kаede with a Cyrillic а");
    expect(await field(first.page).getAttribute("aria-invalid")).toBe("true");
    expect(await save(first.page).isDisabled()).toBe(true);
    await field(first.page).fill(`@${handle.toUpperCase()}`);
    await save(first.page).click();
    await first.page.getByRole("link", { name: "See my profile" }).click();
    await first.page.getByText(`@${handle}`).waitFor();

    await field(second.page).fill(handle);
    await save(second.page).click();
    await second.page.getByText("Somebody has this handle, or one that looks like it.").waitFor();
    await second.page.goto(`${home()}/users/@${handle}`);
    await second.page.getByRole("heading", { name: "Kaede", exact: true }).waitFor();
    for (const { context, failures } of [first, second]) {
      expect(failures).toEqual([]);
      await context.close();
    }
  }, 180_000);

  test("who deletes the account is signed out, told until when, and keeps it by coming back", async () => {
    const { context, page, failures } = await signedUp("Momiji");
    await button(page, "Delete my account").click();
    await button(page, "Yes, delete it").click();
    await page.getByText("Your account is hidden, and is erased in 14 days or less.").waitFor();
    await button(page, "Sign in with a passkey").click();
    await button(page, "Keep my account").click();
    await button(page, "Keep my account").waitFor({ state: "detached" });
    expect(await page.getByText("Your account is about to be deleted").count()).toBe(0);
    expect(failures).toEqual([]);
    await context.close();
  }, 180_000);

  test("a guest is told that it cannot be undone, and is gone", async () => {
    const page = await openAsGuest("Passer-by", "/");
    await toAccount(page);
    await page.getByText("As a guest you cannot sign in again, so this cannot be undone.").waitFor();
    await button(page, "Delete my account").click();
    await button(page, "Yes, delete it").click();
    await page.getByText("This account is being erased.").waitFor();
    await page.context().close();
  }, 180_000);
});
