// Places where there are few: nobody too many, nobody passed over, and nobody who left holds one.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { reservations } from "../../../origin/db/schema/rooms.ts";
import { QUEUE_SILENT_MS } from "../../../origin/rooms/enter-room.ts";
import { newId, userIdSchema } from "../../../shared/schema/ids.ts";
import { type EntryOutcome, entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const PLAZA = "wld_hiroba-plaza";
const EVENT = "evt_opening-night";
const PLACES = 3;
const RESERVATION_MS = 60_000;

let origin: OriginUnderTest;
let host: string;
beforeEach(async () => {
  origin = await startOrigin();
  host = newId("host");
  await origin.ask(internalPath.registerHost, {
    json: {
      hostId: host,
      region: "here",
      host: { address: "127.0.0.1", tcpPort: 1883, wsUrl: "ws://127.0.0.1/mqtt" },
      participantsMax: PLACES,
      roomsMax: 10,
      build: "test",
    },
  });
});
afterEach(() => origin.stop());

/** Time goes by, and the host is heard of all the while. */
async function pass(ms: number): Promise<void> {
  origin.clock.nowMs += ms;
  await origin.ask(internalPath.heartbeat, {
    params: { hostId: host },
    json: { rooms: [], draining: false },
  });
}
const enterRaw = (as: string, wish: object = {}) =>
  origin.ask(internalPath.enter, { json: { kind: "world", id: PLAZA, regionHint: null, ...wish }, as });
const enter = async (as: string, wish: object = {}): Promise<EntryOutcome> => {
  // Of two who come in the same millisecond either may be first.
  origin.clock.nowMs += 1;
  const { status, body } = await enterRaw(as, wish);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return entryOutcomeSchema.parse(body);
};
const askRaw = (as: string, queueId: string) => origin.ask(internalPath.queue, { params: { queueId }, as });
const ask = async (as: string, queueId: string) => entryOutcomeSchema.parse((await askRaw(as, queueId)).body);
const guest = async () => (await origin.createGuest()).userId;
const positionOf = (outcome: EntryOutcome) =>
  outcome.outcome === "queued" ? outcome.queue.position : "entered";
const queueIdOf = (outcome: EntryOutcome) => {
  if (outcome.outcome !== "queued") throw new Error("entered, where one should wait");
  return outcome.queue.id;
};

describe("when every place is taken", () => {
  test("of twenty who come at once exactly as many enter as there are places, the rest wait in some order", async () => {
    const guests = await Promise.all(Array.from({ length: 20 }, guest));
    const outcomes = await Promise.all(guests.map((userId) => enter(userId)));
    const positions = outcomes.map(positionOf);
    expect(positions.filter((position) => position === "entered")).toHaveLength(PLACES);
    expect(
      positions.filter((position) => position !== "entered").toSorted((a, b) => Number(a) - Number(b)),
    ).toEqual(Array.from({ length: 20 - PLACES }, (_, n) => n));
  });

  test("whoever waits first enters first, and nobody who comes later is quicker", async () => {
    for (let n = 0; n < PLACES; n += 1) await enter(await guest());
    const [first, second] = [await guest(), await guest()];
    const [one, two] = [queueIdOf(await enter(first)), queueIdOf(await enter(second))];
    expect(positionOf(await ask(second, two))).toBe(1);
    // The places kept for those who never came are free again; both who wait kept asking.
    for (let n = 0; n < 3; n += 1) {
      await pass(19_000);
      await ask(first, one);
      await ask(second, two);
    }
    await pass(RESERVATION_MS - 3 * 19_000 + 1_000);
    const late = await guest();
    const outcomes = {
      late: await enter(late),
      second: await ask(second, two),
      first: await ask(first, one),
    };
    // Three places: the two who waited have theirs left free, and the third is anybody's.
    expect([positionOf(outcomes.late), positionOf(outcomes.second), positionOf(outcomes.first)]).toEqual([
      "entered",
      "entered",
      "entered",
    ]);
    expect(positionOf(await enter(await guest()))).toBe(0);
  });

  test("who waits asks twice and keeps one place; asking elsewhere gives it up", async () => {
    for (let n = 0; n < PLACES; n += 1) await enter(await guest());
    const waiting = await guest();
    const place = queueIdOf(await enter(waiting));
    expect(queueIdOf(await enter(waiting))).toBe(place);
    queueIdOf(await enter(waiting, { id: "wld_moonlit-terrace" }));
    expect((await askRaw(waiting, place)).body["code"]).toBe("QUEUE_NOT_FOUND");
  });

  test("who falls silent, or leaves, is passed over", async () => {
    for (let n = 0; n < PLACES; n += 1) await enter(await guest());
    const [silent, leaving, patient] = [await guest(), await guest(), await guest()];
    const silentPlace = queueIdOf(await enter(silent));
    const leavingPlace = queueIdOf(await enter(leaving));
    const patientPlace = queueIdOf(await enter(patient));
    await origin.ask(internalPath.queue, {
      params: { queueId: leavingPlace },
      method: "DELETE",
      as: leaving,
    });
    expect(positionOf(await ask(patient, patientPlace))).toBe(1);
    await pass(QUEUE_SILENT_MS - 1_000);
    await ask(patient, patientPlace);
    await pass(2_000);
    expect(positionOf(await ask(patient, patientPlace))).toBe(0);
    expect((await askRaw(silent, silentPlace)).body["code"]).toBe("QUEUE_NOT_FOUND");
  });

  test("another's place in the queue is nobody's to ask for", async () => {
    for (let n = 0; n < PLACES; n += 1) await enter(await guest());
    const place = queueIdOf(await enter(await guest()));
    expect((await askRaw(await guest(), place)).body["code"]).toBe("QUEUE_NOT_FOUND");
  });

  test("who does not want to wait is told so", async () => {
    for (let n = 0; n < PLACES; n += 1) await enter(await guest());
    const { status, body } = await enterRaw(await guest(), { ifFull: "refuse" });
    expect([status, body["code"]]).toEqual([503, "ROOMS_FULL"]);
  });
});

describe("a ghost", () => {
  const roomOf = (outcome: EntryOutcome) => (outcome.outcome === "entered" ? outcome.place.room : null);
  const beat = (room: string | null, counts: object) =>
    origin.ask(internalPath.heartbeat, {
      params: { hostId: host },
      json: { rooms: [{ room, epoch: 1, ...counts }], draining: false },
    });

  test("is offered where every place is taken, looks on in that room, and keeps its place in the queue", async () => {
    let room: string | null = null;
    for (let n = 0; n < PLACES; n += 1) room = roomOf(await enter(await guest()));
    const waiting = await guest();
    const queued = await enter(waiting);
    expect(queued).toMatchObject({ outcome: "queued", ghostSeat: "free" });
    const ghost = await enter(waiting, { ifFull: "ghost" });
    expect(ghost).toMatchObject({
      outcome: "entered",
      place: { room, seat: "ghost", waiting: { queue: { id: queueIdOf(queued), position: 0 } } },
    });
    // It took no place: a room of three still has three, and the next one waits behind the ghost.
    expect(positionOf(await enter(await guest()))).toBe(1);
    await pass(RESERVATION_MS / 2 - 5_000);
    await ask(waiting, queueIdOf(queued));
    await pass(RESERVATION_MS / 2 - 5_000);
    await ask(waiting, queueIdOf(queued));
    await pass(11_000);
    expect(await ask(waiting, queueIdOf(queued))).toMatchObject({
      outcome: "entered",
      place: { room, seat: "visible", waiting: null },
    });
  });

  test("is nobody who finds a place: whoever asks to look on where there is room takes part", async () => {
    expect(await enter(await guest(), { ifFull: "ghost" })).toMatchObject({ place: { seat: "visible" } });
  });

  test("that arrives gives no place up, and takes none", async () => {
    let room: string | null = null;
    for (let n = 0; n < PLACES; n += 1) room = roomOf(await enter(await guest()));
    const looking = await guest();
    await enter(looking, { ifFull: "ghost" });
    const arrive = (seq: number, user: string, seat: string) =>
      origin.ask(internalPath.roomReport, {
        params: { roomId: room ?? "" },
        json: {
          hostId: host,
          epoch: 1,
          entries: [
            { seq, kind: "join", user, sid: seq + 1, seat, atMs: origin.clock.nowMs, participantCount: 0 },
          ],
        },
      });
    expect((await arrive(0, looking, "ghost")).status).toBe(204);
    const kept = async () => (await origin.deps.db.select().from(reservations)).map(({ userId }) => userId);
    expect(await kept()).toContain(userIdSchema.parse(looking));
  });

  test("is not offered where a host bears no more, and waits instead", async () => {
    let room: string | null = null;
    for (let n = 0; n < PLACES; n += 1) room = roomOf(await enter(await guest()));
    await beat(room, { participantCount: 0, ghostCount: PLACES });
    expect(await enter(await guest(), { ifFull: "ghost" })).toMatchObject({
      outcome: "queued",
      ghostSeat: "none",
    });
    // A host of the release before counts no ghosts.
    await beat(room, { participantCount: 0 });
    expect(await enter(await guest(), { ifFull: "ghost" })).toMatchObject({ place: { seat: "ghost" } });
  });
});

describe("an event", () => {
  const enterEvent = async () => enterRaw(await guest(), { kind: "event", id: EVENT });
  async function eventStartsAt(): Promise<number> {
    const { body } = await origin.ask(internalPath.event, { params: { eventId: EVENT } });
    return Date.parse(body["startsAt"] as string);
  }

  test("lets people in from a quarter of an hour before it begins until it ends, into rooms of its own", async () => {
    expect((await enterEvent()).body["code"]).toBe("EVENT_NOT_OPEN");
    origin.clock.nowMs = (await eventStartsAt()) - 10 * 60_000;
    await pass(0);
    const inEvent = entryOutcomeSchema.parse((await enterEvent()).body);
    const inWorld = await enter(await guest(), { id: "wld_sunset-stage" });
    if (inEvent.outcome !== "entered" || inWorld.outcome !== "entered") throw new Error("both enter");
    expect(inEvent.place.world.id).toBe(inWorld.place.world.id);
    expect(inEvent.place.room).not.toBe(inWorld.place.room);
    const again = entryOutcomeSchema.parse((await enterEvent()).body);
    expect(again).toMatchObject({ place: { room: inEvent.place.room } });
    origin.clock.nowMs = (await eventStartsAt()) + 2 * 60 * 60_000;
    await pass(0);
    expect((await enterEvent()).body["code"]).toBe("EVENT_ENDED");
  });
});

describe("a host that is not to be reached", () => {
  const other = newId("host");
  test("is not given again to whoever says so and was sent there; to nobody else does that word mean anything", async () => {
    const userId = await guest();
    const first = await enter(userId);
    await origin.ask(internalPath.registerHost, {
      json: {
        hostId: other,
        region: "here",
        host: { address: "127.0.0.2", tcpPort: 1883, wsUrl: "ws://127.0.0.2/mqtt" },
        participantsMax: PLACES,
        roomsMax: 10,
        build: "test",
      },
    });
    const hostOf = (outcome: EntryOutcome) =>
      outcome.outcome === "entered" ? (outcome.place.hostId as string) : "queued";
    expect(hostOf(first)).toBe(host);
    expect(hostOf(await enter(await guest(), { unreachable: host }))).toBe(host);
    expect(hostOf(await enter(userId, { unreachable: host }))).toBe(other);
  });

  test("because it has been silent for five seconds is given to nobody", async () => {
    await enter(await guest());
    origin.clock.nowMs += 5_001;
    expect((await enterRaw(await guest())).body["code"]).toBe("NO_ROOM_HOST");
  });
});
