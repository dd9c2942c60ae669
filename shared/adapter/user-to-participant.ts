// From an account to the participant a room sees: name, role, worn avatar. No address, no identity, no history.

import type { Participant } from "../schema/room-spec.ts";
import { toDeliveredFile } from "./asset-to-avatar.ts";
import type { AssetRow, UserRow } from "./rows.ts";

/** `avatar` is the row of the avatar worn, or null for the built-in stand-in. */
export function toParticipant(user: UserRow, avatar: AssetRow | null, deliveryUrl: string): Participant {
  return {
    user: user.id,
    name: user.displayName,
    role: user.role,
    avatar: avatar === null ? null : toDeliveredFile(avatar, deliveryUrl),
  };
}
