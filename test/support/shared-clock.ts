// One clock for several processes, which a test puts forward for all of them at once: how far it is ahead of the machine's stands in
// eight bytes of a file that each of them has mapped. What goes by the database's clock, or by a timer, goes on as before.

import { writeFile } from "node:fs/promises";

/** Names the file to processes that go by it (go-by-shared-clock.ts). */
export const SHARED_CLOCK_VARIABLE = "TEST_SHARED_CLOCK";

export type SharedClock = {
  nowMs(): number;
  /** Time passes, everywhere. */
  advance(ms: number): void;
};

/** Begins one that is on time, in a new file. */
export async function makeSharedClock(path: string): Promise<SharedClock> {
  await writeFile(path, new Float64Array(1));
  const ahead = mapAhead(path);
  return {
    nowMs: readerOf(ahead),
    advance: (ms) => {
      ahead[0] = (ahead[0] ?? 0) + ms;
    },
  };
}

/** What reads the clock of a file. */
export function openSharedClock(path: string): () => number {
  return readerOf(mapAhead(path));
}

const machineNowMs = Date.now;

function readerOf(ahead: Float64Array): () => number {
  return () => machineNowMs() + (ahead[0] ?? 0);
}

function mapAhead(path: string): Float64Array {
  const bytes = Bun.mmap(path, { shared: true });
  return new Float64Array(bytes.buffer, bytes.byteOffset, 1);
}
