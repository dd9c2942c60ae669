// An event is a scheduled gathering in a world.

import * as z from "zod";
import { eventIdSchema, worldIdSchema } from "./ids.ts";

export const eventSchema = z.object({
  id: eventIdSchema,
  worldId: worldIdSchema,
  name: z.string(),
  description: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  tags: z.array(z.string()),
  /** People at once, in all its rooms together; null: as many as fit. */
  capacity: z.number().int().positive().nullable(),
  likeCount: z.number().int().nonnegative(),
});
export type Event = z.infer<typeof eventSchema>;
