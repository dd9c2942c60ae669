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

/** Where the room runs from now on. */
export const handedOverSchema = z.object({ host: hostAddressSchema });

/** GET: what the host before handed over. */
export const handoffSchema = z.object({ snapshot: z.string() });
