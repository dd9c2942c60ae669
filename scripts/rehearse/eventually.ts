// Waits for something that takes a while.

const POLL_MS = 20;

/** Rejects when it is not so by then, naming what. */
export async function eventuallyTrue(isSo: () => boolean, maxMs: number, what: string): Promise<void> {
  const untilMs = performance.now() + maxMs;
  while (!isSo()) {
    if (performance.now() > untilMs) throw new Error(`not within ${maxMs} ms: ${what}`);
    await Bun.sleep(POLL_MS);
  }
}
