// What a room remembers of itself for whoever looks into a report, and tells the origin when one is filed.

import * as z from "zod";
import { userIdSchema } from "./ids.ts";
import { roleSchema } from "./role.ts";
import { seatSchema } from "./room-spec.ts";

/** Lines of chat that a room remembers for a report, their age, and their text's size together. */
export const EVIDENCE_LINES_MAX = 100;
export const EVIDENCE_LINES_MAX_MS = 10 * 60_000;
export const EVIDENCE_LINES_MAX_BYTES = 32 * 1024;
/** People that evidence names: those who are in the room, and those who were. */
export const EVIDENCE_PEOPLE_MAX = 1_000;

/** What a room host says of a room when somebody reports what happened there. */
export const roomEvidenceSchema = z.object({
  atMs: z.number(),
  people: z
    .array(
      z.object({
        user: userIdSchema,
        name: z.string(),
        role: roleSchema,
        sid: z.number().int(),
        seat: seatSchema,
        joinedAtMs: z.number(),
        silenced: z.boolean(),
        /** Metres in room space; null for who has none, such as a ghost. */
        position: z.tuple([z.number(), z.number(), z.number()]).nullable(),
      }),
    )
    .max(EVIDENCE_PEOPLE_MAX),
  /** The oldest first. */
  lines: z
    .array(z.object({ user: userIdSchema, name: z.string(), text: z.string(), atMs: z.number() }))
    .max(EVIDENCE_LINES_MAX),
});
export type RoomEvidence = z.infer<typeof roomEvidenceSchema>;
