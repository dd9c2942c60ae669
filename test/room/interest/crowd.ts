// A crowd without sessions and sockets: avatars that move, receivers whose frames are decoded, and what each of them knows by now.

import { newPoseListener, type PoseListener } from "../../../room/interest/listener.ts";
import { fanOutPoses, fanoutIntervalMs, newPoseFanout } from "../../../room/interest/pose-fanout.ts";
import { type PoseOwner, PoseTable } from "../../../room/interest/pose-table.ts";
import { Metrics } from "../../../room/metrics.ts";
import type { Subscriber } from "../../../room/pubsub/subscriber.ts";
import { assert } from "../../../shared/assert.ts";
import { encodePose, type Pose, type PoseMode } from "../../../shared/protocol/ext/pose.ts";
import { decodeDown } from "../../../shared/protocol/ext/registry.ts";
import { decodePacket, type MqttVersion } from "../../../shared/protocol/packet.ts";
import { ALL_CAPABILITIES, rootPose } from "../support.ts";

export type Told = {
  readonly atMs: number;
  readonly sid: number;
  readonly block: Uint8Array;
  /** Which batch of its frame, from 0. */
  readonly batch: number;
};
export type Frame = { readonly atMs: number; readonly bytes: number; readonly told: readonly Told[] };

/** Blocks by sid. */
export type Knowledge = Map<number, Uint8Array>;

export class Ear implements Subscriber {
  readonly id: number;
  readonly senderId: number;
  readonly version: MqttVersion;
  extension: NonNullable<Subscriber["extension"]>;
  readonly peerPacketMaxBytes: number;
  /** Decoded when somebody asks: most receivers of a crowd nobody does. */
  readonly #unread: { readonly atMs: number; readonly bytes: Uint8Array }[] = [];
  readonly #frames: Frame[] = [];
  readonly #knows: Knowledge = new Map();
  clear = true;
  readonly #nowMs: () => number;

  constructor(id: number, options: { capabilities: number; packetMaxBytes: number }, nowMs: () => number) {
    const { capabilities, packetMaxBytes } = options;
    this.id = id;
    this.senderId = id;
    this.peerPacketMaxBytes = packetMaxBytes;
    this.version = id % 2 === 0 ? 5 : 4;
    this.extension = { capabilities, carrier: id % 3 === 0 ? "publish" : "type0" };
    this.#nowMs = nowMs;
  }

  isClear = (): boolean => this.clear;
  isAway = false;
  waitingBytes = 0;
  readonly metrics = new Metrics();
  queueEvent(): void {}
  queue(packet: Uint8Array): void {
    this.#hear(packet);
  }
  queueTransient(buffer: Uint8Array, start: number, end: number): void {
    assert(start >= 10, "headroom for a transport");
    this.#hear(buffer.slice(start, end));
  }

  get frames(): readonly Frame[] {
    for (const { atMs, bytes } of this.#unread.splice(0)) this.#read(atMs, bytes);
    return this.#frames;
  }
  /** What it holds of each participant, as SPEC [POSES-4] has it. */
  get knows(): ReadonlyMap<number, Uint8Array> {
    void this.frames;
    return this.#knows;
  }

  #hear(bytes: Uint8Array): void {
    assert(this.clear, "nothing may come while it has not read");
    assert(bytes.length <= this.peerPacketMaxBytes, "no packet may be larger than it takes");
    this.#unread.push({ atMs: this.#nowMs(), bytes });
  }

  #read(atMs: number, bytes: Uint8Array): void {
    const packet = decodePacket(bytes, this.version);
    assert(packet.type === "frame" || packet.type === "publish", "a frame on either carrier");
    const body = packet.type === "frame" ? packet.body : packet.payload;
    const told = decodeDown(body).flatMap((section, batch) =>
      section.kind === "poses" ? section.message.entries.map((entry) => ({ atMs, batch, ...entry })) : [],
    );
    assert(told.length > 0, "no empty frames");
    this.#frames.push({ atMs, bytes: bytes.length, told });
    for (const { sid, block } of told) {
      const before = this.#knows.get(sid);
      const isSame = before !== undefined && before[1] === block[1] && before[2] === block[2];
      if (!isSame || block.length > before.length) this.#knows.set(sid, block);
    }
  }
}

export type Avatar = {
  readonly sid: number;
  readonly slot: number;
  readonly ear: Ear;
  readonly listener: PoseListener;
  readonly owner: PoseOwner & {
    unheardBy: Set<number> | null;
    speakingUntilMs: number;
    member: { role: string };
  };
  x: number;
  z: number;
  mode: PoseMode;
};

export class Crowd {
  readonly table = new PoseTable();
  readonly fanout = newPoseFanout(0);
  readonly listeners = new Map<number, PoseListener>();
  readonly avatars = new Map<number, Avatar>();
  readonly tickMs: number;
  nowMs = 0;
  latenessMs = 0;
  #nextMs = 0;
  #lastSid = 0;
  /** No two poses are of the same moment. */
  #sampleMs = 0;

  constructor(tickMs = 50) {
    this.tickMs = tickMs;
  }

  join(
    x: number,
    z: number,
    options: { mode?: PoseMode; capabilities?: number; packetMaxBytes?: number; isPosed?: boolean } = {},
  ): Avatar {
    const { mode = 0, capabilities = ALL_CAPABILITIES } = options;
    const { packetMaxBytes = Number.POSITIVE_INFINITY, isPosed = true } = options;
    const sid = ++this.#lastSid;
    const ear = new Ear(sid, { capabilities, packetMaxBytes }, () => this.nowMs);
    const slot = this.table.add(sid, { x: 0, y: 0, z: 0 });
    const owner = { subscriber: ear, unheardBy: null, speakingUntilMs: 0, member: { role: "guest" } };
    this.table.owners[slot] = owner;
    const listener = newPoseListener(ear, slot, this.fanout.serial++);
    this.listeners.set(sid, listener);
    const avatar: Avatar = { sid, slot, ear, listener, owner, x, z, mode };
    this.avatars.set(sid, avatar);
    if (isPosed) this.say(avatar);
    return avatar;
  }

  leave({ sid, slot }: Avatar): void {
    this.table.remove(slot);
    this.listeners.delete(sid);
    this.avatars.delete(sid);
  }

  /** Says where an avatar is now. */
  say({ slot, x, z, mode }: Avatar, more: Partial<Pose> = {}): void {
    const joint = { position: [0, 1, 0], rotation: [0, 0, 0, 1], tracked: true } as const;
    const joints = Array.from({ length: mode * 3 }, () => joint);
    const tMs = this.#sampleMs++ & 0xffff;
    const pose = rootPose(x, tMs, { mode, joints, position: [x, 0, z], ...more });
    this.table.write(slot, encodePose(pose), tMs, this.nowMs);
  }

  /** Lets time pass; `each` is called before every call of the fan-out. */
  pass(ms: number, each: () => void = () => {}): void {
    for (const untilMs = this.nowMs + ms; this.#nextMs < untilMs; ) {
      this.nowMs = this.#nextMs;
      each();
      const now = { nowMs: this.nowMs, roomTimeMs: this.nowMs, tickMs: this.tickMs };
      fanOutPoses(this.fanout, this.table, this.listeners, { ...now, latenessMs: this.latenessMs });
      this.#nextMs += fanoutIntervalMs(this.fanout, this.tickMs);
    }
  }

  /** Everybody's newest block, for comparison with what a receiver knows. */
  truth(): Knowledge {
    const blocks: Knowledge = new Map();
    for (const { sid, slot } of this.avatars.values()) {
      const block = this.table.blockOf(slot);
      if (block !== null) blocks.set(sid, block.slice());
    }
    return blocks;
  }
}

/** The most bytes that came within any second. */
export function mostBytesInASecond(frames: readonly Frame[]): number {
  let most = 0;
  let sum = 0;
  let from = 0;
  for (const frame of frames) {
    sum += frame.bytes;
    while ((frames[from]?.atMs ?? 0) <= frame.atMs - 1000) sum -= frames[from++]?.bytes ?? 0;
    most = Math.max(most, sum);
  }
  return most;
}
