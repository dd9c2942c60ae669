// A session and a connection as the model has them: data, and what of a session's life is sure.

import type { Subscription } from "../../shared/protocol/packet.ts";
import type { Expectation, Published } from "./expectation.ts";

export type Subscribed = Subscription & { readonly identifier: number | null };

export type ModelWill = { readonly published: Published; readonly delaySeconds: number };

export type ModelSession = {
  /** No other session of this run has it, of the same client neither. */
  readonly id: number;
  readonly key: string;
  readonly subscriptions: Map<string, Subscribed>;
  readonly expected: Expectation[];
  /** QoS 2 publishes of its client that are not released. */
  readonly incoming: Set<number>;
  /** QoS 1 deliveries its client has heard and the host has no PUBACK of. */
  readonly unfinished: Set<number>;
  line: ModelLine | null;
  expirySeconds: number;
  /** When it ends unless its client comes back; null while it is connected. */
  endsAtMs: number | null;
  /** What the host keeps for it, bytes: messages at QoS 1 and 2 that are not acknowledged to the end. */
  keptBytes: number;
  /** The same of each delivery its client has heard and not acknowledged to the end, by packet id. */
  readonly held: Map<number, number>;
  /** What its client takes, whenever it is there. */
  packetMaxBytes: number | null;
  /** Whether the host may have ended it by now, or not: nothing of it is held against the host any more. */
  isUnsure: boolean;
  isOver: boolean;
};

/** One connection, as the model sees it. */
export type ModelLine = {
  readonly id: number;
  readonly session: ModelSession;
  /** Whether the client's Receive Maximum may hold messages up. */
  readonly isWindowed: boolean;
  lastSeq: number;
  /** Of messages at QoS 1 and 2, where these may be held up. */
  lastSeqAcknowledged: number;
  readonly will: ModelWill | null;
};

/** What a session keeps without doubt of its life: somewhat less than the 1 MiB it may. SPEC [MQTT-3] */
const KEPT_SURE_BYTES = 900 * 1024;
const KEPT_OVERHEAD_BYTES = 64;

export function newSession(key: string, id: number): ModelSession {
  return {
    id,
    key,
    subscriptions: new Map(),
    expected: [],
    incoming: new Set(),
    unfinished: new Set(),
    line: null,
    expirySeconds: 0,
    endsAtMs: null,
    packetMaxBytes: null,
    keptBytes: 0,
    held: new Map(),
    isUnsure: false,
    isOver: false,
  };
}

const keptBytesOf = ({ topicName, payloadBytes }: Published): number =>
  topicName.length + payloadBytes + KEPT_OVERHEAD_BYTES;

/** The host keeps a message for it. */
export function keep(session: ModelSession, published: Published): void {
  session.keptBytes += keptBytesOf(published);
  if (session.keptBytes > KEPT_SURE_BYTES) session.isUnsure = true;
}

/** Its client has heard one of them. */
export function hold(session: ModelSession, packetId: number, published: Published): void {
  session.held.set(packetId, keptBytesOf(published));
}

/** The client's last word on a delivery has come to the host. */
export function finish(session: ModelSession, packetId: number): void {
  session.unfinished.delete(packetId);
  session.keptBytes -= session.held.get(packetId) ?? 0;
  session.held.delete(packetId);
}
