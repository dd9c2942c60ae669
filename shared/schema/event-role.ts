// Who somebody is to an event, and what that lets them do there: one table, from which entry, rooms and pages take it.

import * as z from "zod";
import { type Role, roleSchema } from "./role.ts";

/** "organiser" is the one who made it; the others are appointed. */
export const eventRoleSchema = z.enum(["organiser", "staff", "performer", "guest"]);
export type EventRole = z.infer<typeof eventRoleSchema>;
export const appointedRoleSchema = eventRoleSchema.exclude(["organiser"]);
export type AppointedRole = z.infer<typeof appointedRoleSchema>;

export const eventRightsSchema = z.object({
  /** The doors open to them so long before it begins. */
  earlyEntryMinutes: z.number().int().nonnegative(),
  /** To be heard by the whole room. */
  stageVoice: z.boolean(),
  /** To say what the screens of its rooms show: their keys `screen:…`. */
  screen: z.boolean(),
  /** To steer the cameras that others look through, their keys `camera:…`, and to be there for it unseen. */
  camera: z.boolean(),
  /** To send people out of its rooms. */
  expel: z.boolean(),
  /** To see it while nobody else does: as a draft, and in the archive; and who is appointed. */
  backstage: z.boolean(),
  /** To change it, take it through its life and appoint people. */
  manage: z.boolean(),
});
export type EventRights = z.infer<typeof eventRightsSchema>;

type Standing = EventRights & {
  /** The least they are in its rooms, whatever they are elsewhere; null: what they are elsewhere. */
  readonly roomRole: Role | null;
};

const NOTHING = {
  stageVoice: false,
  screen: false,
  camera: false,
  expel: false,
  backstage: false,
  manage: false,
} as const;

/** What each is allowed; "anybody" has been appointed to nothing. */
export const EVENT_RIGHTS = {
  organiser: {
    earlyEntryMinutes: 120,
    stageVoice: true,
    screen: true,
    camera: true,
    expel: true,
    backstage: true,
    manage: true,
    roomRole: "moderator",
  },
  staff: {
    earlyEntryMinutes: 120,
    stageVoice: true,
    screen: true,
    camera: true,
    expel: true,
    backstage: true,
    manage: false,
    roomRole: "staff",
  },
  performer: {
    ...NOTHING,
    earlyEntryMinutes: 60,
    stageVoice: true,
    screen: true,
    roomRole: "performer",
  },
  guest: { ...NOTHING, earlyEntryMinutes: 30, roomRole: "member" },
  anybody: { ...NOTHING, earlyEntryMinutes: 15, roomRole: null },
} as const satisfies Readonly<Record<EventRole | "anybody", Standing>>;

/** What this role may do; null is nobody in particular. */
export function standingOf(role: EventRole | null): Standing {
  return EVENT_RIGHTS[role ?? "anybody"];
}

/** The same without what rooms make of it. */
export function rightsOf(role: EventRole | null): EventRights {
  const { roomRole: _roomRole, ...rights } = standingOf(role);
  return rights;
}

/** What somebody is in the event's rooms: never less than they are elsewhere. */
export function roomRoleOf(own: Role, role: EventRole | null): Role {
  const { roomRole } = standingOf(role);
  const rank = (each: Role) => roleSchema.options.indexOf(each);
  return roomRole !== null && rank(roomRole) > rank(own) ? roomRole : own;
}
