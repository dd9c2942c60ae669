// What happened, a line each, for whoever looks into a failure. Written only when somebody wants to read it.

import type { Packet } from "../../shared/protocol/packet.ts";
import type { VirtualTime } from "../room-in-memory/virtual-time.ts";

const LINES_MAX = 20_000;
const PAYLOAD_SHOWN_MAX_BYTES = 24;

type Speaking = { readonly id: number; readonly client: { readonly persona: { readonly name: string } } };

export class Trace {
  readonly lines: string[] = [];
  readonly #time: VirtualTime;
  readonly #isWanted: boolean;

  constructor(time: VirtualTime, isWanted: boolean) {
    this.#time = time;
    this.#isWanted = isWanted;
  }

  note(text: string): void {
    if (!this.#isWanted || this.lines.length >= LINES_MAX) return;
    this.lines.push(`${((this.#time.nowMs - 1_000_000) / 1000).toFixed(3).padStart(8)}  ${text}`);
  }

  /** The host serves a packet of a client's. */
  served(who: Speaking, packet: Packet): void {
    if (this.#isWanted) this.note(`${who.client.persona.name}#${who.id} -> ${shown(packet)}`);
  }
  /** A client reads a packet of the host's. */
  heard(who: Speaking, packet: Packet): void {
    if (this.#isWanted) this.note(`${who.client.persona.name}#${who.id} <- ${shown(packet)}`);
  }
}

function shown(packet: Packet): string {
  return JSON.stringify(
    packet,
    function (this: Readonly<Record<string, unknown>>, key: string, item: unknown) {
      const raw = this[key];
      if (!(raw instanceof Uint8Array)) return item;
      const head = Buffer.from(raw.subarray(0, PAYLOAD_SHOWN_MAX_BYTES));
      const isText = head.every((byte) => byte >= 0x20 && byte < 0x7f);
      const text = isText ? head.toString("latin1") : `0x${head.toString("hex")}`;
      return raw.length > PAYLOAD_SHOWN_MAX_BYTES ? `${text}… (${raw.length} bytes)` : text;
    },
  );
}
