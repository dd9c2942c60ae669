// A place in a room, or in the queue for one, as the edge asks the origin for it.

import type * as z from "zod";
import type { QueueId, UserId } from "../../shared/schema/ids.ts";
import {
  type EntryOutcome,
  entryOutcomeSchema,
  type internalEnterSchema,
} from "../../shared/schema/internal/entry.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import { type RegionList, regionListSchema } from "../../shared/schema/public-api.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function entryCalls({ ask, tell }: AskOrigin) {
  return {
    enter: (
      requestId: RequestId,
      userId: UserId,
      wish: z.input<typeof internalEnterSchema>,
    ): Promise<EntryOutcome> =>
      ask(requestId, entryOutcomeSchema, {
        method: "POST",
        path: internalPath.enter,
        headers: { [ACTING_USER_HEADER]: userId },
        body: wish,
      }),
    askQueue: (
      requestId: RequestId,
      userId: UserId,
      queueId: QueueId,
      regionHint: string | null,
    ): Promise<EntryOutcome> =>
      ask(requestId, entryOutcomeSchema, {
        method: "GET",
        path: fillPath(internalPath.queue, { queueId }),
        headers: { [ACTING_USER_HEADER]: userId },
        query: { region: regionHint ?? undefined },
      }),
    leaveQueue: (requestId: RequestId, userId: UserId, queueId: QueueId): Promise<void> =>
      tell(requestId, {
        method: "DELETE",
        path: fillPath(internalPath.queue, { queueId }),
        headers: { [ACTING_USER_HEADER]: userId },
      }),
    regions: (requestId: RequestId): Promise<RegionList> =>
      ask(requestId, regionListSchema, { method: "GET", path: internalPath.regions }),
  };
}
