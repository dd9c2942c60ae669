import { describe, expect, test } from "bun:test";
import {
  appointed,
  type Claim,
  claimed,
  freed,
  mayMove,
  type Ownership,
  ownerOf,
  UNOWNED,
} from "../../../room/state/ownership.ts";
import { ClaimMode, DenyReason } from "../../../shared/protocol/ext/item-owner.ts";
import { seededRng } from "../../../shared/rng.ts";

const { hold, physics } = ClaimMode;
const HELD: Ownership = { name: "held", owner: 1, epoch: 5 };
const PHYSICS: Ownership = { name: "physics", owner: 1, epoch: 5 };
const FREE: Ownership = { name: "free", epoch: 5 };

describe("[ITEM-4] a claim", () => {
  const granted = (name: "held" | "physics", owner: number) => ({
    name: "granted",
    ownership: { name, owner, epoch: 6 },
  });
  const denied = (reason: DenyReason) => ({ name: "denied", reason });
  const rows: [title: string, before: Ownership, claim: Claim, answer: object][] = [
    ["takes what is nobody's", FREE, { by: 2, seenEpoch: 5, mode: hold }, granted("held", 2)],
    ["takes its physics", FREE, { by: 2, seenEpoch: 5, mode: physics }, granted("physics", 2)],
    ["of another epoch is late", FREE, { by: 2, seenEpoch: 4, mode: hold }, denied(DenyReason.stale)],
    ["does not take from a hand", HELD, { by: 2, seenEpoch: 5, mode: hold }, denied(DenyReason.held)],
    ["for physics does not either", HELD, { by: 2, seenEpoch: 5, mode: physics }, denied(DenyReason.held)],
    ["to hold outranks physics", PHYSICS, { by: 2, seenEpoch: 5, mode: hold }, granted("held", 2)],
    ["physics does not outrank", PHYSICS, { by: 2, seenEpoch: 5, mode: physics }, denied(DenyReason.held)],
    ["late for physics is late", PHYSICS, { by: 2, seenEpoch: 4, mode: hold }, denied(DenyReason.stale)],
    ["again changes nothing", HELD, { by: 1, seenEpoch: 0, mode: hold }, { name: "kept" }],
    ["lets go into physics", HELD, { by: 1, seenEpoch: 5, mode: physics }, granted("physics", 1)],
    ["catches one's own physics", PHYSICS, { by: 1, seenEpoch: 5, mode: hold }, granted("held", 1)],
  ];
  for (const [title, before, claim, answer] of rows)
    test(title, () => expect(claimed(before, claim) as object).toEqual(answer));
});

test("[ITEM-5] an epoch goes round after 65,535, and only the owner in it moves the item", () => {
  const last: Ownership = { name: "held", owner: 3, epoch: 65_535 };
  expect(freed(last)).toEqual({ name: "free", epoch: 0 });
  expect(appointed(last, 4)).toEqual({ name: "physics", owner: 4, epoch: 0 });
  expect([mayMove(last, 3, 65_535), mayMove(last, 3, 0), mayMove(last, 4, 65_535)]).toEqual([
    true,
    false,
    false,
  ]);
  expect(mayMove(FREE, 0, 5)).toBe(false);
});

test("[ITEM-5] whatever is asked in whatever order, each change has an epoch of its own and one owner (seed 0x17)", () => {
  const rng = seededRng(0x17n);
  const pick = (count: number) => Math.floor(rng() * count);
  let ownership = UNOWNED;
  const owners = new Map<number, number | null>([[0, null]]);
  for (let step = 0; step < 20_000; step++) {
    const before = ownership;
    const by = 1 + pick(4);
    const seenEpoch = pick(4) === 0 ? (before.epoch + 65_535) & 0xffff : before.epoch;
    const mode = pick(2) === 0 ? hold : physics;
    if (pick(4) > 0) {
      const answer = claimed(before, { by, seenEpoch, mode });
      if (answer.name === "granted") ownership = answer.ownership;
      if (answer.name === "granted") expect(before.name === "held" && before.owner !== by).toBe(false);
    } else if (ownerOf(before) !== null) ownership = freed(before);
    if (ownership === before) continue;
    expect(ownership.epoch).toBe((before.epoch + 1) & 0xffff);
    owners.set(ownership.epoch, ownerOf(ownership));
    for (const sid of [1, 2, 3, 4])
      expect(mayMove(ownership, sid, ownership.epoch)).toBe(owners.get(ownership.epoch) === sid);
  }
  expect(owners.size).toBeGreaterThan(1_000);
});
