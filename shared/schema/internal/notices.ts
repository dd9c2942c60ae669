// Notices as a room host fetches them: those it has not heard of, for the rooms it hosts.

import * as z from "zod";
import { noticeIdSchema, roomIdSchema } from "../ids.ts";

/** In one answer; a host asks again for more. */
export const HOST_NOTICES_MAX = 50;

/** GET hosts/:hostId/notices ?after= : what was said after this number, the oldest first. */
export const hostNoticesQuerySchema = z.object({ after: z.coerce.number().int().nonnegative().default(0) });

export const hostNoticesSchema = z.object({
  items: z.array(
    z.object({
      id: noticeIdSchema,
      text: z.string(),
      atMs: z.number(),
      /** Rooms of this host that it is for. */
      rooms: z.array(roomIdSchema),
    }),
  ),
  /** The next `after`. */
  last: z.number().int().nonnegative(),
  hasMore: z.boolean(),
});
export type HostNotices = z.infer<typeof hostNoticesSchema>;
export type HostNotice = HostNotices["items"][number];
