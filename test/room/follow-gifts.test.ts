// How a host waits for gifts: from where its rooms stand, once for each event, whatever fails in between.

import { expect, test } from "bun:test";
import { createGiftFollower } from "../../room/follow-gifts.ts";
import { createLog } from "../../shared/http/log.ts";
import { Problem } from "../../shared/http/problem.ts";
import { eventIdSchema } from "../../shared/schema/ids.ts";
import type { AwaitGifts, GiftNews, GiftNewsItem } from "../../shared/schema/internal/gifts.ts";
import type { RoomSpec } from "../../shared/schema/room-spec.ts";
import { eventually } from "../support/eventually.ts";
import { giftOf } from "./gifts.ts";
import { SPEC } from "./support.ts";

const log = createLog({ process: "room", format: "json", nowMs: () => 0, write: () => {} });
const EVENTS = ["evt_a", "evt_b"].map((id) => eventIdSchema.parse(id));
const [A, B] = EVENTS as [(typeof EVENTS)[number], (typeof EVENTS)[number]];

type Call = {
  readonly events: AwaitGifts["events"];
  readonly answer: (...items: GiftNewsItem[]) => void;
  readonly fail: (error: unknown) => void;
};

/** A host with rooms, and an origin that answers each call when the test does. */
function follower() {
  const rooms: { spec: RoomSpec; giftSeq: number }[] = [];
  const calls: Call[] = [];
  const waits: number[] = [];
  const open = (event: (typeof EVENTS)[number] | null, giftSeq: number) => {
    const room = { spec: { ...SPEC, gifts: event === null ? null : { event, after: 0 } }, giftSeq };
    rooms.push(room);
    void made.look();
    return room;
  };
  const made = createGiftFollower({
    origin: {
      awaitGifts: (events) =>
        new Promise<GiftNews>((resolve, reject) => {
          calls.push({ events, answer: (...items) => resolve({ items }), fail: reject });
        }),
    },
    log,
    rooms: () => rooms,
    told: ({ event, seq }) => {
      for (const room of rooms)
        if (room.spec.gifts?.event === event) room.giftSeq = Math.max(seq, room.giftSeq);
    },
    after: async (delayMs) => void waits.push(delayMs),
  });
  const call = (index: number) => eventually(`call ${index}`, () => calls[index]);
  return { rooms, calls, waits, open, call, stop: made.stop };
}

test("asks from where the room stands that has heard least, and goes on from what it was told", async () => {
  const { open, call } = follower();
  open(A, 7);
  open(A, 9);
  const first = await call(0);
  expect(first.events).toEqual([{ event: A, after: 7 }]);
  first.answer(giftOf(A, 8), giftOf(A, 10));
  expect((await call(1)).events).toEqual([{ event: A, after: 10 }]);
});

test("asks anew when a room of another event opens, or one that has heard less, and not otherwise", async () => {
  const { open, call, calls } = follower();
  open(null, 0);
  expect(calls).toEqual([]);
  open(A, 5);
  await call(0);
  open(A, 6);
  open(null, 0);
  open(B, 2);
  expect((await call(1)).events).toEqual([
    { event: A, after: 5 },
    { event: B, after: 2 },
  ]);
  open(B, 1);
  expect((await call(2)).events).toContainEqual({ event: B, after: 1 });
  // The calls before end, and nobody asks again behind them.
  calls[0]?.answer();
  calls[1]?.answer(giftOf(B, 3));
  calls[2]?.answer();
  expect((await call(3)).events).toEqual([
    { event: A, after: 5 },
    { event: B, after: 3 },
  ]);
  expect(calls.length).toBe(4);
});

test("asks again while the origin is away, ever more slowly, and seldom where it has none to tell", async () => {
  const { open, call, waits } = follower();
  open(A, 0);
  for (let index = 0; index < 7; index++) (await call(index)).fail(new Error("away"));
  (await call(7)).fail(new Problem({ status: 404, code: "NOT_FOUND", title: "There is nothing here" }));
  (await call(8)).answer(giftOf(A, 1));
  await call(9);
  expect(waits).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000, 30_000, 30]);
});

test("asks no more when its rooms are gone, and again when one opens", async () => {
  const { open, call, rooms, calls } = follower();
  open(A, 0);
  rooms.length = 0;
  (await call(0)).answer();
  await Bun.sleep(0);
  expect(calls.length).toBe(1);
  open(A, 3);
  expect((await call(1)).events).toEqual([{ event: A, after: 3 }]);
});

test("asks no more once it was stopped", async () => {
  const { open, call, calls, stop } = follower();
  open(A, 0);
  const first = await call(0);
  stop();
  first.answer(giftOf(A, 1));
  open(B, 0);
  await Bun.sleep(0);
  expect(calls.length).toBe(1);
});
