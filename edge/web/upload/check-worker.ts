// The avatar check in a thread of its own: a large file must not stop the page. One file in, one verdict out.

import "../no-eval.ts";
import { checkAvatar } from "../../../shared/avatar/check-avatar.ts";

// The DOM library types this scope as a window; all we use of it is a worker's.
addEventListener("message", (event: MessageEvent<ArrayBuffer>) => {
  postMessage(checkAvatar(new Uint8Array(event.data)));
});
