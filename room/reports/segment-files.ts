// A folder of numbered segment files: appended to, synced, read and removed. Knows nothing of what is in them, but that it is lines.
// Calls never overlap: that is the caller's.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { type FileHandle, open, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";

const NAME = /^(\d{10})\.jsonl$/;

type OpenFile = {
  readonly number: number;
  readonly handle: FileHandle;
  /** Of whole writes. */
  bytes: number;
  /** The last write failed, and may have left a part of itself behind them. */
  isTorn: boolean;
};

export class SegmentFiles {
  readonly directory: string;
  #file: OpenFile | null = null;
  #isUnsynced = false;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** What is there, by number; makes the folder, its owner's alone to read, where there is none. Throws what the disk says. */
  read(): { readonly number: number; readonly lines: readonly string[] }[] {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    const numbers = readdirSync(this.directory).flatMap((name) => {
      const number = NAME.exec(name)?.[1];
      return number === undefined ? [] : [Number(number)];
    });
    return numbers
      .toSorted((a, b) => a - b)
      .map((number) => {
        const lines = readFileSync(this.#pathOf(number), "utf8").split("\n");
        return { number, lines: lines.filter((line) => line !== "") };
      });
  }

  /** `lines` each end with a line break. Rejects when they may not have been written as a whole: then they are to be written again. */
  async append(number: number, lines: string): Promise<void> {
    const file = await this.#fileOf(number);
    // Else each try on a full disk would leave another part, and the next process would read some lines twice.
    if (file.isTorn) await file.handle.truncate(file.bytes);
    file.isTorn = true;
    await file.handle.appendFile(lines);
    file.isTorn = false;
    file.bytes += Buffer.byteLength(lines);
    this.#isUnsynced = true;
  }

  async remove(number: number): Promise<void> {
    if (this.#file?.number === number) {
      this.#isUnsynced = false;
      await this.close();
    }
    await rm(this.#pathOf(number), { force: true });
  }

  /** What was written outlives a loss of power, too. */
  async sync(): Promise<void> {
    if (!this.#isUnsynced) return;
    this.#isUnsynced = false;
    await this.#file?.handle.datasync();
  }

  async close(): Promise<void> {
    await this.sync();
    const before = this.#file;
    this.#file = null;
    await before?.handle.close();
  }

  /** Where nothing is left in it. */
  async removeFolder(): Promise<void> {
    await rmdir(this.directory);
  }

  async #fileOf(number: number): Promise<OpenFile> {
    if (this.#file?.number === number) return this.#file;
    await this.close();
    // A folder that somebody removed is made again.
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    const handle = await open(this.#pathOf(number), "a", 0o600);
    const { size: bytes } = await handle.stat();
    this.#file = { number, handle, bytes, isTorn: false };
    return this.#file;
  }

  #pathOf(number: number): string {
    return join(this.directory, `${String(number).padStart(10, "0")}.jsonl`);
  }
}
