// Walk 4: a world is created at the edge, kept by the origin, and opens as a room.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { enterWorld, listWorlds, signInAsGuest } from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";

let square: Square;
beforeAll(async () => {
  square = await startSquare();
}, 90_000);
afterAll(() => square.stop(), 20_000);

test("a created world is listed at once, can be entered, and its room opens with its settings", async () => {
  const guest = await signInAsGuest(square.edgeUrl, "author");
  const created = await fetch(`${square.edgeUrl}/v1/worlds`, {
    method: "POST",
    headers: { authorization: `Bearer ${guest.accessToken}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "月の庭", capacity: 7, settings: { skyColor: "#101030", halfSizeM: 40 } }),
  });
  expect(created.status).toBe(201);
  const world = (await created.json()) as { id: string };
  expect(created.headers.get("location")).toBe(`/v1/worlds/${world.id}`);
  expect((await listWorlds(square.edgeUrl)).map((w) => w.name)).toContain("月の庭");

  const entry = await enterWorld(square.edgeUrl, guest, world.id);
  const visitor = await joinAsMqttGuest(
    `mqtt://${entry.host.address}:${entry.host.tcpPort}`,
    entry.room,
    entry.ticket,
  );
  const settings = await visitor.hears("room settings", (m) => m.topicName === `r/${entry.room}/room`);
  expect(jsonOf(settings)).toMatchObject({
    world: { name: "月の庭" },
    skyColor: "#101030",
    halfSizeM: 40,
    capacity: 7,
  });
  await visitor.leave();
});

test("a world nobody signed in for, or with settings out of range, is refused with every offence", async () => {
  const post = (headers: Record<string, string>, body: unknown) =>
    fetch(`${square.edgeUrl}/v1/worlds`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  expect((await post({}, { name: "x" })).status).toBe(401);
  const guest = await signInAsGuest(square.edgeUrl, "author");
  const refused = await post({ authorization: `Bearer ${guest.accessToken}` }, { name: "", capacity: 9999 });
  expect(refused.status).toBe(422);
  const problem = (await refused.json()) as { code: string; errors: { name: string }[] };
  expect(problem.code).toBe("VALIDATION_FAILED");
  expect(problem.errors.map((e) => e.name)).toEqual(["name", "capacity"]);
});
