// ME: what a participant says about themselves. SPEC [ME-1]…[ME-2]

import * as z from "zod";
import { jsonCodec } from "./json.ts";
import { deviceSchema } from "./presence.ts";

export const meSchema = z.object({
  /** "I changed what I wear": the room asks the origin which avatar it is, so nobody can claim another's. */
  avatar: z.unknown().optional(),
  muted: z.boolean().optional(),
  away: z.boolean().optional(),
  device: deviceSchema.optional(),
});
export type Me = z.infer<typeof meSchema>;

export const me = jsonCodec(0x41, meSchema, "ME-1");
