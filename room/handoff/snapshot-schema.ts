// A live room as data, on its way from the host that goes to the one that comes. Hosts of two builds read each other's: a field
// more is left alone, and what is added later has a default. SPEC [MOVE-4]

import * as z from "zod";
import { memberSchema, sidSchema } from "../../shared/protocol/ext/presence.ts";
import { roomSettingsSchema } from "../../shared/protocol/ext/room-settings.ts";
import { isStateKey, STATE_VALUE_MAX_BYTES, StateType } from "../../shared/protocol/ext/state-kv.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { heldSanctionSchema } from "../../shared/schema/internal/moderation.ts";
import { roleSchema } from "../../shared/schema/role.ts";
import { seatSchema } from "../../shared/schema/room-spec.ts";

/** Another number is another shape altogether, which nobody reads who does not know it. */
export const SNAPSHOT_VERSION = 1;

/** Bytes, in the text as base64. */
const bytesSchema = z.base64().transform((text): Uint8Array => Uint8Array.fromBase64(text));
const countSchema = z.number().int().nonnegative();
const qosSchema = z.literal([0, 1, 2]);
const userPairsSchema = z.array(z.tuple([z.string(), z.string()]));

/** MQTT5 3.3.2.3, as far as it is kept with a message; and 3.1.3.2 for wills. */
const propertiesSchema = z.object({
  payloadFormatIndicator: z.boolean().exactOptional(),
  messageExpiryInterval: countSchema.exactOptional(),
  contentType: z.string().exactOptional(),
  responseTopic: z.string().exactOptional(),
  correlationData: bytesSchema.exactOptional(),
  userProperties: userPairsSchema.exactOptional(),
});

const publicationSchema = z.object({
  topicName: z.string(),
  payload: bytesSchema,
  qos: qosSchema,
  retain: z.boolean(),
  properties: propertiesSchema,
  expiresAtMs: z.number().nullable(),
});
export type PublicationData = z.infer<typeof publicationSchema>;

/** With the sender id its publisher's session had, under the snapshot's `senderSeed`; null for one nobody here published. */
const retainedSchema = publicationSchema.extend({
  senderId: z.number().int().negative().nullable().default(null),
});
export type RetainedData = z.infer<typeof retainedSchema>;

const willSchema = z.object({
  topicName: z.string(),
  payload: bytesSchema,
  qos: qosSchema,
  retain: z.boolean(),
  properties: propertiesSchema.extend({ willDelayInterval: countSchema.exactOptional() }),
});

const subscriptionSchema = z.object({
  filter: z.string(),
  qos: qosSchema,
  noLocal: z.boolean(),
  retainAsPublished: z.boolean(),
  identifier: countSchema.nullable(),
});

const deliverySchema = z.object({ qos: qosSchema, retain: z.boolean(), identifiers: z.array(countSchema) });
/** Which of `publications` it is: many are to be told the same one. A host of the release before has each say its own. */
const sharedPublicationSchema = z.union([countSchema, publicationSchema]);
const waitingSchema = z.object({ publication: sharedPublicationSchema, delivery: deliverySchema });
export type WaitingData = z.infer<typeof waitingSchema>;

/** An MQTT session, whether its client is connected or away. SPEC [MQTT-4] */
const sessionSchema = z.object({
  key: z.string(),
  user: userIdSchema.nullable(),
  expirySeconds: countSchema,
  /** Until when it is kept for who is away; null while its client is connected. */
  endsAtMs: z.number().nullable(),
  subscriptions: z.array(subscriptionSchema),
  outgoing: z.object({
    lastPacketId: countSchema,
    unacknowledged: z.array(
      waitingSchema.extend({ packetId: countSchema, stage: z.enum(["published", "released"]) }),
    ),
    waiting: z.array(waitingSchema),
  }),
  /** Packet ids of QoS 2 that were received and not released. */
  received: z.array(countSchema),
});
export type SessionData = z.infer<typeof sessionSchema>;

const keysSchema = z.array(
  z.object({
    key: z.string().refine(isStateKey),
    version: countSchema,
    type: z.enum(StateType),
    bytes: bytesSchema.refine(({ length }) => length <= STATE_VALUE_MAX_BYTES),
  }),
);
export type KeysData = z.infer<typeof keysSchema>;

const interestSchema = z.object({
  maxPoseHz: countSchema,
  fullCount: countSchema,
  voiceK: countSchema,
  flags: countSchema,
});

/** So many that follow one another: everybody is told nearly the same, so that a few runs name them all. */
const runSchema = z.object({ from: countSchema, length: countSchema });

const participantSchema = z.object({
  sid: sidSchema,
  seat: seatSchema,
  member: memberSchema,
  ownKeys: keysSchema,
  pose: z.object({ block: bytesSchema, tMs: countSchema }).nullable(),
  wishes: interestSchema.nullable(),
  /** What its client comes back with, and to. SPEC [MOVE-2] */
  token: z.string(),
  sessionKey: z.string(),
  connection: z.object({
    version: z.literal([4, 5]),
    /** Bytes; null for any. */
    packetMaxBytes: countSchema.nullable(),
    extension: z.object({ capabilities: countSchema, carrier: z.enum(["type0", "publish"]) }).nullable(),
  }),
  /** Event frames it was sent, or would have been: how many there were, and which of `frames` are kept, in runs. SPEC [RESUME-4] */
  events: z.object({ count: countSchema, kept: z.array(runSchema) }),
  will: willSchema.nullable(),
});
export type ParticipantData = z.infer<typeof participantSchema>;

const itemSchema = z.object({
  id: countSchema,
  what: z.object({ kind: z.string(), data: z.unknown().optional(), id: z.string().optional() }),
  by: userIdSchema,
  ownership: z.discriminatedUnion("name", [
    z.object({ name: z.literal("free"), epoch: countSchema }),
    z.object({ name: z.enum(["held", "physics"]), epoch: countSchema, owner: sidSchema }),
  ]),
  block: bytesSchema,
  /** Whether plain clients have been told where it is. */
  plainTold: z.boolean(),
});
export type ItemData = z.infer<typeof itemSchema>;

/** A will that waits, with who says it; they are not in the room any more. SPEC [MQTT-6] */
const waitingWillSchema = z.object({
  /** Of their session: whoever comes back under it takes the will back. */
  sessionKey: z.string(),
  will: willSchema,
  /** null: from when the room is open again, and of who may come back until then no sooner than others come back. */
  dueAtMs: z.number().nullable(),
  member: memberSchema,
  seat: seatSchema,
});
export type WaitingWill = z.infer<typeof waitingWillSchema>;

const usersSchema = z.array(z.object({ user: userIdSchema, users: z.array(userIdSchema) }));

export const snapshotSchema = z.object({
  v: z.literal(SNAPSHOT_VERSION),
  openedAtMs: z.number(),
  /** As everybody in it was told last. */
  settings: roomSettingsSchema,
  lastSid: countSchema,
  chatCount: countSchema,
  /** Null from a host of the release before: what its spec says then. */
  giftSeq: countSchema.nullable().default(null),
  chatLog: z.array(z.object({ user: userIdSchema, name: z.string(), text: z.string(), atMs: z.number() })),
  participants: z.array(participantSchema),
  /** Sids of those who were shown of another room's stage: where the room goes they are shown anew. */
  mirrored: z.array(sidSchema).default([]),
  /** Each once, however many are to be told it. */
  frames: z.array(bytesSchema),
  sessions: z.array(sessionSchema),
  /** On their way to sessions: each once. */
  publications: z.array(publicationSchema).default([]),
  /** Of those who are gone. */
  wills: z.array(waitingWillSchema).default([]),
  /** Null from a host of the release before, which says nothing of who published. */
  senderSeed: countSchema.nullable().default(null),
  retained: z.array(retainedSchema),
  items: z.object({ lastId: countSchema, items: z.array(itemSchema) }),
  roomKeys: z.object({ lastVersion: countSchema, keys: keysSchema }),
  moderation: z.object({
    bans: z.array(
      z.object({
        user: userIdSchema,
        untilMs: z.number().nullable(),
        rank: z.number(),
        reason: z.string(),
      }),
    ),
    silenced: z.array(z.object({ user: userIdSchema, rank: z.number() })),
    roles: z.array(z.object({ user: userIdSchema, role: roleSchema, rank: z.number() })),
    blocks: usersSchema,
    brought: usersSchema,
    held: z.array(z.object({ user: userIdSchema, sanctions: z.array(heldSanctionSchema) })),
  }),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** The text it travels as. */
export function encodeSnapshot(snapshot: Snapshot): string {
  return JSON.stringify(snapshot, function (this: Readonly<Record<string, unknown>>, key, value) {
    // As it is held: a Buffer has written itself another way by now.
    const held = this[key];
    return held instanceof Uint8Array ? held.toBase64() : value;
  });
}

/** Throws SyntaxError or ZodError for what is none of ours. */
export function decodeSnapshot(text: string): Snapshot {
  return snapshotSchema.parse(JSON.parse(text));
}
