// Two rooms that live alike by the same chance: one moves from host to host again and again, with everybody having read as much as
// they had by then, the other stays where it is. Nobody in them can tell which is which.

import { expect, test } from "bun:test";
import type { DownSection } from "../../../shared/protocol/ext/registry.ts";
import { ANY_VERSION, StateScope, StateType } from "../../../shared/protocol/ext/state-kv.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";
import { Returning } from "../returning.ts";
import { type Client, Square } from "../support.ts";

const ROOMS = 12;
const STEPS = 150;
const NAMES = ["ann", "ben", "cid", "dot"] as const;

const below = (rng: Rng, count: number): number => Math.floor(rng() * count);

function doSomething(client: Client, rng: Rng, step: number): void {
  const value = { type: StateType.text, bytes: new TextEncoder().encode(`v${step}`) };
  const scope = rng() < 0.5 ? StateScope.room : StateScope.own;
  const item = 1 + below(rng, 2);
  switch (below(rng, 7)) {
    case 0:
      return client.frame({ kind: "chat", message: { text: `${step}` } });
    case 1:
      return client.frame({ kind: "stateSet", message: { scope, key: "k", version: ANY_VERSION, value } });
    case 2:
      return client.frame({ kind: "emote", message: { emote: step, tMs: 0, arg: 0 } });
    case 3:
      return client.frame({ kind: "me", message: { away: rng() < 0.5 } });
    case 4:
      return client.frame({ kind: "itemClaim", message: { item, seenEpoch: step & 3, reqId: 0, mode: 0 } });
    case 5:
      return client.frame({
        kind: "mod",
        message: { op: rng() < 0.5 ? "block" : "unblock", target: `usr_${NAMES[below(rng, 4)]}`, reason: "" },
      } as never);
    default:
      return client.frame({ kind: "app", message: { id: 0x80, payload: Uint8Array.of(step & 0xff) } });
  }
}

const textOf = (section: DownSection): string =>
  JSON.stringify(section, (_, value) => (value instanceof Uint8Array ? [...value] : value));

/** A member is the same in whatever order it is written. */
function contentOf(topicName: string, payload: Uint8Array): unknown {
  return topicName.includes("/presence/") ? JSON.parse(new TextDecoder().decode(payload)) : payload.toHex();
}

/** Plays one life. Answers what each was told in it, what the room is in the end, and how often it moved. */
function live(seed: bigint, moves: boolean) {
  const rng = seededRng(seed);
  const chanceOfMoving = seededRng(seed + 1_000n);
  let square = new Square();
  const people = NAMES.map((name) => new Returning(square, name, { role: "staff" }));
  for (const kind of ["ball", "cup"])
    people[0]?.client.frame({
      kind: "itemSpawn",
      message: { kind, position: [0, 0, 0], rotation: [0, 0, 0, 1] },
    });
  let moveCount = 0;
  for (let step = 0; step < STEPS; step++) {
    const someone = people[below(rng, people.length)];
    if (someone !== undefined) doSomething(someone.client, rng, step);
    for (const person of people) if (rng() < 0.5) person.read();
    if (rng() < 0.3) square.pass(5 * below(rng, 60));
    if (chanceOfMoving() < 0.06 && moves) {
      moveCount++;
      square = square.moved();
      for (const person of people) {
        person.follow(square);
        expect(person.grant.resumed).toBe("replayed");
      }
    }
  }
  for (const person of people) person.read();
  const { room } = square;
  return {
    moveCount,
    told: people.map((person) => person.told.map(textOf)),
    sids: people.map(({ sid }) => sid),
    room: {
      clockMs: square.nowMs - room.openedAtMs,
      items: [...room.items.byId.values()].map(({ id, ownership, what, by }) => ({
        id,
        ownership,
        what,
        by,
      })),
      keys: [...room.state.store.kept].map(([key, { version }]) => [key, version]),
      lastVersion: room.state.lastVersion,
      ownBytes: room.state.ownBytes,
      blocks: [...room.moderation.blocks].map(([by, targets]) => [by, [...targets]]),
      retained: room.retained
        .matching("#", square.nowMs)
        .map(({ topicName, payload }) => [topicName, contentOf(topicName, payload)])
        .sort(),
      chat: room.chatLog.lines.map(({ text }) => text),
    },
  };
}

test("[MOVE-3] [MOVE-4] a room that moves again and again is to everybody in it the room that stays", () => {
  let moveCount = 0;
  for (let seed = 1n; seed <= ROOMS; seed++) {
    const { moveCount: moved, ...moving } = live(seed, true);
    const { moveCount: _, ...staying } = live(seed, false);
    expect({ seed, ...moving }).toEqual({ seed, ...staying });
    moveCount += moved;
  }
  expect(moveCount).toBeGreaterThan(ROOMS * 4);
});
