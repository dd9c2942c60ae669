// Asks the check worker about one file.

import type { AvatarCheck } from "../../../shared/avatar/check-avatar.ts";

/** Checks a file in a worker, which goes when it has answered or `signal` fires. Throws when file or worker fail. */
export async function checkInWorker(file: File, signal: AbortSignal): Promise<AvatarCheck> {
  const bytes = await file.arrayBuffer();
  signal.throwIfAborted();
  const worker = new Worker(AVATAR_CHECK_WORKER_PATH, { type: "module", name: "avatar-check" });
  try {
    return await new Promise<AvatarCheck>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.addEventListener("message", (event: MessageEvent<AvatarCheck>) => resolve(event.data));
      worker.addEventListener("error", (event) => reject(new Error(event.message || "the check failed")));
      worker.postMessage(bytes, [bytes]);
    });
  } finally {
    worker.terminate();
  }
}
