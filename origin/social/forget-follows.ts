// Ends every follow of somebody who goes for good, on both sides, and the counts with them.

import { eq, inArray, or, sql } from "drizzle-orm";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { follows } from "../db/schema/social.ts";
import { users } from "../db/schema/users.ts";

export async function forgetFollows(tx: DbOrTx, userId: UserId): Promise<void> {
  const followed = tx.select({ id: follows.followedId }).from(follows).where(eq(follows.followerId, userId));
  const followers = tx.select({ id: follows.followerId }).from(follows).where(eq(follows.followedId, userId));
  await tx
    .update(users)
    .set({ followerCount: sql`${users.followerCount} - 1` })
    .where(inArray(users.id, followed));
  await tx
    .update(users)
    .set({ followingCount: sql`${users.followingCount} - 1` })
    .where(inArray(users.id, followers));
  await tx.delete(follows).where(or(eq(follows.followerId, userId), eq(follows.followedId, userId)));
}
