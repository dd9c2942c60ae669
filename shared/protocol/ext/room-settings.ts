// ROOM: what the room looks and sounds like. Whole on join. SPEC [ROOM-1]

import * as z from "zod";
import { roomIdSchema, worldIdSchema } from "../../schema/ids.ts";
import { worldSettingsSchema } from "../../schema/world.ts";
import { jsonCodec } from "./json.ts";

export const roomSettingsSchema = worldSettingsSchema.omit({ tickMs: true }).extend({
  room: roomIdSchema,
  world: z.object({ id: worldIdSchema, name: z.string() }),
  capacity: z.number().int().positive(),
  /** Milliseconds between two batches of poses. */
  tick: z.number().int().positive(),
});
export type RoomSettings = z.infer<typeof roomSettingsSchema>;

export const roomSettings = jsonCodec(0x48, roomSettingsSchema, "ROOM-1");
