// The versions of a world on the page: a draft is begun, filled in, tried, published under people's feet, and gone back from.

import { describe, expect, test } from "bun:test";
import { type Heard, joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { authorizationOf } from "../support/page-session.ts";
import { enterWorld, signInAsGuest } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, openAsGuest } = squareInBrowser();

describe.skipIf(isMissing)("the owner of a world", () => {
  test("changes it in a draft, tries it, publishes it, and goes back, while somebody is in it", async () => {
    const page = await openAsGuest("Owner", "/");
    // The page has no form to make a world with.
    const made = await fetch(`${edgeUrl()}/v1/worlds`, {
      method: "POST",
      headers: { authorization: await authorizationOf(page), "content-type": "application/json" },
      body: JSON.stringify({ name: "Changing", capacity: 20 }),
    });
    const { id } = (await made.json()) as { id: string };

    const visitor = await signInAsGuest(edgeUrl(), "Visitor");
    const { host, room, ticket } = await enterWorld(edgeUrl(), visitor, id);
    const inside = await joinAsMqttGuest(`mqtt://${host.address}:${host.tcpPort}`, room, ticket);
    const isRoom = (version: number, capacity: number) => (m: Heard) =>
      m.topicName === `r/${room}/room` &&
      jsonOf(m)["version"] === version &&
      jsonOf(m)["capacity"] === capacity;
    await inside.hears("the room as it is", isRoom(1, 20));

    await page.goto(`${edgeUrl()}/worlds/${id}`);
    await page.getByRole("link", { name: "Versions" }).click();
    await page.getByRole("button", { name: "Begin a draft", exact: true }).click();
    await page.getByLabel("People a room").fill("9999");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await page.getByText("A number from 1 to 500.").waitFor();
    await page.getByLabel("People a room").fill("30");
    await page.getByLabel("What is new in it?").fill("More room");
    await page.getByLabel("Who hears one speak").selectOption("Everybody");
    await page.getByRole("button", { name: "Save the draft" }).click();
    const row = (number: number) => page.getByRole("listitem", { name: `Version ${number}`, exact: true });
    await row(2).getByText("People a room: 20 → 30").waitFor();
    await row(2).getByText("More room").waitFor();

    await row(2).getByRole("button", { name: "Let it be tried" }).click();
    await row(2).getByText("Being tried").waitFor();
    await row(2).getByRole("link", { name: "Try it" }).click();
    await page.locator('[data-connection="joined"]').waitFor();
    expect(new URL(page.url()).search).toBe("?channel=beta");
    await page.goto(`${edgeUrl()}/worlds/${id}/versions`);

    await row(2).getByRole("button", { name: "Publish" }).click();
    await row(2).getByRole("button", { name: "Yes, publish it" }).click();
    await row(1).getByText("Past", { exact: true }).waitFor();
    const told = await inside.hears("the published room", isRoom(2, 30));
    expect(jsonOf(told)).toMatchObject({ voice: { mode: "room" } });

    await row(1).getByRole("button", { name: "Go back to this" }).click();
    await row(1).getByRole("button", { name: "Yes, publish it" }).click();
    await row(1).getByText("Live", { exact: true }).waitFor();
    const isLast = (m: Heard) => m === inside.heard.findLast((each) => each.topicName === `r/${room}/room`);
    await inside.hears("the room as it was", (m) => isLast(m) && isRoom(1, 20)(m));

    await row(2).getByRole("button", { name: "Begin a draft from this" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await row(3).getByRole("button", { name: "Throw away" }).click();
    await row(3).getByRole("button", { name: "Yes, throw it away" }).click();
    await row(3).waitFor({ state: "detached" });
    await inside.leave();
  }, 240_000);

  test("has its versions to themselves: a stranger finds neither the way nor the page", async () => {
    const owner = await signInAsGuest(edgeUrl(), "Owner");
    const made = await fetch(`${edgeUrl()}/v1/worlds`, {
      method: "POST",
      headers: { authorization: `Bearer ${owner.accessToken}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "Somebody's" }),
    });
    const { id } = (await made.json()) as { id: string };
    const page = await openAsGuest("Stranger", `/worlds/${id}`);
    await page.getByRole("heading", { level: 1, name: "Somebody's" }).waitFor();
    await page.getByRole("heading", { name: "Open rooms" }).waitFor();
    expect(await page.getByRole("link", { name: "Versions" }).count()).toBe(0);
    for (const path of ["versions", "versions/1"]) {
      await page.goto(`${edgeUrl()}/worlds/${id}/${path}`);
      await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    }
  }, 120_000);
});
