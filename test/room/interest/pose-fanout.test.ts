import { describe, expect, test } from "bun:test";
import { RECEIVER_POSE_BUDGET_BYTES_PER_S } from "../../../room/interest/budget.ts";
import { SHED_CAUSE_COUNT, ShedCause, ShedStep } from "../../../room/metrics.ts";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { checkPoseBlock, PoseFlag, trimPose } from "../../../shared/protocol/ext/pose.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";
import { type Avatar, Crowd, mostBytesInASecond, type Told } from "./crowd.ts";
import { slowTiers } from "./slow-twin.ts";

const whole = (rng: Rng, below: number) => Math.floor(rng() * below);
const modeOf = (block: Uint8Array | undefined) => (block?.[0] ?? 0) & PoseFlag.modeMask;
const tellings = ({ ear }: Avatar): Told[] => ear.frames.flatMap((frame) => frame.told);

/** People in a square, far enough apart that ranks are clear. */
function gather(crowd: Crowd, size: number, rng: Rng, mode: 0 | 1 | 2 = 0): Avatar[] {
  return Array.from({ length: size }, () => crowd.join(rng() * 40 - 20, rng() * 40 - 20, { mode }));
}

/** Everybody walks a little, a fourth of them each time it is called. */
function walking(crowd: Crowd, rng: Rng): () => void {
  let calls = 0;
  return () => {
    calls++;
    for (const avatar of crowd.avatars.values()) {
      if (crowd.fanout.mode === "tiers" && avatar.sid % 4 !== calls % 4) continue;
      if (Math.abs(avatar.x) > 24 || Math.abs(avatar.z) > 24) continue;
      avatar.x = Math.max(-24, Math.min(24, avatar.x + rng() * 0.14 - 0.07));
      avatar.z = Math.max(-24, Math.min(24, avatar.z + rng() * 0.14 - 0.07));
      crowd.say(avatar);
    }
  };
}

/** Everybody says once where they stand, then nobody moves until all has gone out. */
function settle(crowd: Crowd): void {
  for (const { ear } of crowd.avatars.values()) ear.clear = true;
  crowd.pass(20_000);
}

describe("a room that is told as a whole", () => {
  test("[POSES-2] [INT-1] tells everybody of everybody in full detail at every tick, in the very same bytes", () => {
    const crowd = new Crowd();
    const people = gather(crowd, 25, seededRng(1n), 1);
    const step = walking(crowd, seededRng(2n));
    crowd.pass(1_000, step);
    expect(crowd.fanout.mode).toBe("together");
    for (const { ear } of people) {
      expect(ear.frames).toHaveLength(20);
      for (const { told } of ear.frames) {
        expect(told.map(({ sid }) => sid)).toEqual(people.map(({ sid }) => sid));
        expect(told.every(({ block }) => modeOf(block) === 1)).toBe(true);
      }
    }
    const most = Math.max(...people.map(({ ear }) => mostBytesInASecond(ear.frames)));
    expect(most).toBeLessThanOrEqual(25_000);
  });

  test("[POSES-2] encodes once for all who are alike: the very same bytes go to each", () => {
    const crowd = new Crowd();
    const packets: Uint8Array[] = [];
    for (const { ear } of gather(crowd, 5, seededRng(1n))) {
      ear.extension = { ...ear.extension, carrier: "type0" };
      const hear = ear.queueTransient.bind(ear);
      ear.queueTransient = (packet, start, end) => {
        packets.push(packet);
        hear(packet, start, end);
      };
    }
    crowd.pass(50);
    expect(packets).toHaveLength(5);
    // Type 0 is the same in both versions of MQTT, but a batch is kept for each.
    expect(new Set(packets).size).toBe(2);
  });

  test("[POSES-3] [LIMIT-5] passes over who has not read, and tells it everybody's newest later", () => {
    const crowd = new Crowd();
    const [slow, other] = [crowd.join(0, 0), crowd.join(1, 0)];
    crowd.pass(50);
    slow.ear.clear = false;
    for (const x of [2, 3, 4]) {
      other.x = x;
      crowd.say(other);
      crowd.pass(50);
    }
    expect(slow.ear.frames).toHaveLength(1);
    settle(crowd);
    expect(slow.ear.knows).toEqual(crowd.truth());
    expect(slow.ear.frames).toHaveLength(2);
  });
});

describe("a room in tiers", () => {
  test("[INT-1] tells of the near at each turn in full detail, and of the middle at every second one by its root", () => {
    const crowd = new Crowd();
    const rng = seededRng(3n);
    const people = gather(crowd, 150, rng, 2);
    crowd.pass(2_000, walking(crowd, rng));
    expect(crowd.fanout.mode).toBe("tiers");
    const from = crowd.nowMs;
    crowd.pass(2_000, walking(crowd, rng));
    for (const asking of people.slice(0, 20)) {
      const asker = { slot: asking.slot, nowMs: 0, wasNear: [], hidden: [] };
      // Nobody comes into, or leaves, the nearer half of a tier within two seconds of such a walk.
      const surelyNear = slowTiers(crowd.table, { ...asker, fullCount: 5 }).near;
      const nearOrMiddle = slowTiers(crowd.table, { ...asker, fullCount: 25 });
      const frames = asking.ear.frames.filter(({ atMs }) => atMs > from);
      expect(frames.length).toBeGreaterThanOrEqual(39);
      for (const { told } of frames) {
        const full = told.filter(({ batch, block }) => batch === 0 && modeOf(block) === 2);
        expect(full).toHaveLength(10);
        for (const sid of surelyNear) expect(full.map((t) => t.sid)).toContain(sid);
      }
      for (const sid of nearOrMiddle.near) {
        const times = frames
          .filter((f) => f.told.some((t) => t.batch === 0 && t.sid === sid))
          .map((f) => f.atMs);
        const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(200);
        expect(times.length).toBeGreaterThan(15);
      }
    }
  });

  test("counts what it gives by tier, bytes and avatars", () => {
    const crowd = new Crowd();
    const rng = seededRng(16n);
    const [one] = gather(crowd, 150, rng) as [Avatar];
    crowd.pass(1_000, walking(crowd, rng));
    const told = tellings(one);
    const [near = 0, middle = 0, far = 0] = one.ear.metrics.tierPoses;
    expect(near + middle).toBe(told.filter(({ batch, sid }) => batch === 0 && sid > 0).length);
    expect(far).toBe(told.filter(({ batch }) => batch === 1).length);
    expect(near).toBe(10 * 20);
    const bytes = one.ear.frames.reduce((sum, frame) => sum + frame.bytes, 0);
    const counted = one.ear.metrics.tierBytes.reduce((sum, tier) => sum + tier, 0);
    // All but the heads of packets and of the first batch.
    expect(bytes - counted).toBeLessThan(20 * 30);
    expect(bytes).toBeGreaterThan(counted);
  });

  test("[INT-2] [INT-3] tells of everybody far who moved within a round of its bytes, and not more than 4 times a second", () => {
    const crowd = new Crowd();
    const rng = seededRng(4n);
    const people = gather(crowd, 600, rng);
    crowd.pass(4_000, walking(crowd, rng));
    const from = crowd.nowMs;
    crowd.pass(6_000, walking(crowd, rng));
    // 600 × 15 bytes at 12,000 a second are 0.75 s; a turn's last bytes may stay unused.
    const roundMaxMs = 850;
    for (const asking of people.slice(0, 12)) {
      const times = new Map<number, number[]>();
      for (const { atMs, told } of asking.ear.frames)
        for (const { sid } of told.filter(({ batch }) => atMs > from && batch === 1))
          times.set(sid, [...(times.get(sid) ?? []), atMs]);
      expect(times.size).toBe(600);
      for (const heard of times.values()) {
        const gaps = heard.slice(1).map((atMs, index) => atMs - (heard[index] ?? 0));
        expect(Math.max(...gaps)).toBeLessThanOrEqual(roundMaxMs);
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(250);
      }
    }
  });

  test("[INT-3] keeps every receiver within its bytes in any second, whatever the room wears", () => {
    for (const [mode, size, limit] of [
      [0, 300, 25_000],
      [1, 200, 25_000],
      [2, 900, RECEIVER_POSE_BUDGET_BYTES_PER_S],
    ] as const) {
      const crowd = new Crowd();
      const rng = seededRng(5n);
      const people = gather(crowd, size, rng, mode);
      crowd.pass(3_000, walking(crowd, rng));
      const from = crowd.nowMs;
      crowd.pass(2_500, walking(crowd, rng));
      for (const { ear } of people)
        expect(mostBytesInASecond(ear.frames.filter(({ atMs }) => atMs > from))).toBeLessThanOrEqual(limit);
    }
  });

  test("[INT-3] tells of near avatars less often, but not in less detail, when theirs is too much for a turn", () => {
    const crowd = new Crowd();
    const rng = seededRng(6n);
    const fingers = Array.from({ length: 10 }, () => 7);
    const more = { fingers, face: [1, 2, 3] } as const;
    const people = gather(crowd, 60, rng, 2);
    for (const { listener } of people)
      listener.wishes = { maxPoseHz: 20, fullCount: 30, voiceK: 8, flags: 0 };
    const step = () => {
      for (const avatar of people) crowd.say(avatar, more);
    };
    crowd.pass(2_000, step);
    const from = crowd.nowMs;
    crowd.pass(2_000, step);
    for (const asking of people) {
      const frames = asking.ear.frames.filter(({ atMs }) => atMs > from);
      const near = frames.flatMap((f) => f.told.filter((t) => t.batch === 0 && t.block.length > 14));
      expect(new Set(near.map((t) => t.sid)).size).toBe(30);
      for (const { block } of near) expect(block.length).toBe(76);
      // Thirty, each at a fourth of forty turns.
      expect(near.length).toBeGreaterThanOrEqual((30 * 38) / 4);
      expect(mostBytesInASecond(frames)).toBeLessThanOrEqual(RECEIVER_POSE_BUDGET_BYTES_PER_S);
    }
  });

  test("[INT-1] tells of somebody who stands still in full detail to whoever comes near", () => {
    const crowd = new Crowd();
    const rng = seededRng(7n);
    gather(crowd, 150, rng, 1);
    const still = crowd.join(200, 200, { mode: 2 });
    const walker = crowd.join(-200, -200);
    crowd.pass(5_000, walking(crowd, rng));
    crowd.say(still);
    crowd.pass(5_000);
    expect(modeOf(walker.ear.knows.get(still.sid))).toBe(0);
    [walker.x, walker.z] = [199, 199];
    crowd.say(walker);
    crowd.pass(500);
    expect(walker.ear.knows.get(still.sid)).toEqual(crowd.truth().get(still.sid) as Uint8Array);
  });

  test("[INT-1] hears the stage first and then who speaks, wherever they stand, in up to half of the near places", () => {
    const crowd = new Crowd();
    const rng = seededRng(8n);
    const people = gather(crowd, 200, rng, 1);
    const far = Array.from({ length: 8 }, (_, index) => crowd.join(300 + index, 300, { mode: 1 }));
    for (const [index, { owner }] of far.entries()) {
      owner.speakingUntilMs = Number.POSITIVE_INFINITY;
      owner.member.role = index >= 5 ? "performer" : "guest";
    }
    crowd.pass(1_000, walking(crowd, rng));
    const [asking] = people as [Avatar];
    const isFull = far.map(({ sid }) => modeOf(asking.ear.knows.get(sid)) === 1);
    expect(isFull).toEqual([true, true, false, false, false, true, true, true]);
    // The other half is still for those around.
    const { near } = slowTiers(crowd.table, {
      slot: asking.slot,
      fullCount: 4,
      nowMs: 0,
      wasNear: [],
      hidden: [],
    });
    for (const sid of near) expect(modeOf(asking.ear.knows.get(sid))).toBe(1);
  });

  test("[POSES-3] tells a joiner of its neighbours at once and of all others, moving or not, within a round", () => {
    const crowd = new Crowd();
    const rng = seededRng(9n);
    gather(crowd, 1_200, rng);
    crowd.pass(3_000, walking(crowd, rng));
    crowd.pass(3_000);
    const joiner = crowd.join(0, 0);
    crowd.pass(50);
    const [first] = joiner.ear.frames;
    const { near } = slowTiers(crowd.table, {
      slot: joiner.slot,
      fullCount: 10,
      nowMs: 0,
      wasNear: [],
      hidden: [],
    });
    for (const sid of near) expect(first?.told.map((t) => t.sid)).toContain(sid);
    crowd.pass(300);
    expect(joiner.ear.knows).toEqual(crowd.truth());
    for (const { bytes } of joiner.ear.frames) expect(bytes).toBeLessThan(6_000);
  });

  test("[POSES-1] [POSES-3] has no entry of whoever has sent no pose, for a joiner and who fell behind neither", () => {
    const crowd = new Crowd();
    const rng = seededRng(6n);
    const people = gather(crowd, 150, rng, 2);
    const unposed = Array.from({ length: 20 }, () => crowd.join(0, 0, { isPosed: false }));
    // They hear, and do not walk.
    for (const { sid } of unposed) crowd.avatars.delete(sid);
    const step = walking(crowd, rng);
    crowd.pass(500, step);
    expect(crowd.fanout.mode).toBe("tiers");
    const joiner = crowd.join(0, 0);
    const slow = people[0] as Avatar;
    slow.ear.clear = false;
    crowd.pass(1_000, step);
    slow.ear.clear = true;
    crowd.pass(3_000, step);
    const unposedSids = new Set(unposed.map(({ sid }) => sid));
    for (const avatar of [joiner, slow, ...unposed]) {
      const told = tellings(avatar);
      expect(told.length).toBeGreaterThan(150);
      expect(told.filter(({ sid }) => unposedSids.has(sid))).toEqual([]);
    }
  });

  test("[INT-6] never shows a blocked pair to each other, and gives the place to others", () => {
    const crowd = new Crowd();
    const rng = seededRng(10n);
    const people = gather(crowd, 150, rng, 1);
    const [a, b] = people as [Avatar, Avatar];
    [a.x, a.z, b.x, b.z] = [0, 0, 0.5, 0];
    crowd.pass(1_000, walking(crowd, rng));
    expect(tellings(a).some(({ sid }) => sid === b.sid)).toBe(true);
    a.owner.unheardBy = new Set([b.ear.id]);
    b.owner.unheardBy = new Set([a.ear.id]);
    const from = crowd.nowMs;
    crowd.pass(3_000, walking(crowd, rng));
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const told = tellings(one).filter(({ atMs }) => atMs > from);
      expect(told.some(({ sid }) => sid === other.sid)).toBe(false);
      const last = one.ear.frames.at(-1)?.told.filter((t) => modeOf(t.block) === 1);
      expect(last).toHaveLength(10);
      expect(new Set(told.map(({ sid }) => sid)).size).toBe(149);
    }
    a.owner.unheardBy = null;
    b.owner.unheardBy = null;
    crowd.pass(1_000, walking(crowd, rng));
    settle(crowd);
    expect(new Set(a.ear.knows.keys())).toEqual(new Set(crowd.truth().keys()));
  });

  test("[INT-6] a block counts in a room that is told as a whole, too", () => {
    const crowd = new Crowd();
    const [a, b, c] = gather(crowd, 3, seededRng(1n)) as [Avatar, Avatar, Avatar];
    a.owner.unheardBy = new Set([b.ear.id]);
    crowd.pass(500, walking(crowd, seededRng(2n)));
    const sids = (avatar: Avatar) => [...avatar.ear.knows.keys()];
    expect([sids(a), sids(b), sids(c)]).toEqual([
      [1, 2, 3],
      [2, 3],
      [1, 2, 3],
    ]);
  });

  test("[INT-4] serves receivers alike: over any while each has its turns, spread over the tick", () => {
    const crowd = new Crowd();
    const rng = seededRng(11n);
    const people = gather(crowd, 200, rng);
    crowd.pass(1_000, walking(crowd, rng));
    const from = crowd.nowMs;
    crowd.pass(2_000, walking(crowd, rng));
    const served = people.map(({ ear }) => ear.frames.filter(({ atMs }) => atMs > from).length);
    expect(Math.max(...served) - Math.min(...served)).toBeLessThanOrEqual(1);
    const phases = people.map(({ ear }) => (ear.frames.at(-1)?.atMs ?? 0) % 50);
    for (const phase of [0, 12.5, 25, 37.5]) expect(phases.filter((p) => p === phase)).toHaveLength(50);
  });

  test("[INT-4] gives who does not read fewer turns and in the end none, and all of them back", () => {
    const crowd = new Crowd();
    const rng = seededRng(12n);
    const [slow] = gather(crowd, 100, rng) as [Avatar];
    crowd.pass(1_000, walking(crowd, rng));
    slow.ear.clear = false;
    slow.ear.waitingBytes = 700;
    const steps = new Set<string>();
    crowd.pass(10_000, () => steps.add(slow.listener.shed.step));
    expect([...steps]).toEqual(["20hz", "10hz", "5hz", "2hz", "ghost"]);
    slow.ear.clear = true;
    crowd.pass(5_000, walking(crowd, rng));
    expect(slow.listener.shed.step).toBe("20hz");
    // Whoever looks at the metrics sees the way down and the way up, and why.
    const { metrics } = slow.ear;
    const changes = (cause: ShedCause) =>
      Object.values(ShedStep).map((step) => metrics.shedChanges[step * SHED_CAUSE_COUNT + cause]);
    expect(changes(ShedCause.slow)).toEqual([0, 1, 1, 1, 1]);
    expect(changes(ShedCause.recovered)).toEqual([1, 1, 1, 1, 0]);
    expect(metrics.queuePeakBytes).toBe(700);
    const from = crowd.nowMs;
    crowd.pass(1_000, walking(crowd, rng));
    expect(slow.ear.frames.filter(({ atMs }) => atMs > from).length).toBeGreaterThanOrEqual(19);
  });

  test("[RESUME-3] counts nobody as slow whose connection is lost and who is waited for", () => {
    const crowd = new Crowd();
    const rng = seededRng(12n);
    const [lost] = gather(crowd, 100, rng) as [Avatar];
    crowd.pass(1_000, walking(crowd, rng));
    lost.ear.clear = false;
    lost.ear.isAway = true;
    lost.ear.waitingBytes = Number.POSITIVE_INFINITY;
    crowd.pass(10_000, walking(crowd, rng));
    const { droppedCount, queuePeakBytes, shedChanges } = lost.ear.metrics;
    expect([...shedChanges, ...droppedCount].filter((count) => count > 0)).toEqual([]);
    expect([lost.listener.shed.step, queuePeakBytes]).toEqual(["20hz", 0]);
  });

  test("[INT-4] a host that comes late thins the far tier for all, and gives it back", () => {
    const crowd = new Crowd();
    const rng = seededRng(13n);
    const [one] = gather(crowd, 400, rng) as [Avatar];
    const farBytes = () => {
      const from = crowd.nowMs;
      crowd.pass(2_000, walking(crowd, rng));
      return tellings(one).filter(({ atMs, batch }) => atMs > from && batch === 1).length;
    };
    crowd.pass(2_000, walking(crowd, rng));
    const calm = farBytes();
    crowd.latenessMs = 40;
    farBytes();
    const late = farBytes();
    crowd.latenessMs = 0;
    crowd.pass(8_000, walking(crowd, rng));
    expect(late).toBeLessThan(calm / 6);
    expect(farBytes()).toBeGreaterThan(calm * 0.95);
  });

  test("[INT-5] a receiver gets no more than it wishes: poses a second, full detail, or nothing", () => {
    const crowd = new Crowd();
    const rng = seededRng(14n);
    const people = gather(crowd, 150, rng, 1);
    const [ten, few, none] = people as [Avatar, Avatar, Avatar];
    ten.listener.wishes = { maxPoseHz: 10, fullCount: 10, voiceK: 0, flags: 0 };
    few.listener.wishes = { maxPoseHz: 255, fullCount: 3, voiceK: 0, flags: 0 };
    none.listener.wishes = { maxPoseHz: 0, fullCount: 10, voiceK: 0, flags: 0 };
    crowd.pass(2_000, walking(crowd, rng));
    expect(ten.ear.frames.length).toBeGreaterThanOrEqual(19);
    expect(ten.ear.frames.length).toBeLessThanOrEqual(21);
    const full = few.ear.frames.at(-1)?.told.filter((t) => modeOf(t.block) === 1);
    expect(full).toHaveLength(3);
    expect(none.ear.frames).toEqual([]);
    none.listener.wishes = null;
    crowd.pass(2_000, walking(crowd, rng));
    settle(crowd);
    expect(new Set(none.ear.knows.keys())).toEqual(new Set(crowd.truth().keys()));
  });

  test("[INT-5] a wish for less detail counts in a room that is told as a whole, too", () => {
    const crowd = new Crowd();
    const rng = seededRng(15n);
    const people = gather(crowd, 15, rng, 1);
    const [few] = people as [Avatar];
    few.listener.wishes = { maxPoseHz: 20, fullCount: 4, voiceK: 0, flags: 0 };
    crowd.pass(2_000, walking(crowd, rng));
    expect(crowd.fanout.mode).toBe("together");
    const full = few.ear.frames.at(-1)?.told.filter((t) => modeOf(t.block) === 1);
    expect(full).toHaveLength(4);
    expect(few.ear.knows.size).toBe(15);
  });
});

describe("[INT-7] a receiver that takes small packets only", () => {
  const dropped = ({ ear }: Avatar) => ear.metrics.droppedCount.reduce((sum, count) => sum + count);

  test("hears of everybody all the same, in a room that others are told of as a whole", () => {
    const crowd = new Crowd();
    const [small] = [crowd.join(0, 0, { packetMaxBytes: 400 }), ...gather(crowd, 19, seededRng(1n), 1)];
    crowd.pass(3_000, walking(crowd, seededRng(2n)));
    expect(crowd.fanout.mode).toBe("together");
    settle(crowd);
    expect([small.ear.knows.size, dropped(small)]).toEqual([20, 0]);
    expect(tellings(small).some(({ block }) => modeOf(block) === 1)).toBe(true);
  });

  test("is told of the room as a whole as long as that is small enough", () => {
    const crowd = new Crowd();
    const [small, other] = [crowd.join(0, 0, { packetMaxBytes: 400 }), crowd.join(1, 1)];
    crowd.pass(1_000, walking(crowd, seededRng(2n)));
    expect(small.ear.frames.map(({ told }) => told)).toEqual(other.ear.frames.map(({ told }) => told));
  });

  test("hears of everybody in a room in tiers", () => {
    const crowd = new Crowd();
    const [small] = [crowd.join(0, 0, { packetMaxBytes: 200 }), ...gather(crowd, 199, seededRng(1n), 1)];
    crowd.pass(3_000, walking(crowd, seededRng(2n)));
    expect(crowd.fanout.mode).toBe("tiers");
    settle(crowd);
    expect([small.ear.knows.size, dropped(small)]).toEqual([200, 0]);
  });
});

describe("whatever happens,", () => {
  /** Joins, leaves, walks, stalls, blocks and changes of clothes, in any order. */
  function live(crowd: Crowd, rng: Rng, size: number): void {
    const everybody = [...crowd.avatars.values()];
    const some = (): Avatar | undefined => everybody[whole(rng, everybody.length)];
    const chance = rng();
    if (chance < 0.02 && everybody.length < size) crowd.join(rng() * 60 - 30, rng() * 60 - 30);
    if (chance > 0.99 && everybody.length > 5) crowd.leave(some() as Avatar);
    for (let count = 0; count < everybody.length / 6; count++) {
      const avatar = some();
      if (avatar === undefined || !crowd.avatars.has(avatar.sid)) continue;
      avatar.x += rng() * 2 - 1;
      avatar.z += rng() * 2 - 1;
      if (rng() < 0.01) avatar.mode = whole(rng, 3) as 0 | 1 | 2;
      crowd.say(avatar);
    }
    const stalled = some();
    if (stalled !== undefined && rng() < 0.2) stalled.ear.clear = rng() < 0.4;
    const wishing = some();
    if (wishing !== undefined && rng() < 0.01)
      wishing.listener.wishes =
        rng() < 0.5
          ? null
          : { maxPoseHz: 1 + whole(rng, 25), fullCount: whole(rng, 40), voiceK: 0, flags: 0 };
  }

  test("[POSES-3] [POSE-6] [NEG-3] once it is quiet everybody knows everybody's newest, and never was told anything but a sender's newest", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const rng = seededRng(BigInt(seed));
      const crowd = new Crowd([50, 50, 20, 100][seed % 4]);
      const capabilities = seed % 3 === 0 ? Capability.type0 | Capability.pose3 : undefined;
      const size = 8 + whole(rng, 120);
      for (let count = 0; count < size; count++)
        crowd.join(rng() * 60 - 30, rng() * 60 - 30, {
          mode: whole(rng, 3) as 0 | 1 | 2,
          ...(capabilities === undefined ? {} : { capabilities }),
          ...(count % 7 === 0 ? { packetMaxBytes: 120 + whole(rng, 2_000) } : {}),
        });
      for (let round = 0; round < 400; round++) {
        live(crowd, rng, 140);
        let newest = crowd.truth();
        const heard = new Map([...crowd.avatars.values()].map(({ ear }) => [ear, ear.frames.length]));
        crowd.pass(crowd.tickMs / 4, () => {
          newest = crowd.truth();
        });
        for (const { ear } of crowd.avatars.values())
          for (const { sid, block } of ear.frames.slice(heard.get(ear)).flatMap((frame) => frame.told)) {
            checkPoseBlock(block);
            const held = newest.get(sid) ?? new Uint8Array(0);
            const root = trimPose(held, { pose3: false, pose6: false, face: false });
            const may = ear.extension.capabilities;
            const full = trimPose(held, {
              pose3: (may & Capability.pose3) !== 0,
              pose6: (may & Capability.pose6) !== 0,
              face: (may & Capability.face) !== 0,
            });
            const isSound = Bun.deepEquals(block, root) || Bun.deepEquals(block, full);
            if (!isSound)
              throw new Error(`seed ${seed}: ${sid} was told as ${block.toHex()}, it is ${held.toHex()}`);
          }
      }
      settle(crowd);
      const rootsOf = (blocks: Iterable<readonly [number, Uint8Array]>) =>
        [...blocks]
          .filter(([sid]) => crowd.avatars.has(sid))
          .map(([sid, block]) => {
            const root = trimPose(block, { pose3: false, pose6: false, face: false });
            return `${sid} ${root.toHex()}`;
          })
          .sort();
      const truth = rootsOf(crowd.truth());
      for (const { ear, sid } of crowd.avatars.values())
        expect({ seed, sid, knows: rootsOf(ear.knows) }).toEqual({ seed, sid, knows: truth });
    }
  });

  test("[POSES-3] who misses a turn now and then misses nobody who moved and then stood still", () => {
    for (let seed = 1; seed <= 3; seed++) {
      const rng = seededRng(BigInt(seed));
      const crowd = new Crowd();
      const people = gather(crowd, 250, rng);
      crowd.pass(3_000);
      for (let turn = 0; turn < 40; turn++)
        crowd.pass(50, () => {
          for (const avatar of people) {
            avatar.ear.clear = rng() > 0.02;
            if (rng() > 0.004) continue;
            avatar.x += rng() * 4 - 2;
            crowd.say(avatar);
          }
        });
      expect(
        people.some(({ listener }) => listener.shed.step === "20hz" && listener.shed.missedCount > 0),
      ).toBe(true);
      settle(crowd);
      for (const { ear, sid } of people)
        expect({ seed, sid, knows: ear.knows }).toEqual({ seed, sid, knows: crowd.truth() });
    }
  });

  test("[INT-1] a neighbour that moves once is told of within four turns, however places change meanwhile", () => {
    const crowd = new Crowd();
    const rng = seededRng(21n);
    const people = gather(crowd, 150, rng);
    crowd.pass(2_000);
    for (let move = 0; move < 60; move++) {
      const mover = people[whole(rng, people.length)] as Avatar;
      const neighbourOf = () =>
        people.filter(({ listener: { neighbours } }) =>
          neighbours.entries.subarray(0, neighbours.count).some((entry) => entry >> 2 === mover.slot),
        );
      const before = neighbourOf();
      mover.x += rng() * 6 - 3;
      crowd.say(mover);
      // So short that the far tier, which tells of everybody in 250 ms, hides nothing.
      crowd.pass(200);
      const newest = crowd.truth().get(mover.sid) as Uint8Array;
      for (const { ear, sid } of neighbourOf().filter((one) => before.includes(one))) {
        const told = ear.frames.filter((f) =>
          f.told.some((t) => t.batch === 0 && Bun.deepEquals(t.block, newest)),
        );
        expect({ move, sid, isTold: told.length > 0 }).toEqual({ move, sid, isTold: true });
      }
      crowd.pass(100 + whole(rng, 200));
    }
  });
});
