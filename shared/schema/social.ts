// What people are to one another. Friends: two who both want it; who asks first waits for the other. A block works both ways,
// a mute only for whoever muted, and a follow asks nobody.

import * as z from "zod";
import { assetIdSchema, invitationIdSchema, roomIdSchema, userIdSchema, worldIdSchema } from "./ids.ts";

/** Friends and requests together. */
export const RELATIONS_MAX = 1_000;
/** Users that one user may block, and mute, each. */
export const SHUNS_MAX = 1_000;
export const FOLLOWING_MAX = 5_000;

export const personSchema = z.object({
  id: userIdSchema,
  displayName: z.string(),
  avatarId: assetIdSchema.nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** Where a friend is now, as far as they let friends see it. */
export const presenceSchema = z.object({
  world: z.object({ id: worldIdSchema, name: z.string() }),
  /** Whether one may go there: POST /v1/users/{id}/enter. */
  isJoinable: z.boolean(),
});
export type Presence = z.infer<typeof presenceSchema>;

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

export const shunKindSchema = z.enum(["block", "mute"]);
export type ShunKind = z.infer<typeof shunKindSchema>;

/** Somebody in a list of people, and since when they are in it. */
export const listedPersonSchema = z.object({ user: personSchema, since: z.iso.datetime() });
export type ListedPerson = z.infer<typeof listedPersonSchema>;

/** GET /v1/me/blocks, mutes, followers and following: the newest first. */
export const personPageSchema = z.object({
  items: z.array(listedPersonSchema),
  /** Null on the last page. */
  nextCursor: z.string().nullable(),
});
export type PersonPage = z.infer<typeof personPageSchema>;

/** GET /v1/me/relations/{id}: what somebody is to one. That they blocked one is not told. */
export const relationSchema = z.object({
  /** "asked": they asked one; "requested": one asked them. */
  friend: z.enum(["none", "requested", "asked", "friends"]),
  isFollowed: z.boolean(),
  isBlocked: z.boolean(),
  isMuted: z.boolean(),
  /** Null: in no room, or not to be seen by one. */
  presence: presenceSchema.nullable(),
});
export type Relation = z.infer<typeof relationSchema>;

/** POST /v1/me/invitations: into a world, or into the one room of it that one is in. */
export const createInvitationSchema = z
  .strictObject({
    userId: userIdSchema,
    worldId: worldIdSchema.optional(),
    room: roomIdSchema.optional(),
  })
  .refine(({ worldId, room }) => (worldId === undefined) !== (room === undefined), {
    message: "either a world or a room",
    path: ["worldId"],
  });
export type CreateInvitation = z.infer<typeof createInvitationSchema>;

/** 201 of POST /v1/me/invitations; the same again for the same place while it is good. */
export const invitationSchema = z.object({
  id: invitationIdSchema,
  /** Who is invited. */
  user: personSchema,
  world: z.object({ id: worldIdSchema, name: z.string() }),
  room: roomIdSchema.nullable(),
  expiresAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitationSchema>;
