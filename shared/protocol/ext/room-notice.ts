// ROOM_NOTICE: what whoever answers for the room says to all who are in it. Not a NOTICE, which is about what one client did.
// SPEC [ROOM-4], [ROOM-5]

import * as z from "zod";
import { jsonCodec } from "./json.ts";

const roomNoticeSchema = z.object({
  /** The same one may be told twice. */
  id: z.string().max(64),
  text: z.string(),
  /** Milliseconds since the Unix epoch. */
  at: z.number(),
});
export type RoomNotice = z.infer<typeof roomNoticeSchema>;

export const roomNotice = jsonCodec(0x49, roomNoticeSchema, "ROOM-4");
