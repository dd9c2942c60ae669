// What the origin tells a room host of a user before it lets them in, and again when it changes: where they may not be, and
// where they may not be heard.

import * as z from "zod";
import { sanctionScopeKindSchema } from "../sanction-scope.ts";

/** More than anybody has in force at once; of more, those that last longest are told. */
export const HELD_SANCTIONS_MAX = 200;

export const heldSanctionSchema = z.object({
  kind: z.enum(["ban", "mute"]),
  scope: sanctionScopeKindSchema,
  /** The world's or the room's; null with "platform". */
  scopeId: z.string().nullable(),
  /** Milliseconds since the Unix epoch; null for ever. */
  untilMs: z.number().nullable(),
  reason: z.string(),
});
export type HeldSanction = z.infer<typeof heldSanctionSchema>;

/** Whether the audit log is whole: how many lines it has, the first that does not follow from the one before, the last hash. */
export const auditVerdictSchema = z.object({
  count: z.number().int().nonnegative(),
  brokenAt: z.number().int().nullable(),
  hash: z.string(),
});
