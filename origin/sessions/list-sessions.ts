// A user's sessions as their owner sees them: one per device signed in on.

import type { UserId } from "../../shared/schema/ids.ts";
import type { Session } from "../../shared/schema/user.ts";
import type { OriginDeps } from "../deps.ts";
import { listFamilies } from "./store.ts";

/** The one used last first; those that ended, or were unused for too long, are not among them. */
export async function listSessions(
  deps: Pick<OriginDeps, "db" | "nowMs">,
  userId: UserId,
): Promise<Session[]> {
  const families = await listFamilies(deps.db, userId, new Date(deps.nowMs()));
  return families.map(({ id, device, createdAt, lastUsedAt }) => ({
    id,
    device,
    createdAt: createdAt.toISOString(),
    lastUsedAt: (lastUsedAt ?? createdAt).toISOString(),
  }));
}
