// The newest pose of everybody in a room as a struct of arrays: a slot for each participant, its block at a fixed place of one
// arena. This is the hot path's memory: taking a pose in and reading it out allocates nothing, and nobody holds an object per
// pose. Knows no receivers. SPEC [POSE-6]

import { POSE_MAX_BYTES, PoseFlag, posePartSizes } from "../../shared/protocol/ext/pose.ts";

/** Bytes between two blocks: the largest block, rounded up so that it can be copied four bytes at a time. */
export const POSE_STRIDE_BYTES = (POSE_MAX_BYTES + 3) & ~3;
/** A sid's share of a batch entry, reckoned high: a gap below 16,384. */
const SID_BYTES = 2;
const FIRST_CAPACITY = 16;
const POSITION_OFFSET = 8;

/** What interest wants to know of whose pose it is. */
export type PoseOwner = {
  readonly subscriber: { readonly id: number };
  readonly unheardBy: ReadonlySet<number> | null;
  readonly speakingUntilMs: number;
  readonly member: { readonly role: string };
};

/** Steps of 1/1024 m from the room's origin. */
export type Steps = { readonly x: number; readonly y: number; readonly z: number };

export class PoseTable {
  /** Counts the moments at which changes were gathered up. A slot's `changedTick` is the first that has its pose; 0 is none. */
  tick = 0;
  /** What a batch of everybody in full detail would weigh, bytes. */
  fullBytes = 0;
  /** Slots in use, by ascending sid: the first `count` count. */
  order = new Uint16Array(FIRST_CAPACITY);
  count = 0;
  /** Changes with everybody who comes or goes. */
  membership = 0;
  arena = new Uint8Array(FIRST_CAPACITY * POSE_STRIDE_BYTES);
  words = new DataView(this.arena.buffer);
  sid = new Uint16Array(FIRST_CAPACITY);
  changedTick = new Int32Array(FIRST_CAPACITY);
  acceptedAtMs = new Float64Array(FIRST_CAPACITY);
  /** Where they stand in the room. While somebody is in an item's frame: where they last stood outside one. */
  x = new Int32Array(FIRST_CAPACITY);
  y = new Int32Array(FIRST_CAPACITY);
  z = new Int32Array(FIRST_CAPACITY);
  /** Bytes of a block's front that are its root, that end with its joints, and all. */
  rootBytes = new Uint8Array(FIRST_CAPACITY);
  bodyBytes = new Uint8Array(FIRST_CAPACITY);
  allBytes = new Uint8Array(FIRST_CAPACITY);
  /** Whose a slot is. */
  readonly owners: (PoseOwner | null)[] = [];
  readonly #free: number[] = [];
  #isPending = false;

  /** A slot for a participant, without a pose and an owner yet. `at` is where it counts as standing until it says. */
  add(sid: number, at: Steps): number {
    const slot = this.#take(sid, at);
    const index = this.indexOfSid(sid);
    this.order.copyWithin(index + 1, index, this.count);
    this.order[index] = slot;
    this.count++;
    this.membership++;
    return slot;
  }

  /** A slot for who looks on from there, and is in nobody's batch: it has a place, and never a pose. SPEC [GHOST-2] */
  addView(at: Steps): number {
    return this.#take(0, at);
  }

  removeView(slot: number): void {
    this.#free.push(slot);
  }

  /** From now on a view is where this checked block says. In an item's frame it stays where it was. */
  lookFrom(slot: number, block: Uint8Array): void {
    const flags = block[0] ?? 0;
    if ((flags & PoseFlag.parent) !== 0) return;
    const start = slot * POSE_STRIDE_BYTES;
    this.arena.set(block, start);
    this.#stand(slot, start + POSITION_OFFSET, flags);
  }

  remove(slot: number): void {
    const index = this.indexOfSid(this.sid[slot] as number);
    this.order.copyWithin(index, index + 1, this.count);
    this.count--;
    this.membership++;
    this.#weigh(slot, -1);
    this.owners[slot] = null;
    this.changedTick[slot] = 0;
    this.rootBytes[slot] = this.bodyBytes[slot] = this.allBytes[slot] = 0;
    this.#free.push(slot);
  }

  hasPose(slot: number): boolean {
    return (this.changedTick[slot] as number) > 0;
  }

  /** The newest block, a view that lasts until the next one; null before the first. */
  blockOf(slot: number): Uint8Array | null {
    if (!this.hasPose(slot)) return null;
    const start = slot * POSE_STRIDE_BYTES;
    return this.arena.subarray(start, start + (this.allBytes[slot] as number));
  }

  /** The sample time of the newest block, room clock modulo 65,536. */
  sampleTimeMs(slot: number): number {
    return this.words.getUint16(slot * POSE_STRIDE_BYTES + 1, true);
  }

  /** Takes a checked block as the slot's newest, sampled at `tMs`. The block is copied. */
  write(slot: number, block: Uint8Array, tMs: number, nowMs: number): void {
    const start = slot * POSE_STRIDE_BYTES;
    const { arena } = this;
    for (let index = 0; index < block.length; index++) arena[start + index] = block[index] ?? 0;
    this.words.setUint16(start + 1, tMs, true);
    const flags = block[0] ?? 0;
    if ((flags & PoseFlag.parent) === 0) this.#stand(slot, start + POSITION_OFFSET, flags);
    this.#weigh(slot, -1);
    const sizes = posePartSizes(flags);
    this.rootBytes[slot] = sizes & 0xff;
    this.bodyBytes[slot] = (sizes >> 8) & 0xff;
    this.allBytes[slot] = block.length;
    this.#weigh(slot, 1);
    this.acceptedAtMs[slot] = nowMs;
    this.changedTick[slot] = this.tick + 1;
    this.#isPending = true;
  }

  /** Lets the newest pose count as changed, for who could not see it. */
  touch(slot: number): void {
    if (!this.hasPose(slot)) return;
    this.changedTick[slot] = this.tick + 1;
    this.#isPending = true;
  }

  /** Gathers up what changed: from here on it counts as of `tick`, which it answers. Nothing changed, nothing counts. */
  gather(): number {
    if (this.#isPending) this.tick++;
    this.#isPending = false;
    return this.tick;
  }

  /** The first place in `order` whose sid is not below this one. */
  indexOfSid(sid: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sid[this.order[middle] as number] as number) < sid) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #take(sid: number, at: Steps): number {
    const slot = this.#free.shift() ?? this.owners.length;
    if (slot >= this.sid.length) this.#grow();
    this.owners[slot] = null;
    this.sid[slot] = sid;
    this.x[slot] = at.x;
    this.y[slot] = at.y;
    this.z[slot] = at.z;
    return slot;
  }

  #stand(slot: number, at: number, flags: number): void {
    const { words } = this;
    const isWide = (flags & PoseFlag.wide) !== 0;
    const axis = (index: number): number =>
      isWide
        ? (words.getInt16(at + 3 * index + 1, true) << 8) | words.getUint8(at + 3 * index)
        : words.getInt16(at + 2 * index, true);
    this.x[slot] = axis(0);
    this.y[slot] = axis(1);
    this.z[slot] = axis(2);
  }

  #weigh(slot: number, sign: 1 | -1): void {
    const bytes = this.allBytes[slot] as number;
    if (bytes > 0) this.fullBytes += sign * (bytes + SID_BYTES);
  }

  #grow(): void {
    const capacity = this.sid.length * 2;
    const larger = <A extends { set(from: A): void }>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    this.order = larger(this.order, new Uint16Array(capacity));
    this.arena = larger(this.arena, new Uint8Array(capacity * POSE_STRIDE_BYTES));
    this.words = new DataView(this.arena.buffer);
    this.sid = larger(this.sid, new Uint16Array(capacity));
    this.changedTick = larger(this.changedTick, new Int32Array(capacity));
    this.acceptedAtMs = larger(this.acceptedAtMs, new Float64Array(capacity));
    this.x = larger(this.x, new Int32Array(capacity));
    this.y = larger(this.y, new Int32Array(capacity));
    this.z = larger(this.z, new Int32Array(capacity));
    this.rootBytes = larger(this.rootBytes, new Uint8Array(capacity));
    this.bodyBytes = larger(this.bodyBytes, new Uint8Array(capacity));
    this.allBytes = larger(this.allBytes, new Uint8Array(capacity));
  }
}
