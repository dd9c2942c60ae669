// Who may do what in a room. Roles are a ladder, so the table says for each kind where it begins; whether one may do it to a
// certain somebody is that kind's own business. Knows no room. SPEC [RIGHT-1]

import { type Role, roleSchema } from "../../shared/schema/role.ts";

/** The lowest role that may. Everybody above may as well. */
export const LEAST_ROLE = {
  pose: "guest",
  voice: "guest",
  /** Heard by the whole room, wherever one stands. */
  "voice-stage": "performer",
  chat: "guest",
  me: "guest",
  emote: "guest",
  app: "guest",
  block: "guest",
  "item-claim": "guest",
  /** And to take away what one has spawned. */
  "item-spawn": "member",
  "item-despawn-any": "staff",
  "state-own": "guest",
  "state-room": "member",
  "state-screen": "performer",
  "state-camera": "staff",
  mute: "staff",
  kick: "staff",
  ban: "moderator",
  appoint: "moderator",
} as const satisfies Readonly<Record<string, Role>>;

export type ActionKind = keyof typeof LEAST_ROLE;

const RANK = new Map(roleSchema.options.map((role, rank) => [role, rank]));

/** How high a role stands, from 0 for a guest. */
export function rankOf(role: Role): number {
  return RANK.get(role) ?? 0;
}

/** Whether this role may do such a thing at all. */
export function mayDo(role: Role, kind: ActionKind): boolean {
  return rankOf(role) >= rankOf(LEAST_ROLE[kind]);
}
