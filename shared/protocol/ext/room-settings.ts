// ROOM: what the room looks and sounds like. Whole on join, and again when it changes. SPEC [ROOM-1], [ROOM-3]

import * as z from "zod";
import { roomIdSchema, worldIdSchema } from "../../schema/ids.ts";
import { BUILT_IN_STAGE, roomContentSchema } from "../../schema/room-spec.ts";
import { worldSettingsSchema } from "../../schema/world-settings.ts";
import { jsonCodec } from "./json.ts";

export const roomSettingsSchema = worldSettingsSchema.omit({ tickMs: true }).extend({
  room: roomIdSchema,
  world: z.object({ id: worldIdSchema, name: z.string() }),
  /** Of the world; another one is told while people are in the room. */
  version: z.number().int().positive().default(1),
  capacity: z.number().int().positive(),
  /** Milliseconds between two batches of poses. */
  tick: z.number().int().positive(),
  content: roomContentSchema.default(BUILT_IN_STAGE),
});
export type RoomSettings = z.infer<typeof roomSettingsSchema>;

export const roomSettings = jsonCodec(0x48, roomSettingsSchema, "ROOM-1");
