// Gifts at a whole host: a room that moves tells of none until it is known where it is, and then each is told once, here or there.

import { expect, test } from "bun:test";
import { decodeSnapshot, encodeSnapshot } from "../../room/handoff/snapshot-schema.ts";

import { eventIdSchema, type RoomId, roomIdSchema } from "../../shared/schema/ids.ts";
import { giftOf } from "./gifts.ts";
import { jsonOf, publishesOf, SPEC } from "./support.ts";
import { startVirtualHost } from "./virtual-host.ts";

const ROOM = roomIdSchema.parse("rm_going");
const EVENT = eventIdSchema.parse("evt_test");
const THERE = { address: "192.0.2.7", tcpPort: 1884, wsUrl: "wss://there.test/mqtt" };
const hall = async (room: RoomId) => ({ ...SPEC, room, gifts: { event: EVENT, after: 0 } });

type Host = ReturnType<typeof startVirtualHost>;

/** Somebody who listens for gifts, and tells which they heard since they were last asked. */
async function listen(host: Host, user: string) {
  const client = await host.enter(user, ROOM);
  client.send({
    type: "subscribe",
    packetId: 1,
    subscriptions: [
      { topicFilter: `r/${ROOM}/gift`, qos: 0, noLocal: false, retainAsPublished: false, retainHandling: 0 },
    ],
    properties: {},
  });
  return () => {
    host.time.pass(20);
    return publishesOf({ packets: client.heard(), sections: [] }).map((packet) => jsonOf(packet)["id"]);
  };
}

test("[GIFT-2] while a room moves it tells of none; one that was not taken hears of it again", async () => {
  let openedCount = 0;
  const host = startVirtualHost({ openRoom: hall, roomOpened: () => openedCount++ });
  const heard = await listen(host, "ann");
  host.loop.give(giftOf(EVENT, 1));
  expect([heard(), openedCount]).toEqual([["gft_1"], 1]);
  const given = Promise.withResolvers<null>();
  const over = host.loop.handOver(ROOM, () => given.promise);
  host.loop.give(giftOf(EVENT, 2));
  expect([...host.loop.liveRooms()]).toEqual([]);
  given.resolve(null);
  await over;
  expect([heard(), openedCount]).toEqual([[], 2]);
  expect([...host.loop.liveRooms()]).toMatchObject([{ giftSeq: 1 }]);
  host.loop.give(giftOf(EVENT, 2));
  expect(heard()).toEqual(["gft_2"]);
});

test("[GIFT-2] where a room goes it goes on from what it told last", async () => {
  const host = startVirtualHost({ openRoom: hall });
  const heard = await listen(host, "ann");
  host.loop.give(giftOf(EVENT, 1));
  expect(heard()).toEqual(["gft_1"]);
  let text = "";
  await host.loop.handOver(ROOM, async (_, snapshot) => {
    text = encodeSnapshot(snapshot);
    return THERE;
  });
  host.loop.give(giftOf(EVENT, 2));
  const there = startVirtualHost({
    openRoom: async (room) => ({ ...(await hall(room)), epoch: 2, gifts: { event: EVENT, after: 2 } }),
    takeOver: async () => decodeSnapshot(text),
  });
  const heardThere = await listen(there, "ben");
  expect([...there.loop.liveRooms()]).toMatchObject([{ giftSeq: 1 }]);
  for (const seq of [1, 2, 3]) there.loop.give(giftOf(EVENT, seq));
  expect(heardThere()).toEqual(["gft_2", "gft_3"]);
  // A host of the release before says nothing of gifts: then its spec does.
  const { giftSeq: _, ...older } = JSON.parse(text);
  expect(decodeSnapshot(JSON.stringify(older)).giftSeq).toBeNull();
});
