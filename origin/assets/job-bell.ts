// Wakes the long polls of this process when a job was queued here. Other origin processes find it by their next look.

export type JobBell = {
  ring(): void;
  /** Resolves at the next ring, after `waitMs`, or when `signal` aborts. */
  wait(waitMs: number, signal: AbortSignal): Promise<void>;
};

/** Makes a bell nobody waits for yet. */
export function createJobBell(): JobBell {
  const waiting = new Set<() => void>();
  return {
    ring: () => {
      for (const wake of [...waiting]) wake();
    },
    wait: (waitMs, signal) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        const timer = setTimeout(wake, waitMs);
        waiting.add(wake);
        signal.addEventListener("abort", wake);
        if (signal.aborted) wake();
      }),
  };
}
