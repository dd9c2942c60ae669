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
  /** By the clock of its machine, milliseconds. A host of the release before does not say it, and knows no leases. */
  startedAtMs: z.number().int().nonnegative().nullable().default(null),
  /** What the engine that runs hosts calls the machine or pod it is on. */
  engineId: z.string().min(1).max(253).nullable().default(null),
});
export type RegisterHost = z.input<typeof registerHostSchema>;
export const registeredHostSchema = z.object({ heartbeatIntervalMs: z.number().int().positive() });
/** Heirs of one host: more are not named. */
const HEIRS_LISTED_MAX = 16;
export const heartbeatSchema = z.object({
  rooms: z.array(
    z.object({
      room: roomIdSchema,
      /** 0 for one that is being opened. */
      epoch: z.number().int().nonnegative(),
      participantCount: z.number().int(),
      ghostCount: z.number().int().nonnegative().default(0),
      /** Of the newest report entry that belongs to these numbers, sent yet or not; -1 before the first. A host of the release before does not say it. */
      reportSeq: z.number().int().min(-1).nullable().default(null),
    }),
  ),
  draining: z.boolean(),
  /** Beats are counted from 1, and one that is older than one that came says nothing. `heirs`: those the host knows. */
  lease: z
    .object({ seq: z.number().int().positive(), heirs: z.array(hostIdSchema).max(HEIRS_LISTED_MAX) })
    .nullable()
    .default(null),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;
export const heartbeatAnswerSchema = z.object({
  /** Rooms this host may no longer serve: it closes them. */
  close: z.array(roomIdSchema),
  /** Whom it is to ask when no beat is answered, and the key by which hosts know each other, base64url; null where leases are not known. */
  lease: z
    .object({
      heirs: z.array(z.object({ hostId: hostIdSchema, host: hostAddressSchema })).max(HEIRS_LISTED_MAX),
      key: z.string().min(43).max(128),
    })
    .nullable()
    .default(null),
});
export type HeartbeatAnswer = z.infer<typeof heartbeatAnswerSchema>;

/** In a query: of the newest beat of a host that asks to open a room, 0 before its first; null where it does not. */
export const beatSeqSchema = z.coerce.number().int().nonnegative().nullable().default(null);

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

/** Whether somebody may use an item or accessory of the catalog: what a room asks before it is made. */
export const assetUseSchema = z.object({ mayUse: z.boolean() });
