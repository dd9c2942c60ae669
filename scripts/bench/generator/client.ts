// One MQTT client of the generator: its socket, how it reads, what the server has not taken yet. Knows no kind of traffic.

import { closeSocket, connectLoopback } from "./kernel.ts";
import { Unframer } from "./web-socket-frames.ts";

const NOTHING = new Uint8Array(0);

/**
 * framed: every packet is looked at; counted: the kernel drops the bytes and says how many; slow: it drops a little of them now and
 * then; deaf: nothing is ever read. Every client begins framed, until the server has let it in.
 */
export type Reading = "framed" | "counted" | "slow" | "deaf";
export type Stage = "upgrading" | "connecting" | "ready" | "closed";

export class Client {
  readonly fd: number;
  /** Its number among the clients of its crowd, from 0. */
  readonly index: number;
  reading: Reading = "framed";
  stage: Stage;
  /** Bytes read that are not a whole packet yet. */
  tail: Uint8Array = NOTHING;
  unframer = new Unframer();
  /** Of a message the server did not take whole. */
  unsent: Uint8Array | null = null;
  /** Its number in the room, once the extension was granted. */
  sid = 0;
  /** When the server let it in, or NaN. */
  readyAtMs = Number.NaN;
  /** When it last heard something, or NaN. */
  heardAtMs = Number.NaN;

  constructor(options: {
    readonly index: number;
    readonly port: number;
    readonly stage: "upgrading" | "connecting";
  }) {
    this.fd = connectLoopback(options.port);
    this.index = options.index;
    this.stage = options.stage;
  }

  /** Whether it reads all that comes. */
  get keepsUp(): boolean {
    return this.reading === "framed" || this.reading === "counted";
  }

  close(): void {
    if (this.stage === "closed") return;
    this.stage = "closed";
    closeSocket(this.fd);
  }
}
