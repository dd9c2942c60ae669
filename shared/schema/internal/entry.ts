// A place in a room, as the origin gives it to the edge: or one in the queue for it.

import * as z from "zod";
import { hostIdSchema, roomIdSchema } from "../ids.ts";
import { enterSchema, hostAddressSchema, queuePlaceSchema } from "../public-api.ts";
import { participantSchema } from "../room-spec.ts";
import { worldSchema } from "../world.ts";

/** What one asks to enter: a world, an event, or the room somebody is in. */
export const entryTargetKindSchema = z.enum(["world", "event", "user"]);
export type EntryTargetKind = z.infer<typeof entryTargetKindSchema>;

/** POST enter: the caller's wishes, and where their edge thinks they are. */
export const internalEnterSchema = enterSchema.extend({
  kind: entryTargetKindSchema,
  id: z.string().max(64),
  /** A region the edge believes near; null where it knows nothing. */
  regionHint: z.string().max(64).nullable(),
});
export type InternalEnter = z.infer<typeof internalEnterSchema>;

export const allocatedRoomSchema = z.object({
  room: roomIdSchema,
  hostId: hostIdSchema,
  host: hostAddressSchema,
  world: worldSchema,
  /** Who enters, as the ticket will say it. */
  participant: participantSchema,
});
export type AllocatedRoom = z.infer<typeof allocatedRoomSchema>;

export const entryOutcomeSchema = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("entered"), place: allocatedRoomSchema }),
  z.object({ outcome: z.literal("queued"), queue: queuePlaceSchema }),
]);
export type EntryOutcome = z.infer<typeof entryOutcomeSchema>;
