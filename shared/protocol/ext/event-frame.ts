// Which frames are events: those that must arrive, and that a client which comes back is told if it missed them. Server and
// client count the same frames, or what one replays is not what the other missed. SPEC [RESUME-4]

import { items } from "./item.ts";
import { poses } from "./poses.ts";
import { voices } from "./voice.ts";

/** Kinds below it speak of the connection (PONG, NOTICE, BYE): of no use to another one. */
const FIRST_OF_ROOM = 0x10;
/** Only ever the newest, so what was missed is made up for by what comes next. */
const MOTION: ReadonlySet<number> = new Set([poses.id, voices.id, items.id]);

/** Whether a server's frame body counts, by its first section alone. An unknown kind does. */
export function isEventFrame(body: Uint8Array): boolean {
  const kind = body[0];
  return kind !== undefined && kind >= FIRST_OF_ROOM && !MOTION.has(kind);
}
