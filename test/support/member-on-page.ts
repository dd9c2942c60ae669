// Somebody with an account, made with a passkey of their own, on a page of their own.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { PAGE_WAIT_MAX_MS } from "./square-in-browser.ts";

/** Signs up at `home`, an address by name: passkeys are for names, not for numbers. In English unless told otherwise. */
export async function memberOnPage(
  browser: Browser,
  home: string,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const viewport = { width: 1000, height: 800 };
  const context = await browser.newContext({ locale: "en-GB", viewport, ...options });
  context.setDefaultTimeout(PAGE_WAIT_MAX_MS);
  const page = await context.newPage();
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
  await page.getByRole("button", { name: "Create an account with a passkey" }).click();
  await page.getByRole("heading", { name: "Where to?" }).waitFor();
  return page;
}
