import { afterEach, expect, test } from "bun:test";
import { type KeptRooms, keepRooms } from "../../room/keep-rooms.ts";
import { createLog } from "../../shared/http/log.ts";
import { roomIdSchema } from "../../shared/schema/ids.ts";
import { SPEC, Square } from "./support.ts";

/** More than are told of at once. */
const ROOMS = 20;
const log = createLog({ process: "room", format: "json", nowMs: Date.now, write: () => {} });

const running: KeptRooms[] = [];
afterEach(() => {
  for (const kept of running.splice(0)) kept.stop();
});

/** So many rooms with somebody in each, and what the origin is told of them; `answer` may throw. */
function keep(count: number, answer: () => void = () => {}) {
  const squares = Array.from({ length: count }, (_, index) => {
    const square = new Square({ ...SPEC, room: roomIdSchema.parse(`rm_${index}`) });
    square.enter("ann");
    return square;
  });
  const told: string[] = [];
  const kept = keepRooms({
    log,
    origin: {
      keep: async (room) => {
        told.push(room);
        answer();
      },
    },
    nowMs: () => 1_000_000,
    liveRooms: () => squares.map(({ room }) => room),
    willsOf: () => [],
  });
  running.push(kept);
  return { kept, told, squares };
}

test("[MOVE-5] every room that changed is told of with one look, however many always change", async () => {
  const { kept, told, squares } = keep(ROOMS);
  for (let round = 0; round < 2; round++) {
    for (const square of squares) square.enter(`ben-${round}`);
    await kept.look();
    expect(new Set(told.splice(0)).size).toBe(ROOMS);
  }
  await kept.look();
  expect(told).toEqual([]);
});

test("[MOVE-5] a room that could not be told of is told of with the next look", async () => {
  let isAway = true;
  const { kept, told } = keep(1, () => {
    if (isAway) throw new Error("away");
  });
  await kept.look();
  isAway = false;
  await kept.look();
  await kept.look();
  expect(told).toEqual(["rm_0", "rm_0"]);
});
