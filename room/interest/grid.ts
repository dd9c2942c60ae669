// Where everybody with a pose stands, sorted into square cells, so that the nearest are found without asking everybody. Built
// anew for the whole room, from integers, in one pass. Knows no receivers. SPEC [INT-1]

import type { PoseTable } from "./pose-table.ts";

/** 1/16 m: as fine as who is nearer has to be known, and coarse enough that a squared distance and a slot share one double. */
const UNIT_SHIFT = 6;
const PEOPLE_PER_CELL = 2;
const CELLS_PER_SIDE_MAX = 128;
const CELL_MIN_UNITS = 4;
const SAMPLES_MAX = 64;

/** Steps of 1/1024 m to the grid's units. */
export function toUnits(steps: number): number {
  return steps >> UNIT_SHIFT;
}

export class Grid {
  columns = 1;
  rows = 1;
  cellUnits = CELL_MIN_UNITS;
  /** People of a cell are at [starts[cell], starts[cell + 1]) of the arrays below. */
  starts = new Int32Array(2);
  slots = new Uint16Array(0);
  x = new Int32Array(0);
  y = new Int32Array(0);
  z = new Int32Array(0);
  #left = 0;
  #top = 0;
  #cellOfSlot = new Uint16Array(0);
  readonly #samples = new Int32Array(SAMPLES_MAX);

  /** The column of a place; what lies beside the grid counts to its edge. */
  column(xUnits: number): number {
    return clamp(Math.floor((xUnits - this.#left) / this.cellUnits), this.columns);
  }
  row(zUnits: number): number {
    return clamp(Math.floor((zUnits - this.#top) / this.cellUnits), this.rows);
  }

  rebuild(table: PoseTable): void {
    this.#fit(table);
    this.#reserve(table.sid.length);
    const { starts } = this;
    const cells = this.columns * this.rows;
    starts.fill(0, 0, cells + 1);
    for (let index = 0; index < table.count; index++) {
      const slot = table.order[index] as number;
      if (!table.hasPose(slot)) continue;
      const column = this.column(toUnits(table.x[slot] as number));
      const cell = this.row(toUnits(table.z[slot] as number)) * this.columns + column;
      this.#cellOfSlot[slot] = cell;
      starts[cell + 1] = (starts[cell + 1] as number) + 1;
    }
    for (let cell = 0; cell < cells; cell++)
      starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
    this.#place(table);
  }

  /** Fills the cells from behind, which leaves each start where it belongs. */
  #place(table: PoseTable): void {
    const { starts } = this;
    for (let index = 0; index < table.count; index++) {
      const slot = table.order[index] as number;
      if (!table.hasPose(slot)) continue;
      const end = (this.#cellOfSlot[slot] as number) + 1;
      const at = (starts[end] as number) - 1;
      starts[end] = at;
      this.slots[at] = slot;
      this.x[at] = toUnits(table.x[slot] as number);
      this.y[at] = toUnits(table.y[slot] as number);
      this.z[at] = toUnits(table.z[slot] as number);
    }
    // Each end was counted down to its own start: that is the end of the cell before.
    starts.copyWithin(0, 1, this.columns * this.rows + 1);
    starts[this.columns * this.rows] = this.#total;
  }

  #total = 0;

  /** Lays the grid round where most are: a few far away must not make its cells so large that all others share one. */
  #fit(table: PoseTable): void {
    this.#total = 0;
    for (let index = 0; index < table.count; index++)
      if (table.hasPose(table.order[index] as number)) this.#total++;
    const [left, width] = this.#spread(table, table.x);
    const [top, depth] = this.#spread(table, table.z);
    const cells = Math.max(1, this.#total / PEOPLE_PER_CELL);
    const side = Math.max(CELL_MIN_UNITS, Math.ceil(Math.sqrt((width * depth) / cells)));
    const longest = Math.ceil(Math.max(width, depth) / CELLS_PER_SIDE_MAX);
    this.cellUnits = Math.max(side, longest);
    this.columns = Math.ceil(width / this.cellUnits);
    this.rows = Math.ceil(depth / this.cellUnits);
    this.#left = left;
    this.#top = top;
  }

  /** Where the middle four fifths of a sample lie along one axis, and half as much again round them. */
  #spread(table: PoseTable, along: Int32Array): [from: number, units: number] {
    const stride = Math.max(1, Math.ceil(table.count / SAMPLES_MAX));
    let count = 0;
    for (let index = 0; index < table.count; index += stride) {
      const slot = table.order[index] as number;
      if (table.hasPose(slot)) this.#samples[count++] = toUnits(along[slot] as number);
    }
    const sorted = this.#samples.subarray(0, count).sort();
    const low = sorted[Math.floor(count / 10)] ?? 0;
    const high = sorted[Math.floor((count * 9) / 10)] ?? 0;
    const margin = Math.max(CELL_MIN_UNITS, (high - low) >> 2);
    return [low - margin, high - low + 2 * margin];
  }

  #reserve(slots: number): void {
    const cells = this.columns * this.rows;
    if (this.starts.length < cells + 1) this.starts = new Int32Array(cells + 1);
    if (this.slots.length >= slots) return;
    this.slots = new Uint16Array(slots);
    this.x = new Int32Array(slots);
    this.y = new Int32Array(slots);
    this.z = new Int32Array(slots);
    this.#cellOfSlot = new Uint16Array(slots);
  }
}

function clamp(index: number, count: number): number {
  return index < 0 ? 0 : index >= count ? count - 1 : index;
}
