// Friends: two who both want it. Who asks first waits for the other.

import * as z from "zod";
import { assetIdSchema, userIdSchema, worldIdSchema } from "./ids.ts";

const personSchema = z.object({
  id: userIdSchema,
  displayName: z.string(),
  avatarId: assetIdSchema.nullable(),
});

/** Where a friend is now, as far as they let friends see it. */
export const presenceSchema = z.object({
  world: z.object({ id: worldIdSchema, name: z.string() }),
  /** Whether one may go there: POST /v1/users/{id}/enter. */
  isJoinable: z.boolean(),
});

export const friendSchema = z.object({
  user: personSchema,
  since: z.iso.datetime(),
  /** Null: in no room, or not to be seen. */
  presence: presenceSchema.nullable(),
});
export type Friend = z.infer<typeof friendSchema>;

export const friendRequestSchema = z.object({ user: personSchema, requestedAt: z.iso.datetime() });
export type FriendRequest = z.infer<typeof friendRequestSchema>;

/** GET /v1/me/friends: friends by name, requests the oldest first. */
export const friendListSchema = z.object({
  friends: z.array(friendSchema),
  /** Who would like to be one's friend. */
  incoming: z.array(friendRequestSchema),
  /** Whom one has asked. */
  outgoing: z.array(friendRequestSchema),
});
export type FriendList = z.infer<typeof friendListSchema>;

/** PUT /v1/me/friends/{id}: "friends" at once when the other had asked. */
export const friendStateSchema = z.object({ state: z.enum(["requested", "friends"]) });
export type FriendState = z.infer<typeof friendStateSchema>;
