// Wakes those who wait for news of one upload. Postgres rings it for every origin process (store.ts, UPLOAD_CHANNEL).

export type UploadBell = {
  ring(uploadId: string): void;
  /** Resolves with true at the next ring for this upload, with false after `waitMs` or when `signal` aborts. */
  wait(uploadId: string, waitMs: number, signal: AbortSignal): Promise<boolean>;
};

/** Makes a bell nobody waits for yet. */
export function createUploadBell(): UploadBell {
  const waiting = new Map<string, Set<() => void>>();
  return {
    ring: (uploadId) => {
      for (const wake of waiting.get(uploadId) ?? []) wake();
    },
    wait: (uploadId, waitMs, signal) =>
      new Promise((resolve) => {
        const ofUpload = waiting.get(uploadId) ?? new Set();
        waiting.set(uploadId, ofUpload);
        const end = (rung: boolean) => {
          clearTimeout(timer);
          ofUpload.delete(wake);
          if (ofUpload.size === 0 && waiting.get(uploadId) === ofUpload) waiting.delete(uploadId);
          signal.removeEventListener("abort", giveUp);
          resolve(rung);
        };
        const wake = () => end(true);
        const giveUp = () => end(false);
        const timer = setTimeout(giveUp, waitMs);
        ofUpload.add(wake);
        signal.addEventListener("abort", giveUp);
        if (signal.aborted) giveUp();
      }),
  };
}
