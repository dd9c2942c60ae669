import { describe, expect, test } from "bun:test";
import { HEIRLESS_MS, HOST_SILENT_MS } from "../../../origin/rooms/succession.ts";
import { ALONE_MAX_MS, LEASE_MS, Lease, PERMIT_MS } from "../../../room/lease/lease.ts";
import { PROMISE_MS, Promises } from "../../../room/lease/promises.ts";
import { hostIdSchema, roomIdSchema } from "../../../shared/schema/ids.ts";

const [HALL, YARD] = [roomIdSchema.parse("rm_hall"), roomIdSchema.parse("rm_yard")];
const [HEIR, OTHER] = [hostIdSchema.parse("hst_heir"), hostIdSchema.parse("hst_other")];
/** By how much two clocks may differ in pace. */
const PACE_ERROR = 0.02;

/** A lease of which so many beats were answered, with both rooms open. */
function leaseAfter(beats: number, ...heirs: (typeof HEIR)[]): Lease {
  const lease = new Lease();
  lease.answered(lease.beat([], 0).seq, { heirs, close: [] });
  lease.open(HALL, 0);
  lease.open(YARD, 0);
  for (let beat = 2; beat <= beats; beat++)
    lease.answered(lease.beat([HALL, YARD], 0).seq, { heirs, close: [] });
  return lease;
}

/** One whose heirs are known to the origin, and which is young no more. */
const leaseWith = (...heirs: (typeof HEIR)[]): Lease => leaseAfter(4, ...heirs);

test("what one side waits for is longer than what the other goes by, whatever their clocks' pace", () => {
  const slower = (ms: number) => ms * (1 - PACE_ERROR);
  const faster = (ms: number) => ms * (1 + PACE_ERROR);
  expect(slower(HOST_SILENT_MS)).toBeGreaterThan(faster(LEASE_MS));
  expect(slower(PROMISE_MS)).toBeGreaterThan(faster(PERMIT_MS));
  expect(slower(HEIRLESS_MS)).toBeGreaterThan(faster(ALONE_MAX_MS));
});

describe("a room", () => {
  test("is leased from the sending of the newest beat that was answered, in whatever order", () => {
    const lease = leaseWith(HEIR);
    const [first, second] = [lease.beat([HALL], 1_000), lease.beat([HALL], 2_000)];
    lease.answered(second.seq, { heirs: [HEIR], close: [] });
    lease.answered(first.seq, { heirs: [HEIR], close: [] });
    expect(lease.untilMs(HALL)).toBe(2_000 + LEASE_MS);
    // Of this room neither beat told.
    expect(lease.untilMs(YARD)).toBe(LEASE_MS);
    expect(lease.over(LEASE_MS)).toEqual([YARD]);
    expect(lease.dueAtMs()).toBe(LEASE_MS);
  });

  test("that the origin does not know as this host's is over at once", () => {
    const lease = leaseWith(HEIR);
    lease.answered(lease.beat([HALL], 1_000).seq, { heirs: [HEIR], close: [HALL] });
    expect(lease.untilMs(HALL)).toBe(Number.NEGATIVE_INFINITY);
  });

  test("is served on while every heir has promised, and not a moment after the first promise is over", () => {
    const lease = leaseWith(HEIR, OTHER);
    expect(lease.toAsk(0)).toEqual([]);
    expect(lease.toAsk(LEASE_MS - 1)).toEqual([HEIR, OTHER]);
    lease.promised(HEIR, [], 2_900);
    expect(lease.untilMs(HALL)).toBe(LEASE_MS);
    lease.promised(OTHER, [YARD], 2_800);
    expect(lease.untilMs(HALL)).toBe(2_800 + PERMIT_MS);
    // One of them has taken it.
    expect(lease.untilMs(YARD)).toBe(LEASE_MS);
  });

  test("is served on without an heir that is no more, and without any for a while", () => {
    const lease = leaseWith(HEIR);
    lease.gone(HEIR);
    expect(lease.untilMs(HALL)).toBe(ALONE_MAX_MS);
    expect(leaseWith().untilMs(HALL)).toBe(ALONE_MAX_MS);
  });
});

describe("a host that is young", () => {
  test("says so, and serves nothing beyond its lease, whatever its heirs promised", () => {
    for (const heirs of [[], [HEIR]]) {
      const lease = leaseAfter(3, ...heirs);
      for (const heir of heirs) lease.promised(heir, [], 2_900);
      expect(lease.untilMs(HALL)).toBe(LEASE_MS);
    }
  });

  test("is so until a beat was answered that says it no more", () => {
    const lease = leaseAfter(3, HEIR);
    const beat = lease.beat([HALL], 1_000);
    expect(beat.isYoung).toBe(false);
    lease.promised(HEIR, [], 2_900);
    expect(lease.untilMs(HALL)).toBe(LEASE_MS);
    lease.answered(beat.seq, { heirs: [HEIR], close: [] });
    expect(lease.untilMs(HALL)).toBe(2_900 + PERMIT_MS);
  });
});

test("a beat that named other heirs than the origin would choose is to be followed by another", () => {
  const lease = new Lease();
  expect(lease.answered(lease.beat([], 0).seq, { heirs: [HEIR], close: [] })).toBe(true);
  expect(lease.answered(lease.beat([], 0).seq, { heirs: [HEIR], close: [] })).toBe(false);
});

describe("a promise", () => {
  test("is waited out before the room is opened, and is about it no more from then on", () => {
    const promises = new Promises();
    expect(promises.ask(OTHER, 1_000)).toEqual([]);
    expect(promises.take(HALL, [OTHER], 2_000)).toBe(1_000 + PROMISE_MS - 2_000);
    // Asked again meanwhile, it promises nothing of this room: it need not wait any longer.
    expect(promises.ask(OTHER, 2_500)).toEqual([HALL]);
    expect(promises.take(HALL, [OTHER], 1_000 + PROMISE_MS)).toBe(0);
    promises.release(HALL);
    expect(promises.ask(OTHER, 5_000)).toEqual([]);
  });

  test("to another host is nothing to wait for", () => {
    const promises = new Promises();
    promises.ask(OTHER, 1_000);
    expect(promises.take(HALL, [HEIR], 1_000)).toBe(0);
    expect(promises.take(YARD, [], 1_000)).toBe(0);
  });
});
