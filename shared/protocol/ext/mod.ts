// MOD: what participants ask about one another, and what the room tells of it. One's own blocks are here too: they differ from
// the rest only in who may. SPEC [MOD-1], [MOD-2], [BLOCK-1]

import * as z from "zod";
import { userIdSchema } from "../../schema/ids.ts";
import { roleSchema } from "../../schema/role.ts";
import { oneLine } from "../../schema/text.ts";
import { jsonCodec } from "./json.ts";
import { sidSchema } from "./presence.ts";

export const MOD_REASON_MAX_CHARS = 200;

/** A participant by its sid, or a user, who need not be here. It is always the user that is meant, in all their connections. */
const targetSchema = z.union([sidSchema, userIdSchema]);
const reasonSchema = oneLine(z.string().trim().max(MOD_REASON_MAX_CHARS)).default("");
/** Milliseconds since the Unix epoch; null for as long as the room lives. */
const untilSchema = z.number().int().nonnegative().nullable();

/** What a client asks for. */
export const modUpSchema = z.discriminatedUnion("op", [
  z.object({
    op: z.enum(["kick", "unban", "mute", "unmute", "block", "unblock"]),
    target: targetSchema,
    reason: reasonSchema,
  }),
  z.object({
    op: z.literal("ban"),
    target: targetSchema,
    reason: reasonSchema,
    untilMs: untilSchema.default(null),
  }),
  z.object({ op: z.literal("role"), target: targetSchema, reason: reasonSchema, role: roleSchema }),
]);
export type ModUp = z.infer<typeof modUpSchema>;
export type ModOp = ModUp["op"];

/** What was done, told to whoever did it, to the target, and to those who keep order. */
export const modDownSchema = z.object({
  op: z.enum(["kick", "ban", "unban", "mute", "unmute", "block", "unblock", "role"]),
  target: userIdSchema,
  /** Where the target is here; null when it is not. */
  sid: sidSchema.nullable(),
  by: userIdSchema,
  reason: z.string(),
  /** Of a ban. */
  untilMs: untilSchema.optional(),
  /** What the target is from now on. */
  role: roleSchema.optional(),
});
export type ModDown = z.infer<typeof modDownSchema>;

const MOD_ID = 0x50;
export const modUp = jsonCodec(MOD_ID, modUpSchema, "MOD-1");
export const modDown = jsonCodec(MOD_ID, modDownSchema, "MOD-2");
