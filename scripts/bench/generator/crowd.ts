// All clients of one target: brings them in, sends for them, reads for them, and counts. What they say and how a sampled
// receiver understands what it hears is the traffic's.

import { LatencyHistogram } from "../latency-histogram.ts";
import type { Target } from "../plan.ts";
import { Client, type Reading } from "./client.ts";
import { discard, Epoll, type FixedBuffer, fixedBuffer, Ready, receive, send } from "./kernel.ts";
import { isSampled } from "./sampled.ts";
import type { Due } from "./schedule.ts";
import { walkPackets } from "./walk-packets.ts";
import { FRAME_OVERHEAD_MAX_BYTES, frameInPlace } from "./web-socket-frames.ts";

/** What the server has not let in yet at any time: below what it takes from one address. */
const WAVE_MAX_CLIENTS = 200;
const ENTER_MAX_MS = 20_000;
const RECEIVE_BUFFER_BYTES = 1 << 20;
const SEND_BUFFER_BYTES = 1 << 16;
/** A message that is sent this much later than it was meant to is the generator's fault, and counted. */
const LATE_SEND_MS = 5;
/** Between two batches of events, so that reading a great deal does not make what is due late. */
const EVENTS_PER_TURN = 16;
/** What a slow client reads, and how often: 20 kB a second. */
const SIP_BYTES = 2_000;
const SIP_EVERY_MS = 100;
const QUIET_MS = 100;
const QUIET_MAX_MS = 20_000;
const UPGRADE =
  "GET /mqtt HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n";

/** Bytes of a received packet: bytes[start, end), its variable header from bodyStart on. The bytes are reused afterwards. */
export type Received = {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  start: number;
  bodyStart: number;
  end: number;
  nowMs: number;
};

/** What a crowd says and hears. */
export type Traffic = {
  /** What a client sends first: CONNECT, and what may be sent behind it. */
  hello(clientId: string, index: number): Uint8Array;
  /** Whether this packet lets the client in. Throws when it says that it is not. */
  isWelcome(client: Client, packet: Received): boolean;
  /** How a client reads from then on. */
  readingOnceIn(index: number): Reading;
  /** Writes the message of `client` that is due behind `offset`; answers its length. 0 sends nothing. */
  write(client: Client, due: Due, out: FixedBuffer, offset: number): number;
  /** What a framed client hears once it was let in. */
  heard(client: Client, packet: Received): void;
};

/** Messages in the order in which they are due. */
export type Load = { readonly next: Due; advance(): void };

export type CrowdCounts = {
  sends: number;
  lateSends: number;
  skippedSends: number;
  lostConnections: number;
  countedBytes: number;
  framedBytes: number;
  /** What the sampled receivers heard, and how much of it from their nearest; the traffic counts. */
  framedDeliveries: number;
  nearDeliveries: number;
};

export class Crowd {
  readonly target: Target;
  readonly latency = new LatencyHistogram();
  readonly gaps = new LatencyHistogram();
  readonly counts: CrowdCounts = {
    sends: 0,
    lateSends: 0,
    skippedSends: 0,
    lostConnections: 0,
    countedBytes: 0,
    framedBytes: 0,
    framedDeliveries: 0,
    nearDeliveries: 0,
  };
  readonly clients: Client[] = [];
  readonly #byFd: Client[] = [];
  readonly #traffic: Traffic;
  readonly #epoll = new Epoll();
  readonly #out = fixedBuffer(SEND_BUFFER_BYTES);
  readonly #in = fixedBuffer(RECEIVE_BUFFER_BYTES);
  readonly #packet: Received;
  #reader: Client | null = null;
  #slow: Client[] = [];
  #nextSipAtMs = 0;
  /** Whose packets are looked at once it is in, beside those the traffic says. */
  #isSampled: (index: number) => boolean = () => false;

  constructor(target: Target, traffic: Traffic) {
    this.target = target;
    this.#traffic = traffic;
    this.#packet = { bytes: this.#in.bytes, view: this.#in.view, start: 0, bodyStart: 0, end: 0, nowMs: 0 };
  }

  /**
   * Brings clients in, or takes the last ones out, until there are `size`; the packets of `sampled` of them, evenly spread, are
   * then looked at. Throws when the server does not let them in.
   */
  resize(size: number, sampled: number): void {
    // Topics belong to places in the list: after a loss everybody enters anew.
    if (this.clients.some((client) => client.stage === "closed")) this.close();
    for (const client of this.clients.splice(size)) client.close();
    this.#isSampled = (index) => index < size && isSampled(index, size, sampled);
    // Who counted may stand in the middle of a packet, however quiet it is: whoever is looked at is so from the first on.
    for (const { index, reading } of this.clients)
      if (this.#isSampled(index) && reading !== "framed") this.enter(index);
    while (this.clients.length < size) {
      const until = Math.min(size, this.clients.length + WAVE_MAX_CLIENTS);
      while (this.clients.length < until) this.enter(this.clients.length);
      this.#waitForWelcome();
    }
    this.#waitForWelcome();
    this.waitUntilQuiet();
    for (const client of this.clients) if (!this.#isSampled(client.index)) client.reading = "counted";
  }

  /** Begins to bring in one client, at a new place in the list or at that of one who is sent away. */
  enter(index: number): void {
    this.clients[index]?.close();
    const isWebSocket = this.target.transport === "websocket";
    const stage = isWebSocket ? "upgrading" : "connecting";
    const client = new Client({ index, port: this.target.port, stage });
    this.clients[index] = client;
    this.#byFd[client.fd] = client;
    this.#epoll.watch(client.fd, Ready.readable | Ready.ended);
    if (isWebSocket) this.#sendBytes(client, Buffer.from(UPGRADE), "as it is");
    else this.#sendBytes(client, this.#traffic.hello(this.#clientId(index), index), "as it is");
  }

  /** Two crowds at one server must not take each other's places. */
  #clientId(index: number): string {
    return `${this.target.transport}-${index}`;
  }

  #waitForWelcome(): void {
    const untilMs = performance.now() + ENTER_MAX_MS;
    const lostBefore = this.counts.lostConnections;
    while (this.clients.some((client) => client.stage !== "ready")) {
      this.drive(Math.min(untilMs, performance.now() + 1), null);
      const lost = this.counts.lostConnections - lostBefore;
      if (lost > 0) throw new Error(`${this.target.name} ended ${lost} connections while clients came in`);
      if (performance.now() > untilMs)
        throw new Error(`${this.target.name} did not let ${this.clients.length} clients in`);
    }
  }

  /** Sends what is due and reads what comes until `untilMs`. */
  drive(untilMs: number, load: Load | null): void {
    for (;;) {
      const nowMs = performance.now();
      if (load !== null) this.#sendDue(load, nowMs);
      if (nowMs >= this.#nextSipAtMs) this.#sip(nowMs);
      if (nowMs >= untilMs) return;
      const wakeMs = load === null ? untilMs : Math.min(untilMs, load.next.atMs);
      const ready = this.#epoll.wait(Math.max(0, wakeMs - performance.now()));
      for (let index = 0; index < ready; index++) {
        this.#attend(this.#epoll.fdAt(index), this.#epoll.eventsAt(index));
        if (load !== null && index % EVENTS_PER_TURN === EVENTS_PER_TURN - 1)
          this.#sendDue(load, performance.now());
      }
    }
  }

  /** Reads until nothing comes any more. Throws when it goes on for too long. */
  waitUntilQuiet(): void {
    const untilMs = performance.now() + QUIET_MAX_MS;
    for (let before = -1; before !== this.#bytesRead; ) {
      if (performance.now() > untilMs)
        throw new Error(`${this.target.name} goes on sending without being asked`);
      before = this.#bytesRead;
      this.drive(performance.now() + QUIET_MS, null);
    }
  }

  get #bytesRead(): number {
    return this.counts.countedBytes + this.counts.framedBytes;
  }

  close(): void {
    for (const client of this.clients.splice(0)) client.close();
  }

  // ── out ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

  #sendDue(load: Load, nowMs: number): void {
    for (let due = load.next; due.atMs <= nowMs; due = load.next) {
      const client = this.clients[due.sender];
      if (client !== undefined && client.stage === "ready") this.#sendMessage(client, due);
      load.advance();
    }
  }

  #sendMessage(client: Client, due: Due): void {
    if (client.unsent !== null) {
      this.counts.skippedSends++;
      return;
    }
    const length = this.#traffic.write(client, due, this.#out, FRAME_OVERHEAD_MAX_BYTES);
    if (length === 0) return;
    const isWebSocket = this.target.transport === "websocket";
    const start = isWebSocket ? frameInPlace(this.#out.bytes, length) : FRAME_OVERHEAD_MAX_BYTES;
    if (performance.now() - due.atMs > LATE_SEND_MS) this.counts.lateSends++;
    this.counts.sends++;
    this.#sendOut(client, start, FRAME_OVERHEAD_MAX_BYTES + length);
  }

  /** Sends a whole MQTT packet, in a frame where the transport wants one. */
  say(client: Client, packet: Uint8Array): void {
    this.#sendBytes(client, packet, this.target.transport === "websocket" ? "framed" : "as it is");
  }

  #sendBytes(client: Client, bytes: Uint8Array, form: "framed" | "as it is"): void {
    this.#out.bytes.set(bytes, FRAME_OVERHEAD_MAX_BYTES);
    const start = form === "framed" ? frameInPlace(this.#out.bytes, bytes.length) : FRAME_OVERHEAD_MAX_BYTES;
    this.#sendOut(client, start, FRAME_OVERHEAD_MAX_BYTES + bytes.length);
  }

  #sendOut(client: Client, start: number, end: number): void {
    const taken = Math.max(0, send(client.fd, this.#out, start, end));
    if (start + taken === end) return;
    client.unsent = this.#out.bytes.slice(start + taken, end);
    this.#epoll.change(client.fd, Ready.readable | Ready.writable | Ready.ended);
  }

  #sendRest(client: Client): void {
    if (client.unsent === null) return;
    this.#out.bytes.set(client.unsent);
    const taken = Math.max(0, send(client.fd, this.#out, 0, client.unsent.length));
    client.unsent = taken === client.unsent.length ? null : client.unsent.slice(taken);
    if (client.unsent === null) this.#epoll.change(client.fd, Ready.readable | Ready.ended);
  }

  // ── in ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  #attend(fd: number, events: number): void {
    const client = this.#byFd[fd];
    if (client === undefined || client.stage === "closed") return;
    if ((events & Ready.writable) !== 0) this.#sendRest(client);
    if (!client.keepsUp) return (events & Ready.broken) !== 0 ? this.#lost(client) : undefined;
    const read = client.reading === "counted" ? this.#count(client) : this.#readFramed(client);
    if (read === 0 || (events & Ready.broken) !== 0) this.#lost(client);
  }

  /** What slow clients read counts for nothing. */
  #sip(nowMs: number): void {
    this.#nextSipAtMs = nowMs + SIP_EVERY_MS;
    this.#slow = this.#slow.filter(({ stage }) => stage === "ready");
    for (const client of this.#slow) if (discard(client.fd, SIP_BYTES) === 0) this.#lost(client);
  }

  #lost(client: Client): void {
    client.close();
    this.counts.lostConnections++;
  }

  #count(client: Client): number {
    const read = discard(client.fd);
    if (read > 0) this.counts.countedBytes += read;
    return read;
  }

  #readFramed(client: Client): number {
    const { bytes } = this.#in;
    const held = client.tail.length;
    bytes.set(client.tail);
    const read = receive(client.fd, this.#in, held);
    if (read <= 0) return read;
    this.counts.framedBytes += read;
    this.#packet.nowMs = performance.now();
    this.#reader = client;
    if (client.stage === "ready") this.#noteGap(client);
    const end = held + read;
    const isUpgrade = client.stage === "upgrading";
    const start = isUpgrade ? this.#readUpgrade(client, end) : 0;
    const packetsEnd =
      client.stage === "upgrading" || this.target.transport === "tcp"
        ? end
        : client.unframer.unframe(bytes, isUpgrade ? start : held, end);
    const whole = client.stage === "upgrading" ? 0 : walkPackets(bytes, start, packetsEnd, this.#onPacket);
    client.tail = bytes.slice(whole, packetsEnd);
    return read;
  }

  #noteGap(client: Client): void {
    if (!Number.isNaN(client.heardAtMs)) this.gaps.record(this.#packet.nowMs - client.heardAtMs);
    client.heardAtMs = this.#packet.nowMs;
  }

  /** Answers where the bytes behind the answer to the upgrade begin. */
  #readUpgrade(client: Client, end: number): number {
    const answer = Buffer.from(this.#in.bytes.buffer, 0, end).toString("latin1");
    const headEnd = answer.indexOf("\r\n\r\n");
    if (headEnd === -1) return 0;
    if (!answer.startsWith("HTTP/1.1 101"))
      throw new Error(`${this.target.name} refused WebSocket: ${answer}`);
    client.stage = "connecting";
    this.say(client, this.#traffic.hello(this.#clientId(client.index), client.index));
    return headEnd + 4;
  }

  readonly #onPacket = (start: number, bodyStart: number, end: number): void => {
    const client = this.#reader;
    if (client === null) return;
    const packet = this.#packet;
    packet.start = start;
    packet.bodyStart = bodyStart;
    packet.end = end;
    if (client.stage === "ready") this.#traffic.heard(client, packet);
    else if (this.#traffic.isWelcome(client, packet)) {
      client.stage = "ready";
      client.readyAtMs = packet.nowMs;
      client.reading = this.#isSampled(client.index) ? "framed" : this.#traffic.readingOnceIn(client.index);
      if (!client.keepsUp) this.#epoll.change(client.fd, 0);
      if (client.reading === "slow") this.#slow.push(client);
    }
  };
}
