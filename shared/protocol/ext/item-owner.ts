// Whose an item is: CLAIM, OWNER, DENY; and which items there are: SPAWN, DESPAWN. SPEC [ITEM-4]…[ITEM-9]

import * as z from "zod";
import { userIdSchema } from "../../schema/ids.ts";
import { visible } from "../../schema/text.ts";
import type { ByteReader, ByteWriter } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";
import { ITEM_ID_MAX } from "./item.ts";
import { jsonCodec, parseJson } from "./json.ts";
import { sidSchema } from "./presence.ts";

/** Numbers are for ever. Held in somebody's hand, or moved by the physics that somebody computes. */
export const ClaimMode = { hold: 0, physics: 1 } as const;
export type ClaimMode = (typeof ClaimMode)[keyof typeof ClaimMode];

export type ItemClaim = {
  readonly item: number;
  /** The epoch the claimant knows. */
  readonly seenEpoch: number;
  /** The claimant's own, comes back in DENY. */
  readonly reqId: number;
  readonly mode: ClaimMode;
};

const CLAIM_MODES: readonly number[] = Object.values(ClaimMode);

function claimModeOf(value: number): ClaimMode {
  if (!CLAIM_MODES.includes(value))
    throw new ProtocolError(ReasonCode.payloadFormatInvalid, "ITEM-4", `claim mode ${value}`);
  return value as ClaimMode;
}

export const itemClaim = {
  id: 0x22,
  decode: (r: ByteReader): ItemClaim => ({
    item: r.u16(),
    seenEpoch: r.u16(),
    reqId: r.u8(),
    mode: claimModeOf(r.u8()),
  }),
  encode: (w: ByteWriter, m: ItemClaim): void => {
    w.u16(m.item);
    w.u16(m.seenEpoch);
    w.u8(m.reqId);
    w.u8(m.mode);
  },
} as const;

/** Why an item changed hands. Numbers are for ever. */
export const OwnerCause = { claim: 0, release: 1, leave: 2, appointed: 3 } as const;
export type OwnerCause = (typeof OwnerCause)[keyof typeof OwnerCause];

export type ItemOwner = {
  readonly item: number;
  /** A sid, or 0 for nobody. */
  readonly owner: number;
  readonly epoch: number;
  /** A ClaimMode; 0 when it is nobody's. */
  readonly mode: number;
  /** An OwnerCause, or one of a later version. */
  readonly cause: number;
};

export const itemOwner = {
  id: 0x23,
  decode: (r: ByteReader): ItemOwner => ({
    item: r.u16(),
    owner: r.u16(),
    epoch: r.u16(),
    mode: r.u8(),
    cause: r.u8(),
  }),
  encode: (w: ByteWriter, m: ItemOwner): void => {
    w.u16(m.item);
    w.u16(m.owner);
    w.u16(m.epoch);
    w.u8(m.mode);
    w.u8(m.cause);
  },
} as const;

/** Why a claim was denied. Numbers are for ever. */
export const DenyReason = { held: 1, stale: 2, unknown: 3, notAllowed: 4, tooFast: 5 } as const;
export type DenyReason = (typeof DenyReason)[keyof typeof DenyReason];

export type ItemDeny = {
  readonly item: number;
  /** Who has it, or 0. */
  readonly owner: number;
  /** The epoch to claim with. */
  readonly epoch: number;
  readonly reqId: number;
  /** A DenyReason, or one of a later version. */
  readonly reason: number;
};

export const itemDeny = {
  id: 0x25,
  decode: (r: ByteReader): ItemDeny => ({
    item: r.u16(),
    owner: r.u16(),
    epoch: r.u16(),
    reqId: r.u8(),
    reason: r.u8(),
  }),
  encode: (w: ByteWriter, m: ItemDeny): void => {
    w.u16(m.item);
    w.u16(m.owner);
    w.u16(m.epoch);
    w.u8(m.reqId);
    w.u8(m.reason);
  },
} as const;

export const ITEM_KIND_MAX_CHARS = 64;
/** JSON of an item's data. */
export const ITEM_DATA_MAX_CHARS = 1024;
export const ITEM_SPAWN_MAX_BYTES = 4096;
const SPAWN_ID_MAX_CHARS = 64;

const kindSchema = visible(z.string().min(1).max(ITEM_KIND_MAX_CHARS));
const dataSchema = z
  .unknown()
  .refine(
    (data) => data === undefined || JSON.stringify(data).length <= ITEM_DATA_MAX_CHARS,
    `must have at most ${ITEM_DATA_MAX_CHARS} characters of JSON`,
  );
const vec3Schema = z.tuple([z.number(), z.number(), z.number()]);
const quatSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** What a client sends to make an item. */
export const itemSpawnUpSchema = z.object({
  /** What it is, in the application's own words. */
  kind: kindSchema,
  data: dataSchema.optional(),
  position: vec3Schema,
  rotation: quatSchema.default([0, 0, 0, 1]),
  /** The client's own, comes back in the SPAWN it becomes. */
  id: z.string().max(SPAWN_ID_MAX_CHARS).optional(),
});
export type ItemSpawnUp = z.infer<typeof itemSpawnUpSchema>;

/** An item as everybody is told of it; where it is comes as a block. */
export const spawnedItemSchema = z.object({
  item: z.number().int().min(1).max(ITEM_ID_MAX),
  kind: z.string(),
  data: z.unknown().optional(),
  /** Who made it. */
  by: userIdSchema,
  /** The id its maker gave it. */
  id: z.string().optional(),
  owner: sidSchema.nullable(),
  mode: z.enum(["hold", "physics"]).nullable(),
  epoch: z.number().int().nonnegative(),
});
export type SpawnedItem = z.infer<typeof spawnedItemSchema>;

const SPAWN_ID = 0x26;
export const itemSpawnUp = {
  ...jsonCodec(SPAWN_ID, itemSpawnUpSchema, "ITEM-8"),
  decode: (r: ByteReader): ItemSpawnUp => parseItemSpawn(r.bytes(r.remaining)),
} as const;
export const itemSpawnDown = jsonCodec(SPAWN_ID, z.object({ items: z.array(spawnedItemSchema) }), "ITEM-8");

/** Throws ProtocolError(payloadFormatInvalid). Measured before it is read: JSON nests as deep as it is long. */
export function parseItemSpawn(bytes: Uint8Array): ItemSpawnUp {
  if (bytes.length > ITEM_SPAWN_MAX_BYTES)
    throw new ProtocolError(
      ReasonCode.payloadFormatInvalid,
      "ITEM-8",
      `an item described in ${bytes.length} bytes, at most ${ITEM_SPAWN_MAX_BYTES}`,
    );
  return parseJson(itemSpawnUpSchema, bytes, "ITEM-8");
}

export const itemDespawn = {
  id: 0x27,
  decode: (r: ByteReader): { readonly item: number } => ({ item: r.u16() }),
  encode: (w: ByteWriter, m: { readonly item: number }): void => w.u16(m.item),
} as const;

/** What a plain client may say when it claims: as it is now, for holding, unless it says otherwise. */
export const plainClaimSchema = z.object({
  epoch: z.number().int().min(0).max(65_535).optional(),
  mode: z.enum(["hold", "physics"]).default("hold"),
});
