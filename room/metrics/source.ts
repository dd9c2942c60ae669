// What metrics read off a running host when somebody asks: its rooms and its connections, as whoever owns them counts them
// anyway. Types only.

import type { MqttVersion } from "../../shared/protocol/packet.ts";
import type { ShedStep } from "../metrics.ts";

export type RoomRow = {
  readonly room: string;
  /** The world's name, as its author wrote it. */
  readonly world: string;
  readonly participants: number;
  /** Those among them whose connection is lost and whose place is kept. */
  readonly reconnecting: number;
  /** Not among the participants. */
  readonly ghosts: number;
  readonly capacity: number;
};

/** Counts are since the connection opened. */
export type ConnectionRow = {
  readonly id: number;
  readonly state: "connecting" | "active";
  /** As the client chose it: any text. */
  readonly clientId: string;
  /** The participant's, any text; null for who is none. */
  readonly name: string | null;
  readonly user: string | null;
  readonly room: string | null;
  readonly sid: number | null;
  readonly transport: "tcp" | "websocket";
  readonly isSecure: boolean;
  readonly mqtt: MqttVersion;
  /** On which carrier an extended client hears us. */
  readonly extension: "none" | "publish" | "type0";
  readonly packetsIn: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** What waits to be sent, its socket's own buffer included as far as it is known. */
  readonly queueBytes: number;
  /** null for who is given no poses by tier. */
  readonly shedStep: ShedStep | null;
  /** Deliveries to it that were left out. */
  readonly dropped: number;
  readonly connectedAtMs: number;
  readonly lastHeardAtMs: number;
};

/**
 * Rows are plain objects of these fields and no others. Each is read before the next is asked for, so that one object may be
 * filled again and again.
 */
export type TopSource = {
  rooms(): Iterable<RoomRow>;
  connections(): Iterable<ConnectionRow>;
};

/** What the process uses, as its runtime says. */
export type ProcessUsage = {
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** Of all threads, in user and kernel, since it started. */
  readonly cpuMicros: number;
};

/** What the rim hands to whoever reads metrics. */
export type Readings = {
  readonly source: TopSource;
  /** When the process started, on the wall clock. */
  readonly startedAtMs: number;
  usage(): ProcessUsage;
};
