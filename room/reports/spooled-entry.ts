// A line of the spool: what a room has to tell, with whose and under which lease, behind a checksum of it. A line that was cut off, or
// that a disk has changed, is no line. Pure.

import * as z from "zod";
import { hostIdSchema, roomIdSchema } from "../../shared/schema/ids.ts";
import { roomReportSchema } from "../../shared/schema/internal/hosts.ts";

const spooledEntrySchema = z.object({
  hostId: hostIdSchema,
  room: roomIdSchema,
  epoch: z.number().int(),
  entry: roomReportSchema.shape.entries.element,
});
export type SpooledEntry = z.infer<typeof spooledEntrySchema>;

const CHECKSUM_CHARS = 8;

/** Ends with a line break, and has no other. */
export function formatSpooled(spooled: SpooledEntry): string {
  const json = JSON.stringify(spooled);
  return `${checksum(json)} ${json}\n`;
}

/** null for what is no line of ours as it was written. */
export function parseSpooled(line: string): SpooledEntry | null {
  const json = line.slice(CHECKSUM_CHARS + 1);
  if (line.slice(0, CHECKSUM_CHARS + 1) !== `${checksum(json)} `) return null;
  const parsed = spooledEntrySchema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}

function checksum(text: string): string {
  return Bun.hash.crc32(text).toString(16).padStart(CHECKSUM_CHARS, "0");
}
