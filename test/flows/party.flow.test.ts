// Two friends on the page: one asks the other along, goes into a world, and the other is called there; then they part.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { authorizationOf } from "../support/page-session.ts";
import { signUpOnPage } from "../support/sign-up-page.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, browser } = squareInBrowser();
const home = () => edgeUrl().replace("127.0.0.1", "localhost");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const party = (page: Page) => page.getByRole("region", { name: "Party" });

/** As each would do on their own pages: that they can is another flow's. */
async function befriend(one: Page, other: Page): Promise<void> {
  const people = await Promise.all(
    [one, other].map(async (page) => {
      const authorization = await authorizationOf(page);
      const answer = await fetch(`${edgeUrl()}/v1/me`, { headers: { authorization } });
      return { authorization, id: ((await answer.json()) as { id: string }).id };
    }),
  );
  for (const { authorization, id } of people) {
    const friend = people.find((person) => person.id !== id);
    const path = `${edgeUrl()}/v1/me/friends/${friend?.id}`;
    expect((await fetch(path, { method: "PUT", headers: { authorization } })).status).toBe(200);
  }
}

describe.skipIf(isMissing)("two friends on the page", () => {
  test("are a party, go into a world one after the other, and part", async () => {
    const [aoi, ren] = await Promise.all(
      ["Aoi who leads", "Ren who follows"].map(
        async (name) => (await signUpOnPage(browser(), home(), name)).page,
      ),
    );
    if (aoi === undefined || ren === undefined) throw new Error("two people were asked for");
    await befriend(aoi, ren);

    await aoi.goto(`${home()}/friends`);
    await button(aoi, "Ask Ren who follows into your party").click();
    await party(aoi).getByText("Asked", { exact: true }).waitFor();
    // Told as it happens, wherever they are.
    await ren.getByText("Aoi who leads asks you into their party.").waitFor();
    await button(ren, "Join").click();
    await button(aoi, "Let them lead").waitFor();

    await aoi.goto(`${home()}/worlds/wld_hiroba-plaza/room`);
    await aoi.locator('[data-connection="joined"]').waitFor();
    await ren.getByText("Aoi who leads leads your party to Hiroba Plaza.").waitFor();
    await ren.getByRole("link", { name: "Come along" }).click();
    await ren.locator('[data-connection="joined"]').waitFor();
    await ren.locator("[data-sid]").filter({ hasText: "Aoi who leads" }).waitFor();
    expect(new URL(ren.url()).pathname).toMatch(/^\/parties\/pty_[0-9a-z]+\/room$/);

    await Promise.all([aoi, ren].map((page) => page.goto(`${home()}/friends`)));
    await party(ren).getByText("Where Aoi who leads enters, there is a place for you.").waitFor();
    await button(ren, "Leave the party").click();
    await button(ren, "Yes, leave").click();
    for (const page of [aoi, ren]) await page.getByText("Ask a friend along, and you are a party").waitFor();
  }, 240_000);
});
