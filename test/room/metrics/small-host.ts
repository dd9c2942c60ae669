// A host as metrics see it, without a loop: rooms and connections as lists that a test changes.

import type { ConnectionRow, Readings, RoomRow } from "../../../room/metrics/source.ts";
import { Metrics } from "../../../room/metrics.ts";

export const STARTED_AT_MS = 1_000_000;

export const roomRow = (over: Partial<RoomRow> = {}): RoomRow => ({
  room: "rm_1",
  world: "Plaza",
  participants: 2,
  reconnecting: 0,
  ghosts: 0,
  capacity: 500,
  ...over,
});

/** Somebody plain who has done nothing since the host started. */
export const connectionRow = (id: number, over: Partial<ConnectionRow> = {}): ConnectionRow => ({
  id,
  state: "active",
  clientId: `client-${id}`,
  name: `Guest ${id}`,
  user: `usr_${id}`,
  room: "rm_1",
  sid: id,
  transport: "tcp",
  isSecure: false,
  mqtt: 5,
  extension: "none",
  packetsIn: 0,
  bytesIn: 0,
  bytesOut: 0,
  queueBytes: 0,
  shedStep: null,
  dropped: 0,
  connectedAtMs: STARTED_AT_MS,
  lastHeardAtMs: STARTED_AT_MS,
  ...over,
});

export class SmallHost implements Readings {
  readonly metrics = new Metrics();
  readonly startedAtMs = STARTED_AT_MS;
  rooms: RoomRow[] = [];
  connections: ConnectionRow[] = [];
  cpuMicros = 0;
  readonly source = {
    rooms: () => this.rooms,
    connections: () => this.connections,
  };
  readonly usage = () => ({ rssBytes: 80_000_000, heapBytes: 9_000_000, cpuMicros: this.cpuMicros });
}
