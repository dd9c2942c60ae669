// What happened, a line each, for whoever looks into a failure. Written only when somebody wants to read it.

import { decodeDown, decodeUp } from "../../shared/protocol/ext/registry.ts";
import type { Packet } from "../../shared/protocol/packet.ts";
import type { VirtualTime } from "../room-in-memory/virtual-time.ts";

const LINES_MAX = 20_000;
const BYTES_SHOWN_MAX = 40;

type Speaking = { readonly id: number; readonly client: { readonly persona: { readonly name: string } } };

export class Trace {
  readonly lines: string[] = [];
  readonly #time: VirtualTime;
  readonly #isWanted: boolean;
  #isClosed = false;

  constructor(time: VirtualTime, isWanted: boolean) {
    this.#time = time;
    this.#isWanted = isWanted;
  }

  note(text: string): void {
    if (!this.#isWanted || this.lines.length >= LINES_MAX) return;
    if (this.#isClosed) return;
    this.lines.push(`${((this.#time.nowMs - 1_000_000) / 1000).toFixed(3).padStart(8)}  ${text}`);
  }

  /** The last line. */
  end(text: string): void {
    this.note(text);
    this.#isClosed = true;
  }

  /** The host says something of itself. */
  said(event: string, fields: Readonly<Record<string, unknown>>): void {
    if (this.#isWanted) this.note(`host: ${event} ${JSON.stringify(fields)}`);
  }
  /** The host serves a packet of a client's. */
  served(who: Speaking, packet: Packet): void {
    if (this.#isWanted) this.note(`${who.client.persona.name}#${who.id} -> ${shown(packet, decodeUp)}`);
  }
  /** A client reads a packet of the host's. */
  heard(who: Speaking, packet: Packet): void {
    if (this.#isWanted) this.note(`${who.client.persona.name}#${who.id} <- ${shown(packet, decodeDown)}`);
  }
}

type Decode = (body: Uint8Array) => readonly unknown[];

function shown(packet: Packet, decode: Decode): string {
  if (packet.type === "frame") return `frame ${sections(packet.body, decode)}`;
  if (packet.type === "publish" && packet.topicName.startsWith("$x/"))
    return `${packet.topicName} ${sections(packet.payload, decode)}`;
  return json(packet);
}

function sections(body: Uint8Array, decode: Decode): string {
  try {
    return decode(body).map(json).join(" ");
  } catch {
    // A hello, a grant, or what no client should say.
    return json(body);
  }
}

/** Bytes as text where they are, else in hex. */
function json(value: unknown): string {
  return JSON.stringify(
    { value },
    function (this: Readonly<Record<string, unknown>>, key: string, item: unknown) {
      const raw = this[key];
      if (!(raw instanceof Uint8Array)) return item;
      const head = Buffer.from(raw.subarray(0, BYTES_SHOWN_MAX));
      const isText = head.every((byte) => byte >= 0x20 && byte < 0x7f);
      const text = isText ? head.toString("latin1") : `0x${head.toString("hex")}`;
      return raw.length > BYTES_SHOWN_MAX ? `${text}… (${raw.length} bytes)` : text;
    },
  ).slice('{"value":'.length, -1);
}
