// Packets as the host serves them, one after the other: each is told to the model, and to whoever waits for what it said to be heard,
// just before the loop sees it. What the host ends by itself it says in its log; world.ts passes that on.

import { encodeUtf8 } from "../../shared/protocol/bytes.ts";
import { Capability, HELLO_FIRST_BYTE, TOPIC_UP } from "../../shared/protocol/ext/hello.ts";
import type { Packet, PublishPacket } from "../../shared/protocol/packet.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Client } from "./client.ts";
import type { Conversation, Sent } from "./conversation.ts";
import { labelOf, type Published } from "./expectation.ts";
import type { ModelWill } from "./model-session.ts";
import type { PubsubModel } from "./pubsub-model.ts";
import type { Utterance } from "./utterance.ts";
import type { World } from "./world.ts";

/** A place is kept for so long. SPEC [RESUME-3] */
const AWAITED_SECONDS = 10;
const SUBACK_V3_FAILURE = 0x80;
/** Without clean session a client of 3.1.1 has its session kept for so long. SPEC [MQTT-4] */
const EXPIRY_V3_SECONDS = 3_600;

export class Served {
  readonly #world: World;
  readonly #model: PubsubModel;
  /** Of connections to a room, the line of chat that is their will. */
  readonly #wills = new Map<number, Utterance>();

  constructor(world: World, model: PubsubModel) {
    this.#world = world;
    this.#model = model;
  }

  // ── connections ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The host has let a connection in. What it sent behind CONNECT is served now. */
  admitted(conversation: Conversation, sid: number): void {
    const { client, id } = conversation;
    const { isClean, version, expirySeconds, packetMaxBytes, receiveMaximum } = client.persona;
    if (sid !== 0) conversation.sid = sid;
    const { line, isPresent } = this.#model.connected(
      client.sessionKey,
      {
        isClean,
        expirySeconds: version === 5 ? expirySeconds : isClean ? 0 : EXPIRY_V3_SECONDS,
        packetMaxBytes,
      },
      { id, isWindowed: receiveMaximum !== null, will: this.#modelWill(conversation) },
    );
    conversation.model = line;
    conversation.expectsPresent = isPresent;
    conversation.isExtended = client.persona.extension === "property";
    for (const sent of conversation.waiting.splice(0)) this.serve(sent);
  }

  #modelWill({ id, client: { persona } }: Conversation): ModelWill | null {
    const { will } = persona;
    if (will === null || this.#world.kind === "ticketed") return null;
    const label = `w${id}`;
    const { topicName, qos, retain, delaySeconds } = will;
    const payloadBytes = label.length + 1;
    return {
      published: { topicName, label, payloadBytes, qos, retain, expiresAtMs: null },
      delaySeconds,
    };
  }

  /** What a client leaves to be said when it is gone: on an open host any message, in a room a line of chat. */
  willPayload({ persona }: Client, id: number): Uint8Array {
    if (this.#world.kind === "open") return encodeUtf8(`w${id}:`);
    const utterance = this.#world.utterances.add({
      kind: "chat",
      room: persona.room,
      user: persona.user ?? "",
      conversationId: id,
      countBefore: Number.POSITIVE_INFINITY,
    });
    this.#wills.set(id, utterance);
    return encodeUtf8(`${utterance.tag}`);
  }

  /** A connection is over for the host. */
  lost(conversation: Conversation, options: { readonly withWill: boolean }): void {
    if (conversation.isLost) return;
    conversation.isLost = true;
    if (conversation.model === null) return;
    const will = this.#wills.get(conversation.id);
    if (will !== undefined && options.withWill) this.#leaveWill(conversation, will);
    this.#model.lost(conversation.model, options);
  }

  /** A will is said when its delay is over, or its session is, whichever is first: by whoever was here then, under their name. */
  #leaveWill(conversation: Conversation, will: Utterance): void {
    this.#arrive(conversation, will);
    const { will: asked, expirySeconds, capabilities } = conversation.client.persona;
    const isAwaited = conversation.isExtended && (capabilities & Capability.resume) !== 0;
    const delaySeconds = isAwaited ? AWAITED_SECONDS : Math.min(asked?.delaySeconds ?? 0, expirySeconds);
    if (delaySeconds === 0) return;
    will.isFloating = true;
    will.eligible = [];
    this.#world.time.after(delaySeconds * 1000, () => {
      // Its session may have ended before, and the will been said then.
      const { isOver = true, line = null } = conversation.model?.session ?? {};
      if (will.heardBy.size === 0 && !isOver && line === null) will.order = this.#world.order;
    });
  }

  // ── packets ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  serve({ conversation, packet, utterances, owed }: Sent): void {
    if (conversation.isLost) return;
    const world = this.#world;
    world.order++;
    world.trace.served(conversation, packet);
    for (const utterance of utterances) this.#arrive(conversation, utterance);
    // SUBACK comes before what is retained, PUBACK and PUBREC before what their publisher hears of its own.
    const before = this.#model.mark();
    const reasonCodes = this.#apply(conversation, packet);
    if (owed === null) return;
    owed.served = {
      mark: packet.type === "subscribe" || packet.type === "publish" ? before : this.#model.mark(),
      reasonCodes: conversation.model?.session.isUnsure === true ? null : reasonCodes,
      roomTimeMs: world.time.nowMs - (world.said.openedAtMs.get(conversation.client.persona.room) ?? 0),
    };
  }

  /** Answers what the acknowledgement says, as far as that is foreseen. */
  #apply(conversation: Conversation, packet: Packet): readonly number[] | null {
    const { model: line, client } = conversation;
    if (line === null) return null;
    const isV5 = client.persona.version === 5;
    switch (packet.type) {
      case "publish":
        return this.#publish(conversation, packet);
      case "subscribe": {
        const refused = isV5 ? ReasonCode.notAuthorized : SUBACK_V3_FAILURE;
        return this.#model.subscribe(line, packet, ({ topicFilter, qos }) =>
          this.#mayHear(client, topicFilter) ? qos : refused,
        );
      }
      case "unsubscribe": {
        const existed = packet.topicFilters.map((filter) => this.#model.unsubscribe(line, filter));
        const codes = existed.map((did) => (did ? ReasonCode.success : ReasonCode.noSubscriptionExisted));
        return isV5 ? codes : [];
      }
      case "puback":
      case "pubcomp":
        this.#model.finished(line, packet.packetId);
        return null;
      case "pubrel":
        if (line.session.incoming.delete(packet.packetId) || !isV5) return [ReasonCode.success];
        // What a room makes of a publish, and so whether there is anything to release, is not foreseen.
        return this.#world.hasRoom ? null : [ReasonCode.packetIdentifierNotFound];
      case "disconnect":
        this.lost(conversation, { withWill: packet.reasonCode !== ReasonCode.success });
        return null;
      default:
        return null;
    }
  }

  #publish(conversation: Conversation, packet: PublishPacket): readonly number[] | null {
    const { model: line, client } = conversation;
    if (line === null) return null;
    const { qos, packetId = 0, topicName, retain, payload, properties } = packet;
    if (topicName === TOPIC_UP && payload[0] === HELLO_FIRST_BYTE) conversation.isExtended = true;
    if (!this.#world.isGeneric(topicName)) return null;
    const label = labelOf(payload);
    if (qos === 2 && line.session.incoming.has(packetId)) {
      if (line.session.isUnsure) this.#model.doubtPublished(label);
      return [ReasonCode.success];
    }
    if (qos === 2) line.session.incoming.add(packetId);
    const { messageExpiryInterval } = properties;
    const expiresAtMs =
      messageExpiryInterval === undefined ? null : this.#world.time.nowMs + messageExpiryInterval * 1000;
    const payloadBytes = payload.length;
    const published: Published = { topicName, label, payloadBytes, qos, retain, expiresAtMs };
    const isHeard = this.#model.publish(published, line);
    if (client.persona.version === 4 || qos === 2) return [ReasonCode.success];
    return isHeard === null ? null : [isHeard ? ReasonCode.success : ReasonCode.noMatchingSubscribers];
  }

  #mayHear({ persona }: Client, topicFilter: string): boolean {
    const filter = topicFilter.replace(/^\$share\/\w+\//, "");
    return this.#world.kind === "open" || filter.startsWith(`r/${persona.room}/`);
  }

  /** Something that was said has come to the host; what a client sends again may come twice. */
  #arrive({ id, sid, user }: Conversation, utterance: Utterance): void {
    const { order, time, reach } = this.#world;
    utterance.sids.push(sid);
    utterance.lastOrder = order;
    utterance.user = user;
    utterance.conversationId = id;
    utterance.arrivedAtMs = time.nowMs;
    if (utterance.order !== null) {
      utterance.isRepeated = true;
      return;
    }
    utterance.order = order;
    utterance.eligible = reach.eligible(utterance);
  }
}
