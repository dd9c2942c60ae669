// PRESENCE: who is here. Server to client only; a plain client reads the same members, retained. SPEC [PRES-1]…[PRES-3]

import * as z from "zod";
import { assetIdSchema, userIdSchema } from "../../schema/ids.ts";
import { roleSchema } from "../../schema/role.ts";
import { jsonCodec } from "./json.ts";

export const SID_MAX = 65_535;
/** A participant's number in the room, 1 to 65,535. */
export const sidSchema = z.number().int().min(1).max(SID_MAX);

export const deviceSchema = z.enum(["desktop", "mobile", "vr3", "vr6", "bot"]);
export type Device = z.infer<typeof deviceSchema>;

export const memberSchema = z.object({
  sid: sidSchema,
  user: userIdSchema,
  name: z.string(),
  role: roleSchema,
  device: deviceSchema,
  avatar: z
    .object({ id: assetIdSchema, url: z.url(), sha256: z.string(), size: z.number().int().nonnegative() })
    .nullable(),
  muted: z.boolean(),
  /** Muted by whoever keeps order here: neither voice nor chat of theirs is passed on, whatever they say of themselves. */
  silenced: z.boolean().default(false),
  away: z.boolean(),
  /** Its connection is lost, and its place is kept for a while. SPEC [RESUME-3] */
  reconnecting: z.boolean().default(false),
  /** Milliseconds since the Unix epoch. */
  joinedAt: z.number(),
});
export type Member = z.infer<typeof memberSchema>;

export const presenceSchema = z.discriminatedUnion("op", [
  z.object({ op: z.enum(["snapshot", "join", "update"]), members: z.array(memberSchema) }),
  z.object({ op: z.literal("leave"), sids: z.array(sidSchema) }),
]);
export type Presence = z.infer<typeof presenceSchema>;

export const presence = jsonCodec(0x40, presenceSchema, "PRES-1");
