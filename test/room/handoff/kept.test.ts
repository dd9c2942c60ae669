// A room whose host went without a word, opened anew with what was kept of it.

import { describe, expect, test } from "bun:test";
import { isAsMarked, marksOf } from "../../../room/handoff/take-kept.ts";
import { keptWills } from "../../../room/handoff/take-wills.ts";
import type { DownSection, UpSection } from "../../../shared/protocol/ext/registry.ts";
import { ALL_CAPABILITIES, type Client, identity, publishesOf, SPEC, Square } from "../support.ts";

const sectionsOf = (client: Client): DownSection[] => client.heard().sections;
const itemsOf = (client: Client) =>
  sectionsOf(client).flatMap((section) => (section.kind === "itemSpawn" ? section.message.items : []));
const ball: UpSection = {
  kind: "itemSpawn",
  message: { kind: "ball", position: [1, 0, 1], rotation: [0, 0, 0, 1] },
};

/** Somebody extended, who may make items and set keys. */
const enter = (square: Square, name: string) =>
  square.enter(name, { role: "member", capabilities: ALL_CAPABILITIES });

describe("[MOVE-5] a room that is kept", () => {
  test("has its items, of nobody, and its keys, and goes on counting; nobody is in it", () => {
    const square = new Square();
    const ann = enter(square, "ann");
    ann.frame(ball);
    ann.frame({
      kind: "stateSet",
      message: { scope: 0, key: "score", version: 0, value: { type: 1, bytes: new Uint8Array([55]) } },
    });
    const [item] = [...square.room.items.byId.values()];
    if (item === undefined) throw new Error("nothing was spawned");
    ann.frame({
      kind: "itemClaim",
      message: { item: item.id, seenEpoch: item.ownership.epoch, mode: 0, reqId: 0 },
    });
    expect(item.ownership.name).toBe("held");
    const there = square.reopened();
    expect([there.room.participants.size, there.room.ghosts.size]).toEqual([0, 0]);
    const ben = enter(there, "ben");
    expect(ben.sid).toBe(2);
    expect(itemsOf(ben)).toMatchObject([
      { item: item.id, kind: "ball", owner: null, epoch: item.ownership.epoch + 1 },
    ]);
    expect(there.room.state.store.kept.get("score")?.value.bytes).toEqual(new Uint8Array([55]));
    expect(there.room.state.lastVersion).toBe(square.room.state.lastVersion);
  });

  test("shows plain clients nobody who is not there", () => {
    const square = new Square();
    enter(square, "ann");
    const there = square.reopened();
    const plain = there.enter("plain");
    plain.subscribe(`r/${SPEC.room}/#`);
    const topics = publishesOf(plain.heard()).map(({ topicName }) => topicName);
    expect(topics).toContain(`r/${SPEC.room}/room`);
    expect(topics).not.toContain(`r/${SPEC.room}/presence/1`);
  });

  test("is told of again when anything of it has changed, and not otherwise", () => {
    const square = new Square();
    const ann = enter(square, "ann");
    ann.frame(ball);
    // Until plain clients have been told where it is.
    square.pass(1_000);
    const marks = () => marksOf(square.room, keptWills(square.room, square));
    const before = marks();
    square.pass(1_000);
    expect(isAsMarked(before, marks())).toBe(true);
    const changes = [
      () => ann.frame(ball),
      () => ann.frame({ kind: "chat", message: { text: "hello" } }),
      () => enter(square, "ben"),
      () => square.room.moderation.roles.set(identity("ann").user, { role: "staff", rank: 9 }),
    ];
    for (const change of changes) {
      const marked = marks();
      change();
      expect(isAsMarked(marked, marks())).toBe(false);
    }
  });
});
