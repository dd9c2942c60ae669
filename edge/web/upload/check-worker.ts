// The check of a file in a thread of its own: a large one must not stop the page. One file in, one verdict out.

import "../no-eval.ts";
import { checkFile, type Purpose } from "../../../shared/media/check-file.ts";
import type { AvatarLimits } from "../../../shared/schema/avatar-limits.ts";

export type CheckRequest = {
  readonly bytes: ArrayBuffer;
  readonly purpose: Purpose;
  readonly avatarLimits: AvatarLimits;
};

// The DOM library types this scope as a window; all we use of it is a worker's.
addEventListener("message", ({ data }: MessageEvent<CheckRequest>) => {
  postMessage(checkFile(new Uint8Array(data.bytes), data.purpose, data.avatarLimits));
});
