// Passkeys and devices on the real page, in Chromium with an authenticator of its own: what a person without any provider
// does from the first visit to the last sign-out.

import { describe, expect, test } from "bun:test";
import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { PAGE_WAIT_MAX_MS, squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, browser } = squareInBrowser();

/** Passkeys are for names, not for addresses. */
const home = () => edgeUrl().replace("127.0.0.1", "localhost");

type Visitor = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly devtools: CDPSession;
  readonly authenticatorId: string;
  /** What went wrong on the page itself. */
  readonly failures: readonly string[];
};

/** A browser profile of its own, with a screen lock that always opens, at the page's door. */
async function visitor(): Promise<Visitor> {
  const context = await browser().newContext({ locale: "en-GB", viewport: { width: 1000, height: 800 } });
  context.setDefaultTimeout(PAGE_WAIT_MAX_MS);
  const page = await context.newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(home());
  return { context, page, devtools, authenticatorId, failures };
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const nameField = (page: Page) => page.getByRole("textbox", { name: "Display name" });
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const toAccount = (page: Page) => page.getByRole("link", { name: /^Your account/ }).click();
const passkeyRows = (page: Page) => page.locator("[data-passkey]");
const deviceRows = (page: Page) => page.locator("[data-session]");

describe.skipIf(isMissing)("a person with a passkey and no provider", () => {
  test("signs up, comes back in another tab, keeps at least one passkey, and leaves every tab at once", async () => {
    const { context, page, devtools, authenticatorId, failures } = await visitor();
    await nameField(page).fill("Natsu");
    await button(page, "Create an account with a passkey").click();
    await toAccount(page);
    await heading(page, "Natsu").waitFor();
    expect(await heading(page, "Keep this account").count()).toBe(0);
    await passkeyRows(page).filter({ hasText: "Chrome on Linux" }).waitFor();
    // The only way in: nothing offers to take it away.
    expect(await button(page, "Remove").count()).toBe(0);
    const { credentials } = await devtools.send("WebAuthn.getCredentials", { authenticatorId });
    expect(credentials.map(({ rpId, isResidentCredential }) => ({ rpId, isResidentCredential }))).toEqual([
      { rpId: "localhost", isResidentCredential: true },
    ]);

    await button(page, "Rename").click();
    await page.getByRole("textbox", { name: "Name of this passkey" }).fill("Kitchen laptop");
    await page.keyboard.press("Enter");
    await passkeyRows(page).filter({ hasText: "Kitchen laptop" }).waitFor();

    // This device has one already, and says so instead of making a second.
    await button(page, "Add a passkey").click();
    await page.getByText("This device already has a passkey for your account.").waitFor();

    await nameField(page).fill("Natsu 2");
    await page.getByRole("region", { name: "Profile" }).getByRole("button", { name: "Save" }).click();
    await heading(page, "Natsu 2").waitFor();

    const other = await context.newPage();
    await other.goto(`${home()}/account`);
    await heading(other, "Natsu 2").waitFor();
    await deviceRows(other).first().waitFor();
    expect(await deviceRows(other).count()).toBe(1);

    await button(page, "Sign out here").click();
    await nameField(page).waitFor();
    await nameField(other).waitFor();

    await button(page, "Sign in with a passkey").click();
    await heading(page, "Natsu 2").waitFor();
    // And the tab that was left at the door is in again.
    await heading(other, "Natsu 2").waitFor();
    expect(failures).toEqual([]);
    await context.close();
  }, 180_000);

  test("who came as a guest becomes a member of the same account by adding one", async () => {
    const { context, page, failures } = await visitor();
    await nameField(page).fill("Haru");
    await button(page, "Enter as a guest").click();
    await toAccount(page);
    await heading(page, "Keep this account").waitFor();
    await button(page, "Add a passkey").click();
    await heading(page, "Keep this account").waitFor({ state: "detached" });
    await passkeyRows(page).first().waitFor();
    await button(page, "Sign out here").click();
    await button(page, "Sign in with a passkey").click();
    await heading(page, "Haru").waitFor();
    expect(failures).toEqual([]);
    await context.close();
  }, 180_000);

  test("is told in words when there is no passkey, or its owner is not there", async () => {
    const { context, page, devtools, authenticatorId } = await visitor();
    await nameField(page).fill("Fuyu");
    await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await button(page, "Create an account with a passkey").click();
    await page.getByText(/^No passkey was used\./).waitFor();
    // Nothing was made: the way in as a guest is still open, and free of the error.
    await button(page, "Enter as a guest").click();
    await page.getByRole("link", { name: /^Your account/ }).waitFor();
    await context.close();
  }, 180_000);

  test("signs another device out from here", async () => {
    const here = await visitor();
    await nameField(here.page).fill("Aki");
    await button(here.page, "Create an account with a passkey").click();
    await toAccount(here.page);
    await passkeyRows(here.page).first().waitFor();

    // The passkey is copied to another device, as those that are synced are.
    const there = await visitor();
    const { credentials } = await here.devtools.send("WebAuthn.getCredentials", {
      authenticatorId: here.authenticatorId,
    });
    for (const credential of credentials)
      await there.devtools.send("WebAuthn.addCredential", {
        authenticatorId: there.authenticatorId,
        credential: { ...credential, signCount: credential.signCount + 1 },
      });
    await button(there.page, "Sign in with a passkey").click();
    await toAccount(there.page);
    await heading(there.page, "Aki").waitFor();

    await here.page.reload();
    const others = deviceRows(here.page).filter({ hasNotText: "This device" });
    await others.first().waitFor();
    expect([await deviceRows(here.page).count(), await others.count()]).toEqual([2, 1]);
    await button(here.page, "Sign out there").click();
    await others.first().waitFor({ state: "detached" });

    // Its page asks for a fresh token when it is opened again, and is told.
    await there.page.reload();
    await nameField(there.page).waitFor();
    expect([...here.failures, ...there.failures]).toEqual([]);
    await here.context.close();
    await there.context.close();
  }, 180_000);
});
