// A block made at the API, in the room where both are: from then on neither hears the other, and when they come back neither.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type Heard, joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { enterWorld, type Guest, listWorlds, signInAsGuest } from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";

let square: Square;
beforeAll(async () => {
  square = await startSquare();
}, 90_000);
afterAll(() => square.stop(), 20_000);

async function enter(guest: Guest) {
  const world = (await listWorlds(square.edgeUrl))[0];
  if (world === undefined) throw new Error("no world was seeded");
  const { host, room, ticket } = await enterWorld(square.edgeUrl, guest, world.id);
  return joinAsMqttGuest(`mqtt://${host.address}:${host.tcpPort}`, room, ticket, { protocolVersion: 5 });
}

async function ask(method: "PUT" | "DELETE", by: Guest, target: Guest): Promise<void> {
  const url = `${square.edgeUrl}/v1/me/blocks/${target.user.id}`;
  const answer = await fetch(url, { method, headers: { authorization: `Bearer ${by.accessToken}` } });
  expect(answer.status).toBe(204);
}

const isChat = (text: string) => (m: Heard) => m.topicName.endsWith("/chat") && jsonOf(m)["text"] === text;
const isMod = (op: string, by: Guest) => (m: Heard) =>
  m.topicName.includes("/mod/") && jsonOf(m)["op"] === op && jsonOf(m)["by"] === by.user.id;

describe("a block made at the API", () => {
  test("parts two who are in a room, keeps them apart when they come back, and ends when it is taken back", async () => {
    const names = ["Blocker", "Blocked", "Third"] as const;
    const [blocker, blocked, third] = (await Promise.all(
      names.map((name) => signInAsGuest(square.edgeUrl, name)),
    )) as [Guest, Guest, Guest];
    const [a, c] = [await enter(blocker), await enter(third)];
    let b = await enter(blocked);
    await b.sendChat("before");
    await a.hears("words from before the block", isChat("before"));

    await ask("PUT", blocker, blocked);
    for (const client of [a, b]) await client.hears("the block", isMod("block", blocker));
    await b.sendChat("behind the block");
    await a.sendChat("from the other side");
    await c.hears("what the blocked one says", isChat("behind the block"));
    await c.hears("what the blocker says", isChat("from the other side"));

    await b.leave();
    b = await enter(blocked);
    await b.sendChat("back again");
    await c.hears("what the blocked one says", isChat("back again"));
    // What the third says comes after it, to everybody: whoever heard this would have heard that.
    await c.sendChat("all done");
    for (const client of [a, b]) await client.hears("the third", isChat("all done"));
    expect(a.heard.some((m) => isChat("behind the block")(m) || isChat("back again")(m))).toBe(false);
    expect(b.heard.some(isChat("from the other side"))).toBe(false);
    expect(c.heard.some(isMod("block", blocker))).toBe(false);

    await ask("DELETE", blocker, blocked);
    await b.hears("the end of the block", isMod("unblock", blocker));
    await b.sendChat("at last");
    await a.hears("words after the block", isChat("at last"));
    for (const client of [a, b, c]) await client.leave();
  }, 60_000);
});
