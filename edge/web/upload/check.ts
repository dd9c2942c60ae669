// Asks the check worker about one file.

import type { FileCheck } from "../../../shared/media/check-file.ts";
import type { CheckRequest } from "./check-worker.ts";

/** Checks a file in a worker, which goes when it has answered or `signal` fires. Throws when file or worker fail. */
export async function checkInWorker(
  file: File,
  asked: Pick<CheckRequest, "purpose" | "avatarLimits">,
  signal: AbortSignal,
): Promise<FileCheck> {
  const bytes = await file.arrayBuffer();
  signal.throwIfAborted();
  const worker = new Worker(AVATAR_CHECK_WORKER_PATH, { type: "module", name: "file-check" });
  try {
    return await new Promise<FileCheck>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.addEventListener("message", (event: MessageEvent<FileCheck>) => resolve(event.data));
      worker.addEventListener("error", (event) => reject(new Error(event.message || "the check failed")));
      const request: CheckRequest = { bytes, ...asked };
      worker.postMessage(request, [bytes]);
    });
  } finally {
    worker.terminate();
  }
}
