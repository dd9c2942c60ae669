// A place in a room, as the origin gives it to the edge.

import * as z from "zod";
import { hostIdSchema, roomIdSchema } from "../ids.ts";
import { hostAddressSchema } from "../public-api.ts";
import { participantSchema } from "../room-spec.ts";
import { worldSchema } from "../world.ts";

export const allocatedRoomSchema = z.object({
  room: roomIdSchema,
  hostId: hostIdSchema,
  host: hostAddressSchema,
  world: worldSchema,
  /** Who enters, as the ticket will say it. */
  participant: participantSchema,
});
export type AllocatedRoom = z.infer<typeof allocatedRoomSchema>;
