import { describe, expect, test } from "bun:test";
import { toReportedChanges } from "../../../shared/adapter/room-report-to-rows.ts";
import type { RoomReport } from "../../../shared/schema/internal/hosts.ts";
import { room, user } from "./rows-under-test.ts";

type Entry = RoomReport["entries"][number];
const AT_MS = Date.UTC(2026, 10, 24);
const entry = (seq: number, kind: Entry["kind"], change: Partial<Entry> = {}): Entry => ({
  seq,
  kind,
  user: null,
  sid: seq,
  seat: "visible",
  atMs: AT_MS + seq,
  participantCount: seq + 1,
  ...change,
});
const changesOf = (entries: Entry[], reportedSeq = -1) => {
  if (room.hostId === null) throw new Error("the room of the test has a host");
  return toReportedChanges(
    { ...room, reportedSeq },
    { hostId: room.hostId, epoch: room.epoch, isLate: false, entries },
  );
};

describe("a report", () => {
  test("of a ghost is a stay, and leaves the place that is kept for its user where it is", () => {
    const changes = changesOf([entry(0, "join", { user: user.id, seat: "ghost" })]);
    expect(changes.joined.map(({ userId }) => userId)).toEqual([user.id]);
    expect(changes.arrivedUserIds).toEqual([]);
  });

  test("of joins and leaves is stays that began and ended, and the count after the last", () => {
    const changes = changesOf([
      entry(0, "join", { user: user.id }),
      entry(1, "join"),
      entry(2, "leave", { sid: 0, participantCount: 1 }),
    ]);
    expect(changes).toEqual({
      joined: [
        { roomId: room.id, epoch: 3, sid: 0, userId: user.id, seat: "visible", joinedAt: new Date(AT_MS) },
        { roomId: room.id, epoch: 3, sid: 1, userId: null, seat: "visible", joinedAt: new Date(AT_MS + 1) },
      ],
      left: [{ sid: 0, leftAt: new Date(AT_MS + 2) }],
      arrivedUserIds: [user.id],
      participantCount: 1,
      closedAt: null,
      reportedSeq: 2,
    });
  });

  test("out of order is read in order", () => {
    const entries = [entry(2, "leave", { sid: 0 }), entry(0, "join"), entry(1, "join")];
    expect(changesOf(entries)).toEqual(changesOf(entries.toReversed()));
    expect(changesOf(entries).participantCount).toBe(3);
  });

  test("counts only from after what was taken before, and each number once", () => {
    const entries = [entry(3, "join"), entry(4, "join"), entry(5, "join"), entry(5, "join", { sid: 99 })];
    const changes = changesOf(entries, 4);
    expect(changes.joined.map(({ sid }) => sid)).toEqual([5]);
    expect(changes.reportedSeq).toBe(5);
    expect(changesOf(entries, 5)).toEqual({
      joined: [],
      left: [],
      arrivedUserIds: [],
      participantCount: null,
      closedAt: null,
      reportedSeq: 5,
    });
  });

  test("without entries changes nothing", () => {
    expect(changesOf([], 7)).toMatchObject({ participantCount: null, reportedSeq: 7 });
  });

  test("that the room closed says when", () => {
    const changes = changesOf([entry(0, "join"), entry(1, "closed", { sid: null, participantCount: 0 })]);
    expect([changes.closedAt, changes.participantCount]).toEqual([new Date(AT_MS + 1), 0]);
    expect(changes.joined).toHaveLength(1);
  });

  test("of somebody without a number tells of no stay, but still counts", () => {
    const changes = changesOf([entry(0, "join", { sid: null, participantCount: 4 })]);
    expect([changes.joined, changes.participantCount, changes.reportedSeq]).toEqual([[], 4, 0]);
  });

  test("names each who arrived once, however often they came", () => {
    const entries = [0, 1, 2].map((seq) => entry(seq, "join", { user: user.id }));
    expect(changesOf(entries).arrivedUserIds).toEqual([user.id]);
  });
});
