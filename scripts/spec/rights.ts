// Who may what.

import { type ActionKind, LEAST_ROLE } from "../../room/state/permissions.ts";
import { markdownTable } from "../markdown/table.ts";

const ACTIONS = {
  pose: "to move",
  voice: "to speak to those near",
  "voice-stage": "to speak to the whole room",
  chat: "to write to the room",
  me: "to change one's own member",
  emote: "to gesture",
  app: "to send messages of the application",
  block: "neither to hear nor see somebody, nor be heard",
  "item-claim": "to hold an item, or lend it one's physics",
  "item-spawn": "to make an item, and take away what one made",
  "item-despawn-any": "to take away any item",
  "state-own": "to keep keys of one's own",
  "state-room": "to set the room's other keys",
  "state-screen": "to set the keys of the room's screens",
  "state-camera": "to set the keys of the room's cameras",
  mute: "to silence somebody",
  kick: "to send somebody out",
  ban: "to keep somebody out",
  appoint: "to give somebody a role not above one's own",
} as const satisfies Readonly<Record<ActionKind, string>>;

function rights(): string {
  const rows = Object.entries(LEAST_ROLE).map(([kind, role]) => [kind, role, ACTIONS[kind as ActionKind]]);
  return markdownTable([["action", "from", "what it is"], ...rows]);
}

export const RIGHT_PARTS = { rights } as const;
