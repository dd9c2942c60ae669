// What room hosts and the origin tell each other: that a host is there, what it carries, and who came and went.

import * as z from "zod";
import { hostAddressSchema } from "../host-address.ts";
import { hostIdSchema, roomIdSchema, userIdSchema } from "../ids.ts";
import { seatSchema } from "../room-spec.ts";
import { SHUNS_MAX } from "../social.ts";
import { HELD_SANCTIONS_MAX, heldSanctionSchema } from "./moderation.ts";

export const registerHostSchema = z.object({
  hostId: hostIdSchema,
  region: z.string().min(1).max(64),
  host: hostAddressSchema,
  participantsMax: z.number().int().positive(),
  roomsMax: z.number().int().positive(),
  build: z.string().max(100),
});
export type RegisterHost = z.infer<typeof registerHostSchema>;
export const registeredHostSchema = z.object({ heartbeatIntervalMs: z.number().int().positive() });
export const heartbeatSchema = z.object({
  rooms: z.array(
    z.object({
      room: roomIdSchema,
      epoch: z.number().int(),
      participantCount: z.number().int(),
      ghostCount: z.number().int().nonnegative().default(0),
    }),
  ),
  draining: z.boolean(),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;
/** Rooms this host may no longer serve: it closes them. */
export const heartbeatAnswerSchema = z.object({ close: z.array(roomIdSchema) });

/** What a room tells afterwards: joins and leaves in order, each once (deduplicated by `seq` within the epoch). */
export const roomReportSchema = z.object({
  hostId: hostIdSchema,
  epoch: z.number().int(),
  entries: z
    .array(
      z.object({
        seq: z.number().int().nonnegative(),
        kind: z.enum(["join", "leave", "closed"]),
        user: userIdSchema.nullable(),
        sid: z.number().int().nullable(),
        seat: seatSchema.default("visible"),
        atMs: z.number(),
        participantCount: z.number().int(),
      }),
    )
    .max(1000),
});
export type RoomReport = z.infer<typeof roomReportSchema>;

/** What holds of a user wherever they are: what a room asks of everybody who enters, and again when it changed. */
export const broughtAlongSchema = z.object({
  /** Whom they have blocked. */
  users: z.array(userIdSchema).max(SHUNS_MAX),
  /** What moderators decided about them. An origin of the release before has none. */
  sanctions: z.array(heldSanctionSchema).max(HELD_SANCTIONS_MAX).default([]),
});
export type BroughtAlong = z.infer<typeof broughtAlongSchema>;
