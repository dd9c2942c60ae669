// What a page that somebody is signed in on sends to the API, so that a test may ask as that person what the page has no form for.

import type { Page } from "playwright-core";

/** The value of its `authorization` header. Loads the page anew, once whoever came is in. */
export async function authorizationOf(page: Page): Promise<string> {
  await page.getByRole("navigation").first().waitFor();
  const asked = page.waitForRequest((request) => request.headers()["authorization"] !== undefined);
  await page.reload();
  const { authorization = "" } = await (await asked).allHeaders();
  return authorization;
}
