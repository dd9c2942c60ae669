import { describe, expect, test } from "bun:test";
import { PlainPoses } from "../../../room/interest/plain-poses.ts";
import { type PoseOwner, PoseTable } from "../../../room/interest/pose-table.ts";
import { Metrics } from "../../../room/metrics.ts";
import type { Hearer } from "../../../room/pubsub/audience.ts";
import type { Subscriber } from "../../../room/pubsub/subscriber.ts";
import { TopicTree } from "../../../room/pubsub/topic-tree.ts";
import { assert } from "../../../shared/assert.ts";
import { encodePose } from "../../../shared/protocol/ext/pose.ts";
import { Framer } from "../../../shared/protocol/framer.ts";
import { decodePacket, encodePacket, type MqttVersion } from "../../../shared/protocol/packet.ts";
import { seededRng } from "../../../shared/rng.ts";
import { rootPose } from "../support.ts";

class Ear implements Subscriber, Hearer {
  readonly extension = null;
  readonly writes: Uint8Array[] = [];
  /** The memory each write was handed over in. */
  readonly buffers: Uint8Array[] = [];
  peerPacketMaxBytes = Number.POSITIVE_INFINITY;
  clear = true;
  readonly id: number;
  readonly senderId: number;
  readonly version: MqttVersion;
  constructor(id: number, version: MqttVersion) {
    this.id = id;
    this.senderId = id;
    this.version = version;
  }
  isClear = (): boolean => this.clear;
  readonly isAway = false;
  readonly waitingBytes = 0;
  readonly metrics = new Metrics();
  hear = (): void => {};
  hearAlone = (): void => {};
  listeners = (): Ear[] => [this];
  queueEvent(): void {}
  queue(): void {
    assert(false, "poses for plain hearers are transient");
  }
  queueTransient(buffer: Uint8Array, start: number, end: number): void {
    assert(this.clear && start >= 10 && end > start, "written to who reads, with headroom");
    this.buffers.push(buffer);
    this.writes.push(buffer.slice(start, end));
  }

  /** What came since it was last asked: sids with the x of each, in the order of packets. */
  heard(): (readonly [sid: number, x: number])[] {
    const framer = new Framer({ packetMaxBytes: 1_000 });
    for (const bytes of this.writes.splice(0)) framer.push(bytes);
    const heard: (readonly [number, number])[] = [];
    for (let framed = framer.next(); framed !== null; framed = framer.next()) {
      const packet = decodePacket(framed.bytes, this.version);
      assert(packet.type === "publish", "poses alone");
      expect(framed.bytes).toEqual(encodePacket(packet, this.version));
      const [prefix, sid] = packet.topicName.split("/pose/");
      expect(prefix).toBe("r/rm_a");
      heard.push([Number(sid), new DataView(packet.payload.slice().buffer).getInt16(8, true) / 1024]);
    }
    return heard;
  }
}

const OPTIONS = { qos: 0, noLocal: false, retainAsPublished: false, identifier: null } as const;

class Plaza {
  readonly table = new PoseTable();
  readonly topics = new TopicTree<Hearer>();
  readonly poses = new PlainPoses("r/rm_a/pose");
  readonly owners = new Map<number, PoseOwner & { unheardBy: ReadonlySet<number> | null }>();

  enter(sid: number, filter: string | null, version: MqttVersion = 4): Ear {
    const ear = new Ear(sid, version);
    const owner = { subscriber: ear, unheardBy: null, speakingUntilMs: 0, member: { role: "guest" } };
    this.owners.set(sid, owner);
    this.table.owners[this.table.add(sid, { x: 0, y: 0, z: 0 })] = owner;
    if (filter !== null) this.topics.add(filter, ear, OPTIONS);
    return ear;
  }
  say(sid: number, x: number): void {
    this.table.write(this.table.order[this.table.indexOfSid(sid)] ?? 0, encodePose(rootPose(x)), 0, 0);
  }
  tick(): void {
    this.poses.fanOut(this.table, this.topics);
  }
}

describe("[PLAIN-2] plain hearers", () => {
  test("of everybody get all that changed, but their own, as one write of whole packets", () => {
    const plaza = new Plaza();
    const ears = [1, 2, 300].map((sid, index) => plaza.enter(sid, "r/rm_a/pose/+", index === 1 ? 5 : 4));
    const spectator = plaza.enter(9, "r/rm_a/#");
    for (const sid of [1, 2, 300]) plaza.say(sid, sid / 16);
    plaza.tick();
    expect(ears.map(({ writes }) => writes.length)).toEqual([1, 1, 1]);
    expect(ears.map((ear) => ear.heard())).toEqual([
      [
        [2, 0.125],
        [300, 18.75],
      ],
      [
        [1, 0.0625],
        [300, 18.75],
      ],
      [
        [1, 0.0625],
        [2, 0.125],
      ],
    ]);
    expect(spectator.heard()).toHaveLength(3);
    plaza.tick();
    expect(ears.flatMap(({ writes }) => writes)).toEqual([]);
  });

  test("that are alike and did not move share one buffer", () => {
    const plaza = new Plaza();
    const ears = [1, 2, 3].map((sid) => plaza.enter(sid, "r/rm_a/pose/+"));
    plaza.enter(4, null);
    for (const x of [1, 2]) {
      plaza.say(4, x);
      plaza.tick();
    }
    const [buffer] = ears[0]?.buffers.slice(-1) ?? [];
    for (const ear of ears) expect(ear.buffers.at(-1)).toBe(buffer as Uint8Array);
  });

  test("[LIMIT-5] that have not read are passed over, and get the newest of all they missed", () => {
    const plaza = new Plaza();
    const ear = plaza.enter(1, "r/rm_a/pose/+");
    for (const sid of [2, 3, 4]) plaza.enter(sid, null);
    for (const sid of [2, 3, 4]) plaza.say(sid, 1);
    plaza.tick();
    ear.heard();
    ear.clear = false;
    for (const x of [2, 3]) {
      plaza.say(2, x);
      plaza.tick();
    }
    plaza.say(3, 5);
    plaza.tick();
    ear.clear = true;
    plaza.tick();
    expect(ear.heard()).toEqual([
      [2, 3],
      [3, 5],
    ]);
    expect(ear.writes).toEqual([]);
  });

  test("that subscribe anew see once more who stands still", () => {
    const plaza = new Plaza();
    const ear = plaza.enter(1, "r/rm_a/pose/+");
    plaza.enter(2, null);
    plaza.say(2, 1);
    plaza.tick();
    plaza.poses.renew(ear);
    plaza.tick();
    expect(ear.heard()).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });

  test("of single sids get those, by whatever filter, and nothing once they unsubscribe", () => {
    const plaza = new Plaza();
    const ear = plaza.enter(1, "r/rm_a/pose/3");
    const other = plaza.enter(2, "+/+/pose/3/#");
    plaza.topics.add("r/rm_a/pose/5", ear, OPTIONS);
    plaza.topics.add("r/rm_a/pose/05", ear, OPTIONS);
    plaza.topics.add("r/rm_a/pose/1", ear, OPTIONS);
    for (const sid of [3, 4, 5]) plaza.enter(sid, null);
    for (const sid of [1, 3, 4, 5]) plaza.say(sid, sid);
    plaza.tick();
    expect(ear.heard()).toEqual([
      [3, 3],
      [5, 5],
    ]);
    expect(other.heard()).toEqual([[3, 3]]);
    plaza.topics.remove("r/rm_a/pose/3", ear);
    for (const sid of [3, 5]) plaza.say(sid, 7);
    plaza.tick();
    expect(ear.heard()).toEqual([[5, 7]]);
    plaza.topics.remove("r/rm_a/pose/5", ear);
    for (const sid of [3, 5]) plaza.say(sid, 8);
    plaza.tick();
    expect(ear.heard()).toEqual([]);
  });

  test("[INT-6] that must not see somebody do not, and cost nobody else anything", () => {
    const plaza = new Plaza();
    const ears = [1, 2].map((sid) => plaza.enter(sid, "r/rm_a/pose/+"));
    plaza.enter(3, null);
    plaza.enter(4, null);
    const blocked = plaza.owners.get(3);
    if (blocked !== undefined) blocked.unheardBy = new Set([1]);
    for (const sid of [3, 4]) plaza.say(sid, 2);
    plaza.tick();
    expect(ears.map((ear) => ear.heard().map(([sid]) => sid))).toEqual([[4], [3, 4]]);
  });

  test("[MQTT-7] that named their subscription are told its name with each", () => {
    const plaza = new Plaza();
    const ear = plaza.enter(1, null, 5);
    plaza.enter(2, null);
    plaza.topics.add("r/rm_a/pose/+", ear, { ...OPTIONS, identifier: 300 });
    plaza.say(2, 1);
    plaza.tick();
    const [bytes = new Uint8Array(0)] = ear.writes;
    const packet = decodePacket(bytes, 5);
    expect(packet.type === "publish" && packet.properties.subscriptionIdentifiers).toEqual([300]);
    expect(ear.heard()).toEqual([[2, 1]]);
  });

  test("that take small packets only get those that are small enough", () => {
    const plaza = new Plaza();
    const ear = plaza.enter(1, "r/rm_a/pose/+", 5);
    plaza.enter(2, null);
    plaza.enter(3, null);
    ear.peerPacketMaxBytes = 40;
    plaza.say(2, 1);
    const slot = plaza.table.order[plaza.table.indexOfSid(3)] ?? 0;
    const joint = { position: [0, 1, 0], rotation: [0, 0, 0, 1], tracked: true } as const;
    const large = rootPose(1, 0, { mode: 1, joints: [joint, joint, joint] });
    plaza.table.write(slot, encodePose(large), 0, 0);
    plaza.tick();
    expect(ear.heard()).toEqual([[2, 1]]);
  });

  test("all know everybody's newest once it is quiet, whoever came, went, moved or stalled", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const rng = seededRng(BigInt(seed));
      const plaza = new Plaza();
      const ears = new Map<number, { ear: Ear; knows: Map<number, number> }>();
      const newest = new Map<number, number>();
      const listen = () => {
        for (const { ear, knows } of ears.values()) for (const [sid, x] of ear.heard()) knows.set(sid, x);
      };
      for (let round = 0; round < 300; round++) {
        const sid = 1 + Math.floor(rng() * 40);
        if (!ears.has(sid))
          ears.set(sid, { ear: plaza.enter(sid, "r/rm_a/pose/+", rng() < 0.5 ? 4 : 5), knows: new Map() });
        else if (rng() < 0.05) {
          plaza.table.remove(plaza.table.order[plaza.table.indexOfSid(sid)] ?? 0);
          plaza.topics.remove("r/rm_a/pose/+", ears.get(sid)?.ear as Ear);
          ears.delete(sid);
          newest.delete(sid);
        } else {
          const x = Math.floor(rng() * 20_000) / 1024;
          plaza.say(sid, x);
          newest.set(sid, x);
        }
        for (const { ear } of ears.values()) if (rng() < 0.1) ear.clear = rng() < 0.6;
        if (rng() < 0.5) plaza.tick();
        listen();
      }
      for (const { ear } of ears.values()) ear.clear = true;
      plaza.tick();
      listen();
      for (const [own, { knows }] of ears) {
        const others = [...newest].filter(([sid]) => sid !== own).sort(([a], [b]) => a - b);
        const known = [...knows].filter(([sid]) => newest.has(sid)).sort(([a], [b]) => a - b);
        expect({ seed, own, known }).toEqual({ seed, own, known: others });
      }
    }
  });
});
