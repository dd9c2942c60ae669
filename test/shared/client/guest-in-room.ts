// A room client's machine in a room without sockets: what it sends an actor of the room receives, and the other way round, by a
// clock that the test moves.

import type { Actor } from "../../../room/session/actor.ts";
import { admit } from "../../../room/session/connect.ts";
import type { Fate } from "../../../room/session/held-places.ts";
import { end, receive } from "../../../room/session/receive.ts";
import { assert } from "../../../shared/assert.ts";
import type { RoomConnection, RoomEffect, TellEffect } from "../../../shared/client/room-effect.ts";
import { createRoomMachine } from "../../../shared/client/room-machine.ts";
import { Framer } from "../../../shared/protocol/framer.ts";
import { decodePacket, type Packet } from "../../../shared/protocol/packet.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";
import type { RoomEntry } from "../../../shared/schema/public-api.ts";
import { type Client, identity, type Square } from "../../room/support.ts";

export const ENTRY: RoomEntry = {
  room: "rm_test" as RoomEntry["room"],
  hostId: "hst_test" as RoomEntry["hostId"],
  host: { address: "127.0.0.1", tcpPort: 1883, wsUrl: "ws://127.0.0.1:8083/mqtt" },
  ticket: "a-ticket",
  ticketExpiresAt: "2026-01-01T00:00:00Z",
  world: {} as RoomEntry["world"],
  seat: "visible",
  waiting: null,
};

export class Guest {
  readonly machine: ReturnType<typeof createRoomMachine>;
  readonly told: TellEffect[] = [];
  /** Packets the machine sent, decoded. */
  readonly sent: Packet[] = [];
  readonly #effects: RoomEffect[] = [];
  readonly #square: Square;
  readonly #name: string;
  attempt = 0;
  /** Our end of the room: null while no channel is open. */
  client: Client | null = null;
  /** Whether bytes of the room still reach us. */
  isCutOff = false;

  constructor(square: Square, name: string, rng: Rng = seededRng(1n)) {
    this.#square = square;
    this.#name = name;
    this.machine = createRoomMachine({ clientId: name, device: "bot", rng }, this.#effects);
    this.machine.start(square.nowMs);
    this.settle();
  }

  get connection(): RoomConnection {
    const states = this.told.flatMap((effect) => (effect.kind === "connection" ? [effect.state] : []));
    const last = states.at(-1);
    assert(last !== undefined, "told at start");
    return last;
  }

  get sid(): number {
    assert(this.connection.name === "joined", "not joined");
    return this.connection.sid;
  }

  toldOf<K extends TellEffect["kind"]>(kind: K): Extract<TellEffect, { kind: K }>[] {
    return this.told.filter((effect): effect is Extract<TellEffect, { kind: K }> => effect.kind === kind);
  }

  /** Obeys the machine and carries bytes both ways until nothing moves. */
  settle(): void {
    do {
      for (let effect = this.#effects.shift(); effect !== undefined; effect = this.#effects.shift())
        this.#obey(effect);
      if (!this.isCutOff) this.#hear();
    } while (this.#effects.length > 0);
  }

  /** Time passes for the room and, at its deadlines, for the machine. */
  pass(ms: number): void {
    for (const untilMs = this.#square.nowMs + ms; this.#square.nowMs < untilMs; ) {
      this.#square.pass(5);
      const deadlineMs = this.machine.nextDeadlineMs();
      if (deadlineMs !== null && deadlineMs <= this.#square.nowMs) this.machine.passTime(this.#square.nowMs);
      this.settle();
    }
  }

  /** The wire breaks: the room's end of it ends too. */
  breakOff(): void {
    this.client?.drop();
    this.client = null;
    this.machine.closed(this.attempt, this.#square.nowMs);
    this.settle();
  }

  #obey(effect: RoomEffect): void {
    const { nowMs } = this.#square;
    switch (effect.kind) {
      case "enter":
        return this.machine.entered(effect.attempt, ENTRY, nowMs);
      case "open":
        this.attempt = effect.attempt;
        this.client = this.#square.stranger();
        return this.machine.opened(effect.attempt, nowMs);
      case "send":
        return this.#carryUp(effect.bytes);
      case "close":
        this.client?.drop();
        this.client = null;
        return;
      default:
        this.told.push(effect);
    }
  }

  #carryUp(bytes: Uint8Array): void {
    const packet = decodePacket(bytes, 5);
    this.sent.push(packet);
    const actor = this.client?.actor;
    if (actor === undefined || this.isCutOff) return;
    receive(actor, packet, bytes, this.#square.nowMs, this.#square.out);
    if (actor.state.name !== "authenticating") return;
    const admission = {
      access: "participant",
      room: this.#square.room,
      identity: identity(this.#name),
      requestId: "test",
      moved: null,
      takeOver: (before: Actor, fate: Fate) =>
        end(before, { withWill: true, fate, nowMs: this.#square.nowMs, out: this.#square.out }),
    } as const;
    admit(actor, admission, this.#square.nowMs, this.#square.out);
  }

  #hear(): void {
    this.client?.actor.flush();
    for (const bytes of this.client?.wire.read() ?? [])
      this.machine.received(this.attempt, bytes, this.#square.nowMs);
  }
}

/** A machine up to the moment its CONNECT was sent, for answers written by hand. */
export function greetingMachine(rng: Rng = () => 0.5) {
  const effects: RoomEffect[] = [];
  const machine = createRoomMachine({ clientId: "by-hand", device: "desktop", rng }, effects);
  machine.start(0);
  machine.entered(1, ENTRY, 0);
  machine.opened(1, 0);
  const take = (): RoomEffect[] => effects.splice(0);
  return { machine, take };
}

/** The packets in what a machine sent. */
export function packetsOf(effects: readonly RoomEffect[]): Packet[] {
  const framer = new Framer({ packetMaxBytes: 128 * 1024 });
  for (const effect of effects) if (effect.kind === "send") framer.push(effect.bytes);
  const packets: Packet[] = [];
  for (let framed = framer.next(); framed !== null; framed = framer.next())
    packets.push(decodePacket(framed.bytes, 5));
  return packets;
}
