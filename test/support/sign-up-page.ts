// Somebody with an account on the real page: a browser profile of its own, in English, with a screen lock that always opens.

import type { Browser, BrowserContext, Page } from "playwright-core";
import { PAGE_WAIT_MAX_MS } from "./square-in-browser.ts";

export type SignedUp = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong on the page itself. */
  readonly failures: readonly string[];
};

/** Makes an account with a passkey, on the account's page. `home`: the edge by a name, since passkeys are for those. */
export async function signUpOnPage(browser: Browser, home: string, name: string): Promise<SignedUp> {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1000, height: 800 } });
  context.setDefaultTimeout(PAGE_WAIT_MAX_MS);
  const page = await context.newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(home);
  await page.getByRole("textbox", { name: "Display name" }).fill(name);
  await page.getByRole("button", { name: "Create an account with a passkey", exact: true }).click();
  await page.getByRole("link", { name: /^Your account/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
  return { context, page, failures };
}
