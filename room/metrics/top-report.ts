// What GET /top answers: a host at a glance, for a person or a script. Shapes only; `room top` checks what it is answered.

import * as z from "zod";

export const TOP_ROWS_MAX = 50;

/** Microseconds, of the last 10 to 20 s. */
const timesSchema = z.object({ p50Us: z.number(), p99Us: z.number(), p999Us: z.number(), maxUs: z.number() });
/** A second. Messages are PUBLISH and other packets, not the sections in them. */
const flowSchema = z.object({ messages: z.number(), bytes: z.number() });

const hostSchema = z.object({
  rooms: z.number(),
  participants: z.number(),
  sessions: z.number(),
  connecting: z.number(),
  queueBytes: z.number(),
  rssBytes: z.number(),
  heapBytes: z.number(),
  /** Of one core. */
  cpuPercent: z.number(),
  tick: timesSchema,
  flush: timesSchema,
  lag: timesSchema,
  inPerSecond: flowSchema,
  /** Messages once per receiver. */
  outPerSecond: flowSchema,
  writesPerSecond: z.number(),
});

const roomSchema = z.object({
  room: z.string(),
  world: z.string(),
  participants: z.number(),
  reconnecting: z.number(),
  ghosts: z.number(),
  capacity: z.number(),
  extended: z.number(),
  inPerSecond: flowSchema,
  outBytesPerSecond: z.number(),
  queueBytes: z.number(),
});

/** A ConnectionRow with its rates. */
const connectionSchema = z.object({
  id: z.number(),
  state: z.enum(["connecting", "active"]),
  clientId: z.string(),
  name: z.string().nullable(),
  user: z.string().nullable(),
  room: z.string().nullable(),
  sid: z.number().nullable(),
  transport: z.enum(["tcp", "websocket"]),
  isSecure: z.boolean(),
  mqtt: z.literal([4, 5]),
  extension: z.enum(["none", "publish", "type0"]),
  packetsIn: z.number(),
  bytesIn: z.number(),
  bytesOut: z.number(),
  queueBytes: z.number(),
  shedStep: z.literal([0, 1, 2, 3, 4]).nullable(),
  dropped: z.number(),
  connectedAtMs: z.number(),
  lastHeardAtMs: z.number(),
  inPerSecond: flowSchema,
  outBytesPerSecond: z.number(),
  droppedPerSecond: z.number(),
});

/** `carrier`, `kind` and `reason` as in the metric hiroba_room_messages_dropped_total. */
const dropSchema = z.object({
  carrier: z.string(),
  kind: z.string(),
  reason: z.string(),
  count: z.number(),
  perSecond: z.number(),
});

export const topReportSchema = z.object({
  atMs: z.number(),
  uptimeMs: z.number(),
  /** What rates are taken over: the time since somebody last looked, or since the start. */
  windowMs: z.number(),
  host: hostSchema,
  /** Each at most TOP_ROWS_MAX, the highest first: by participants, */
  rooms: z.array(roomSchema),
  /** by messages a second, */
  senders: z.array(connectionSchema),
  /** by bytes that wait, then by slower rates, then by what was left out for them, without who keeps up, */
  receivers: z.array(connectionSchema),
  /** by count a second. */
  drops: z.array(dropSchema),
});

export type TopTimes = z.infer<typeof timesSchema>;
export type TopHost = z.infer<typeof hostSchema>;
export type TopRoom = z.infer<typeof roomSchema>;
export type TopConnection = z.infer<typeof connectionSchema>;
export type TopDrop = z.infer<typeof dropSchema>;
export type TopReport = z.infer<typeof topReportSchema>;
