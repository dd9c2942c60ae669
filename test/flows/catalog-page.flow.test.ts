// Finding a world on the page, seen from outside: searched for, liked, looked at, walked into; and what is not there.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { createWorld, signInAsGuest } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, openAsGuest } = squareInBrowser();

async function makeWorld(world: object): Promise<string> {
  return (await createWorld(edgeUrl(), await signInAsGuest(edgeUrl(), "Maker"), world)).id;
}
const visit = (path: string): Promise<Page> => openAsGuest("Finder", path);

describe.skipIf(isMissing)("somebody who looks for a world", () => {
  test("finds it in whichever kana, looks at it, likes it, and walks in", async () => {
    const worldId = await makeWorld({ name: "ヒロバの花見", description: "桜の下で。", tags: ["桜"] });
    const page = await visit("/");
    await page.getByRole("searchbox").fill("ひろば");
    await page.keyboard.press("Enter");
    await page.locator('a[data-kind="world"]', { hasText: "ヒロバの花見" }).click();
    await page.getByRole("heading", { level: 1, name: "ヒロバの花見" }).waitFor();
    await page.getByText("No room is open").waitFor();

    const heart = page.getByRole("button", { name: /^Like “ヒロバの花見”/ });
    await heart.click();
    await page.getByRole("button", { name: "Like “ヒロバの花見” (1)", pressed: true }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Like “ヒロバの花見” (1)", pressed: true }).waitFor();

    await page.getByRole("link", { name: "#桜" }).click();
    await page.locator(`a[data-world="${worldId}"]`).click();
    await page.locator('[data-connection="joined"]').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/worlds/${worldId}/room`);
  }, 120_000);

  test("sees a like undone that the server would not have, and can give it again", async () => {
    const worldId = await makeWorld({ name: "Refused at first" });
    const page = await visit(`/worlds/${worldId}`);
    const heart = (pressed: boolean) =>
      page.getByRole("button", { name: /^Like “Refused at first”/, pressed });
    await heart(false).waitFor();
    await page.route("**/like", (route) => route.abort());
    await heart(false).click();
    await page.getByRole("alert").waitFor();
    expect(await heart(false).textContent()).toBe("0");
    await page.unroute("**/like");
    await heart(false).click();
    await heart(true).waitFor();
    await page.getByRole("alert").waitFor({ state: "detached" });
    expect(await heart(true).textContent()).toBe("1");
  }, 120_000);

  test("is told plainly of a world that is not there, and is let into no empty room", async () => {
    const page = await visit("/worlds/wld_nowhere");
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    await page.goto(`${edgeUrl()}/worlds/wld_nowhere/room`);
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    expect(await page.locator(".room").count()).toBe(0);
  }, 120_000);
});
