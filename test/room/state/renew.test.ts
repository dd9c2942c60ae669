import { describe, expect, test } from "bun:test";
import { renew } from "../../../room/state/room.ts";
import { ALL_CAPABILITIES, type Heard, jsonOf, publishesOf, SPEC, Square } from "../support.ts";

const rooms = ({ sections }: Heard) => sections.flatMap((s) => (s.kind === "room" ? [s.message] : []));
const NEXT = { ...SPEC, version: 2, capacity: 1, settings: { ...SPEC.settings, skyColor: "#102030" } };

describe("[ROOM-3] another version of the world, while people are in the room,", () => {
  test("is told to everybody, extended and plain, and to whoever comes later; nobody is put out", () => {
    const square = new Square();
    const extended = square.enter("extended", { capabilities: ALL_CAPABILITIES });
    const plain = square.enter("plain");
    plain.subscribe("r/rm_test/room");
    for (const client of [extended, plain]) client.heard();
    renew(square.room, NEXT);
    expect(rooms(extended.heard())).toMatchObject([{ version: 2, capacity: 1, skyColor: "#102030" }]);
    const [told] = publishesOf(plain.heard());
    expect(told && jsonOf(told)).toMatchObject({ version: 2, skyColor: "#102030" });
    expect(square.room.participants.size).toBe(2);
    const late = square.enter("late", { capabilities: ALL_CAPABILITIES });
    expect(late.actor.participant).toBeNull();
    extended.leave();
    plain.leave();
    const later = square.enter("later", { capabilities: ALL_CAPABILITIES });
    expect(rooms(later.heard())).toMatchObject([{ version: 2 }]);
  });

  test("that differs in nothing is told to nobody", () => {
    const square = new Square();
    const client = square.enter("extended", { capabilities: ALL_CAPABILITIES });
    client.heard();
    renew(square.room, { ...SPEC });
    expect(rooms(client.heard())).toEqual([]);
  });
});
