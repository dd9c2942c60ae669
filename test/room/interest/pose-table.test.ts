import { expect, test } from "bun:test";
import { PoseTable } from "../../../room/interest/pose-table.ts";
import { encodePose } from "../../../shared/protocol/ext/pose.ts";
import { seededRng } from "../../../shared/rng.ts";
import { rootPose } from "../support.ts";

const ORIGIN = { x: 0, y: 0, z: 0 };
const orderOf = (table: PoseTable) =>
  [...table.order.subarray(0, table.count)].map((slot) => table.sid[slot] ?? 0);

test("a pose table keeps everybody by ascending sid, whoever comes and goes, and finds the place of any sid", () => {
  const rng = seededRng(3n);
  const table = new PoseTable();
  const slots = new Map<number, number>();
  for (let round = 0; round < 3_000; round++) {
    const sid = 1 + Math.floor(rng() * 300);
    const slot = slots.get(sid);
    if (slot === undefined) slots.set(sid, table.add(sid, ORIGIN));
    else {
      table.remove(slot);
      slots.delete(sid);
    }
    const sids = [...slots.keys()].sort((a, b) => a - b);
    expect(orderOf(table)).toEqual(sids);
    const asked = Math.floor(rng() * 302);
    expect(table.indexOfSid(asked)).toBe(sids.filter((other) => other < asked).length);
  }
  expect(new Set(slots.values()).size).toBe(slots.size);
});

test("a pose table holds the newest block of each, its place, and what all weigh together", () => {
  const table = new PoseTable();
  const slots = Array.from({ length: 40 }, (_, index) => table.add(index + 1, { x: 5, y: 6, z: 7 }));
  const [first = 0] = slots;
  expect([
    table.hasPose(first),
    table.blockOf(first),
    table.x[first],
    table.y[first],
    table.z[first],
  ]).toEqual([false, null, 5, 6, 7]);
  for (const slot of slots) table.write(slot, encodePose(rootPose(slot / 4, 0)), 300 + slot, 1_000);
  for (const slot of slots) {
    expect(table.blockOf(slot)).toEqual(encodePose(rootPose(slot / 4, 300 + slot)));
    expect([table.x[slot], table.sampleTimeMs(slot), table.acceptedAtMs[slot]]).toEqual([
      slot * 256,
      300 + slot,
      1_000,
    ]);
  }
  expect(table.fullBytes).toBe(40 * 16);
  table.write(
    first,
    encodePose(rootPose(0, 0, { position: [100.5, -3, -200.25], face: [1, 2, 3] })),
    9,
    1_050,
  );
  expect([table.x[first], table.y[first], table.z[first]]).toEqual([102_912, -3_072, -205_056]);
  expect(table.fullBytes).toBe(39 * 16 + 22);
  for (const slot of slots) table.remove(slot);
  expect([table.fullBytes, table.count]).toEqual([0, 0]);
});

test("a pose in an item's frame leaves its sender where it stood", () => {
  const table = new PoseTable();
  const slot = table.add(1, ORIGIN);
  table.write(slot, encodePose(rootPose(3)), 0, 0);
  table.write(slot, encodePose(rootPose(900, 0, { parentItem: 5 })), 1, 50);
  expect(table.x[slot]).toBe(3 * 1024);
  expect(table.blockOf(slot)?.length).toBe(19);
});

test("a pose table counts a tick when something changed, and says in which each did", () => {
  const table = new PoseTable();
  const [a, b] = [table.add(1, ORIGIN), table.add(2, ORIGIN)];
  expect(table.gather()).toBe(0);
  table.write(a, encodePose(rootPose(1)), 0, 0);
  expect([table.gather(), table.gather()]).toEqual([1, 1]);
  table.write(b, encodePose(rootPose(1)), 0, 0);
  expect([table.gather(), table.changedTick[a], table.changedTick[b]]).toEqual([2, 1, 2]);
});
