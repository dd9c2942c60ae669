// One simulated host with all that is around it: its loop in virtual time, doors that know tickets of ours, clients, what the host says
// of itself, and the model. Serves as the one place where things happen in an order.

import type { Loop, LoopDeps } from "../../room/loop.ts";
import type { Log } from "../../shared/http/log.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { RoomSpec } from "../../shared/schema/room-spec.ts";
import type { Chance } from "../fuzz/chance.ts";
import { startLoop } from "../room-in-memory/loop.ts";
import { VirtualTime } from "../room-in-memory/virtual-time.ts";
import { Client } from "./client.ts";
import type { Conversation, Sent } from "./conversation.ts";
import { Doors, requestIdOf } from "./doors.ts";
import type { HearingDeps } from "./hearing.ts";
import type { Persona } from "./persona.ts";
import { PubsubModel } from "./pubsub-model.ts";
import { Reach } from "./reach.ts";
import { Said } from "./said.ts";
import { Served } from "./served.ts";
import { Trace } from "./trace.ts";
import { Utterances } from "./utterance.ts";
import { Violation } from "./violation.ts";

export type HostKind = "open" | "ticketed";

/** What may wait for one connection: its outbox, and one log of its audience. */
const QUEUE_MAX_BYTES = 2 * 1024 * 1024 + 256 * 1024;
const MICROTASKS_PER_PROMISE = 20;
const INSPECT_INTERVAL_MS = 100;

export class World {
  readonly time = new VirtualTime();
  readonly said = new Said();
  readonly utterances = new Utterances();
  readonly model: PubsubModel;
  readonly trace: Trace;
  readonly loop: Loop;
  readonly clients: Client[] = [];
  readonly hearingDeps: HearingDeps;
  readonly kind: HostKind;
  readonly hasRoom: boolean;
  readonly served: Served;
  readonly reach: Reach;
  /** Counts whatever happens at the host. */
  order = 0;
  /** Gifts that the host was told of. */
  giftCount = 0;
  violation: Violation | null = null;
  /** Whether the network has become good and nobody begins anything new. */
  isQuiet = false;
  /** Whether the last questions have been asked. */
  isLooking = false;
  isOver = false;
  readonly #digest: Bun.CryptoHasher | null;
  readonly #conversations = new Map<string, Conversation>();
  readonly #byKey = new Map<string, Client>();
  #isSettling = false;
  #lastId = 0;
  #lastLabel = 0;

  constructor(options: {
    readonly kind: HostKind;
    readonly hasRoom: boolean;
    readonly chance: Chance;
    readonly spec: (room: string) => RoomSpec;
    readonly isTraced: boolean;
    readonly isDigested: boolean;
    readonly deps?: (time: VirtualTime) => Partial<LoopDeps>;
  }) {
    this.kind = options.kind;
    this.hasRoom = options.hasRoom;
    this.trace = new Trace(this.time, options.isTraced);
    this.#digest = options.isDigested ? new Bun.CryptoHasher("sha256") : null;
    this.model = new PubsubModel(
      () => this.time.nowMs,
      (invariant, message) => this.broken(invariant, message),
    );
    this.hearingDeps = {
      said: this.said,
      utterances: this.utterances,
      owners: new Map(),
      versions: new Map(),
      nowMs: () => this.time.nowMs,
      broken: (invariant, message) => this.broken(invariant, message),
    };
    this.served = new Served(this, this.model);
    this.reach = new Reach({
      said: this.said,
      sessions: this.model.sessions,
      conversations: this.#conversations,
      clientOf: (key) => this.#byKey.get(key),
    });
    const doors = new Doors(this.time, options.chance, () => {
      this.#isSettling = true;
    });
    this.loop = startLoop(this.time, {
      log: this.#log(),
      verify: (ticket) => doors.verify(ticket),
      openRoom: (room) => doors.later(() => options.spec(room)),
      ...options.deps?.(this.time),
    });
  }

  // ── running ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Lets time pass until then, or until something is broken. */
  async run(untilMs: number): Promise<void> {
    try {
      while (this.violation === null && this.time.step(untilMs)) if (this.#isSettling) await this.#settle();
    } catch (error) {
      this.broken("exception", error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  /** Promises of the host's take several steps each. */
  async #settle(): Promise<void> {
    this.#isSettling = false;
    for (let steps = 0; steps < MICROTASKS_PER_PROMISE; steps++) await Promise.resolve();
    this.time.settle();
  }

  broken(invariant: string, message: string): void {
    if (this.violation !== null || this.isOver) return;
    this.trace.end(`BROKEN ${invariant}: ${message}`);
    this.violation = new Violation(invariant, message);
  }

  /** Of everything the host wrote, in order; empty where nobody wants it. */
  digest(): string {
    return this.#digest?.copy().digest("hex") ?? "";
  }

  stop(): void {
    this.isOver = true;
    this.loop.shutDown();
  }

  /** What waits at the host is bounded. */
  watchQueues(): void {
    for (const { queueBytes, clientId } of this.loop.connections())
      if (queueBytes > QUEUE_MAX_BYTES) this.broken("bounded", `${queueBytes} bytes wait for ${clientId}`);
    if (!this.isOver) this.time.after(INSPECT_INTERVAL_MS, () => this.watchQueues());
  }

  // ── who is there ──────────────────────────────────────────────────────────────────────────────────────────────────────

  nextId(): number {
    return ++this.#lastId;
  }

  /** No two publishes of one run are the same. */
  nextLabel(): number {
    return ++this.#lastLabel;
  }

  add(persona: Persona, chance: Chance): Client {
    const client = new Client(this, persona, chance);
    this.clients.push(client);
    this.#byKey.set(client.sessionKey, client);
    return client;
  }

  /** Whether a topic is nothing but publish and subscribe: what the model foresees to the last bit. */
  isGeneric(topicName: string): boolean {
    return this.kind === "open" && !topicName.startsWith("r/") && !topicName.startsWith("$");
  }

  // ── what the host says ────────────────────────────────────────────────────────────────────────────────────────────────

  #log(): Log {
    const log: Log = {
      debug: () => {},
      info: (event, fields = {}) => this.#told(event, fields),
      warn: (event, fields = {}) => this.#told(event, fields),
      error: (event, fields = {}) => {
        const { error } = fields;
        const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
        this.broken("log", `the host logged ${event}: ${what}`);
      },
      with: () => log,
    };
    return log;
  }

  #told(event: string, fields: Readonly<Record<string, unknown>>): void {
    this.order++;
    this.trace.said(event, fields);
    this.#digest?.update(`${this.time.nowMs} ${event}`);
    this.said.take(event, fields, this.order, this.time.nowMs);
    if (event === "room.join") this.#entered(String(fields["user"]), Number(fields["sid"]));
    if (event === "room.leave") this.#movedOn(String(fields["room"]), Number(fields["sid"]));
    const conversation = this.#conversations.get(String(fields["requestId"]));
    if (conversation === undefined) return;
    if (event === "room.connected") this.served.admitted(conversation, Number(fields["sid"] ?? 0));
    if (event !== "room.closing") return;
    conversation.isBehind = conversation.line.socket.pendingBytes > 0;
    if (fields["reasonCode"] === ReasonCode.quotaExceeded && conversation.model !== null)
      this.model.overfull(conversation.model);
    this.served.lost(conversation, { withWill: true });
  }

  /** On an open host a connection becomes a participant when it first speaks of the room. */
  #entered(user: string, sid: number): void {
    if (this.kind !== "open") return;
    for (const conversation of this.#conversations.values()) {
      if (conversation.user !== user) continue;
      conversation.sid = sid;
      // What made it one was served as of nobody.
      for (const { user: speaker, sids } of this.utterances.all)
        if (speaker === user && sids.includes(0)) sids.push(sid);
    }
  }

  /** Who leaves while its connection stays has come back, by hello, to the place it had. SPEC [RESUME-1] */
  #movedOn(room: string, sid: number): void {
    for (const conversation of this.#conversations.values()) {
      const { offered, isLost, client } = conversation;
      if (offered !== null && !isLost && conversation.sid === sid && client.persona.room === room)
        conversation.sid = offered.sid;
    }
  }

  // ── what goes through lines ───────────────────────────────────────────────────────────────────────────────────────────

  opened(conversation: Conversation): void {
    this.#conversations.set(requestIdOf(conversation.id), conversation);
  }

  took(id: number, bytes: Uint8Array): void {
    this.#digest?.update(`${this.time.nowMs} ${id} `);
    this.#digest?.update(bytes);
  }

  arriving(conversation: Conversation, sent: readonly Sent[]): void {
    if (conversation.isLost) return;
    if (conversation.model === null) conversation.waiting.push(...sent);
    else for (const one of sent) this.served.serve(one);
  }

  /** Of packets that came at once the host may have served some, and no more. */
  doubted({ model }: Conversation, sent: readonly Sent[]): void {
    if (model !== null) this.model.doubt(model, sent);
  }

  /** The host is about to be told that a line is gone. */
  losing(conversation: Conversation): void {
    this.served.lost(conversation, { withWill: true });
  }
}
