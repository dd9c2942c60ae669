// QoS 1 to a client and QoS 2 from it: packet ids, windows, what waits for them (MQTT5 4.3, 4.9).

import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";

/** Unfinished QoS 2 publishes a client may have: our Receive Maximum, which a 5.0 client is told. */
export const RECEIVE_MAXIMUM = 64;
/** The same for a 3.1.1 client, which cannot be told and may send many before it reads our first PUBREC. */
export const RECEIVE_MAXIMUM_V3 = 1024;
/** Bytes of QoS 1 messages that may wait for a window. */
export const INFLIGHT_WAITING_MAX_BYTES = 1024 * 1024;
const PACKET_ID_MAX = 65_535;

/** Makes the packet once its id is known. */
export type PacketOfId = (packetId: number) => Uint8Array;

/** QoS 1 towards the client: at most `windowMax` unacknowledged, none larger than it takes. */
export class Outgoing {
  readonly #windowMax: number;
  readonly #packetMaxBytes: number;
  readonly #unacknowledged = new Set<number>();
  readonly #waiting: { make: PacketOfId; sizeBytes: number }[] = [];
  #waitingBytes = 0;
  #lastId = 0;

  constructor(windowMax: number, packetMaxBytes: number) {
    this.#windowMax = windowMax;
    this.#packetMaxBytes = packetMaxBytes;
  }

  get isOverfull(): boolean {
    return this.#waitingBytes > INFLIGHT_WAITING_MAX_BYTES;
  }

  /** The packet to send now; null when it has to wait for an acknowledgement, or is never sent. */
  admit(make: PacketOfId, sizeBytes: number): Uint8Array | null {
    if (this.#unacknowledged.size < this.#windowMax) return this.#start(make);
    this.#waiting.push({ make, sizeBytes });
    this.#waitingBytes += sizeBytes;
    return null;
  }

  /** A PUBACK came. Answers the packet that may go now, or null. Unknown ids are passed over. */
  acknowledge(packetId: number): Uint8Array | null {
    if (!this.#unacknowledged.delete(packetId)) return null;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#waitingBytes -= next.sizeBytes;
      const packet = this.#start(next.make);
      if (packet !== null) return packet;
    }
    return null;
  }

  /** What is larger than the client takes counts as delivered (MQTT5 [MQTT-3.1.2-25]): nothing would ever acknowledge it. */
  #start(make: PacketOfId): Uint8Array | null {
    const packetId = this.#takeId();
    const packet = make(packetId);
    if (packet.length <= this.#packetMaxBytes) return packet;
    this.#unacknowledged.delete(packetId);
    return null;
  }

  #takeId(): number {
    do this.#lastId = (this.#lastId % PACKET_ID_MAX) + 1;
    while (this.#unacknowledged.has(this.#lastId));
    this.#unacknowledged.add(this.#lastId);
    return this.#lastId;
  }
}

/** QoS 2 from the client: which ids have been received and not yet released. */
export class Incoming {
  readonly #received = new Set<number>();
  readonly #unfinishedMax: number;

  constructor(unfinishedMax: number) {
    this.#unfinishedMax = unfinishedMax;
  }

  /**
   * Answers whether this publish is new, rather than a repetition of one we have.
   * Throws: ProtocolError(receiveMaximumExceeded) when the client has more unfinished than it may.
   */
  receive(packetId: number): boolean {
    if (this.#received.has(packetId)) return false;
    if (this.#received.size >= this.#unfinishedMax)
      throw new ProtocolError(
        ReasonCode.receiveMaximumExceeded,
        "MQTT-3.3.4-9",
        `more than ${this.#unfinishedMax} unfinished QoS 2 publishes`,
      );
    this.#received.add(packetId);
    return true;
  }

  /** A PUBREL came. Answers whether we had the id. */
  release(packetId: number): boolean {
    return this.#received.delete(packetId);
  }
}
