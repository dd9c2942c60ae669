// A room host without sockets: the loop itself, connections of memory, virtual time. What a client is sent is read as a strict client
// would read it, and what the host would log as its own failure is an exception here.

import type { Verified } from "../../room/door.ts";
import type { LoopDeps } from "../../room/loop.ts";
import { OPEN_ROOM_SPEC } from "../../room/session/open-room.ts";
import type { Log } from "../../shared/http/log.ts";
import { Framer } from "../../shared/protocol/framer.ts";
import { decodePacket, type MqttVersion, type Packet } from "../../shared/protocol/packet.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { startLoop } from "../room-in-memory/loop.ts";
import { MemorySocket } from "../room-in-memory/socket.ts";
import { VirtualTime } from "../room-in-memory/virtual-time.ts";

const RECEIVED_PACKET_MAX_BYTES = 1024 * 1024;
const FIRST_BYTE_CONNACK = 0x20;
const CONNACK_V3_BYTES = 4;

/** What a client is sent, read as it is taken. */
export class ReadingSocket extends MemorySocket {
  version: MqttVersion = 4;
  readonly received: Packet[] = [];
  readonly #framer = new Framer({ packetMaxBytes: RECEIVED_PACKET_MAX_BYTES });

  constructor() {
    super((bytes) => this.#read(bytes));
  }

  #read(taken: Uint8Array): void {
    this.#framer.push(taken);
    for (let framed = this.#framer.next(); framed !== null; framed = this.#framer.next()) {
      const { bytes } = framed;
      // A broken CONNECT may have asked for another version than its client meant: the answer's form says which it got.
      if (bytes[0] === FIRST_BYTE_CONNACK) this.version = bytes.length === CONNACK_V3_BYTES ? 4 : 5;
      this.received.push(decodePacket(bytes, this.version));
    }
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

const MICROTASKS_PER_PROMISE = 16;

/** Starts one. `settle` lets what it promised come true; nothing of it outlives `stop`. `verify` says who a ticket is of. */
export function startMemoryHost(verify: LoopDeps["verify"] = verifyName) {
  const time = new VirtualTime();
  const loop = startLoop(time, { log: strictLog, verify });
  const open = (address: string) => {
    const socket = new ReadingSocket();
    const link = loop.transport.opened(socket, address);
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
    for (let steps = 0; steps < MICROTASKS_PER_PROMISE; steps++) await Promise.resolve();
    time.settle();
  };
  return { loop, time, open, settle, stop: () => loop.shutDown() };
}

export type MemoryClient = ReturnType<ReturnType<typeof startMemoryHost>["open"]>;
