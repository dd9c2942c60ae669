// Wakes those who wait for news of one thing, by its key. Postgres rings it for every origin process: a transaction says
// pg_notify, each process listens (boot.ts).

export type Bell = {
  ring(key: string): void;
  /** Resolves with true at the next ring for this key, with false after `waitMs` or when `signal` aborts. */
  wait(key: string, waitMs: number, signal: AbortSignal): Promise<boolean>;
};

/** Makes a bell nobody waits for yet. */
export function createBell(): Bell {
  const waiting = new Map<string, Set<() => void>>();
  return {
    ring: (key) => {
      for (const wake of waiting.get(key) ?? []) wake();
    },
    wait: (key, waitMs, signal) =>
      new Promise((resolve) => {
        const ofKey = waiting.get(key) ?? new Set();
        waiting.set(key, ofKey);
        const end = (rung: boolean) => {
          clearTimeout(timer);
          ofKey.delete(wake);
          if (ofKey.size === 0 && waiting.get(key) === ofKey) waiting.delete(key);
          signal.removeEventListener("abort", giveUp);
          resolve(rung);
        };
        const wake = () => end(true);
        const giveUp = () => end(false);
        const timer = setTimeout(giveUp, waitMs);
        ofKey.add(wake);
        signal.addEventListener("abort", giveUp);
        if (signal.aborted) giveUp();
      }),
  };
}
