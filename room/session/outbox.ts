// What awaits one client. Two shelves: packets that must arrive, in order and bounded in bytes, and newest-wins slots. One
// write takes both. SPEC [LIMIT-5]

/** Events waiting for one client. Beyond it the client does not read, and is let go. */
export const OUTBOX_EVENTS_MAX_BYTES = 1024 * 1024;
/** Distinct newest-wins keys waiting for one client; as many as a room has participants. */
export const OUTBOX_LATEST_MAX = 500;

export class Outbox {
  #events: Uint8Array[] = [];
  #eventsBytes = 0;
  readonly #latest = new Map<string, Uint8Array>();
  /** What a write left over: goes out before anything else. */
  #tail: Uint8Array | null = null;

  get waitingBytes(): number {
    return this.#eventsBytes + (this.#tail?.length ?? 0);
  }
  get isEmpty(): boolean {
    return this.#tail === null && this.#events.length === 0 && this.#latest.size === 0;
  }
  get isOverfull(): boolean {
    return this.waitingBytes > OUTBOX_EVENTS_MAX_BYTES;
  }

  queue(packet: Uint8Array): void {
    this.#events.push(packet);
    this.#eventsBytes += packet.length;
  }

  /** The newest of a key replaces an older one that still waits. A new key beyond the bound is dropped. */
  queueLatest(key: string, packet: Uint8Array): void {
    if (this.#latest.size < OUTBOX_LATEST_MAX || this.#latest.has(key)) this.#latest.set(key, packet);
  }

  /** Writes what waits until `write` takes no more. `write` answers how many bytes it took. */
  flush(write: (bytes: Uint8Array) => number): void {
    while (!this.isEmpty) {
      const bytes = this.#tail ?? this.#collect();
      const taken = write(bytes);
      this.#tail = taken < bytes.length ? bytes.subarray(taken) : null;
      if (this.#tail !== null) return;
    }
  }

  /** Everything that waits as one buffer: one packet goes as it is, shared with whoever else gets it. */
  #collect(): Uint8Array {
    const packets = [...this.#events, ...this.#latest.values()];
    this.#events = [];
    this.#eventsBytes = 0;
    this.#latest.clear();
    const [only] = packets;
    if (only !== undefined && packets.length === 1) return only;
    const joined = new Uint8Array(packets.reduce((sum, packet) => sum + packet.length, 0));
    let at = 0;
    for (const packet of packets) {
      joined.set(packet, at);
      at += packet.length;
    }
    return joined;
  }
}
