// What a ghost may do: look on, chat, and keep away from whom it must not meet. Everything else others would see. SPEC [GHOST-3]

import type { Participant } from "./room.ts";
import { notAllowed, type Verdict } from "./verdict.ts";

/**
 * Kinds of sections and of topics. Nobody is told of its pose, nor of what ME changes; a claim is answered with a denial of its
 * own; which MOD it may send says moderation.ts.
 */
const GHOST_MAY: ReadonlySet<string> = new Set([
  "ping",
  "bye",
  "interest",
  "me",
  "pose",
  "chat",
  "mod",
  "itemClaim",
  "item-claim",
]);

/** Why a participant may not send such a thing from the seat it has, or null. */
export function refusalOfSeat({ seat }: Participant, kind: string): Verdict {
  if (seat === "visible" || GHOST_MAY.has(kind)) return null;
  return notAllowed("a ghost looks on and may chat: ask the edge for a place in the room to do more");
}
