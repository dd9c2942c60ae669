// Whoever deletes their account is out of the rooms they are in, and a ticket that was out already lets them in no more.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest } from "../support/mqtt-guest.ts";
import { createWorld, enterWorld, signInAsGuest } from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";

let square: Square;
beforeAll(async () => {
  square = await startSquare();
}, 90_000);
afterAll(() => square.stop(), 20_000);

test("deleting the account ends its connections to rooms, and its tickets", async () => {
  const owner = await signInAsGuest(square.edgeUrl, "Owner");
  const world = await createWorld(square.edgeUrl, owner, { name: "Hall" });
  const leaver = await signInAsGuest(square.edgeUrl, "Leaver");
  const { host, room, ticket } = await enterWorld(square.edgeUrl, leaver, world.id);
  const join = (clientId: string) =>
    joinAsMqttGuest(`mqtt://${host.address}:${host.tcpPort}`, room, ticket, { protocolVersion: 5, clientId });
  const inside = await join("first");
  const reasons: unknown[] = [];
  inside.client.on("disconnect", ({ reasonCode, properties }) =>
    reasons.push([reasonCode, properties?.reasonString]),
  );
  const left = await fetch(`${square.edgeUrl}/v1/me`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${leaver.accessToken}` },
  });
  expect(left.status).toBe(202);
  await eventually("the end of the connection", () => reasons.length === 1);
  expect(reasons).toEqual([[0x98, "This account was closed."]]);
  const refused = await join("second").catch((error: Error & { code?: number }) => error);
  expect(refused).toMatchObject({ code: 0x8a });
  await inside.leave();
}, 60_000);
