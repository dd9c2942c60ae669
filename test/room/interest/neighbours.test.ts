import { describe, expect, test } from "bun:test";
import { Grid } from "../../../room/interest/grid.ts";
import {
  findSpeakers,
  NEAR,
  NeighbourFinder,
  type Neighbours,
  newNeighbours,
  newSpeakers,
  selectSmallest,
} from "../../../room/interest/neighbours.ts";
import type { PoseTable } from "../../../room/interest/pose-table.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";
import { Crowd } from "./crowd.ts";
import { slowTiers } from "./slow-twin.ts";

const whole = (rng: Rng, below: number) => Math.floor(rng() * below);

/** Rooms of every kind: spread out, in clumps, in a row, all on one spot, with one who went far away. */
const PLACES: Readonly<Record<string, (rng: Rng, index: number) => [x: number, z: number]>> = {
  spread: (rng) => [rng() * 60 - 30, rng() * 60 - 30],
  clumps: (rng, index) => [(index % 3) * 200 + rng() * 4, (index % 2) * 150 + rng() * 4],
  row: (rng) => [rng() * 500 - 250, 3],
  spot: () => [7, -7],
  runaway: (rng, index) => (index === 4 ? [4_000, -4_000] : [rng() * 20, rng() * 20]),
};

const tiersOf = (table: PoseTable, { entries, count }: Neighbours) => {
  const listed = [...entries.subarray(0, count)];
  const sids = (tier: number) => listed.filter((e) => (e & NEAR) === tier).map((e) => table.sid[e >> 2] ?? 0);
  return { near: sids(NEAR), middle: sids(0) };
};

describe("[INT-1] [INT-6] neighbours found by the grid are those a slow search finds,", () => {
  for (const [kind, place] of Object.entries(PLACES))
    test(`${kind}: with speakers, a stage, blocks, and whoever was near before`, () => {
      const [grid, finder, speakers] = [new Grid(), new NeighbourFinder(), newSpeakers()];
      for (let seed = 1; seed <= 25; seed++) {
        const rng = seededRng(BigInt(seed));
        const crowd = new Crowd();
        const { table } = crowd;
        const size = 1 + whole(rng, seed % 5 === 0 ? 700 : 90);
        const people = Array.from({ length: size }, (_, index) => crowd.join(...place(rng, index)));
        for (const { owner } of people) {
          if (rng() < 0.1) owner.speakingUntilMs = 500;
          if (rng() < 0.2) owner.member.role = "performer";
        }
        for (let round = 0; round < 6; round++) {
          const asking = people[whole(rng, size)];
          if (asking === undefined) continue;
          const hidden = people.filter(() => rng() < 0.05).map(({ slot }) => slot);
          const fullCount = [10, 10, 0, 1, 7, 30][round] ?? 10;
          const found = newNeighbours();
          for (const nowMs of [100, 600]) {
            grid.rebuild(table);
            findSpeakers(table, nowMs, speakers);
            const wasNear = tiersOf(table, found).near.map((sid) => table.order[table.indexOfSid(sid)] ?? 0);
            const seeker = {
              slot: asking.slot,
              fullCount,
              isHidden: (slot: number) => hidden.includes(slot),
            };
            finder.find(table, grid, speakers, seeker, found);
            const asker = { slot: asking.slot, fullCount, nowMs, wasNear, hidden };
            expect({ seed, round, ...tiersOf(table, found) }).toEqual({
              seed,
              round,
              ...slowTiers(table, asker),
            });
            for (const one of people) {
              const [x, z] = place(rng, one.sid);
              one.x += (x - one.x) * 0.05;
              one.z += (z - one.z) * 0.05;
              crowd.say(one);
            }
          }
        }
      }
    });
});

test("the smallest keys are moved to the front, however many there are and are wanted", () => {
  const rng = seededRng(7n);
  for (let round = 0; round < 2_000; round++) {
    const count = whole(rng, 60);
    const wanted = whole(rng, 70);
    const keys = Float64Array.from({ length: count + 3 }, (_, index) => whole(rng, 40) * 65_536 + index);
    const sorted = [...keys.subarray(0, count)].sort((a, b) => a - b);
    const beyond = [...keys.subarray(count)];
    selectSmallest(keys, count, wanted);
    expect([...keys.subarray(0, Math.min(wanted, count))].sort((a, b) => a - b)).toEqual(
      sorted.slice(0, wanted),
    );
    expect([...keys.subarray(0, count)].sort((a, b) => a - b)).toEqual(sorted);
    expect([...keys.subarray(count)]).toEqual(beyond);
  }
});
