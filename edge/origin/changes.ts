// What has changed in what everybody may see, as the edge asks the origin for it.

import { type ChangePage, changePageSchema } from "../../shared/schema/internal/changes.ts";
import { internalPath } from "../../shared/schema/internal-api.ts";
import type { AskOrigin, RequestId } from "./call.ts";

/** A look that takes longer is given up: the next one asks for the same. */
const TIMEOUT_MS = 3_000;

export function changeCalls({ ask }: AskOrigin) {
  return {
    changes: (requestId: RequestId, after: string | null): Promise<ChangePage> =>
      ask(requestId, changePageSchema, {
        method: "GET",
        path: internalPath.changes,
        query: { after: after ?? undefined },
        timeoutMs: TIMEOUT_MS,
      }),
  };
}
