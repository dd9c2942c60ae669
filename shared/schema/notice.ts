// A notice: what whoever answers for rooms says to all who are in them. Who may say it where is the origin's to judge.

import * as z from "zod";
import { eventIdSchema, noticeIdSchema, roomIdSchema, worldIdSchema } from "./ids.ts";
import { visible } from "./text.ts";

export const NOTICE_TEXT_MAX_CHARS = 500;
/** Of one user, in any hour. */
export const NOTICES_PER_HOUR_MAX = 20;

const targetSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("room"), id: roomIdSchema }),
  /** All rooms of it, those of events in it too. */
  z.strictObject({ kind: z.literal("world"), id: worldIdSchema }),
  z.strictObject({ kind: z.literal("event"), id: eventIdSchema }),
  z.strictObject({ kind: z.literal("all") }),
]);
export type NoticeTarget = z.infer<typeof targetSchema>;

/** POST /v1/notices */
export const publishNoticeSchema = z.strictObject({
  target: targetSchema,
  text: visible(z.string().trim().min(1).max(NOTICE_TEXT_MAX_CHARS)),
});
export type PublishNotice = z.infer<typeof publishNoticeSchema>;

export const publishedNoticeSchema = z.object({
  id: noticeIdSchema,
  createdAt: z.iso.datetime(),
  /** Rooms that are open now, and are told. */
  roomCount: z.number().int().nonnegative(),
});
export type PublishedNotice = z.infer<typeof publishedNoticeSchema>;
