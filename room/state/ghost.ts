// What a ghost may do: look on, chat, keep away from whom it must not meet, and steer a camera where its role does. Everything
// else others would see. SPEC [GHOST-3]

import type { Participant } from "./room.ts";
import { notAllowed, type Verdict } from "./verdict.ts";

/**
 * Kinds of sections and of topics. Nobody is told of its pose, nor of what ME changes; a claim is answered with a denial of its
 * own; which MOD it may send says moderation.ts, and which keys it may set state-kv.ts.
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
  "stateSet",
  "state",
]);

export const FROM_A_GHOST = notAllowed(
  "a ghost looks on and may chat: ask the edge for a place in the room to do more",
);

/** Why a participant may not send such a thing from the seat it has, or null. */
export function refusalOfSeat({ seat }: Participant, kind: string): Verdict {
  if (seat === "visible" || GHOST_MAY.has(kind)) return null;
  return FROM_A_GHOST;
}
