// Events at the origin: planned, announced, moved on by the clock, entered by who may, and counted.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { advanceEvents } from "../../../origin/events/advance-events.ts";
import { EVENTS_AHEAD_MAX } from "../../../origin/events/create-event.ts";
import { forgetRsvps } from "../../../origin/events/rsvp-store.ts";
import { closeDueRooms } from "../../../origin/rooms/close-rooms.ts";
import { NO_FLOOR } from "../../../shared/schema/avatar-rank.ts";
import { type OwnEvent, ownEventSchema, type RsvpAnswer } from "../../../shared/schema/event.ts";
import { newId, userIdSchema } from "../../../shared/schema/ids.ts";
import { changePageSchema } from "../../../shared/schema/internal/changes.ts";
import { entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { eventPageSchema } from "../../../shared/schema/public-api.ts";
import { roomSpecSchema } from "../../../shared/schema/room-spec.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const TERRACE = "wld_moonlit-terrace";

let origin: OriginUnderTest;
let organiser: string;
beforeEach(async () => {
  origin = await startOrigin();
  origin.clock.nowMs = Date.parse("2026-12-01T10:00:00Z");
  organiser = (await origin.createGuest("Organiser")).userId;
});
afterEach(() => origin.stop());

const iso = (ms: number) => new Date(ms).toISOString();
const someone = async () => (await origin.createGuest()).userId;
/** Begins in a day, for two hours, unless it is said. */
const create = (change: object = {}, headers: Record<string, string> = {}, as = organiser) =>
  origin.ask(internalPath.events, {
    as,
    headers,
    json: {
      worldId: TERRACE,
      name: "Gathering",
      startsAt: iso(origin.clock.nowMs + DAY_MS),
      endsAt: iso(origin.clock.nowMs + DAY_MS + 2 * HOUR_MS),
      timeZone: "Asia/Tokyo",
      ...change,
    },
  });
const move = (eventId: string, act: string, as = organiser) =>
  origin.ask(internalPath.moveEvent, { method: "POST", params: { eventId, act }, as });
const update = (eventId: string, json: object, as = organiser) =>
  origin.ask(internalPath.event, { method: "PATCH", params: { eventId }, json, as });
const read = (eventId: string) => origin.ask(internalPath.event, { params: { eventId } });
const readOwn = (eventId: string, userId: string) =>
  origin.ask(internalPath.ownEvent, { params: { eventId, userId } });
const answer = (eventId: string, userId: string, said: RsvpAnswer) =>
  origin.ask(internalPath.rsvp, { method: "PUT", params: { eventId, userId }, json: { answer: said } });
const appoint = (eventId: string, userId: string, role: string, as = organiser) =>
  origin.ask(internalPath.eventMember, { method: "PUT", params: { eventId, userId }, json: { role }, as });
const listed = async (query = "") =>
  eventPageSchema
    .parse((await origin.ask(internalPath.events, { query })).body)
    .items.map(({ id }) => id as string);
const found = async (q: string) => listed(`?q=${q}`);

async function published(change: object = {}): Promise<OwnEvent> {
  const made = await create(change);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const answered = await move(String(made.body["id"]), "publish");
  if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
  return ownEventSchema.parse(answered.body);
}

describe("an event", () => {
  test("is a draft that is in no list and no search until it is published", async () => {
    const { body } = await create({ name: "Lanterns" });
    const event = ownEventSchema.parse(body);
    expect(event).toMatchObject({ phase: "draft", role: "organiser", timeZone: "Asia/Tokyo", revision: 0 });
    expect(await read(event.id)).toMatchObject({ status: 404, body: { code: "EVENT_NOT_FOUND" } });
    expect([await listed(), await found("Lanterns")].flat()).not.toContain(event.id);

    expect((await move(event.id, "publish")).body["phase"]).toBe("published");
    expect((await read(event.id)).body).toMatchObject({ phase: "published", organiser: { id: organiser } });
    expect([await listed(), await found("Lanterns")].every((ids) => ids.includes(event.id))).toBe(true);
  });

  test("opens and ends by the clock alone, and then goes into the archive, where its organiser finds it", async () => {
    const { id, doorsAt, endsAt } = await published();
    const phaseAt = async (ms: number) => {
      origin.clock.nowMs = ms;
      return (await read(id)).body["phase"];
    };
    const doorsAtMs = Date.parse(doorsAt);
    expect(await phaseAt(doorsAtMs - 1)).toBe("published");
    expect(await phaseAt(doorsAtMs)).toBe("open");
    expect(await move(id, "archive")).toMatchObject({ status: 409, body: { code: "EVENT_PHASE_WRONG" } });
    expect(await phaseAt(Date.parse(endsAt))).toBe("ended");
    expect(await move(id, "cancel")).toMatchObject({ status: 409, body: { code: "EVENT_PHASE_WRONG" } });
    expect((await move(id, "archive")).body["phase"]).toBe("archived");
    expect((await read(id)).status).toBe(404);
    expect((await readOwn(id, organiser)).body["phase"]).toBe("archived");
  });

  test("that is called off is in no list, and still tells whoever comes by its address", async () => {
    const { id } = await published({ name: "Fireworks" });
    expect((await move(id, "cancel")).body).toMatchObject({ phase: "cancelled", revision: 2 });
    expect((await read(id)).body["phase"]).toBe("cancelled");
    expect([await listed(), await found("Fireworks")].flat()).not.toContain(id);
    // Said again by somebody who did not hear the answer, it changes nothing.
    expect((await move(id, "cancel")).body["revision"]).toBe(2);
  });

  test("tells the edges whatever everybody can see of it, and nothing of a draft", async () => {
    const tagsAfter = async (cursor: string | null, what: () => Promise<unknown>) => {
      await what();
      const { body } = await origin.ask(internalPath.changes, {
        query: cursor === null ? "" : `?after=${cursor}`,
      });
      return body as { tags: string[]; cursor: string };
    };
    let at = await tagsAfter(null, async () => {});
    let id = "";
    at = await tagsAfter(at.cursor, async () => {
      id = String((await create()).body["id"]);
      await update(id, { name: "Still a draft" });
    });
    expect(at.tags).toEqual([]);
    for (const act of [
      () => move(id, "publish"),
      () => update(id, { name: "New name" }),
      () => move(id, "cancel"),
    ]) {
      at = await tagsAfter(at.cursor, act);
      expect(at.tags.toSorted()).toEqual([`event:${id}`, "events"]);
    }
  });

  test("is changed field by field, and not into something nobody could come to", async () => {
    const { id, startsAt, revision } = await published({ seatsMax: 5 });
    const changed = await update(id, { name: "Renamed", seatsMax: null, roomsMax: 3 });
    expect(changed.body).toMatchObject({
      name: "Renamed",
      seatsMax: null,
      roomsMax: 3,
      startsAt,
      revision: revision + 1,
    });
    const past = { startsAt: iso(origin.clock.nowMs - DAY_MS), endsAt: iso(origin.clock.nowMs - HOUR_MS) };
    expect(await update(id, past)).toMatchObject({ status: 422, body: { code: "EVENT_OVER" } });
    expect(await update(id, { startsAt })).toMatchObject({
      status: 422,
      body: { code: "EVENT_SCHEDULE_INVALID" },
    });
    for (const wrong of [{ timeZone: "Mars/Olympus" }, { timeZone: "+09:00" }, { recurrence: "FREQ=YEARLY" }])
      expect(await update(id, wrong)).toMatchObject({ status: 422, body: { code: "VALIDATION_FAILED" } });
  });

  test("is not announced in a world that nobody else may enter", async () => {
    const world = await origin.ask(internalPath.worlds, {
      as: organiser,
      json: { name: "Study", visibility: "private" },
    });
    const { body } = await create({ worldId: world.body["id"] });
    expect(await move(String(body["id"]), "publish")).toMatchObject({
      status: 409,
      body: { code: "EVENT_WORLD_PRIVATE" },
    });
    const theirs = await create({ worldId: world.body["id"] }, {}, await someone());
    expect(theirs).toMatchObject({ status: 404, body: { code: "WORLD_NOT_FOUND" } });
  });

  test("is made once for one Idempotency-Key, and no more of them than the quota, also at the same time", async () => {
    const key = { "idempotency-key": "once" };
    const body = { startsAt: "2026-12-05T10:00:00Z", endsAt: "2026-12-05T12:00:00Z" };
    const same = await Promise.all(Array.from({ length: 4 }, () => create(body, key)));
    expect(new Set(same.map((made) => made.body["id"])).size).toBe(1);
    expect((await create({ ...body, name: "Other" }, key)).body["code"]).toBe("IDEMPOTENCY_KEY_REUSED");
    const many = await Promise.all(Array.from({ length: EVENTS_AHEAD_MAX + 3 }, () => create()));
    expect(many.filter(({ status }) => status === 201)).toHaveLength(EVENTS_AHEAD_MAX - 1);
    expect(many.find(({ status }) => status !== 201)?.body["code"]).toBe("EVENT_QUOTA_REACHED");
  });
});

describe("an event that recurs", () => {
  const weekly = () =>
    published({
      startsAt: "2026-12-04T11:00:00Z",
      endsAt: "2026-12-04T13:00:00Z",
      recurrence: "freq=weekly;count=3;byday=FR",
    });

  test("is planned again when one time is over, and ended when the last is", async () => {
    const { id, recurrence } = await weekly();
    expect(recurrence).toBe("FREQ=WEEKLY;BYDAY=FR;COUNT=3");
    origin.clock.nowMs = Date.parse("2026-12-04T13:00:00Z");
    // Read before it is written: the clock is believed.
    const next = { phase: "published", startsAt: "2026-12-11T11:00:00.000Z" };
    expect((await read(id)).body).toMatchObject({ ...next, firstStartsAt: "2026-12-04T11:00:00.000Z" });
    expect(await listed()).not.toContain(id);
    expect(await advanceEvents(origin.deps)).toBe(1);
    expect(await advanceEvents(origin.deps)).toBe(0);
    expect(await listed()).toContain(id);
    expect((await read(id)).body).toMatchObject(next);
    origin.clock.nowMs = Date.parse("2026-12-11T11:30:00Z");
    expect((await read(id)).body["phase"]).toBe("open");
    origin.clock.nowMs = Date.parse("2027-02-01T00:00:00Z");
    expect((await read(id)).body).toMatchObject({ phase: "ended", startsAt: "2026-12-18T11:00:00.000Z" });
    expect(await advanceEvents(origin.deps)).toBe(1);
    // The last time stays as it is: it is not looked at for ever.
    expect(await advanceEvents(origin.deps)).toBe(0);
    expect((await read(id)).body).toMatchObject({ phase: "ended", startsAt: "2026-12-18T11:00:00.000Z" });
    expect([await listed(), await found("Gathering")].flat()).not.toContain(id);
  });

  test("keeps counting from its first time when something else of it is changed", async () => {
    const { id } = await weekly();
    origin.clock.nowMs = Date.parse("2026-12-11T14:00:00Z");
    await update(id, { name: "Renamed" });
    const later = { startsAt: "2026-12-04T12:00:00Z", endsAt: "2026-12-04T13:00:00Z" };
    expect((await update(id, later)).body).toMatchObject({
      name: "Renamed",
      firstStartsAt: "2026-12-04T12:00:00.000Z",
      startsAt: "2026-12-18T12:00:00.000Z",
      endsAt: "2026-12-18T13:00:00.000Z",
    });
    // Of a series that is over nothing comes any more.
    expect(await update(id, { recurrence: null })).toMatchObject({
      status: 422,
      body: { code: "EVENT_OVER" },
    });
  });
});

describe("entering", () => {
  const enter = (as: string, id: string, wish: object = {}) =>
    origin.ask(internalPath.enter, {
      as,
      json: { kind: "event", id, regionHint: null, ifFull: "refuse", ...wish },
    });
  const roleIn = async (as: string, id: string) => {
    const outcome = entryOutcomeSchema.parse((await enter(as, id)).body);
    return outcome.outcome === "entered" ? outcome.place.participant.role : null;
  };
  const register = (over: object = {}) =>
    origin.ask(internalPath.registerHost, {
      json: {
        hostId: newId("host"),
        region: "here",
        host: { address: "127.0.0.1", tcpPort: 1883, wsUrl: "ws://127.0.0.1/mqtt" },
        participantsMax: 50,
        roomsMax: 10,
        build: "test",
        ...over,
      },
    });

  test("goes by who one is: each as early as they may, and as what they are there", async () => {
    const { id, startsAt } = await published();
    const people = { anybody: await someone(), guest: "", performer: "", staff: "", organiser };
    for (const role of ["guest", "performer", "staff"] as const) {
      people[role] = await someone();
      expect((await appoint(id, people[role], role)).status).toBe(200);
    }
    const rows = [
      ["anybody", 15, "guest"],
      ["guest", 30, "member"],
      ["performer", 60, "performer"],
      ["staff", 120, "staff"],
      ["organiser", 120, "moderator"],
    ] as const;
    for (const [who, minutes, role] of rows) {
      const opensAtMs = Date.parse(startsAt) - minutes * MINUTE_MS;
      origin.clock.nowMs = opensAtMs - 1;
      await register();
      expect([who, (await enter(people[who], id)).body["code"]]).toEqual([who, "EVENT_NOT_OPEN"]);
      origin.clock.nowMs = opensAtMs;
      expect([who, await roleIn(people[who], id)]).toEqual([who, role]);
    }
  });

  test("is not for what was called off, is over, or is not announced", async () => {
    await register();
    const { id } = await published();
    const draft = String((await create()).body["id"]);
    origin.clock.nowMs += DAY_MS;
    await register();
    expect((await enter(await someone(), draft)).body["code"]).toBe("EVENT_NOT_FOUND");
    expect((await enter(organiser, draft)).body["code"]).toBe("EVENT_NOT_OPEN");
    expect((await enter(await someone(), id)).status).toBe(200);
    const other = await published();
    await move(id, "cancel");
    expect((await enter(await someone(), id)).body["code"]).toBe("EVENT_CANCELLED");
    origin.clock.nowMs = Date.parse(other.endsAt);
    expect((await enter(organiser, id)).body["code"]).toBe("EVENT_CANCELLED");
    expect((await enter(organiser, other.id)).body["code"]).toBe("EVENT_ENDED");
  });

  test("[ROOM-6] is into rooms that show avatars as the event asks, which hear when that changes", async () => {
    const avatarFloor = { desktop: null, mobile: "good", headset: "medium" } as const;
    const { id } = await published({ startsAt: iso(origin.clock.nowMs + MINUTE_MS), avatarFloor });
    const hostId = newId("host");
    await register({ hostId });
    const outcome = entryOutcomeSchema.parse((await enter(await someone(), id)).body);
    const roomId = outcome.outcome === "entered" ? outcome.place.room : "";
    const floorOf = async () => {
      const { body } = await origin.ask(internalPath.roomSpec, {
        params: { roomId },
        query: `?host=${hostId}`,
      });
      return roomSpecSchema.parse(body).settings.avatars.floor;
    };
    expect(await floorOf()).toEqual(avatarFloor);
    const news = async (after: string | null) => {
      const query = after === null ? "" : `?after=${after}`;
      return changePageSchema.parse((await origin.ask(internalPath.roomNews, { query })).body);
    };
    const { cursor } = await news(null);
    await update(id, { name: "The same avatars" });
    expect((await news(cursor)).tags).toEqual([]);
    expect((await update(id, { avatarFloor: null })).body).toMatchObject({ avatarFloor: null });
    expect((await news(cursor)).tags).toEqual([`room:${roomId}`]);
    expect(await floorOf()).toEqual(NO_FLOOR);
  });

  test("fills room after room, up to the rooms and seats the event has", async () => {
    const world = await origin.ask(internalPath.worlds, {
      as: organiser,
      json: { name: "Small", capacity: 2 },
    });
    const open = { worldId: world.body["id"], startsAt: iso(origin.clock.nowMs + MINUTE_MS) };
    const { id } = await published({ ...open, roomsMax: 2 });
    const few = await published({ ...open, seatsMax: 1 });
    await register();
    const rooms: (string | null)[] = [];
    for (let count = 0; count < 5; count += 1) {
      const { body, status } = await enter(await someone(), id);
      const outcome = status === 200 ? entryOutcomeSchema.parse(body) : null;
      rooms.push(outcome?.outcome === "entered" ? outcome.place.room : null);
    }
    const [first, , third] = rooms;
    expect(third).not.toBe(first as string);
    expect(rooms).toEqual([first, first, third, third, null] as (string | null)[]);
    expect((await enter(await someone(), few.id)).status).toBe(200);
    expect((await enter(await someone(), few.id)).body["code"]).toBe("ROOMS_FULL");
  });

  test("unseen is for who steers its cameras: though there is a place, and before anybody else is there", async () => {
    const { id } = await published({ startsAt: iso(origin.clock.nowMs + MINUTE_MS), seatsMax: 1 });
    await register();
    const people = { anybody: await someone(), guest: "", performer: "", staff: "" };
    for (const role of ["guest", "performer", "staff"] as const) {
      people[role] = await someone();
      await appoint(id, people[role], role);
    }
    const unseen = async (userId: string) => {
      const { status, body } = await enter(userId, id, { seat: "ghost" });
      if (status !== 200) return `${status} ${body["code"]}`;
      const outcome = entryOutcomeSchema.parse(body);
      return outcome.outcome === "entered" ? outcome.place : "queued";
    };
    for (const who of ["anybody", "guest", "performer"] as const)
      expect([who, await unseen(people[who])]).toEqual([who, "403 EVENT_NOT_YOURS"]);
    const first = await unseen(people.staff);
    expect(first).toMatchObject({ seat: "ghost", waiting: null, participant: { role: "staff" } });
    const room = typeof first === "string" ? first : first.room;
    // It takes no place: the one seat there is is still free.
    expect((await enter(people.anybody, id)).body).toMatchObject({ place: { room, seat: "visible" } });
    expect(await unseen(organiser)).toMatchObject({ room, seat: "ghost" });
    const elsewhere = { kind: "world", id: TERRACE, regionHint: null, seat: "ghost" };
    expect(await origin.ask(internalPath.enter, { as: organiser, json: elsewhere })).toMatchObject({
      status: 403,
      body: { code: "EVENT_NOT_YOURS" },
    });
  });

  test("as a ghost goes as far as the event's seats for ghosts", async () => {
    const soon = { startsAt: iso(origin.clock.nowMs + MINUTE_MS), seatsMax: 1 };
    const { id } = await published({ ...soon, ghostSeatsMax: 1 });
    await register();
    const seatOf = async (wish: object) => {
      const outcome = entryOutcomeSchema.parse((await enter(await someone(), id, wish)).body);
      return outcome.outcome === "entered" ? outcome.place.seat : `queued, ghost seat ${outcome.ghostSeat}`;
    };
    expect(await seatOf({})).toBe("visible");
    expect(await seatOf({ ifFull: "ghost" })).toBe("ghost");
    expect(await seatOf({ ifFull: "ghost" })).toBe("queued, ghost seat none");
  });
});

describe("the rooms of an event", () => {
  const HOST = newId("host");
  const SOON = 5 * MINUTE_MS;
  beforeEach(async () => {
    await origin.ask(internalPath.registerHost, {
      json: {
        hostId: HOST,
        region: "here",
        host: { address: "127.0.0.1", tcpPort: 1883, wsUrl: "ws://127.0.0.1/mqtt" },
        participantsMax: 50,
        roomsMax: 10,
        build: "test",
      },
    });
  });
  const soon = () => ({
    startsAt: iso(origin.clock.nowMs + SOON),
    endsAt: iso(origin.clock.nowMs + SOON + HOUR_MS),
  });
  const roomIn = async (kind: "event" | "world", id: string) => {
    const { body } = await origin.ask(internalPath.enter, {
      as: await someone(),
      json: { kind, id, regionHint: null, ifFull: "refuse" },
    });
    const outcome = entryOutcomeSchema.parse(body);
    if (outcome.outcome !== "entered") throw new Error("not let in");
    return outcome.place.room as string;
  };
  /** What the host is told when it asks about the room: its status, and why it is no more. */
  const told = async (roomId: string) => {
    const { status, body } = await origin.ask(internalPath.roomSpec, {
      params: { roomId },
      query: `?host=${HOST}`,
    });
    return status === 200 ? "open" : body["detail"];
  };
  const cursor = async () => changePageSchema.parse((await origin.ask(internalPath.roomNews)).body).cursor;
  const news = async (after: string) =>
    changePageSchema.parse((await origin.ask(internalPath.roomNews, { query: `?after=${after}` })).body).tags;

  test("close when it is called off: their hosts hear of it and why, and no others do", async () => {
    const { id } = await published(soon());
    const [ofEvent, ofWorld] = [await roomIn("event", id), await roomIn("world", TERRACE)];
    const before = await cursor();
    expect((await move(id, "cancel")).status).toBe(200);
    expect(await news(before)).toEqual([`room:${ofEvent}`]);
    expect(await told(ofEvent)).toBe("The event was called off.");
    expect(await told(ofWorld)).toBe("open");
    // Said again it closes nothing again.
    const after = await cursor();
    await move(id, "cancel");
    expect(await news(after)).toEqual([]);
  });

  test("close a quarter of an hour after it has ended, not while people say goodbye", async () => {
    const { id, endsAt } = await published(soon());
    const room = await roomIn("event", id);
    origin.clock.nowMs = Date.parse(endsAt) + 15 * MINUTE_MS - 1;
    expect(await closeDueRooms(origin.deps)).toBe(0);
    expect(await told(room)).toBe("open");
    origin.clock.nowMs += 1;
    const before = await cursor();
    expect(await closeDueRooms(origin.deps)).toBe(1);
    expect(await news(before)).toEqual([`room:${room}`]);
    expect(await told(room)).toBe("The event is not on any more.");
    expect(await closeDueRooms(origin.deps)).toBe(0);
  });

  test("close later, or earlier, when its end is moved", async () => {
    const { id, startsAt, endsAt } = await published(soon());
    const room = await roomIn("event", id);
    const laterMs = Date.parse(endsAt) + HOUR_MS;
    expect((await update(id, { startsAt, endsAt: iso(laterMs) })).status).toBe(200);
    origin.clock.nowMs = Date.parse(endsAt) + 15 * MINUTE_MS;
    expect(await closeDueRooms(origin.deps)).toBe(0);
    const nowMs = origin.clock.nowMs;
    expect((await update(id, { startsAt, endsAt: iso(nowMs + MINUTE_MS) })).status).toBe(200);
    origin.clock.nowMs = nowMs + 16 * MINUTE_MS;
    expect(await closeDueRooms(origin.deps)).toBe(1);
    expect(await told(room)).toBe("The event is not on any more.");
  });

  test("are not closed early by a change of anything else", async () => {
    const daily = await published({ ...soon(), recurrence: "FREQ=DAILY;COUNT=3" });
    const room = await roomIn("event", daily.id);
    origin.clock.nowMs = Date.parse(daily.endsAt) + MINUTE_MS;
    await advanceEvents(origin.deps);
    expect((await update(daily.id, { description: "Thank you all." })).status).toBe(200);
    expect(await closeDueRooms(origin.deps)).toBe(0);
    expect(await told(room)).toBe("open");
  });

  test("of one that recurs close behind each time, unless the next is about to begin", async () => {
    const daily = await published({ ...soon(), recurrence: "FREQ=DAILY;COUNT=3" });
    const nightly = await published({
      startsAt: iso(origin.clock.nowMs + SOON),
      endsAt: iso(origin.clock.nowMs + SOON + 12 * HOUR_MS),
      recurrence: "FREQ=DAILY;COUNT=3",
    });
    const [first, second] = [await roomIn("event", daily.id), await roomIn("event", nightly.id)];
    origin.clock.nowMs = Date.parse(daily.endsAt) + 15 * MINUTE_MS;
    await advanceEvents(origin.deps);
    expect(await closeDueRooms(origin.deps)).toBe(1);
    expect([await told(first), await told(second)]).toEqual(["The event is not on any more.", "open"]);
    // Nobody looked for a day: the next time is on, and its people are in the room of the last.
    origin.clock.nowMs = Date.parse(nightly.startsAt) + DAY_MS + MINUTE_MS;
    await advanceEvents(origin.deps);
    expect(await closeDueRooms(origin.deps)).toBe(0);
    expect(await told(second)).toBe("open");
  });
});

describe("people who keep one another away", () => {
  test("are appointed to nothing at one another's events, nor stay what they were", async () => {
    const { id } = await published();
    const [singer, other] = [await someone(), await someone()];
    await appoint(id, singer, "performer");
    await origin.ask(internalPath.shun, {
      method: "PUT",
      params: { userId: singer, kind: "block", targetId: organiser },
    });
    expect((await readOwn(id, singer)).body["role"]).toBeNull();
    expect(await appoint(id, singer, "performer")).toMatchObject({
      status: 404,
      body: { code: "USER_NOT_FOUND" },
    });
    await origin.ask(internalPath.shun, {
      method: "PUT",
      params: { userId: organiser, kind: "block", targetId: other },
    });
    expect(await appoint(id, other, "staff")).toMatchObject({ status: 409, body: { code: "USER_BLOCKED" } });
  });
});

describe("a ranking of events", () => {
  test("is of the most liked, of those that most say they come to, and of those that are featured", async () => {
    const [liked, lively, quiet] = [await published(), await published(), await published()];
    const people = await Promise.all(Array.from({ length: 4 }, someone));
    for (const userId of people.slice(0, 1))
      await origin.ask(internalPath.like, {
        method: "PUT",
        params: { userId, kind: "event", id: liked.id },
      });
    for (const userId of people) await answer(lively.id, userId, "going");
    const popular = await listed("?order=popular");
    expect(popular[0]).toBe(liked.id);
    expect(popular).toContain(quiet.id);
    expect((await listed("?order=trending")).slice(0, 2)).toEqual([lively.id, liked.id]);
    expect(await listed("?order=featured")).toEqual([]);
  });
});

describe("saying that one comes", () => {
  test("is counted once, also when everybody says it at once, and can be changed and taken back", async () => {
    const { id } = await published();
    const people = await Promise.all(Array.from({ length: 6 }, someone));
    await Promise.all(people.flatMap((user) => [answer(id, user, "going"), answer(id, user, "going")]));
    const counts = async () => {
      const { goingCount, interestedCount } = (await read(id)).body;
      return [goingCount, interestedCount];
    };
    expect(await counts()).toEqual([6, 0]);
    const [one, two] = people as [string, string];
    expect((await answer(id, one, "interested")).body).toEqual({
      answer: "interested",
      goingCount: 5,
      interestedCount: 1,
    });
    await answer(id, two, "none");
    await answer(id, two, "none");
    expect(await counts()).toEqual([4, 1]);
  });

  test("is not for what is over, called off or a draft; taking it back always is", async () => {
    const { id } = await published();
    const guest = await someone();
    await answer(id, guest, "going");
    await move(id, "cancel");
    expect((await answer(id, await someone(), "going")).body["code"]).toBe("EVENT_PHASE_WRONG");
    await move(id, "archive");
    expect((await answer(id, await someone(), "none")).body["code"]).toBe("EVENT_NOT_FOUND");
    expect((await answer(id, guest, "none")).body).toMatchObject({ answer: "none", goingCount: 0 });
  });

  test("is taken out of the counts of whoever goes for good, and out of no others", async () => {
    const { id } = await published();
    const [one, two, three] = [await someone(), await someone(), await someone()];
    await answer(id, one, "going");
    await answer(id, two, "interested");
    await answer(id, three, "going");
    for (const userId of [one, two]) await forgetRsvps(origin.deps.db, userIdSchema.parse(userId));
    expect((await read(id)).body).toMatchObject({ goingCount: 1, interestedCount: 0 });
  });

  test("is listed for oneself, the last answer first, page by page", async () => {
    const guest = await someone();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const { id } = await published();
      ids.push(id);
      origin.clock.nowMs += 1;
      await answer(id, guest, count === 2 ? "interested" : "going");
    }
    await answer(ids[0] ?? "", guest, "none");
    const seen: string[] = [];
    let query = "?limit=2";
    while (query !== "") {
      const { body } = await origin.ask(internalPath.rsvps, { params: { userId: guest }, query });
      for (const item of body["items"] as { event: { id: string } }[]) seen.push(item.event.id);
      query = typeof body["nextCursor"] === "string" ? `?limit=2&cursor=${body["nextCursor"]}` : "";
    }
    expect(seen).toEqual(ids.slice(1).toReversed());
  });
});
