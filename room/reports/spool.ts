// What rooms have to tell, on disk until the origin has taken it, so that it outlives this process: entries in the order in which they
// happened, in segments, each of which is removed when nothing of it is to be told any more.
//
// Written at once, one write at a time, and never waited for: a process that is killed loses what came within that one write.
// Synced once a second: a machine that loses power loses at most that second. Above its bound the oldest segment is given up as a
// whole. A disk that takes nothing costs no room anything: entries wait in memory, under the same bound, until it takes them.

import type { Log } from "../../shared/http/log.ts";
import { SegmentFiles } from "./segment-files.ts";
import { formatSpooled, parseSpooled, type SpooledEntry } from "./spooled-entry.ts";

/** Some 80,000 joins and leaves: more than a full host has to tell of an hour without the origin. */
export const SPOOL_MAX_BYTES = 16 * 1024 * 1024;
export const SEGMENT_MAX_BYTES = 512 * 1024;
const SYNC_INTERVAL_MS = 1_000;
const RETRY_AFTER_MS = 2_000;

/** One file's worth of entries. */
export type Segment = {
  readonly number: number;
  /** As written, or to be. */
  bytes: number;
  /** Entries of it that are to be told still. */
  unsettledCount: number;
};

export type Left = { readonly spooled: SpooledEntry; readonly segment: Segment };

export type SpoolDeps = {
  readonly directory: string;
  readonly log: Log;
  /** Of all segments together. */
  readonly maxBytes: number;
  readonly segmentMaxBytes: number;
  /** The oldest segment is gone: its entries are not to be told any more, and need not be settled. */
  gaveUp(segment: Segment): void;
};

export class Spool {
  readonly #deps: SpoolDeps;
  readonly #files: SegmentFiles;
  /** Oldest first. */
  #segments: Segment[] = [];
  /** The one that takes more. */
  #current: Segment | null = null;
  #lastNumber = 0;
  #unwritten: { readonly segment: Segment; readonly line: string }[] = [];
  #done: Segment[] = [];
  #isSyncDue = false;
  #working: Promise<void> | null = null;
  #isFailing = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #syncing: ReturnType<typeof setInterval>;

  /** With what a process before this one did not get told. */
  static open(deps: SpoolDeps): { readonly spool: Spool; readonly left: readonly Left[] } {
    const spool = new Spool(deps);
    return { spool, left: spool.#takeUp() };
  }

  private constructor(deps: SpoolDeps) {
    this.#deps = deps;
    this.#files = new SegmentFiles(deps.directory);
    this.#syncing = setInterval(() => {
      this.#isSyncDue = true;
      this.#begin();
    }, SYNC_INTERVAL_MS);
  }

  /** Answers the segment, for `settle`. */
  append(spooled: SpooledEntry): Segment {
    const line = formatSpooled(spooled);
    const segment = this.#withSpace();
    segment.unsettledCount++;
    segment.bytes += line.length;
    this.#unwritten.push({ segment, line });
    while (this.#segments.length > 1 && this.#bytes() > this.#deps.maxBytes) this.#giveUpOldest();
    this.#begin();
    return segment;
  }

  /** So many entries of it were told, or are not to be any more. */
  settle(segment: Segment, count: number): void {
    segment.unsettledCount -= count;
    if (segment.unsettledCount === 0) this.#finish(segment);
  }

  /** All is written, synced and removed that can be. What is left waits for the next process. Never rejects. */
  async close(): Promise<void> {
    clearInterval(this.#syncing);
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#isSyncDue = true;
    this.#begin();
    while (this.#working !== null) await this.#working;
    clearTimeout(this.#retry);
    try {
      await this.#files.close();
      if (this.#segments.length === 0) await this.#files.removeFolder();
    } catch (error) {
      this.#failed(error);
    }
  }

  #takeUp(): Left[] {
    const left: Left[] = [];
    let tornCount = 0;
    try {
      for (const { number, lines } of this.#files.read()) {
        this.#lastNumber = number;
        const entries = lines.map(parseSpooled).filter((spooled) => spooled !== null);
        tornCount += lines.length - entries.length;
        const bytes = lines.reduce((sum, { length }) => sum + length + 1, 0);
        const segment: Segment = { number, bytes, unsettledCount: entries.length };
        this.#segments.push(segment);
        left.push(...entries.map((spooled) => ({ spooled, segment })));
        if (entries.length === 0) this.#finish(segment);
      }
    } catch (error) {
      this.#failed(error);
    }
    const { log, directory } = this.#deps;
    if (tornCount > 0) log.warn("room.spool.torn", { directory, lines: tornCount });
    if (left.length > 0) log.info("room.spool.taken-up", { directory, entries: left.length });
    return left;
  }

  #withSpace(): Segment {
    if (this.#current !== null && this.#current.bytes < this.#deps.segmentMaxBytes) return this.#current;
    this.#current = { number: ++this.#lastNumber, bytes: 0, unsettledCount: 0 };
    this.#segments.push(this.#current);
    return this.#current;
  }

  #bytes(): number {
    return this.#segments.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #giveUpOldest(): void {
    const [oldest] = this.#segments;
    if (oldest === undefined) return;
    const { log, maxBytes } = this.#deps;
    log.error("room.spool.given-up", { entries: oldest.unsettledCount, maxBytes });
    this.#finish(oldest);
    this.#deps.gaveUp(oldest);
  }

  #finish(segment: Segment): void {
    if (this.#current === segment) this.#current = null;
    this.#segments = this.#segments.filter((other) => other !== segment);
    this.#unwritten = this.#unwritten.filter((line) => line.segment !== segment);
    this.#done.push(segment);
    this.#begin();
  }

  /** One piece of work at a time, while there is any; not while the disk has just failed. */
  #begin(): void {
    if (this.#retry !== undefined) return;
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
      // What came when the work was done, and this was not said yet.
      if (this.#isWorkLeft()) this.#begin();
    });
  }

  #isWorkLeft(): boolean {
    return this.#unwritten.length + this.#done.length > 0 || this.#isSyncDue;
  }

  async #work(): Promise<void> {
    try {
      while (this.#isWorkLeft()) {
        await this.#removeDone();
        await this.#write();
        if (this.#isSyncDue) await this.#files.sync();
        this.#isSyncDue = false;
      }
    } catch (error) {
      this.#failed(error);
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        this.#begin();
      }, RETRY_AFTER_MS);
    }
  }

  /** What is to go into one segment, in one write. */
  async #write(): Promise<void> {
    const [first] = this.#unwritten;
    if (first === undefined) return;
    const together = this.#unwritten.filter(({ segment }) => segment === first.segment);
    await this.#files.append(first.segment.number, together.map(({ line }) => line).join(""));
    const written = new Set(together);
    this.#unwritten = this.#unwritten.filter((line) => !written.has(line));
    if (this.#isFailing) this.#deps.log.info("room.spool.well", { directory: this.#deps.directory });
    this.#isFailing = false;
  }

  async #removeDone(): Promise<void> {
    for (const segment of this.#done) {
      await this.#files.remove(segment.number);
      this.#done = this.#done.filter((other) => other !== segment);
    }
  }

  #failed(error: unknown): void {
    const { log, directory } = this.#deps;
    if (!this.#isFailing) log.error("room.spool.failed", { directory, error });
    this.#isFailing = true;
  }
}
