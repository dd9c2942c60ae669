// Whom a receiver hears best: those who speak, then the nearest, found from the grid. Ranks are exact for the grid's positions;
// equals go by slot. Its arrays serve one look-up after the other, so nothing is allocated. SPEC [INT-1]

import { FULL_COUNT_MAX, MIDDLE_COUNT, NEIGHBOURS_MAX } from "./budget.ts";
import { type Grid, toUnits } from "./grid.ts";
import type { IsHidden } from "./hidden.ts";
import type { PoseTable } from "./pose-table.ts";

/** At most so many who speak are ranked, the stage before others. */
export const SPEAKERS_MAX = 64;
/** A key is the squared distance times this, plus the slot: one number sorts by both. */
const SLOTS = 65_536;
/** Puts the stage before everybody else who speaks: above any distance. */
const STAGE_FIRST = 2 ** 52;

/** Neighbours by ascending sid, each as slot × 4 + tier bit + fresh bit. */
export type Neighbours = { readonly entries: Int32Array; count: number };
/** Near tier: full detail. */
export const NEAR = 2;
/** Newly near: what the receiver has of it may be its root, so it is due even when it stands still. */
export const FRESH = 1;

export function newNeighbours(): Neighbours {
  return { entries: new Int32Array(NEIGHBOURS_MAX), count: 0 };
}

export type Speakers = { readonly slots: Uint16Array; readonly isStage: Uint8Array; count: number };

export function newSpeakers(): Speakers {
  return { slots: new Uint16Array(SPEAKERS_MAX), isStage: new Uint8Array(SPEAKERS_MAX), count: 0 };
}

const STAGE_ROLES: readonly string[] = ["performer", "staff"];

/** Who speaks now. When they are too many, the stage is not left out. */
export function findSpeakers(table: PoseTable, nowMs: number, found: Speakers): void {
  found.count = 0;
  for (const stage of [true, false])
    for (let index = 0; index < table.count && found.count < SPEAKERS_MAX; index++) {
      const slot = table.order[index] as number;
      const owner = table.owners[slot];
      if (owner === null || owner === undefined || owner.speakingUntilMs <= nowMs) continue;
      if (STAGE_ROLES.includes(owner.member.role) !== stage) continue;
      found.slots[found.count] = slot;
      found.isStage[found.count++] = stage ? 1 : 0;
    }
}

export type Seeker = {
  readonly slot: number;
  readonly fullCount: number;
  readonly isHidden: IsHidden;
};

export class NeighbourFinder {
  #keys = new Float64Array(256);
  #count = 0;
  readonly #chosen = new Uint16Array(FULL_COUNT_MAX);
  /** Whether a slot was looked at in this look-up: then it bears the look-up's number. */
  #seen = new Int32Array(0);
  #wasNear = new Int32Array(0);
  #lookup = 0;
  #x = 0;
  #y = 0;
  #z = 0;

  /** Puts the seeker's neighbours in place of the ones it had. */
  find(table: PoseTable, grid: Grid, speakers: Speakers, seeker: Seeker, found: Neighbours): void {
    this.#begin(table, seeker);
    const fullCount = Math.min(FULL_COUNT_MAX, seeker.fullCount);
    this.#count = 0;
    for (let index = 0; index < speakers.count; index++) {
      const slot = speakers.slots[index] as number;
      if (this.#mayAdd(table, slot, seeker.isHidden))
        this.#push(
          this.#distance(table, slot) * SLOTS + slot - (speakers.isStage[index] as number) * STAGE_FIRST,
        );
    }
    const speaking = Math.min(this.#count, fullCount >> 1);
    selectSmallest(this.#keys, this.#count, speaking);
    this.#choose(speaking);
    this.#rememberNear(table, seeker, found);
    const wanted = fullCount - speaking + MIDDLE_COUNT;
    this.#gather(grid, wanted, seeker.isHidden, table);
    const kept = Math.min(this.#count, wanted);
    selectSmallest(this.#keys, this.#count, kept);
    const near = Math.min(kept, fullCount - speaking);
    selectSmallest(this.#keys, kept, near);
    found.count = 0;
    for (let index = 0; index < speaking; index++)
      this.#list(table, this.#chosen[index] as number, NEAR, found);
    for (let index = 0; index < kept; index++)
      this.#list(table, (this.#keys[index] as number) % SLOTS, index < near ? NEAR : 0, found);
  }

  #begin(table: PoseTable, seeker: Seeker): void {
    if (this.#seen.length < table.sid.length) {
      this.#seen = new Int32Array(table.sid.length);
      this.#wasNear = new Int32Array(table.sid.length);
    }
    this.#lookup++;
    this.#seen[seeker.slot] = this.#lookup;
    this.#x = toUnits(table.x[seeker.slot] as number);
    this.#y = toUnits(table.y[seeker.slot] as number);
    this.#z = toUnits(table.z[seeker.slot] as number);
  }

  #mayAdd(table: PoseTable, slot: number, isHidden: IsHidden): boolean {
    return this.#seen[slot] !== this.#lookup && table.hasPose(slot) && isHidden?.(slot) !== true;
  }

  /** Those of the first `count` keys have their places; the keys begin anew. */
  #choose(count: number): void {
    for (let index = 0; index < count; index++) {
      const key = this.#keys[index] as number;
      const slot = (key < 0 ? key + STAGE_FIRST : key) % SLOTS;
      this.#chosen[index] = slot;
      this.#seen[slot] = this.#lookup;
    }
    this.#count = 0;
  }

  /** Who is near stays so until somebody is clearly nearer: their distance counts seven eighths. Detail must not flicker. */
  #rememberNear(table: PoseTable, { isHidden }: Seeker, before: Neighbours): void {
    for (let index = 0; index < before.count; index++) {
      const entry = before.entries[index] as number;
      const slot = entry >> 2;
      if ((entry & NEAR) === 0 || !table.hasPose(slot)) continue;
      if ((entry & FRESH) === 0) this.#wasNear[slot] = this.#lookup;
      if (!this.#mayAdd(table, slot, isHidden)) continue;
      this.#seen[slot] = this.#lookup;
      const distance = this.#distance(table, slot);
      this.#push((distance - (distance >= 4 ? Math.floor(distance / 4) : 0)) * SLOTS + slot);
    }
  }

  /** Looks into rings of cells until nobody outside them can be among the `wanted` nearest. */
  #gather(grid: Grid, wanted: number, isHidden: IsHidden, table: PoseTable): void {
    const column = grid.column(this.#x);
    const row = grid.row(this.#z);
    let last = Math.max(grid.columns, grid.rows);
    let isEnough = false;
    for (let ring = 0; ring <= last; ring++) {
      this.#lookIntoRing(grid, column, row, ring, isHidden, table);
      if (isEnough || this.#count < wanted) continue;
      isEnough = true;
      selectSmallest(this.#keys, this.#count, wanted);
      let furthest = 0;
      for (let index = 0; index < wanted; index++) furthest = Math.max(furthest, this.#keys[index] as number);
      const reach = Math.sqrt(Math.floor(furthest / SLOTS));
      last = Math.min(last, Math.floor(reach / grid.cellUnits) + 1);
    }
  }

  #lookIntoRing(
    grid: Grid,
    column: number,
    row: number,
    ring: number,
    isHidden: IsHidden,
    table: PoseTable,
  ): void {
    const left = Math.max(0, column - ring);
    const right = Math.min(grid.columns - 1, column + ring);
    const top = Math.max(0, row - ring);
    const bottom = Math.min(grid.rows - 1, row + ring);
    for (let at = top; at <= bottom; at++) {
      const isEdge = at === row - ring || at === row + ring;
      if (isEdge) {
        this.#look(grid, at * grid.columns + left, at * grid.columns + right, isHidden, table);
        continue;
      }
      if (column - ring >= 0)
        this.#look(grid, at * grid.columns + left, at * grid.columns + left, isHidden, table);
      if (ring > 0 && column + ring < grid.columns)
        this.#look(grid, at * grid.columns + right, at * grid.columns + right, isHidden, table);
    }
  }

  /** Adds whoever stands in neighbouring cells of one row: they lie one behind the other. */
  #look(grid: Grid, first: number, last: number, isHidden: IsHidden, table: PoseTable): void {
    const end = grid.starts[last + 1] as number;
    const start = grid.starts[first] as number;
    this.#reserve(this.#count + end - start);
    const keys = this.#keys;
    const seen = this.#seen;
    for (let index = start; index < end; index++) {
      const slot = grid.slots[index] as number;
      if (seen[slot] === this.#lookup || !table.hasPose(slot) || isHidden?.(slot) === true) continue;
      const dx = (grid.x[index] as number) - this.#x;
      const dy = (grid.y[index] as number) - this.#y;
      const dz = (grid.z[index] as number) - this.#z;
      keys[this.#count++] = (dx * dx + dy * dy + dz * dz) * SLOTS + slot;
    }
  }

  #distance(table: PoseTable, slot: number): number {
    const dx = toUnits(table.x[slot] as number) - this.#x;
    const dy = toUnits(table.y[slot] as number) - this.#y;
    const dz = toUnits(table.z[slot] as number) - this.#z;
    return dx * dx + dy * dy + dz * dz;
  }

  #push(key: number): void {
    this.#reserve(this.#count + 1);
    this.#keys[this.#count++] = key;
  }

  #reserve(count: number): void {
    if (count <= this.#keys.length) return;
    const larger = new Float64Array(count * 2);
    larger.set(this.#keys);
    this.#keys = larger;
  }

  /** Puts a neighbour among those already listed, by ascending sid. */
  #list(table: PoseTable, slot: number, tier: 0 | typeof NEAR, found: Neighbours): void {
    const isFresh = tier === NEAR && this.#wasNear[slot] !== this.#lookup;
    const { entries } = found;
    const sid = table.sid[slot] as number;
    let at = found.count++;
    for (; at > 0; at--) {
      const before = entries[at - 1] as number;
      if ((table.sid[before >> 2] as number) < sid) break;
      entries[at] = before;
    }
    entries[at] = (slot << 2) | tier | (isFresh ? FRESH : 0);
  }
}

/** Moves the `wanted` smallest of the first `count` keys to the front, in no order. Keys are distinct. */
export function selectSmallest(keys: Float64Array, count: number, wanted: number): void {
  let low = 0;
  let high = count - 1;
  while (low < high && wanted > low && wanted <= high) {
    const pivot = keys[(low + high) >> 1] as number;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((keys[left] as number) < pivot) left++;
      while ((keys[right] as number) > pivot) right--;
      if (left > right) break;
      const swapped = keys[left] as number;
      keys[left++] = keys[right] as number;
      keys[right--] = swapped;
    }
    if (wanted <= right + 1) high = right;
    else if (wanted >= left) low = left;
    else return;
  }
}
