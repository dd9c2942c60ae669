// A world changes while people are in it: its owner publishes another version, and they are told where they stand.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Heard, joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { createWorld, enterWorld, signInAsGuest } from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";

let square: Square;
beforeAll(async () => {
  square = await startSquare();
}, 90_000);
afterAll(() => square.stop(), 20_000);

test("a version that is published reaches those in the room, and whoever comes next", async () => {
  const owner = await signInAsGuest(square.edgeUrl, "Owner");
  const world = await createWorld(square.edgeUrl, owner, { name: "Changing" });
  const ask = (path: string, json: object) =>
    fetch(`${square.edgeUrl}/v1/worlds/${world.id}/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${owner.accessToken}`, "content-type": "application/json" },
      body: JSON.stringify(json),
    });
  const { host, room, ticket } = await enterWorld(square.edgeUrl, owner, world.id);
  const address = `mqtt://${host.address}:${host.tcpPort}`;
  const inside = await joinAsMqttGuest(address, room, ticket);
  const isVersion = (version: number) => (m: Heard) =>
    m.topicName === `r/${room}/room` && jsonOf(m)["version"] === version;
  await inside.hears("the room as it is", isVersion(1));

  expect((await ask("versions", { settings: { skyColor: "#102030" } })).status).toBe(201);
  expect((await ask("versions/2/publish", {})).status).toBe(200);
  const told = await inside.hears("the room as it is from now on", isVersion(2));
  expect(jsonOf(told)).toMatchObject({ skyColor: "#102030" });

  const next = await signInAsGuest(square.edgeUrl, "Next");
  const entry = await enterWorld(square.edgeUrl, next, world.id);
  expect(entry.room).toBe(room);
  const late = await joinAsMqttGuest(address, room, entry.ticket);
  await late.hears("the new room", isVersion(2));
  await Promise.all([inside.leave(), late.leave()]);
}, 60_000);
