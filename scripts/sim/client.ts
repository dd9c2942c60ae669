// A client over many connections: its persona, its side of the MQTT session, what it remembers of the room. Well-behaved: it sends
// again what was not acknowledged, and takes nothing at QoS 2 twice.

import { formatRequest, PROPERTY_NAME } from "../../shared/protocol/ext/hello.ts";
import type { Acknowledgement, ConnectPacket, Packet, PublishPacket } from "../../shared/protocol/packet.ts";
import { parseRoomTopic } from "../../shared/protocol/room-topic.ts";
import type { Chance } from "../fuzz/chance.ts";
import type { Owed } from "./answers.ts";
import { Conversation, type Place } from "./conversation.ts";
import { requestIdOf, ticketOf } from "./doors.ts";
import { formOf, labelOf } from "./expectation.ts";
import { Line } from "./line.ts";
import type { Persona } from "./persona.ts";
import { PlainView } from "./plain-view.ts";
import type { Utterance } from "./utterance.ts";
import type { Written } from "./view.ts";
import type { World } from "./world.ts";

/** A publish that the host has not finished with. */
type Outgoing = {
  readonly packet: PublishPacket;
  readonly utterances: readonly Utterance[];
  stage: "published" | "released";
};

const RECONNECT_MIN_MS = 5;
const RECONNECT_MAX_MS = 600;
/** In flight at a time: below what the host allows. */
const OUTGOING_MAX = 20;

export class Client {
  readonly persona: Persona;
  readonly sessionKey: string;
  conversation: Conversation | null = null;
  /** What it knows of the room from topics, for as long as its session lives. */
  plain = new PlainView();
  /** How many connections that has been through. */
  connectionCount = 0;
  /** Items it was denied, with the epoch to claim them in. */
  readonly knownEpochs = new Map<number, number>();
  /** Where in the room it may come back to. */
  place: Place | null = null;
  /** Whether it never comes at all. */
  isAbsent = false;
  /** Whether it comes back by itself. */
  comesBack = true;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #outgoing = new Map<number, Outgoing>();
  /** QoS 2 deliveries taken and not released. */
  readonly #received = new Set<number>();
  /** Acknowledgements the client has not got round to. */
  #acks: { readonly packet: Packet; readonly owed: Owed | null; readonly conversation: Conversation }[] = [];
  #lastPacketId = 0;
  #isBound = false;
  #sessionId = 0;

  constructor(world: World, persona: Persona, chance: Chance) {
    this.#world = world;
    this.persona = persona;
    this.#chance = chance;
    this.sessionKey = `${persona.user ?? "open"}/${persona.clientId}`;
  }

  /** Who it is to its room: on an open host somebody else with every connection. */
  get user(): string {
    return this.persona.user ?? this.conversation?.user ?? "";
  }

  get isOpen(): boolean {
    return this.conversation?.state === "open";
  }

  // ── connections ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Connects anew. A connection it still has is taken over, or was lost anyway. */
  connect(): void {
    if (this.isAbsent) return;
    const world = this.#world;
    const { place } = this;
    this.place = null;
    if (this.conversation !== null) this.conversation.isAbandoned = true;
    const conversation = new Conversation(world, this, world.nextId(), place);
    this.conversation = conversation;
    const { persona } = this;
    conversation.line = new Line({
      time: world.time,
      loop: world.loop,
      chance: this.#chance,
      weather: world.isQuiet
        ? { ...persona.weather, delayMinMs: 1, delayMaxMs: 3, capacityBytes: 1024 * 1024 }
        : persona.weather,
      remoteAddress: `10.0.0.${this.#chance.below(4)}`,
      transport: persona.transport,
      written: (count) => {
        world.order++;
        conversation.written(count);
      },
      taken: (bytes) => world.took(conversation.id, bytes),
      owner: {
        arriving: (sent) => world.arriving(conversation, sent),
        doubted: (sent) => world.doubted(conversation, sent),
        heard: (bytes) => conversation.heard(bytes),
        hungUp: () => conversation.hungUp(),
        ended: () => this.#ended(conversation),
        losing: () => world.losing(conversation),
      },
    });
    world.opened(conversation);
    conversation.say(this.#connectPacket(conversation));
    this.#keepAlive(conversation);
  }

  #connectPacket({ id, offered, receiveMaximum }: Conversation): ConnectPacket {
    const { persona } = this;
    const isV5 = persona.version === 5;
    const { will } = persona;
    const properties = {
      ...(isV5 && persona.expirySeconds > 0 ? { sessionExpiryInterval: persona.expirySeconds } : {}),
      ...(receiveMaximum === null ? {} : { receiveMaximum }),
      ...(persona.packetMaxBytes === null ? {} : { maximumPacketSize: persona.packetMaxBytes }),
      ...(persona.aliasMax > 0 ? { topicAliasMaximum: persona.aliasMax } : {}),
      ...(persona.extension === "property"
        ? { userProperties: [[PROPERTY_NAME, formatRequest(persona.capabilities, offered)] as const] }
        : {}),
    };
    return {
      type: "connect",
      protocolVersion: persona.version,
      clientId: persona.clientId,
      clean: persona.isClean,
      keepAliveSeconds: persona.keepAliveSeconds,
      username: "x",
      password: new TextEncoder().encode(ticketOf(persona, requestIdOf(id))),
      ...(will === null
        ? {}
        : {
            will: {
              topicName: will.topicName,
              payload: this.#world.served.willPayload(this, id),
              qos: will.qos,
              retain: will.retain,
              properties: will.delaySeconds > 0 ? { willDelayInterval: will.delaySeconds } : {},
            },
          }),
      properties,
    };
  }

  #keepAlive(conversation: Conversation): void {
    const { keepAliveSeconds } = this.persona;
    if (keepAliveSeconds === 0) return;
    this.#world.time.after(keepAliveSeconds * 500, () => {
      if (conversation.state === "ended" || this.#world.isLooking) return;
      if (conversation.state === "open") this.ping();
      this.#keepAlive(conversation);
    });
  }

  connected(conversation: Conversation, sessionPresent: boolean): void {
    const { persona } = this;
    const sessionId = conversation.model?.session.id ?? 0;
    // One that was begun meanwhile, by a connection that was lost before its CONNACK came, is as good as new.
    const isKnown = sessionPresent && this.#sessionId === sessionId;
    this.#sessionId = sessionId;
    if (!sessionPresent) {
      this.#outgoing.clear();
      this.#received.clear();
    }
    if (!isKnown) {
      this.plain = new PlainView();
      this.connectionCount = 0;
      this.#isBound = false;
    }
    this.connectionCount++;
    if (persona.extension === "hello") conversation.hello();
    if (!this.#isBound && persona.filters.length > 0) this.subscribe(persona.filters, null);
    for (const [packetId, { packet, utterances, stage }] of this.#outgoing)
      if (stage === "released") this.#pubrel(conversation, packetId);
      else this.#send(conversation, { ...packet, dup: true, packetId }, utterances);
  }

  refused(_conversation: Conversation, reasonCode: number): void {
    this.#world.trace.note(`${this.persona.name} was refused: ${reasonCode}`);
  }

  #ended(conversation: Conversation): void {
    if (conversation.state === "ended") return;
    conversation.state = "ended";
    if (this.conversation !== conversation) return;
    this.#acks = [];
    if (this.comesBack || this.#world.isQuiet)
      this.#comeBack(this.#chance.between(RECONNECT_MIN_MS, RECONNECT_MAX_MS));
  }

  #comeBack(delayMs: number): void {
    const before = this.conversation;
    this.#world.time.after(delayMs, () => {
      if (this.conversation === before && before?.state === "ended" && !this.#world.isOver) this.connect();
    });
  }

  /** Comes in, or back, unless it is there. */
  wake(): void {
    if (this.conversation === null || this.conversation.state === "ended") this.connect();
  }

  /** Catches up with everything, and comes back if it is away. */
  settle(): void {
    this.#sendAcks();
    this.comesBack = true;
    this.wake();
  }

  /** Says goodbye. */
  leave(reasonCode: number, staysAway: boolean): void {
    const { conversation } = this;
    if (conversation?.state !== "open") return;
    this.comesBack = !staysAway;
    conversation.say({
      type: "disconnect",
      reasonCode: this.persona.version === 5 ? reasonCode : 0,
      properties: {},
    });
    conversation.line.finish();
    this.#ended(conversation);
  }

  // ── what it asks ──────────────────────────────────────────────────────────────────────────────────────────────────────

  ping(): void {
    this.conversation?.say({ type: "pingreq" }, [], { type: "pingresp", id: 0, served: null });
  }

  subscribe(filters: Persona["filters"], identifier: number | null): void {
    const packetId = this.#nextId();
    const properties =
      identifier === null || this.persona.version === 4 ? {} : { subscriptionIdentifier: identifier };
    this.conversation?.say({ type: "subscribe", packetId, subscriptions: [...filters], properties }, [], {
      type: "suback",
      id: packetId,
      served: null,
    });
  }

  /** A subscription is there, and stays with the session. */
  subscribed(): void {
    this.#isBound = true;
  }

  unsubscribe(topicFilters: readonly string[]): void {
    const packetId = this.#nextId();
    this.conversation?.say({ type: "unsubscribe", packetId, topicFilters: [...topicFilters] }, [], {
      type: "unsuback",
      id: packetId,
      served: null,
    });
  }

  publish(
    packet: Omit<PublishPacket, "type" | "dup" | "packetId">,
    utterances: readonly Utterance[] = [],
  ): void {
    const { conversation } = this;
    if (conversation === null || this.#outgoing.size >= OUTGOING_MAX) return;
    const whole: PublishPacket = { type: "publish", dup: false, ...packet };
    if (packet.qos === 0) return conversation.say(whole, utterances);
    const packetId = this.#nextId();
    this.#outgoing.set(packetId, { packet: whole, utterances, stage: "published" });
    this.#send(conversation, { ...whole, packetId }, utterances);
  }

  #send(conversation: Conversation, packet: PublishPacket, utterances: readonly Utterance[]): void {
    const type = packet.qos === 1 ? "puback" : "pubrec";
    conversation.say(packet, utterances, { type, id: packet.packetId ?? 0, served: null });
  }

  #nextId(): number {
    do this.#lastPacketId = (this.#lastPacketId % 65_535) + 1;
    while (this.#outgoing.has(this.#lastPacketId));
    return this.#lastPacketId;
  }

  // ── what it is told ───────────────────────────────────────────────────────────────────────────────────────────────────

  acknowledged(conversation: Conversation, packet: Acknowledgement): void {
    const { packetId, reasonCode = 0 } = packet;
    if (packet.type === "pubrec" && reasonCode < 128) {
      const outgoing = this.#outgoing.get(packetId);
      if (outgoing !== undefined) outgoing.stage = "released";
      this.#pubrel(conversation, packetId);
    } else this.#outgoing.delete(packetId);
  }

  #pubrel(conversation: Conversation, packetId: number): void {
    conversation.say({ type: "pubrel", packetId }, [], { type: "pubcomp", id: packetId, served: null });
  }

  /** A message came under its topic's full name. */
  delivered(
    conversation: Conversation,
    packet: PublishPacket & { readonly topicName: string },
    written: Written,
  ): void {
    const { qos, packetId = 0, dup, topicName, payload } = packet;
    // Of a connection it has given up it takes nothing in.
    if (this.conversation !== conversation) return;
    if (dup && this.connectionCount <= 1)
      conversation.broken("dup", `${topicName} is a repetition on a first connection`);
    if (qos === 1) this.#acknowledge(conversation, { type: "puback", packetId }, null);
    if (qos === 2) {
      const isKnown = this.#received.has(packetId);
      if (isKnown && !dup)
        conversation.broken("twice", `packet id ${packetId} came again before it was released`);
      this.#received.add(packetId);
      this.#acknowledge(
        conversation,
        { type: "pubrec", packetId },
        { type: "pubrel", id: packetId, served: null },
      );
      if (isKnown) return;
    }
    if (this.#world.isGeneric(topicName)) {
      if (conversation.model !== null)
        this.#world.model.heard(
          conversation.model,
          { topicName, label: labelOf(payload), packetId, dup },
          formOf(packet),
        );
    } else if (parseRoomTopic(topicName) === null && this.#world.kind === "ticketed")
      conversation.broken("strict", `nobody publishes to ${topicName}`);
    else
      this.plain.take(topicName, payload, {
        hearing: conversation.hearing,
        sid: conversation.sid,
        written,
        isRepeated: dup || packet.retain,
        isOrdered: conversation.isOrdered,
      });
  }

  released(conversation: Conversation, packetId: number): void {
    this.#received.delete(packetId);
    this.#acknowledge(conversation, { type: "pubcomp", packetId }, null);
  }

  denied({ item, epoch }: { readonly item: number; readonly epoch: number }): void {
    this.knownEpochs.set(item, epoch);
  }

  /** In order, and after as long as this client takes. */
  #acknowledge(conversation: Conversation, packet: Acknowledgement, owed: Owed | null): void {
    this.#acks.push({ packet, owed, conversation });
    const { ackDelayMaxMs } = this.persona;
    if (ackDelayMaxMs === 0 || this.#world.isQuiet) return this.#sendAcks();
    this.#world.time.after(this.#chance.below(ackDelayMaxMs), () => this.#sendAcks());
  }

  #sendAcks(): void {
    const acks = this.#acks;
    this.#acks = [];
    for (const { packet, owed, conversation } of acks) {
      if (conversation.state === "ended") continue;
      if (packet.type === "puback" || packet.type === "pubcomp") conversation.finished(packet.packetId);
      conversation.say(packet, [], owed);
    }
  }
}
