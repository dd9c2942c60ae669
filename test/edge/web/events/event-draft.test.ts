import { describe, expect, test } from "bun:test";
import {
  draftOf,
  type EventDraft,
  newDraft,
  REPEATS,
  readDraft,
} from "../../../../edge/web/events/event-draft.ts";
import type { Event } from "../../../../shared/schema/event.ts";
import { worldIdSchema } from "../../../../shared/schema/ids.ts";

const NOW_MS = Date.parse("2026-11-26T03:20:00Z");
const WORLD = worldIdSchema.parse("wld_plaza");
const filled = (change: Partial<EventDraft> = {}): EventDraft => ({
  ...newDraft("Asia/Tokyo", NOW_MS),
  name: "Lanterns",
  worldId: WORLD,
  ...change,
});
const fieldsOf = (draft: EventDraft) => {
  const read = readDraft(draft);
  if ("wrong" in read) throw new Error(`wrong: ${[...read.wrong]}`);
  return read.fields;
};
const wrongIn = (change: Partial<EventDraft>) => {
  const read = readDraft(filled(change));
  return "wrong" in read ? [...read.wrong] : [];
};

describe("the form of an event", () => {
  test("begins with tomorrow's next full hour, and needs no more than a name and a place", () => {
    const draft = newDraft("Asia/Tokyo", NOW_MS);
    expect([draft.start, draft.end]).toEqual(["2026-11-27T13:00", "2026-11-27T15:00"]);
    expect(readDraft(draft)).toEqual({ wrong: new Set(["name", "world"]) });
    expect(fieldsOf(filled())).toMatchObject({
      startsAt: "2026-11-27T04:00:00.000Z",
      endsAt: "2026-11-27T06:00:00.000Z",
      recurrence: null,
      seatsMax: null,
    });
  });

  test("takes its times by the clocks of its zone, in summer as in winter", () => {
    const zone = { timeZone: "america/new_york", start: "2027-07-01T20:00", end: "2027-07-01T22:00" };
    expect(fieldsOf(filled(zone))).toMatchObject({
      timeZone: "America/New_York",
      startsAt: "2027-07-02T00:00:00.000Z",
    });
  });

  test("repeats by the day that it begins on", () => {
    const friday = { start: "2026-12-11T20:00", end: "2026-12-11T22:00", count: "5" };
    const rules = REPEATS.map(
      (repeats) => fieldsOf(filled({ ...friday, repeats, rule: "FREQ=DAILY" })).recurrence,
    );
    expect(rules).toEqual([
      null,
      "FREQ=DAILY;COUNT=5",
      "FREQ=WEEKLY;BYDAY=FR;COUNT=5",
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=5",
      "FREQ=MONTHLY;COUNT=5",
      "FREQ=MONTHLY;BYDAY=2FR;COUNT=5",
      "FREQ=DAILY",
    ]);
  });

  test("says which of its fields are wrong", () => {
    expect(wrongIn({ name: "  " })).toEqual(["name"]);
    expect(wrongIn({ start: "" })).toEqual(["start"]);
    expect(wrongIn({ end: "2026-11-27T13:00" })).toEqual(["end"]);
    expect(wrongIn({ timeZone: "Mars" })).toEqual(["zone"]);
    expect(wrongIn({ count: "0", seats: "x", ghostSeats: "-1", rooms: "101" })).toEqual([
      "count",
      "seats",
      "ghostSeats",
      "rooms",
    ]);
    expect(wrongIn({ ghostSeats: "0" })).toEqual([]);
    expect(wrongIn({ tags: "good b!d" })).toEqual(["tags"]);
  });

  test("shows an event as it was said, and says it again the same", () => {
    for (const repeats of REPEATS) {
      const said = filled({
        repeats,
        rule: "FREQ=WEEKLY;BYDAY=MO,FR",
        start: "2026-12-11T20:00",
        end: "2026-12-11T22:00",
        count: repeats === "once" || repeats === "other" ? "" : "3",
        tags: "live 夜",
        seats: "10",
      });
      const fields = fieldsOf(said);
      const event = { ...fields, firstStartsAt: fields.startsAt } as unknown as Event;
      expect(draftOf(event)).toMatchObject({ repeats, start: said.start, end: said.end, count: said.count });
      expect(fieldsOf(draftOf(event))).toEqual(fields);
    }
  });
});
