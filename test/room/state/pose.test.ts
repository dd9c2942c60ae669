import { describe, expect, test } from "bun:test";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { decodePose, encodePose } from "../../../shared/protocol/ext/pose.ts";
import type { PoseEntry } from "../../../shared/protocol/ext/poses.ts";
import {
  ALL_CAPABILITIES,
  type Client,
  type Heard,
  rootPose as pose,
  publishesOf,
  SPEC,
  Square,
} from "../support.ts";

const joint = { position: [0, 1, 0], rotation: [0, 0, 0, 1], tracked: true } as const;

const batches = (heard: Heard) => heard.sections.flatMap((s) => (s.kind === "poses" ? [s.message] : []));
const xOf = (entry: PoseEntry | undefined) => decodePose(entry?.block ?? new Uint8Array(0)).position[0];

describe("poses in a room", () => {
  test("[PLAIN-1] a plain client's pose reaches extended and plain clients, and the other way round", () => {
    const square = new Square();
    const plain = square.enter("plain");
    const other = square.enter("other", { version: 5 });
    const extended = square.enter("extended", { capabilities: ALL_CAPABILITIES });
    for (const client of [plain, other]) client.subscribe("r/rm_test/pose/+");
    for (const client of [plain, other, extended]) client.heard();

    plain.publish("r/rm_test/pose/me", encodePose(pose(1.5)));
    extended.frame({ kind: "pose", message: encodePose(pose(-2)) });
    square.pass(120);

    const entries = batches(extended.heard()).flatMap((b) => b.entries);
    expect(xOf(entries.find((e) => e.sid === plain.sid))).toBe(1.5);
    const told = (heard: Heard) =>
      publishesOf(heard).map((p) => [p.topicName, decodePose(p.payload).position[0]]);
    expect(told(other.heard()).sort()).toEqual([
      [`r/rm_test/pose/${plain.sid}`, 1.5],
      [`r/rm_test/pose/${extended.sid}`, -2],
    ]);
    expect(told(plain.heard())).toEqual([[`r/rm_test/pose/${extended.sid}`, -2]]);
  });

  test("[PLAIN-2] a plain subscriber hears the newest of each at most 10 times a second", () => {
    const square = new Square();
    const [speaker, hearer] = [square.enter("speaker"), square.enter("hearer")];
    hearer.subscribe("r/rm_test/#");
    hearer.heard();
    hearer.wire.capacityBytes = 1;
    for (let count = 0; count < 30; count++) {
      speaker.publish("r/rm_test/pose/me", encodePose(pose(count / 10)));
      square.pass(33);
    }
    const heard = publishesOf(hearer.heard()).filter((p) => p.topicName.includes("/pose/"));
    // It read nothing in between: only what its socket had begun to take came. When it reads, it is ten a second.
    expect(heard).toHaveLength(1);
    hearer.wire.capacityBytes = Number.POSITIVE_INFINITY;
    let count = 0;
    for (let ms = 0; ms < 1000; ms += 25) {
      speaker.publish("r/rm_test/pose/me", encodePose(pose(ms / 100)));
      square.pass(25);
      count += publishesOf(hearer.heard()).length;
    }
    expect(count).toBeGreaterThanOrEqual(9);
    expect(count).toBeLessThanOrEqual(11);
  });

  test("[POSES-2] a tick carries only who moved, by ascending sid, and a still room sends nothing", () => {
    const square = new Square();
    const watcher = square.enter("watcher", { capabilities: ALL_CAPABILITIES });
    const [a, b] = [square.enter("a"), square.enter("b")];
    watcher.heard();
    b.publish("r/rm_test/pose/me", encodePose(pose(2)));
    a.publish("r/rm_test/pose/me", encodePose(pose(1)));
    square.pass(60);
    expect(batches(watcher.heard()).map((batch) => batch.entries.map((e) => e.sid))).toEqual([
      [a.sid, b.sid],
    ]);
    square.pass(500);
    expect(watcher.heard().packets).toEqual([]);
    a.publish("r/rm_test/pose/me", encodePose(pose(3)));
    square.pass(60);
    const [batch] = batches(watcher.heard());
    expect(batch?.entries.map((e) => e.sid)).toEqual([a.sid]);
    expect(batch?.seq).toBe(2);
  });

  test("[POSES-3] a joiner, and one who fell behind, get everybody's newest once", () => {
    const square = new Square();
    const mover = square.enter("mover");
    const slow = square.enter("slow", { capabilities: ALL_CAPABILITIES });
    slow.heard();
    slow.wire.capacityBytes = 1;
    for (const x of [1, 2, 3]) {
      mover.publish("r/rm_test/pose/me", encodePose(pose(x)));
      square.pass(60);
    }
    const joiner = square.enter("joiner", { capabilities: ALL_CAPABILITIES });
    joiner.heard();
    square.pass(60);
    slow.wire.capacityBytes = Number.POSITIVE_INFINITY;
    expect(batches(joiner.heard()).flatMap((b) => b.entries.map(xOf))).toEqual([3]);
    // `slow` had not read its first batch when the others were due: one batch waits, then one with the newest.
    expect(batches(slow.heard()).flatMap((b) => b.entries.map(xOf))).toEqual([1]);
    square.pass(100);
    expect(batches(slow.heard()).flatMap((b) => b.entries.map(xOf))).toEqual([3]);
  });

  test("[NEG-3] a six-point pose reaches a receiver without that capability as its root", () => {
    const square = new Square();
    const rootOnly = square.enter("root", { capabilities: Capability.type0 });
    const full = square.enter("full", { capabilities: ALL_CAPABILITIES });
    const sender = square.enter("sender", { capabilities: ALL_CAPABILITIES });
    for (const client of [rootOnly, full]) client.heard();
    sender.frame({
      kind: "pose",
      message: encodePose(pose(1, 0, { mode: 2, joints: Array.from({ length: 6 }, () => joint) })),
    });
    square.pass(60);
    const sizes = (heard: Heard) => batches(heard).flatMap((b) => b.entries.map((e) => e.block.length));
    expect(sizes(rootOnly.heard())).toEqual([14]);
    expect(sizes(full.heard())).toEqual([68]);
  });

  test("[POSE-5] a far-off sample time is replaced by the clock; an older pose is dropped, but not for ever", () => {
    const square = new Square();
    const watcher = square.enter("watcher", { capabilities: ALL_CAPABILITIES });
    const mover = square.enter("mover", { capabilities: ALL_CAPABILITIES });
    square.pass(10_000);
    watcher.heard();
    const at = (tMs: number, x: number) => {
      mover.frame({ kind: "pose", message: encodePose(pose(x, tMs)) });
      square.pass(60);
      return batches(watcher.heard()).flatMap((b) => b.entries.map((e) => decodePose(e.block)));
    };
    expect(at(0, 1)[0]?.tMs).toBeCloseTo(10_000, -2);
    expect(at(10_050, 2)[0]).toMatchObject({ tMs: 10_050, position: [2, 0, 0] });
    expect(at(10_040, 3)).toEqual([]);
    square.pass(4_000);
    expect(at(13_000, 4)[0]?.position[0]).toBe(4);
  });

  test("[POSE-7] [LIMIT-4] a pose outside the room is dropped and its sender told once", () => {
    const square = new Square();
    const mover = square.enter("mover", { capabilities: ALL_CAPABILITIES });
    const watcher = square.enter("watcher", { capabilities: ALL_CAPABILITIES });
    for (const client of [mover, watcher]) client.heard();
    for (const x of [21.5, 25]) mover.frame({ kind: "pose", message: encodePose(pose(x)) });
    square.pass(60);
    expect(batches(watcher.heard())).toEqual([]);
    const notices = mover.heard().sections.filter((s) => s.kind === "notice");
    expect(notices).toHaveLength(1);
    expect(notices[0]?.message).toMatchObject({ code: 2, message: expect.stringContaining("±20 m") });
    mover.frame({ kind: "pose", message: encodePose(pose(20.5)) });
    square.pass(60);
    expect(batches(watcher.heard())).toHaveLength(1);
  });

  test("[POSE-3] a malformed pose is refused with 0x99 or NOTICE 3, and the connection lives on", () => {
    const square = new Square();
    const plain = square.enter("plain", { version: 5 });
    const extended = square.enter("extended", { capabilities: ALL_CAPABILITIES });
    for (const client of [plain, extended]) client.heard();
    plain.publish("r/rm_test/pose/me", new Uint8Array(5), { qos: 1 });
    expect(plain.heard().packets).toMatchObject([{ type: "puback", reasonCode: 0x99 }]);
    extended.send({ type: "frame", body: new Uint8Array([0x10, 2, 0, 0]) });
    expect(extended.heard().sections).toMatchObject([{ kind: "notice", message: { code: 3 } }]);
    plain.publish("r/rm_test/pose/me", encodePose(pose(1)), { qos: 1 });
    expect(plain.heard().packets).toMatchObject([{ type: "puback", reasonCode: 0 }]);
  });

  test("[LIMIT-3] more than 40 poses a second are dropped, QoS 1 is told 0x97", () => {
    const square = new Square();
    const mover = square.enter("mover", { version: 5 });
    mover.heard();
    for (let count = 0; count < 41; count++)
      mover.publish("r/rm_test/pose/me", encodePose(pose(count / 100)), { qos: 1 });
    const codes = mover.heard().packets.map((p) => (p.type === "puback" ? p.reasonCode : null));
    expect(codes.slice(0, 40).every((code) => code === 0)).toBe(true);
    expect(codes[40]).toBe(0x97);
  });

  test("[POSE-5] a plain client has no room clock, so its poses count in the order they come, whatever time they claim", () => {
    const square = new Square();
    const watcher = square.enter("watcher", { capabilities: ALL_CAPABILITIES });
    const plain = square.enter("plain");
    // Past the moment where the clock modulo 65,536 is 0 again: there a claim of 0 is near the clock and never newer.
    for (let step = 0; step < 1_400; step++) {
      watcher.heard();
      plain.publish("r/rm_test/pose/me", encodePose(pose(step / 100, 0)));
      square.pass(50);
      const heard = batches(watcher.heard()).flatMap((b) => b.entries);
      expect([step, heard.map(xOf)]).toEqual([step, [expect.closeTo(step / 100, 3)]]);
      const clockMs = square.nowMs - square.room.openedAtMs;
      const tMs = decodePose(heard[0]?.block ?? new Uint8Array(0)).tMs;
      expect((clockMs - tMs) & 0xffff).toBeLessThanOrEqual(50);
    }
  });

  test("[POSE-5] of two poses that come together from a plain client the later one counts", () => {
    const square = new Square();
    const [watcher, plain] = [square.enter("w", { capabilities: ALL_CAPABILITIES }), square.enter("plain")];
    watcher.heard();
    for (const x of [1, 2]) plain.publish("r/rm_test/pose/me", encodePose(pose(x)));
    square.pass(60);
    expect(batches(watcher.heard()).flatMap((b) => b.entries.map(xOf))).toEqual([2]);
  });

  test("[PLAIN-2] who subscribes late sees those who stand still, but not itself", () => {
    const square = new Square();
    const [still, late] = [square.enter("still"), square.enter("late")];
    still.publish("r/rm_test/pose/me", encodePose(pose(4)));
    late.publish("r/rm_test/pose/me", encodePose(pose(5)));
    square.pass(5_000);
    late.subscribe("r/rm_test/pose/#");
    expect(publishesOf(late.heard())).toEqual([]);
    square.pass(5_000);
    const heard = publishesOf(late.heard());
    expect(heard.map((p) => [p.topicName, decodePose(p.payload).position[0]])).toEqual([
      [`r/rm_test/pose/${still.sid}`, 4],
    ]);
  });

  test("[POSES-2] the receiver finds itself in the batch", () => {
    const square = new Square();
    const mover = square.enter("mover", { capabilities: ALL_CAPABILITIES });
    mover.heard();
    mover.frame({ kind: "pose", message: encodePose(pose(1)) });
    square.pass(60);
    expect(batches(mover.heard()).flatMap((b) => b.entries.map((e) => e.sid))).toEqual([mover.sid]);
  });

  test("[POSE-7] height has its own bound, and a wide position is measured like a narrow one", () => {
    const square = new Square();
    const mover = square.enter("mover", { version: 5 });
    mover.heard();
    const code = (position: [number, number, number]) => {
      mover.publish("r/rm_test/pose/me", encodePose(pose(0, 0, { position })), { qos: 1 });
      return mover.heard().packets.map((p) => (p.type === "puback" ? p.reasonCode : null))[0];
    };
    expect(code([0, 1024, 0])).toBe(0);
    expect(code([0, -1024, 21])).toBe(0);
    expect(code([0, 1025, 0])).toBe(0x97);
    expect(code([0, -1025, 0])).toBe(0x97);
    expect(code([0, 0, -21.5])).toBe(0x97);
    expect(code([4000, 0, 0])).toBe(0x97);
  });

  test("[NEG-3] fingers and face reach only who understands them", () => {
    const square = new Square();
    const faceless = square.enter("faceless", { capabilities: ALL_CAPABILITIES & ~Capability.face });
    const full = square.enter("full", { capabilities: ALL_CAPABILITIES });
    for (const client of [faceless, full]) client.heard();
    const more = { fingers: Array.from({ length: 10 }, () => 7), face: [1, 2, 3] } as const;
    full.frame({ kind: "pose", message: encodePose(pose(1, 0, more)) });
    square.pass(60);
    const blocks = (heard: Heard) => batches(heard).flatMap((b) => b.entries.map((e) => decodePose(e.block)));
    expect(blocks(full.heard())).toMatchObject([more]);
    const [cut] = blocks(faceless.heard());
    expect([cut?.fingers, cut?.face, cut?.position[0]]).toEqual([undefined, undefined, 1]);
  });

  test("[POSE-7] a pose in an item's frame is not measured by the room", () => {
    const square = new Square();
    const [rider, watcher] = ["rider", "watcher"].map((name) =>
      square.enter(name, { capabilities: ALL_CAPABILITIES }),
    ) as [Client, Client];
    for (const client of [rider, watcher]) client.heard();
    rider.frame({ kind: "pose", message: encodePose(pose(500, 0, { parentItem: 3 })) });
    square.pass(60);
    expect(batches(watcher.heard()).flatMap((b) => b.entries.map(xOf))).toEqual([500]);
  });

  test("[POSES-4] no two poses that the room stamps bear the same time, however close they come", () => {
    const square = new Square();
    const plain = square.enter("plain");
    const times = [1, 2, 3].map((x) => {
      plain.publish("r/rm_test/pose/me", encodePose(pose(x)));
      return square.room.poses.sampleTimeMs(plain.actor.participant?.slot ?? -1);
    });
    expect(times).toEqual([0, 1, 2]);
    square.pass(100);
    plain.publish("r/rm_test/pose/me", encodePose(pose(4)));
    expect(square.room.poses.sampleTimeMs(plain.actor.participant?.slot ?? -1)).toBe(100);
  });

  test("[INT-5] INTEREST counts from a client that may send it, and from no other", () => {
    const square = new Square();
    const mover = square.enter("mover");
    const [quiet, deaf] = [ALL_CAPABILITIES, ALL_CAPABILITIES & ~Capability.interest].map(
      (capabilities, index) => square.enter(`hearer-${index}`, { capabilities }),
    ) as [Client, Client];
    for (const client of [quiet, deaf]) {
      client.heard();
      client.frame({ kind: "interest", message: { maxPoseHz: 0, fullCount: 0, voiceK: 0, flags: 0 } });
    }
    mover.publish("r/rm_test/pose/me", encodePose(pose(1)));
    square.pass(60);
    expect([quiet, deaf].map((client) => batches(client.heard()).length)).toEqual([0, 1]);
  });

  test("[PLAIN-2] a room has its own pace for plain subscribers", () => {
    const square = new Square({ ...SPEC, settings: { ...SPEC.settings, plainPoseHz: 2 } });
    const [speaker, hearer] = [square.enter("speaker"), square.enter("hearer")];
    hearer.subscribe("r/rm_test/pose/+");
    let count = 0;
    for (let ms = 0; ms < 3_000; ms += 50) {
      hearer.heard();
      speaker.publish("r/rm_test/pose/me", encodePose(pose(ms / 200)));
      square.pass(50);
      count += publishesOf(hearer.heard()).length;
    }
    expect(count).toBe(6);
  });
});
