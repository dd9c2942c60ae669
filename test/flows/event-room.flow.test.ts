// An event is called off while people are in it: they are out within moments, and read why.

import { describe, expect, test } from "bun:test";
import { ownEventSchema } from "../../shared/schema/event.ts";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest } from "../support/mqtt-guest.ts";
import { enterEvent, listWorlds, signInAsGuest } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, openAsGuest } = squareInBrowser();
const MINUTE_MS = 60_000;

describe.skipIf(isMissing)("an event that is called off", () => {
  test("sends home who is in its room, by page and by plain MQTT, and says why", async () => {
    const world = (await listWorlds(edgeUrl()))[0];
    if (world === undefined) throw new Error("no world was seeded");
    const organiser = await signInAsGuest(edgeUrl(), "Organiser");
    const post = async (path: string, json: object) => {
      const answer = await fetch(`${edgeUrl()}/v1/${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${organiser.accessToken}`, "content-type": "application/json" },
        body: JSON.stringify(json),
      });
      return ownEventSchema.parse(await answer.json());
    };
    const iso = (ms: number) => new Date(Date.now() + ms).toISOString();
    const { id } = await post("events", {
      worldId: world.id,
      name: "Short Play",
      startsAt: iso(5 * MINUTE_MS),
      endsAt: iso(60 * MINUTE_MS),
      timeZone: "Asia/Tokyo",
    });
    await post(`events/${id}/publish`, {});

    const page = await openAsGuest("Visitor", `/events/${id}/room`);
    await page.locator('[data-connection="joined"]').waitFor();
    const { host, room, ticket } = await enterEvent(edgeUrl(), organiser, id);
    const plain = await joinAsMqttGuest(`mqtt://${host.address}:${host.tcpPort}`, room, ticket, {
      protocolVersion: 5,
    });
    const reasons: unknown[] = [];
    plain.client.on("disconnect", (packet) => reasons.push(packet.properties?.reasonString));
    await post(`events/${id}/cancel`, {});
    await eventually("the reason", () => reasons.length === 1);
    expect(reasons).toEqual(["The event was called off."]);
    await page.getByText("This event was called off.").waitFor();
    await plain.leave();
  }, 120_000);
});
