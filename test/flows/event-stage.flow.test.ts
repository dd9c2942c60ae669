// An event with more people than one room takes: whoever performs in one room is seen and read in the other, on the page.

import { describe, expect, test } from "bun:test";
import { Locomotion, type Pose } from "../../shared/protocol/ext/pose.ts";
import { ownEventSchema } from "../../shared/schema/event.ts";
import { joinAsMqttGuest } from "../support/mqtt-guest.ts";
import { authorizationOf } from "../support/page-session.ts";
import { createWorld, enterEvent, listWorlds, signInAsGuest } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, openAsGuest } = squareInBrowser();
const MINUTE_MS = 60_000;

const standing = (): Pose => ({
  mode: 0,
  tMs: Date.now() & 0xffff,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: Locomotion.idle,
  position: [3, 0, -4],
  teleport: false,
});

type Ask = (path: string, json: object, method?: string) => Promise<unknown>;

const asker =
  (authorization: string): Ask =>
  async (path, json, method = "POST") => {
    const answer = await fetch(`${edgeUrl()}/v1/${path}`, {
      method,
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify(json),
    });
    expect([path, answer.ok]).toEqual([path, true]);
    return answer.json();
  };

/** A draft of one that begins in five minutes. */
async function planEvent(ask: Ask, worldId: string): Promise<string> {
  const iso = (ms: number) => new Date(Date.now() + ms).toISOString();
  const event = await ask("events", {
    worldId,
    name: "Concert",
    startsAt: iso(5 * MINUTE_MS),
    endsAt: iso(60 * MINUTE_MS),
    timeZone: "Asia/Tokyo",
  });
  return ownEventSchema.parse(event).id;
}

describe.skipIf(isMissing)("somebody in another room of an event", () => {
  test("sees who performs where they stand, first of all people, reads what they say, and sees them leave", async () => {
    const [organiser, singer] = [
      await signInAsGuest(edgeUrl(), "Organiser"),
      await signInAsGuest(edgeUrl(), "Singer"),
    ];
    const ask = asker(`Bearer ${organiser.accessToken}`);
    const world = await createWorld(edgeUrl(), organiser, { name: "Small hall", capacity: 1 });
    const id = await planEvent(ask, world.id);
    await ask(`events/${id}/members/${singer.user.id}`, { role: "performer" }, "PUT");
    await ask(`events/${id}/publish`, {});

    const stage = await enterEvent(edgeUrl(), singer, id);
    const singing = await joinAsMqttGuest(
      `mqtt://${stage.host.address}:${stage.host.tcpPort}`,
      stage.room,
      stage.ticket,
    );
    const page = await openAsGuest("Onlooker", `/events/${id}/room`);
    await page.locator('[data-connection="joined"]').waitFor();
    const people = page.locator("[data-sid]");
    const shown = people.filter({ hasText: "Singer" });
    await shown.getByText("on stage").waitFor({ state: "attached" });
    expect(await people.count()).toBe(2);

    const moving = setInterval(() => singing.sendPose(standing()), 100);
    await page.locator('[data-sid][data-x="3.00"][data-z="-4.00"]').waitFor({ state: "attached" });
    await singing.sendChat("Good evening, all of you");
    await page.locator(".chat").getByText("Good evening, all of you").waitFor();
    clearInterval(moving);

    await singing.leave();
    await shown.waitFor({ state: "detached" });
  }, 180_000);
});

test.skipIf(isMissing)(
  "whoever runs an event is in its room unseen, from its page, and takes no place",
  async () => {
    const page = await openAsGuest("Organiser", "/events");
    const ask = asker(await authorizationOf(page));
    const [world] = await listWorlds(edgeUrl());
    if (world === undefined) throw new Error("no world was seeded");
    const id = await planEvent(ask, world.id);
    await ask(`events/${id}/publish`, {});
    const visitor = await signInAsGuest(edgeUrl(), "Visitor");
    const { host, room, ticket } = await enterEvent(edgeUrl(), visitor, id);
    const inside = await joinAsMqttGuest(`mqtt://${host.address}:${host.tcpPort}`, room, ticket);

    await page.goto(`${edgeUrl()}/events/${id}`);
    await page.getByRole("link", { name: "Enter unseen, as a camera" }).click();
    await page.locator('[data-connection="joined"]').waitFor();
    await page.locator('[data-seat="ghost"]').waitFor();
    const people = page.locator("[data-sid]");
    await people.filter({ hasText: "Visitor" }).waitFor({ state: "attached" });
    expect(await people.count()).toBe(1);
    await inside.leave();
  },
  120_000,
);
