// Wakes those who wait for news of a thing, by its key. Postgres rings it for every origin process: a transaction says
// pg_notify, each process listens (boot.ts).

export type Bell = {
  ring(key: string): void;
  /** Resolves with true at the next ring for one of these keys, with false after `waitMs` or when `signal` aborts. */
  wait(keys: string | readonly string[], waitMs: number, signal: AbortSignal): Promise<boolean>;
};

/** Makes a bell nobody waits for yet. */
export function createBell(): Bell {
  const waiting = new Map<string, Set<() => void>>();
  const add = (key: string, wake: () => void): void => {
    const ofKey = waiting.get(key) ?? new Set();
    waiting.set(key, ofKey.add(wake));
  };
  const remove = (key: string, wake: () => void): void => {
    const ofKey = waiting.get(key);
    ofKey?.delete(wake);
    if (ofKey?.size === 0) waiting.delete(key);
  };
  return {
    ring: (key) => {
      for (const wake of waiting.get(key) ?? []) wake();
    },
    wait: (keys, waitMs, signal) =>
      new Promise((resolve) => {
        const all = typeof keys === "string" ? [keys] : keys;
        const end = (rung: boolean) => {
          clearTimeout(timer);
          for (const key of all) remove(key, wake);
          signal.removeEventListener("abort", giveUp);
          resolve(rung);
        };
        const wake = () => end(true);
        const giveUp = () => end(false);
        const timer = setTimeout(giveUp, waitMs);
        for (const key of all) add(key, wake);
        signal.addEventListener("abort", giveUp);
        if (signal.aborted) giveUp();
      }),
  };
}
