// Two pages and one stock MQTT client in one room: what a visitor sees, seen from outside.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest, jsonOf, type MqttGuest } from "../support/mqtt-guest.ts";
import { enterWorld, listWorlds, signInAsGuest } from "../support/public-api.ts";
import { PAGE_WAIT_MAX_MS, squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, browser } = squareInBrowser();

/** Opens the page in a browser profile of its own, signs in as a guest and walks into the first world. */
async function visit(name: string, worldId: string): Promise<Page> {
  const context = await browser().newContext({ locale: "en-GB", viewport: { width: 960, height: 640 } });
  const page = await context.newPage();
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(String(error)));
  await page.goto(edgeUrl());
  await page.getByRole("textbox", { name: /display name/i }).fill(name);
  await page.getByRole("button", { name: /guest/i }).click();
  await page
    .locator(`[data-world="${worldId}"]`)
    .getByRole("button")
    .or(page.locator(`a[data-world="${worldId}"]`))
    .first()
    .click();
  await page.locator('[data-connection="joined"]').waitFor({ timeout: PAGE_WAIT_MAX_MS });
  expect(failures).toEqual([]);
  return page;
}

const memberRow = (page: Page, name: string) => page.locator("[data-sid]").filter({ hasText: name });
const placeOf = async (page: Page, name: string) => {
  const row = memberRow(page, name);
  return { x: Number(await row.getAttribute("data-x")), z: Number(await row.getAttribute("data-z")) };
};

describe.skipIf(isMissing)("two pages and one MQTT client over TCP", () => {
  test("see each other arrive, move, speak and leave", async () => {
    const world = (await listWorlds(edgeUrl()))[0];
    if (world === undefined) throw new Error("no world was seeded");
    const [left, right] = await Promise.all([visit("left page", world.id), visit("right page", world.id)]);
    const guest = await signInAsGuest(edgeUrl(), "plain guest");
    const entry = await enterWorld(edgeUrl(), guest, world.id);
    const url = `mqtt://${entry.host.address}:${entry.host.tcpPort}`;
    const plain: MqttGuest = await joinAsMqttGuest(url, entry.room, entry.ticket, { protocolVersion: 4 });

    for (const page of [left, right])
      await eventually(
        "three people in the list",
        async () => (await page.locator("[data-sid]").count()) === 3,
        PAGE_WAIT_MAX_MS,
      );

    // The page moves; the other page and the MQTT client see it.
    const before = await placeOf(right, "left page");
    await left.locator("canvas").click();
    // Back from the middle of the square: people appear facing it, some of them right before the flower bed there.
    await left.keyboard.down("KeyS");
    await eventually(
      "the left page's avatar moving on the right page",
      async () => {
        const now = await placeOf(right, "left page");
        return Math.hypot(now.x - before.x, now.z - before.z) > 1;
      },
      PAGE_WAIT_MAX_MS,
    );
    await left.keyboard.up("KeyS");
    await plain.hears("a pose of a page", (m) => m.topicName.includes("/pose/"));

    // The MQTT client moves; both pages see it.
    plain.sendPose({
      mode: 0,
      tMs: 0,
      bodyYaw: 0,
      lookYaw: 0,
      lookPitch: 0,
      locomotion: 1,
      position: [3, 0, -5],
      teleport: false,
    });
    for (const page of [left, right])
      await eventually(
        "the MQTT client's avatar at its place",
        async () => {
          const { x, z } = await placeOf(page, "plain guest");
          return Math.abs(x - 3) < 0.1 && Math.abs(z + 5) < 0.1;
        },
        PAGE_WAIT_MAX_MS,
      );

    // Words go every way.
    await left.getByRole("textbox", { name: /message/i }).fill("hello from the page");
    await left.keyboard.press("Enter");
    await plain.hears(
      "the page's words",
      (m) => m.topicName.endsWith("/chat") && jsonOf(m)["text"] === "hello from the page",
    );
    await plain.sendChat("hello over MQTT");
    for (const page of [left, right])
      await page.getByText("hello over MQTT").first().waitFor({ timeout: PAGE_WAIT_MAX_MS });

    // Leaving is seen.
    await plain.leave();
    for (const page of [left, right])
      await memberRow(page, "plain guest").waitFor({ state: "detached", timeout: PAGE_WAIT_MAX_MS });
  }, 300_000);
});
