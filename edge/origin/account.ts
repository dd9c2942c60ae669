// The account as a whole, as the edge asks the origin for it: its copy, and its end.

import type { UserId } from "../../shared/schema/ids.ts";
import { ACTING_SESSION_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type AccountExport,
  accountExportSchema,
  type Leaving,
  leavingSchema,
  type User,
  userSchema,
} from "../../shared/schema/user.ts";
import type { AskOrigin, RequestId } from "./call.ts";
import type { SignedIn } from "./identity.ts";

export function accountCalls({ ask }: AskOrigin) {
  return {
    accountExport: (requestId: RequestId, userId: UserId): Promise<AccountExport> =>
      ask(requestId, accountExportSchema, {
        method: "GET",
        path: fillPath(internalPath.accountExport, { userId }),
      }),
    requestAccountExport: (requestId: RequestId, userId: UserId): Promise<AccountExport> =>
      ask(requestId, accountExportSchema, {
        method: "POST",
        path: fillPath(internalPath.accountExport, { userId }),
      }),
    leave: (requestId: RequestId, { userId, sessionId }: SignedIn): Promise<Leaving> =>
      ask(requestId, leavingSchema, {
        method: "DELETE",
        path: fillPath(internalPath.account, { userId }),
        headers: { [ACTING_SESSION_HEADER]: sessionId },
      }),
    restoreAccount: (requestId: RequestId, userId: UserId): Promise<User> =>
      ask(requestId, userSchema, {
        method: "POST",
        path: fillPath(internalPath.restoreAccount, { userId }),
      }),
  };
}
