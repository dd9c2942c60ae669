// A live room on its way from one host to another, by way of the origin, which knows where to and reads nothing of it.

import * as z from "zod";
import { hostAddressSchema } from "../host-address.ts";
import { hostIdSchema } from "../ids.ts";

/** A snapshot as text: a room of 500 with all it keeps is a tenth of it. */
export const SNAPSHOT_MAX_CHARS = 16 * 1024 * 1024;

/** POST: asked again with the same epoch, it answers the same. */
export const handOverSchema = z.object({
  hostId: hostIdSchema,
  /** Of the lease that ends with it. */
  epoch: z.number().int().positive(),
  participantCount: z.number().int().nonnegative(),
  ghostCount: z.number().int().nonnegative(),
  snapshot: z.string().max(SNAPSHOT_MAX_CHARS),
});
export type HandOver = z.infer<typeof handOverSchema>;

/** Of what is kept of a room should its host go without a word: keys, items and a share of retained messages. */
export const KEPT_MAX_CHARS = 2 * 1024 * 1024;

/** PUT: the newest takes the place of any before. */
export const keepRoomSchema = z.object({
  hostId: hostIdSchema,
  epoch: z.number().int().positive(),
  /** Counts up with everything this host keeps: what arrives late takes the place of nothing newer. A host of the release before says none. */
  seq: z.number().int().positive().optional(),
  snapshot: z.string().max(KEPT_MAX_CHARS),
});
export type KeepRoom = z.infer<typeof keepRoomSchema>;

/** Where the room runs from now on. */
export const handedOverSchema = z.object({ host: hostAddressSchema });

/** GET: what the host before handed over; or what it had kept, where it went without a word. */
export const handoffSchema = z.object({ snapshot: z.string() });
