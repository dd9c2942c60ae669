// The sections of one turn's stretch of the far tier: one for all who are in step, others for those who have more to hear of it.
// Written when first asked for, and until the next turn. SPEC [INT-2], [POSES-3]

import { type BatchTime, BatchWriter, SECTION_HEAD_MAX_BYTES } from "./batch-writer.ts";
import { type Stretch, writeStretch } from "./far-rotation.ts";
import type { IsHidden } from "./hidden.ts";
import type { PoseTable } from "./pose-table.ts";

/** A stretch of 2,000 places, wide and with parents. */
const SECTION_MAX_BYTES = 2_000 * 22 + SECTION_HEAD_MAX_BYTES;
/** Those who fell behind a little, some, or more are told of the same. Above the last bound they are told of everybody. */
const BEHIND_TICKS = [64, 512, 4_096] as const;
const SECTIONS_MAX = BEHIND_TICKS.length + 2;

export type FarSection = { readonly bytes: Uint8Array; readonly poses: number };
type Written = { readonly sinceTick: number; readonly section: FarSection | null };

export class FarSections {
  readonly #writer = new BatchWriter(SECTION_MAX_BYTES * SECTIONS_MAX);
  readonly #aloneWriter = new BatchWriter(SECTION_MAX_BYTES);
  #written: Written[] = [];
  #table: PoseTable | null = null;
  #stretch: Stretch = { from: 0, to: 0, sinceTick: 0 };
  #time: BatchTime = { roomTimeMs: 0, tick: 0 };
  #inStep: Written | null = null;

  begin(table: PoseTable, stretch: Stretch, time: BatchTime): void {
    this.#table = table;
    this.#stretch = stretch;
    this.#time = time;
    this.#written = [];
    this.#inStep = null;
    this.#writer.begin(SECTION_HEAD_MAX_BYTES);
  }

  /** What to tell of the stretch to whoever knows all that changed up to `sinceTick`; perhaps more than that. null for nothing. */
  since(sinceTick: number): FarSection | null {
    if (sinceTick >= this.#stretch.sinceTick) {
      this.#inStep ??= this.#write(this.#stretch.sinceTick);
      return this.#inStep.section;
    }
    const age = this.#time.tick - sinceTick;
    const reach = BEHIND_TICKS.find((ticks) => age <= ticks);
    // Before tick 1 nobody had a pose: who still has none would be an entry without a block.
    const rounded = reach === undefined ? 0 : Math.max(0, this.#time.tick - reach);
    return (this.#written.find((one) => one.sinceTick === rounded) ?? this.#write(rounded)).section;
  }

  /** A section for one receiver, valid until the next is asked for. */
  alone(table: PoseTable, stretch: Stretch, isHidden: IsHidden, time: BatchTime): FarSection | null {
    const writer = this.#aloneWriter;
    writer.begin(SECTION_HEAD_MAX_BYTES);
    writeStretch(table, stretch, stretch.sinceTick, isHidden, writer);
    return finish(writer, time);
  }

  #write(sinceTick: number): Written {
    const writer = this.#writer;
    const table = this.#table;
    writer.begin(writer.at + SECTION_HEAD_MAX_BYTES);
    if (table !== null) writeStretch(table, this.#stretch, sinceTick, null, writer);
    const written = { sinceTick, section: finish(writer, this.#time) };
    this.#written.push(written);
    return written;
  }
}

function finish(writer: BatchWriter, time: BatchTime): FarSection | null {
  if (writer.count === 0) return null;
  writer.endSection(time);
  return { bytes: writer.bytes.subarray(writer.start, writer.at), poses: writer.count };
}
