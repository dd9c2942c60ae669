// Whoever leaves Hiroba, or was erased, is in no room: hosts hear of it as of a ban from everywhere, and let nobody in with a ticket
// that was out already.

import type { UserId } from "../../shared/schema/ids.ts";
import type { HeldSanction } from "../../shared/schema/internal/moderation.ts";
import type { OriginDeps } from "../deps.ts";
import { findEraseAt } from "./store.ts";

const LEAVING: HeldSanction = {
  kind: "ban",
  scope: "platform",
  scopeId: null,
  untilMs: null,
  reason: "This account was closed.",
};

/** What rooms hold somebody to for that; nothing while the account stays. */
export async function listHeldForLeaving(
  deps: Pick<OriginDeps, "db">,
  userId: UserId,
): Promise<HeldSanction[]> {
  return (await findEraseAt(deps.db, userId)) === null ? [] : [LEAVING];
}
