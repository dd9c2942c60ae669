// One simulated host with all that is around it: its loop in virtual time, doors that know tickets of ours, clients, what the host says
// of itself, and the model. Serves as the one place where things happen in an order.

import type { Verified } from "../../room/door.ts";
import type { Loop, LoopDeps } from "../../room/loop.ts";
import type { Log } from "../../shared/http/log.ts";
import { encodeUtf8 } from "../../shared/protocol/bytes.ts";
import { Capability, TOPIC_UP } from "../../shared/protocol/ext/hello.ts";
import type { Packet, PublishPacket } from "../../shared/protocol/packet.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { topicMatches } from "../../shared/protocol/topic.ts";
import { roomIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import type { RoomSpec } from "../../shared/schema/room-spec.ts";
import { roleSchema } from "../../shared/schema/user.ts";
import type { Chance } from "../fuzz/chance.ts";
import { startLoop } from "../room-in-memory/loop.ts";
import { VirtualTime } from "../room-in-memory/virtual-time.ts";
import { Client } from "./client.ts";
import type { Conversation, Sent } from "./conversation.ts";
import { labelOf, type Published } from "./expectation.ts";
import type { HearingDeps } from "./hearing.ts";
import type { Persona } from "./persona.ts";
import { PubsubModel } from "./pubsub-model.ts";
import { Said } from "./said.ts";
import { Trace } from "./trace.ts";
import { type Eligible, type Utterance, Utterances } from "./utterance.ts";
import { Violation } from "./violation.ts";

export type HostKind = "open" | "ticketed";

/** What may wait for one connection: its outbox, and one log of its audience. */
const QUEUE_MAX_BYTES = 2 * 1024 * 1024 + 256 * 1024;
const MICROTASKS_PER_PROMISE = 12;
const INSPECT_INTERVAL_MS = 100;
const SLOW_DOOR_MAX_MS = 300;
/** A place is kept for so long. SPEC [RESUME-3] */
const AWAITED_SECONDS = 10;

export class World {
  readonly time = new VirtualTime();
  readonly said = new Said();
  readonly utterances = new Utterances();
  readonly model: PubsubModel;
  readonly trace: Trace;
  readonly loop: Loop;
  readonly clients: Client[] = [];
  readonly hearingDeps: HearingDeps;
  readonly spec: (room: string) => RoomSpec;
  /** Counts whatever happens at the host. */
  order = 0;
  violation: Violation | null = null;
  /** Whether the network has become good and nobody begins anything new. */
  isQuiet = false;
  /** Whether the last questions have been asked. */
  isLooking = false;
  isOver = false;
  readonly #kind: HostKind;
  readonly #chance: Chance;
  readonly #digest = new Bun.CryptoHasher("sha256");
  readonly #conversations = new Map<string, Conversation>();
  readonly #byKey = new Map<string, Client>();
  #isSettling = false;
  #lastId = 0;
  #lastLabel = 0;

  constructor(options: {
    readonly kind: HostKind;
    readonly chance: Chance;
    readonly spec: (room: string) => RoomSpec;
    readonly isTraced: boolean;
    readonly deps?: (time: VirtualTime) => Partial<LoopDeps>;
  }) {
    this.#kind = options.kind;
    this.#chance = options.chance;
    this.spec = options.spec;
    this.trace = new Trace(this.time, options.isTraced);
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
    this.loop = startLoop(this.time, {
      log: this.#log(),
      verify: (ticket) => this.#verify(ticket),
      openRoom: (room) => this.#later(() => options.spec(room)),
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

  /** Of everything the host wrote, in order. */
  digest(): string {
    return this.#digest.copy().digest("hex");
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

  // ── doors ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

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

  /** A ticket as this world's doors read it: which connection it is, too. */
  ticketOf({ user, name, role, room }: Persona, id: number): string {
    return [`c${id}`, room, user ?? "", name, role].join("|");
  }

  async #verify(ticket: string | null): Promise<Verified> {
    const [requestId = "", room = "", user = "", name = "", role = ""] = (ticket ?? "").split("|");
    const identity =
      user === ""
        ? null
        : { user: userIdSchema.parse(user), name, role: roleSchema.parse(role), avatar: null };
    const access = identity === null ? "open" : "participant";
    return this.#later(() => ({ access, room: roomIdSchema.parse(room), identity, requestId }) as const);
  }

  #later<T>(answer: () => T): Promise<T> {
    const delayMs = this.#chance.percent(15) ? this.#chance.below(SLOW_DOOR_MAX_MS) : this.#chance.below(4);
    return new Promise((resolve) => {
      this.time.after(delayMs, () => {
        this.#isSettling = true;
        resolve(answer());
      });
    });
  }

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
    this.trace.note(`host: ${event} ${JSON.stringify(fields)}`);
    this.#digest.update(`${this.time.nowMs} ${event}`);
    this.said.take(event, fields, this.order, this.time.nowMs);
    if (event === "room.leave") this.#movedOn(String(fields["room"]), Number(fields["sid"]));
    const conversation = this.#conversations.get(String(fields["requestId"]));
    if (conversation === undefined) return;
    if (event === "room.connected") this.#admitted(conversation, Number(fields["sid"] ?? 0));
    if (event !== "room.closing") return;
    conversation.isBehind = conversation.line.socket.pendingBytes > 0;
    if (fields["reasonCode"] === ReasonCode.quotaExceeded && conversation.model !== null)
      this.model.overfull(conversation.model);
    this.#lost(conversation, { withWill: true });
  }

  /** Who leaves while its connection stays has come back, by hello, to the place it had. SPEC [RESUME-1] */
  #movedOn(room: string, sid: number): void {
    for (const conversation of this.#conversations.values()) {
      const { offered, isLost, client } = conversation;
      if (offered !== null && !isLost && conversation.sid === sid && client.persona.room === room)
        conversation.sid = offered.sid;
    }
  }

  // ── connections, as the host serves them ──────────────────────────────────────────────────────────────────────────────

  opened(conversation: Conversation): void {
    this.#conversations.set(`c${conversation.id}`, conversation);
  }

  took(id: number, bytes: Uint8Array): void {
    this.#digest.update(`${this.time.nowMs} ${id} `);
    this.#digest.update(bytes);
  }

  arriving(conversation: Conversation, sent: readonly Sent[]): void {
    if (conversation.isLost) return;
    if (conversation.model === null) conversation.waiting.push(...sent);
    else for (const one of sent) this.#serve(one);
  }

  /** Of packets that came at once the host may have served some, and no more. */
  doubted({ model }: Conversation, sent: readonly Sent[]): void {
    if (model !== null) this.model.doubt(model, sent);
  }

  /** The host is about to be told that a line is gone. */
  losing(conversation: Conversation): void {
    this.#lost(conversation, { withWill: true });
  }

  #admitted(conversation: Conversation, sid: number): void {
    const { client, id } = conversation;
    const { persona } = client;
    conversation.sid = sid;
    const { line, isPresent } = this.model.connected(
      client.sessionKey,
      {
        isClean: persona.isClean,
        expirySeconds: persona.version === 5 ? persona.expirySeconds : persona.isClean ? 0 : 3_600,
        packetMaxBytes: persona.packetMaxBytes,
      },
      { id, isWindowed: persona.receiveMaximum !== null, will: this.#modelWill(conversation) },
    );
    conversation.model = line;
    conversation.expectsPresent = isPresent;
    conversation.isExtended = persona.extension === "property";
    for (const sent of conversation.waiting.splice(0)) this.#serve(sent);
  }

  #modelWill({ id, client: { persona } }: Conversation) {
    const { will } = persona;
    if (will === null || this.#kind === "ticketed") return null;
    const label = `w${id}`;
    const { topicName, qos, retain, delaySeconds } = will;
    const published = {
      topicName,
      label,
      payloadBytes: label.length + 1,
      qos,
      retain,
      lineId: id,
      expiresAtMs: null,
    };
    return { published, delaySeconds };
  }

  /** What a client leaves to be said when it is gone: on an open host any message, in a room a line of chat. */
  willPayload(client: Client, id: number): Uint8Array {
    if (this.#kind === "open") return encodeUtf8(`w${id}:`);
    const utterance = this.utterances.add({
      kind: "chat",
      room: client.persona.room,
      user: client.persona.user ?? "",
      conversationId: id,
      countBefore: Number.POSITIVE_INFINITY,
    });
    this.#wills.set(id, utterance);
    return encodeUtf8(`${utterance.tag}`);
  }
  readonly #wills = new Map<number, Utterance>();

  #lost(conversation: Conversation, options: { readonly withWill: boolean }): void {
    if (conversation.isLost) return;
    conversation.isLost = true;
    const will = this.#wills.get(conversation.id);
    if (will !== undefined && options.withWill && conversation.model !== null)
      this.#leaveWill(conversation, will);
    if (conversation.model !== null) this.model.lost(conversation.model, options);
  }

  /** A will is said when its delay is over, or its session is, whichever is first: by whoever was here then, under their name. */
  #leaveWill(conversation: Conversation, will: Utterance): void {
    this.#arrive(conversation, will);
    const { will: asked, expirySeconds } = conversation.client.persona;
    const isAwaited =
      conversation.isExtended && (conversation.client.persona.capabilities & Capability.resume) !== 0;
    const delaySeconds = isAwaited ? AWAITED_SECONDS : Math.min(asked?.delaySeconds ?? 0, expirySeconds);
    if (delaySeconds === 0) return;
    will.isFloating = true;
    will.eligible = [];
    this.time.after(delaySeconds * 1000, () => {
      if (will.heardBy.size === 0) will.order = this.order;
    });
  }

  // ── packets, as the host serves them ──────────────────────────────────────────────────────────────────────────────────

  #serve({ conversation, packet, utterances, owed }: Sent): void {
    if (conversation.isLost) return;
    this.order++;
    this.trace.served(conversation, packet);
    for (const utterance of utterances) this.#arrive(conversation, utterance);
    // SUBACK comes before what is retained, PUBACK behind what its publisher hears of its own.
    const before = this.model.mark();
    const reasonCodes = this.#apply(conversation, packet);
    if (owed !== null)
      owed.served = {
        mark: packet.type === "subscribe" ? before : this.model.mark(),
        reasonCodes: conversation.model?.session.isUnsure === true ? null : reasonCodes,
        roomTimeMs: this.time.nowMs - (this.said.openedAtMs.get(conversation.client.persona.room) ?? 0),
      };
  }

  /** Answers what the acknowledgement says, as far as that is foreseen. */
  #apply(conversation: Conversation, packet: Packet): readonly number[] | null {
    const line = conversation.model;
    if (line === null) return null;
    switch (packet.type) {
      case "publish":
        return this.#publish(conversation, packet);
      case "subscribe": {
        const isV5 = conversation.client.persona.version === 5;
        return this.model.subscribe(line, packet, ({ topicFilter, qos }) =>
          this.#mayHear(conversation, topicFilter) ? qos : isV5 ? 0x87 : 0x80,
        );
      }
      case "unsubscribe": {
        const codes = packet.topicFilters.map((filter) => (this.model.unsubscribe(line, filter) ? 0 : 0x11));
        return conversation.client.persona.version === 5 ? codes : [];
      }
      case "puback":
      case "pubcomp":
        this.model.finished(line, packet.packetId);
        return null;
      case "pubrel":
        if (line.session.incoming.delete(packet.packetId) || conversation.client.persona.version === 4)
          return [0];
        // What a room makes of a publish, and so whether there is anything to release, is not foreseen.
        return this.#kind === "open" ? [0x92] : null;
      case "disconnect":
        this.#lost(conversation, { withWill: packet.reasonCode === 4 });
        return null;
      default:
        return null;
    }
  }

  #publish(conversation: Conversation, packet: PublishPacket): readonly number[] | null {
    const line = conversation.model;
    if (line === null) return null;
    const { qos, packetId = 0, topicName, retain, payload, properties } = packet;
    if (topicName === TOPIC_UP && payload[0] === 0x3f) conversation.isExtended = true;
    if (!this.isGeneric(topicName)) return null;
    if (qos === 2 && line.session.incoming.has(packetId)) {
      if (line.session.isUnsure) this.model.doubtPublished(labelOf(payload));
      return [0];
    }
    if (qos === 2) line.session.incoming.add(packetId);
    const { messageExpiryInterval } = properties;
    const published: Published = {
      topicName,
      label: labelOf(payload),
      payloadBytes: payload.length,
      qos,
      retain,
      lineId: conversation.id,
      expiresAtMs:
        messageExpiryInterval === undefined ? null : this.time.nowMs + messageExpiryInterval * 1000,
    };
    const isHeard = this.model.publish(published, line);
    if (conversation.client.persona.version === 4) return [0];
    return isHeard === null ? null : [isHeard ? 0 : 0x10];
  }

  /** Whether a topic is nothing but publish and subscribe: what the model foresees to the last bit. */
  isGeneric(topicName: string): boolean {
    return this.#kind === "open" && !topicName.startsWith("r/") && !topicName.startsWith("$");
  }

  #mayHear({ client }: Conversation, topicFilter: string): boolean {
    return (
      this.#kind === "open" ||
      topicFilter.replace(/^\$share\/\w+\//, "").startsWith(`r/${client.persona.room}/`)
    );
  }

  // ── what is said ──────────────────────────────────────────────────────────────────────────────────────────────────────

  #arrive(conversation: Conversation, utterance: Utterance): void {
    utterance.sids.push(conversation.sid);
    utterance.lastOrder = this.order;
    if (utterance.order !== null) {
      utterance.isRepeated = true;
      utterance.arrivedAtMs = this.time.nowMs;
      return;
    }
    utterance.order = this.order;
    utterance.arrivedAtMs = this.time.nowMs;
    utterance.eligible = this.#eligible(utterance);
  }

  /** Whether whoever was to hear something is still there to have heard it. */
  isStillHearing({ session: of, lineId }: Eligible): boolean {
    if (of === null) return this.#last(lineId)?.isLost === false;
    const session = this.model.sessions.get(of.key);
    if (session?.id !== of.id || session.isUnsure || session.line === null) return false;
    return lineId === null || session.line.id === lineId;
  }

  /** Under which somebody counts as one who heard. */
  hearerOf({ session, lineId }: Eligible): string {
    return session?.key ?? this.#conversations.get(`c${lineId}`)?.hearing.key ?? "";
  }

  /** The connection that goes on with what one began. */
  #last(lineId: number | null): Conversation | null {
    let last = this.#conversations.get(`c${lineId}`) ?? null;
    while (last?.continuedBy != null) last = last.continuedBy;
    return last;
  }

  #eligible(utterance: Utterance): Eligible[] {
    const topic = topicOf(utterance);
    return topic === null ? [] : [...this.#seers(utterance, topic), ...this.#listeners(utterance, topic)];
  }

  /** Those who hear of it by section. */
  *#seers(utterance: Utterance, { capability }: Told): Generator<Eligible> {
    for (const conversation of this.#conversations.values()) {
      const { client, id, isExtended, isLost, model } = conversation;
      const { capabilities } = client.persona;
      // Whoever is waited for hears of it when it comes back, if it does. SPEC [RESUME-5]
      if (isLost && client.place?.conversation !== conversation) continue;
      if (model === null || !isExtended || (capabilities & capability) !== capability) continue;
      if (this.#mayReach(utterance, client.persona)) yield { session: null, lineId: id };
    }
  }

  /** Those who hear of it by topic. */
  *#listeners(utterance: Utterance, { name }: Told): Generator<Eligible> {
    for (const { key, id, subscriptions, line, isUnsure } of this.model.sessions.values()) {
      const persona = this.#byKey.get(key)?.persona;
      if (persona === undefined || isUnsure || persona.extension !== "none") continue;
      if (!this.#mayReach(utterance, persona)) continue;
      const matching = [...subscriptions.values()].filter((one) => topicMatches(one.topicFilter, name));
      if (matching.some((one) => one.qos > 0)) yield { session: { key, id }, lineId: null };
      else if (matching.length > 0 && line !== null) yield { session: { key, id }, lineId: line.id };
    }
  }

  #mayReach({ room, user, order }: Utterance, hearer: Persona): boolean {
    if (hearer.room !== room || hearer.packetMaxBytes !== null) return false;
    return hearer.user === null || !this.said.isApart(room, user, hearer.user, order ?? 0, order ?? 0);
  }
}

type Told = { readonly name: string; readonly capability: number };

/** The topic of what happens once and reaches everybody, and the capability its section takes; null for anything else. */
function topicOf({ kind, room, sids }: Utterance): Told | null {
  const [sid = 0] = sids;
  switch (kind) {
    case "chat":
      return { name: `r/${room}/chat`, capability: 0 };
    case "emote":
      return { name: `r/${room}/emote/${sid}`, capability: Capability.events };
    case "app":
      return { name: `r/${room}/app/128/${sid}`, capability: Capability.events };
    default:
      return null;
  }
}
