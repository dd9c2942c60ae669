// A room host without sockets: the loop itself, connections of memory, virtual time. What a client is sent is read as a strict client
// would read it, and what the host would log as its own failure is an exception here.

import type { Verified } from "../../room/door.ts";
import { createLoop, type LoopDeps } from "../../room/loop.ts";
import { Metrics } from "../../room/metrics.ts";
import { DEFAULT_LIMITS } from "../../room/session/limits.ts";
import { OPEN_ROOM_SPEC } from "../../room/session/open-room.ts";
import type { Connection } from "../../room/transport/connection.ts";
import type { Log } from "../../shared/http/log.ts";
import { Framer } from "../../shared/protocol/framer.ts";
import { decodePacket, type MqttVersion, type Packet } from "../../shared/protocol/packet.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { VirtualTime } from "./virtual-time.ts";

const RECEIVED_PACKET_MAX_BYTES = 1024 * 1024;
/** What a host may leave with a client that does not read: what it queues for one, and what one flush adds to it. */
const PENDING_MAX_BYTES = 4 * 1024 * 1024;
const FIRST_BYTE_CONNACK = 0x20;
const CONNACK_V3_BYTES = 4;

/** A client's socket: takes as many bytes as it is told to, and reads what it took. */
export class MemorySocket implements Connection {
  readonly transport = "tcp";
  readonly isSecure = false;
  readonly remoteAddress: string;
  takesBytes = Number.POSITIVE_INFINITY;
  isClosed = false;
  version: MqttVersion = 4;
  readonly received: Packet[] = [];
  readonly #framer = new Framer({ packetMaxBytes: RECEIVED_PACKET_MAX_BYTES });
  #pending = new Uint8Array(0);

  constructor(remoteAddress: string) {
    this.remoteAddress = remoteAddress;
  }

  get pendingBytes(): number {
    return this.#pending.length;
  }

  write(buffer: Uint8Array, start: number, end: number): boolean {
    if (this.isClosed) throw new Error("written to after it was closed");
    if (this.#pending.length > 0) throw new Error("written to while bytes were pending");
    if (end - start > PENDING_MAX_BYTES) throw new Error(`${end - start} bytes in one write`);
    return this.#take(buffer.slice(start, end));
  }

  /** Takes more again. Answers whether nothing is pending any more. */
  drain(takesBytes: number): boolean {
    this.takesBytes = takesBytes;
    return this.#take(this.#pending);
  }

  #take(bytes: Uint8Array): boolean {
    const taken = Math.min(this.takesBytes, bytes.length);
    this.takesBytes -= taken;
    this.#pending = bytes.slice(taken);
    this.#framer.push(bytes.slice(0, taken));
    for (let framed = this.#framer.next(); framed !== null; framed = this.#framer.next())
      this.#read(framed.bytes);
    return this.#pending.length === 0;
  }

  #read(bytes: Uint8Array): void {
    // A broken CONNECT may have asked for another version than its client meant: the answer's form says which it got.
    if (bytes[0] === FIRST_BYTE_CONNACK) this.version = bytes.length === CONNACK_V3_BYTES ? 4 : 5;
    this.received.push(decodePacket(bytes, this.version));
  }

  close(): void {
    this.isClosed = true;
  }
}

/** Fails loudly where a host would go on. */
const strictLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: (event, fields) => {
    throw new Error(`the host logged ${event}`, { cause: fields?.["error"] });
  },
  with: () => strictLog,
};

/** A client with a password is a participant of that name, one without has the run of the room. */
async function verifyName(ticket: string | null): Promise<Verified> {
  const name = ticket?.replace(/[^a-z0-9]/g, "").slice(0, 8) ?? "";
  const identity =
    name === ""
      ? null
      : ({ user: userIdSchema.parse(`usr_${name}`), name, role: "guest", avatar: null } as const);
  return {
    access: identity === null ? "open" : "participant",
    room: OPEN_ROOM_SPEC.room,
    identity,
    requestId: "fuzz",
  };
}

/** No two are alike, and every run has the same. */
function countingBytes(): (count: number) => Uint8Array {
  let made = 0;
  return (count) => {
    const bytes = new Uint8Array(count);
    new DataView(bytes.buffer).setUint32(0, ++made);
    return bytes;
  };
}

/** Starts one. `settle` lets what it promised come true; nothing of it outlives `stop`. `verify` says who a ticket is of. */
export function startMemoryHost(verify: LoopDeps["verify"] = verifyName) {
  const time = new VirtualTime();
  const loop = createLoop({
    nowMs: () => time.nowMs,
    steadyMs: () => time.nowMs,
    timers: time,
    collectGarbage: () => {},
    limits: DEFAULT_LIMITS,
    randomBytes: countingBytes(),
    metrics: new Metrics(),
    log: strictLog,
    emptyRoomMaxMs: 60_000,
    verify,
    openRoom: async () => OPEN_ROOM_SPEC,
    askParticipant: async () => null,
    report: () => {},
    roomClosed: () => {},
  });
  loop.start();
  const open = (address: string) => {
    const socket = new MemorySocket(address);
    const link = loop.transport.opened(socket);
    return {
      socket,
      receive: (bytes: Uint8Array) => loop.transport.received(link, bytes),
      drain: (takesBytes: number) => {
        if (socket.drain(takesBytes)) loop.transport.drained(link);
      },
      drop: () => loop.transport.closed(link),
    };
  };
  const settle = async (): Promise<void> => {
    time.settle();
    // Tickets and rooms are promises of several steps.
    for (let steps = 0; steps < 8; steps++) await Promise.resolve();
    time.settle();
  };
  return { loop, time, open, settle, stop: () => loop.shutDown() };
}

export type MemoryClient = ReturnType<ReturnType<typeof startMemoryHost>["open"]>;
