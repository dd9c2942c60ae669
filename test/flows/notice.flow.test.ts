// Somebody who answers for a room says something to all who are in it: a page shows it, a plain MQTT guest hears it, and whoever runs
// the server says something everywhere from the console.

import { describe, expect, test } from "bun:test";
import { runAdmin } from "../support/admin-console.ts";
import { type Heard, joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { createWorld, enterWorld, signInAsGuest } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, dataDir, openAsGuest } = squareInBrowser();

const isNotice = (text: string) => (m: Heard) =>
  m.topicName.endsWith("/notice") && jsonOf(m)["text"] === text;

describe.skipIf(isMissing)("a notice", () => {
  test("of a world's owner, and then the operator's, is shown on the page and heard by a plain guest", async () => {
    const owner = await signInAsGuest(edgeUrl(), "Owner");
    const world = await createWorld(edgeUrl(), owner, { name: "Hall" });
    const page = await openAsGuest("Visitor", `/worlds/${world.id}/room`);
    await page.locator('[data-connection="joined"]').waitFor();
    const { host, room, ticket } = await enterWorld(edgeUrl(), owner, world.id);
    const plain = await joinAsMqttGuest(`mqtt://${host.address}:${host.tcpPort}`, room, ticket);

    const said = await fetch(`${edgeUrl()}/v1/notices`, {
      method: "POST",
      headers: { authorization: `Bearer ${owner.accessToken}`, "content-type": "application/json" },
      body: JSON.stringify({
        target: { kind: "world", id: world.id },
        text: "The play begins in five minutes.",
      }),
    });
    expect([said.status, await said.json()]).toMatchObject([201, { roomCount: 1 }]);
    await plain.hears("what the owner says", isNotice("The play begins in five minutes."));
    const toast = page.locator(".told").getByText("The play begins in five minutes.");
    await toast.waitFor();
    await page.locator(".told").getByRole("button", { name: "Close" }).click();
    await toast.waitFor({ state: "detached" });
    // It stays where it can be read again.
    await page.getByRole("log").getByText("The play begins in five minutes.").waitFor();

    expect(await runAdmin(dataDir(), "notice", "all", "We restart at nine.")).toContain(
      "Said to 1 open rooms",
    );
    await plain.hears("what the operator says", isNotice("We restart at nine."));
    await page.locator(".told").getByText("We restart at nine.").waitFor();
    await expect(runAdmin(dataDir(), "notice", "usr_a", "hello")).rejects.toThrow("nor the id of a world");
    await plain.leave();
  }, 120_000);

  test("is said on the page of an event by its organiser, who is asked once more", async () => {
    const organiser = await openAsGuest("Organiser", "/events");
    await organiser.getByRole("link", { name: "Plan an event" }).click();
    await organiser.getByRole("textbox", { name: "Name", exact: true }).fill("Lantern Walk");
    await organiser.getByLabel("Where").selectOption({ label: "Moonlit Terrace" });
    await organiser.getByRole("button", { name: "Save as a draft" }).click();
    await organiser.getByRole("button", { name: "Publish" }).click();
    const eventUrl = organiser.url();
    const text = organiser.getByLabel("One line for all who are in the open rooms");
    const say = organiser.getByRole("button", { name: "Say it", exact: true });
    await text.waitFor();
    expect(await say.isDisabled()).toBe(true);
    await text.fill("Come in,\nplease.");
    await organiser.getByText("16 of 500 characters").waitFor();
    await say.click();
    await organiser.getByRole("button", { name: "Yes, say it" }).click();
    await organiser.getByText("No room is open: nobody heard it.").waitFor();
    expect(await text.inputValue()).toBe("");

    const visitor = await openAsGuest("Visitor", new URL(eventUrl).pathname);
    await visitor.getByRole("heading", { level: 1, name: "Lantern Walk" }).waitFor();
    expect(await visitor.getByText("Say something to everybody").count()).toBe(0);
  }, 120_000);
});
