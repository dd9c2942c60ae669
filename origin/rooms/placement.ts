// How a new room is placed among hosts, as the operator says it: by event, by world, or for all. Pure.

import * as z from "zod";
import { type EventId, eventIdSchema, type WorldId, worldIdSchema } from "../../shared/schema/ids.ts";

/**
 * `spread`: on the host with most to spare. `packed`: on the fullest that holds it, so that others stay idle. `exclusive`: on one
 * without rooms, which takes no other as long as this one is open.
 */
const placementSchema = z.enum(["spread", "packed", "exclusive"]);
export type Placement = z.infer<typeof placementSchema>;

export const placementTableSchema = z.strictObject({
  default: placementSchema.default("spread"),
  worlds: z.record(worldIdSchema, placementSchema).default({}),
  events: z.record(eventIdSchema, placementSchema).default({}),
});
export type PlacementTable = z.infer<typeof placementTableSchema>;

/** An event's word counts before its world's, and both before the default. Rooms that are open stay as they were placed. */
export function placementOf(
  table: PlacementTable,
  { worldId, eventId }: { readonly worldId: WorldId; readonly eventId: EventId | null },
): Placement {
  return (eventId === null ? undefined : table.events[eventId]) ?? table.worlds[worldId] ?? table.default;
}
