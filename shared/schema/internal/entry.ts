// A place in a room, as the origin gives it to the edge: or one in the queue for it.

import * as z from "zod";
import { hostAddressSchema } from "../host-address.ts";
import { hostIdSchema, roomIdSchema } from "../ids.ts";
import { enterSchema, ghostSeatSchema, queuePlaceSchema } from "../public-api.ts";
import { participantSchema, seatSchema } from "../room-spec.ts";
import { worldSchema } from "../world.ts";

/** What one asks to enter: a world, the version of it that is tried, an event, the room somebody is in, an invitation's, or where one's party is called. */
export const entryTargetKindSchema = z.enum(["world", "beta", "event", "user", "invitation", "party"]);
export type EntryTargetKind = z.infer<typeof entryTargetKindSchema>;

/** POST enter: the caller's wishes, and where their edge thinks they are. */
export const internalEnterSchema = enterSchema.omit({ channel: true }).extend({
  kind: entryTargetKindSchema,
  id: z.string().max(64),
  /** A region the edge believes near; null where it knows nothing. */
  regionHint: z.string().max(64).nullable(),
  /** "ghost": wanted though there may be a place. */
  seat: seatSchema.default("visible"),
});
export type InternalEnter = z.infer<typeof internalEnterSchema>;

/** What an origin of the release before does not say yet has a default: edges may come first. */
const queuedInsideSchema = z.object({ queue: queuePlaceSchema, ghostSeat: ghostSeatSchema.default("none") });
export type QueuedInside = z.infer<typeof queuedInsideSchema>;

export const allocatedRoomSchema = z.object({
  room: roomIdSchema,
  hostId: hostIdSchema,
  host: hostAddressSchema,
  world: worldSchema,
  /** Who enters, as the ticket will say it. */
  participant: participantSchema,
  seat: seatSchema.default("visible"),
  /** A ghost's place in the queue for a seat that is seen; null where the queue is full, and for everybody else. */
  waiting: queuedInsideSchema.nullable().default(null),
});
export type AllocatedRoom = z.infer<typeof allocatedRoomSchema>;

export const entryOutcomeSchema = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("entered"), place: allocatedRoomSchema }),
  queuedInsideSchema.extend({ outcome: z.literal("queued") }),
]);
export type EntryOutcome = z.infer<typeof entryOutcomeSchema>;
