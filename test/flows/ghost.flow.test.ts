// A world that is full, on the page: one waits, looks on meanwhile, and takes part when somebody leaves.

import { describe, expect, test } from "bun:test";
import { joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { createWorld, enterWorld, signInAsGuest } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, openAsGuest } = squareInBrowser({ HIROBA_ROOM_PARTICIPANTS_MAX: "1" });

describe.skipIf(isMissing)("somebody who finds every place of every host taken", () => {
  test("looks on unseen, is heard in chat, and takes the place of whoever leaves", async () => {
    const owner = await signInAsGuest(edgeUrl(), "Owner");
    const world = await createWorld(edgeUrl(), owner, { name: "One seat" });
    const { host, room, ticket } = await enterWorld(edgeUrl(), owner, world.id);
    const inside = await joinAsMqttGuest(`mqtt://${host.address}:${host.tcpPort}`, room, ticket);

    const page = await openAsGuest("Onlooker", `/worlds/${world.id}/room`);
    await page.getByText("Every place is taken. You are next").waitFor();
    await page.getByRole("button", { name: "Look on meanwhile" }).click();
    await page.locator('[data-connection="joined"]').waitFor();
    await page.locator('[data-seat="ghost"]').waitFor();
    const people = page.locator("[data-sid]");
    await people.filter({ hasText: "Owner" }).waitFor();
    expect(await people.count()).toBe(1);

    await page.getByRole("textbox").fill("I am only looking");
    await page.keyboard.press("Enter");
    const line = await inside.hears("the ghost's line", ({ topicName }) => topicName === `r/${room}/chat`);
    expect(jsonOf(line)).toMatchObject({ text: "I am only looking", name: "Onlooker" });
    const seen = (name: string) =>
      inside.heard.some(
        (m) => m.topicName.includes("/presence/") && new TextDecoder().decode(m.payload).includes(name),
      );
    expect([seen("Owner"), seen("Onlooker")]).toEqual([true, false]);

    await inside.leave();
    await people.filter({ hasText: "Onlooker" }).waitFor();
    await page.locator('[data-seat="ghost"]').waitFor({ state: "detached" });
    expect(await people.count()).toBe(1);
  }, 120_000);
});
