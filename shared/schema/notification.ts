// What somebody is told of while they were not looking. The kinds are a union: each has what its reader needs to act on it, and
// a client that does not know one may pass it over.

import * as z from "zod";
import {
  assetIdSchema,
  invitationIdSchema,
  notificationIdSchema,
  sanctionIdSchema,
  worldIdSchema,
} from "./ids.ts";
import { reportTargetKindSchema, sanctionKindSchema } from "./moderation.ts";
import { personSchema } from "./social.ts";
import { sellableKindSchema } from "./store.ts";

/** Kept of each user; the oldest go first. */
export const NOTIFICATIONS_MAX = 500;

export const notificationKindSchema = z.enum([
  "friend-request",
  "friend-accepted",
  "follow",
  "invitation",
  "sanction",
  "appeal-answered",
  "present",
  "sold",
]);
export type NotificationKind = z.infer<typeof notificationKindSchema>;

const invitedSchema = z.object({
  invitationId: invitationIdSchema,
  world: z.object({ id: worldIdSchema, name: z.string() }),
  expiresAt: z.iso.datetime(),
});
/** What moderators decided about its reader. Who of them is not told: GET /v1/me/standing has the whole. */
const decidedSchema = z.object({
  sanctionId: sanctionIdSchema,
  kind: sanctionKindSchema,
  /** The name is as it was then; of a person's, null. */
  target: z.object({ kind: reportTargetKindSchema, name: z.string().nullable() }),
  reason: z.string(),
  /** Null: for ever, or until it is lifted. */
  until: z.iso.datetime().nullable(),
});
const answeredSchema = decidedSchema
  .omit({ reason: true, until: true })
  .extend({ outcome: z.enum(["upheld", "overturned"]), answer: z.string() });
const soldAssetSchema = z.object({ id: assetIdSchema, kind: sellableKindSchema, name: z.string() });
/** A thing of the store that a friend gave its reader. */
const presentSchema = z.object({ asset: soldAssetSchema, note: z.string() });
/** Something its reader made was bought: told once a day for each thing, and not by whom. */
const soldSchema = z.object({ asset: soldAssetSchema });
/** What a kind has beside who did it. */
export type NotificationFacts =
  | z.infer<typeof invitedSchema>
  | z.infer<typeof decidedSchema>
  | z.infer<typeof answeredSchema>
  | z.infer<typeof presentSchema>
  | z.infer<typeof soldSchema>
  | Readonly<Record<string, never>>;

const common = {
  id: notificationIdSchema,
  at: z.iso.datetime(),
  isRead: z.boolean(),
};
const byPerson = { ...common, user: personSchema };

export const notificationSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("friend-request"), ...byPerson }),
  z.object({ kind: z.literal("friend-accepted"), ...byPerson }),
  z.object({ kind: z.literal("follow"), ...byPerson }),
  z.object({ kind: z.literal("invitation"), ...byPerson, invitation: invitedSchema }),
  z.object({ kind: z.literal("sanction"), ...common, sanction: decidedSchema }),
  z.object({ kind: z.literal("appeal-answered"), ...common, appeal: answeredSchema }),
  z.object({ kind: z.literal("present"), ...byPerson, present: presentSchema }),
  z.object({ kind: z.literal("sold"), ...common, sold: soldSchema }),
]);
export type Notification = z.infer<typeof notificationSchema>;

const unreadCountSchema = z.number().int().nonnegative();

/** GET /v1/me/notifications: the newest first, and how many are unread of all. */
export const notificationPageSchema = z.object({
  items: z.array(notificationSchema),
  nextCursor: z.string().nullable(),
  unreadCount: unreadCountSchema,
});
export type NotificationPage = z.infer<typeof notificationPageSchema>;

/** The answer to a change, and the whole of an event where nothing came. */
export const unreadSchema = z.object({ unreadCount: unreadCountSchema });
export type Unread = z.infer<typeof unreadSchema>;

/** One event of GET /v1/me/notifications/events: what came since the last, the oldest first, and how many are unread. */
export const notificationNewsSchema = z.object({
  arrived: z.array(notificationSchema),
  unreadCount: unreadCountSchema,
});
export type NotificationNews = z.infer<typeof notificationNewsSchema>;

/** PUT /v1/me/notifications/read: all, or those up to one, which is the newest its reader has seen. */
export const readNotificationsSchema = z.strictObject({ upTo: notificationIdSchema.optional() });
export type ReadNotifications = z.infer<typeof readNotificationsSchema>;
