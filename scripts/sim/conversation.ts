// One connection from its client's side: what it sends, which answers are due and in which order, what it reads. Everything the host
// writes is decoded strictly here, and held to MQTT's own rules before anybody asks what it means.

import { isEventFrame } from "../../shared/protocol/ext/event-frame.ts";
import {
  Capability,
  formatHello,
  type Grant,
  PROPERTY_NAME,
  parseGrant,
  parseHelloGrant,
  TOPIC_DOWN,
  TOPIC_UP,
} from "../../shared/protocol/ext/hello.ts";
import {
  type DownSection,
  decodeDown,
  encodeUp,
  UP,
  type UpSection,
} from "../../shared/protocol/ext/registry.ts";
import { Framer } from "../../shared/protocol/framer.ts";
import {
  type ConnackPacket,
  decodePacket,
  encodePacket,
  type Packet,
  type PublishPacket,
  userProperty,
} from "../../shared/protocol/packet.ts";
import { Answers, type Owed } from "./answers.ts";
import type { Client } from "./client.ts";
import { openUserOf } from "./doors.ts";
import { Hearing } from "./hearing.ts";
import type { Line } from "./line.ts";
import type { ModelLine } from "./model-session.ts";
import type { Utterance } from "./utterance.ts";
import { View, type Written } from "./view.ts";
import type { World } from "./world.ts";

/** A place in the room that a client may come back to. SPEC [RESUME-1] */
export type Place = {
  readonly token: string;
  /** Frames of events it has read since its grant. */
  events: number;
  readonly sid: number;
  readonly view: View;
  readonly conversation: Conversation;
};

/** A packet on its way, with what is known of it. */
export type Sent = {
  readonly conversation: Conversation;
  readonly packet: Packet;
  readonly utterances: readonly Utterance[];
  readonly owed: Owed | null;
  /** Whether what arrives behind it arrives apart. */
  readonly isLast: boolean;
};

/** Fewer than there are topics, so that some go by their names. The host takes 16. */
const GIVEN_ALIASES_MAX = 4;
const RECEIVED_MAX_BYTES = 2 * 1024 * 1024;
const NONCE = "n";

export class Conversation {
  readonly id: number;
  readonly client: Client;
  /** That of before, when this one came back to its place. */
  hearing: Hearing;
  line!: Line<Sent>;
  /** `served`: the host has let it in; `open`: the client has read so. */
  state: "opening" | "open" | "ended" = "opening";
  /** Once the host has let it in; what came before waits. */
  model: ModelLine | null = null;
  sid = 0;
  expectsPresent: boolean | null = null;
  readonly waiting: Sent[] = [];
  /** Whether the host, by now, sends it sections. */
  isExtended = false;
  /** Whether it is over for the host. */
  isLost = false;
  /** Whether it had not read what it was sent when the host ended it: a last word then waits for nobody. SPEC [LIMIT-5] */
  isBehind = false;
  /** What it asked to come back to. */
  readonly offered: Place | null;
  /** The connection that took up where this one ended, with nothing missed in between. */
  continuedBy: Conversation | null = null;
  /** Whether its client has begun anew elsewhere, and takes in nothing more of it. */
  isAbandoned = false;
  view: View | null = null;
  readonly answers = new Answers();
  readonly #world: World;
  readonly #framer = new Framer({ packetMaxBytes: RECEIVED_MAX_BYTES });
  readonly #writes: { readonly end: number; readonly order: number; readonly atMs: number }[] = [];
  #writtenBytes = 0;
  #readBytes = 0;
  #written: Written = { order: 0, atMs: 0 };
  #isGoodbyeSaid = false;
  readonly #aliases = new Map<number, string>();
  /** What it has named to the host. */
  readonly #given = new Map<string, number>();
  /** Deliveries at QoS 1 and 2 that the client has not finished with. */
  readonly #unfinished = new Set<number>();
  readonly #said = new Map<string, number>();
  /** Kinds of messages it has sent, told apart at least as finely as the host tells them. */
  readonly #kindsSent = new Set<string>();

  constructor(world: World, client: Client, id: number, offered: Place | null) {
    this.offered = offered;
    this.#world = world;
    this.client = client;
    this.id = id;
    const { persona } = client;
    this.hearing = new Hearing(world.hearingDeps, {
      key: persona.extension === "none" ? client.sessionKey : `x${id}`,
      room: persona.room,
      user: () => this.user,
      isOrdered: this.isOrdered,
    });
  }

  get user(): string {
    const { persona } = this.client;
    // Who comes back to a place is whom it was given to.
    return persona.user ?? (this.#world.said.userOf(persona.room, this.sid) || openUserOf(this.id));
  }
  get isOrdered(): boolean {
    return this.client.persona.receiveMaximum === null;
  }
  /** What its CONNECT allows: less than the client's most, or more than before, as it comes. */
  get receiveMaximum(): number | null {
    const { receiveMaximum: most } = this.client.persona;
    return most === null ? null : 1 + (this.id % most);
  }
  get isClosedByHost(): boolean {
    return this.line.socket.isClosed;
  }

  // ── to the host ───────────────────────────────────────────────────────────────────────────────────────────────────────

  say(packet: Packet, utterances: readonly Utterance[] = [], owed: Owed | null = null): void {
    if (this.state === "ended") return;
    if (owed !== null) this.answers.expect(owed);
    if (packet.type === "publish") this.#kindsSent.add(kindOfTopic(packet.topicName));
    const bytes = encodePacket(this.#aliased(packet), this.client.persona.version);
    this.line.send(bytes, { conversation: this, packet, utterances, owed, isLast: isOrder(packet) });
  }

  /** Who takes topic aliases gives some, too: the name goes along the first time on a connection. */
  #aliased(packet: Packet): Packet {
    const takesPart = this.client.persona.aliasMax > 0 && this.state === "open";
    if (!takesPart || packet.type !== "publish" || !this.#world.isGeneric(packet.topicName)) return packet;
    const known = this.#given.get(packet.topicName);
    if (known === undefined && this.#given.size >= GIVEN_ALIASES_MAX) return packet;
    const topicAlias = known ?? this.#given.size + 1;
    this.#given.set(packet.topicName, topicAlias);
    const topicName = known === undefined ? packet.topicName : "";
    return { ...packet, topicName, properties: { ...packet.properties, topicAlias } };
  }

  /** How many of a kind this connection has said; counts one more. */
  count(kind: string): number {
    const before = this.#said.get(kind) ?? 0;
    this.#said.set(kind, before + 1);
    return before;
  }

  hello(): void {
    const { capabilities } = this.client.persona;
    this.publish0(TOPIC_UP, new TextEncoder().encode(formatHello(capabilities, NONCE, this.offered)));
  }

  publish0(
    topicName: string,
    payload: Uint8Array,
    utterances: readonly Utterance[] = [],
    owed: Owed | null = null,
  ): void {
    this.say(
      { type: "publish", topicName, payload, qos: 0, retain: false, dup: false, properties: {} },
      utterances,
      owed,
    );
  }

  /** Sections, on the carrier that was granted. */
  frame(
    sections: readonly UpSection[],
    utterances: readonly Utterance[] = [],
    owed: Owed | null = null,
  ): void {
    const body = encodeUp(sections);
    for (const { kind } of sections) this.#kindsSent.add(`section ${kind}`);
    if (((this.view?.capabilities ?? 0) & Capability.type0) !== 0)
      this.say({ type: "frame", body }, utterances, owed);
    else this.publish0(TOPIC_UP, body, utterances, owed);
  }

  // ── from the host ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The host wrote so much now; it is read later. */
  written(count: number): void {
    this.#writtenBytes += count;
    this.#writes.push({ end: this.#writtenBytes, order: this.#world.order, atMs: this.#world.time.nowMs });
  }

  heard(bytes: Uint8Array): void {
    try {
      this.#framer.push(bytes);
      for (let framed = this.#framer.next(); framed !== null; framed = this.#framer.next()) {
        this.#readBytes += framed.bytes.length;
        while ((this.#writes[0]?.end ?? Number.POSITIVE_INFINITY) < this.#readBytes) this.#writes.shift();
        this.#written = this.#writes[0] ?? this.#written;
        this.#read(framed.bytes);
      }
    } catch (error) {
      this.broken("strict", error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  /** The host has hung up: to who speaks 5.0 it has said why, unless it was behind with reading. SPEC [BYE-1] */
  hungUp(): void {
    const isOwed = this.client.persona.version === 5 && !this.isBehind;
    if (this.state === "open" && isOwed && !this.#isGoodbyeSaid)
      this.broken("goodbye", "the host hung up without DISCONNECT");
  }

  broken(invariant: string, message: string): void {
    this.#world.broken(invariant, `${this.client.persona.name} (connection ${this.id}): ${message}`);
  }

  #read(bytes: Uint8Array): void {
    const { persona } = this.client;
    const packet = decodePacket(bytes, persona.version);
    this.#world.trace.heard(this, packet);
    if (this.#isGoodbyeSaid) this.broken("strict", `${packet.type} came behind DISCONNECT`);
    if (persona.packetMaxBytes !== null && bytes.length > persona.packetMaxBytes && packet.type !== "connack")
      this.broken("size", `${packet.type} of ${bytes.length} bytes, it takes ${persona.packetMaxBytes}`);
    if ((this.state === "opening") !== (packet.type === "connack"))
      this.broken("strict", `${packet.type} while ${this.state}`);
    this.#take(packet);
  }

  #take(packet: Packet): void {
    switch (packet.type) {
      case "connack":
        return this.#connack(packet);
      case "publish":
        return this.#publish(packet);
      case "frame":
        return this.#sections(packet.body, Capability.type0);
      case "puback":
      case "pubrec":
      case "pubcomp":
        this.#answered(
          packet.type,
          packet.packetId,
          packet.reasonCode === undefined ? [0] : [packet.reasonCode],
        );
        return this.client.acknowledged(this, packet);
      case "pubrel":
        return this.#pubrel(packet.packetId);
      case "suback":
      case "unsuback":
        this.#answered(packet.type, packet.packetId, packet.reasonCodes);
        if (packet.type === "suback") this.client.subscribed();
        return;
      case "pingresp":
        this.#answered("pingresp", 0, null);
        return;
      case "disconnect":
        this.#isGoodbyeSaid = true;
        if (persona5(this)) return;
        return this.broken("strict", "DISCONNECT to a client of 3.1.1");
      default:
        this.broken("strict", `a server never sends ${packet.type}`);
    }
  }

  #connack(connack: ConnackPacket): void {
    const { persona } = this.client;
    if (connack.reasonCode !== 0) return this.client.refused(this, connack.reasonCode);
    this.state = "open";
    if (this.expectsPresent !== null && connack.sessionPresent !== this.expectsPresent)
      this.broken("session", `Session Present ${connack.sessionPresent} instead of ${this.expectsPresent}`);
    const grant = parseGrant(userProperty(connack.properties, PROPERTY_NAME) ?? "");
    if ((grant !== null) !== (persona.extension === "property"))
      this.broken("granted", `CONNACK ${grant === null ? "grants nothing" : "grants unasked"}`);
    if (grant !== null) this.#granted(grant);
    this.client.connected(this, connack.sessionPresent);
  }

  #granted(grant: Grant): void {
    if (grant.sid !== this.sid) this.broken("granted", `sid ${grant.sid} instead of ${this.sid}`);
    if ((grant.capabilities & ~this.client.persona.capabilities) !== 0)
      this.broken("granted", `capabilities ${grant.capabilities} were not asked for`);
    const { offered, client } = this;
    if (grant.resumed !== "no" && (offered === null || offered.sid !== grant.sid))
      this.broken("resume", `sid ${grant.sid} was resumed, asked for was ${offered?.sid ?? "none"}`);
    if (grant.resumed === "replayed" && offered !== null) {
      this.hearing = offered.view.hearing;
      offered.conversation.continuedBy = this;
      offered.view.resume(this.#kindsSent);
      this.view = offered.view;
    } else this.view = new View(grant, this.hearing, this.#kindsSent);
    if (this.isAbandoned) return;
    const { resumeToken: token } = grant;
    const events = grant.resumed === "replayed" ? (offered?.events ?? 0) : 0;
    client.place =
      token === null ? null : { token, events, sid: grant.sid, view: this.view, conversation: this };
  }

  #publish(packet: PublishPacket): void {
    const topicName = this.#resolve(packet);
    if (topicName === null) return;
    if (packet.qos > 0 && packet.packetId !== undefined) {
      this.#unfinished.add(packet.packetId);
      if (this.#unfinished.size > (this.receiveMaximum ?? 1024))
        this.broken(
          "window",
          `${this.#unfinished.size} unfinished messages, it takes ${this.receiveMaximum}`,
        );
    }
    if (topicName === TOPIC_DOWN) return this.#down(packet.payload);
    this.client.delivered(this, { ...packet, topicName }, this.#written);
  }

  /** The client is done with a delivery. */
  finished(packetId: number): void {
    this.#unfinished.delete(packetId);
  }

  #resolve({ topicName, properties }: PublishPacket): string | null {
    const { topicAlias } = properties;
    if (topicAlias === undefined) return topicName;
    if (topicAlias > this.client.persona.aliasMax) {
      this.broken("alias", `topic alias ${topicAlias}, it takes ${this.client.persona.aliasMax}`);
      return null;
    }
    if (topicName !== "") {
      this.#aliases.set(topicAlias, topicName);
      return topicName;
    }
    const known = this.#aliases.get(topicAlias);
    if (known === undefined) this.broken("alias", `topic alias ${topicAlias} was never introduced`);
    return known ?? null;
  }

  #down(payload: Uint8Array): void {
    const text = new TextDecoder().decode(payload);
    if (this.view === null && text.startsWith("!")) {
      const grant = parseHelloGrant(text, NONCE);
      if (grant === null) return this.broken("granted", `an unasked grant: ${text}`);
      return this.#granted(grant);
    }
    this.#sections(payload, 0);
  }

  #sections(body: Uint8Array, carrier: number): void {
    const { view } = this;
    if (view === null) return this.broken("granted", "a frame to a client without the extension");
    if ((view.capabilities & Capability.type0) !== carrier)
      this.broken("granted", `a frame on carrier ${carrier === 0 ? "P" : "X"}`);
    const { place } = this.client;
    if (place?.conversation === this && isEventFrame(body)) place.events++;
    for (const section of decodeDown(body))
      if (section.kind === "pong") this.#pong(section.message);
      else if (!this.isAbandoned) this.#section(view, section);
  }

  #pong({ cookie, roomTimeMs }: Extract<DownSection, { kind: "pong" }>["message"]): void {
    const served = this.#answered("pong", cookie, null);
    if (served !== null && served.roomTimeMs !== roomTimeMs)
      this.broken("clock", `PONG says ${roomTimeMs}, the room's clock was ${served.roomTimeMs}`);
  }

  #section(view: View, section: DownSection): void {
    view.take(section, this.#written);
    if (section.kind === "itemDeny") this.client.denied(section.message);
  }

  /** An answer came: it has to be the one that is due. Answers what the host served it with; null when it is not. */
  #answered(type: Owed["type"], id: number, reasonCodes: readonly number[] | null): Owed["served"] {
    const served = this.answers.take({ type, id, reasonCodes });
    if ("wrong" in served) {
      this.broken(served.invariant, served.wrong);
      return null;
    }
    if (this.model !== null && this.client.conversation === this)
      this.#world.model.passed(this.model, served.mark);
    return served;
  }

  #pubrel(packetId: number): void {
    const { due } = this.answers;
    if (due?.type === "pubrel" && due.id === packetId) this.#answered("pubrel", packetId, null);
    // After a while away the host may repeat itself.
    else if (this.client.connectionCount <= 1)
      return this.broken("answers", `PUBREL ${packetId} came where ${due?.type ?? "nothing"} was due`);
    this.client.released(this, packetId);
  }
}

const persona5 = ({ client }: Conversation): boolean => client.persona.version === 5;

/** `r/{room}/{kind}…`, or what is no room's as a whole. */
function kindOfTopic(topicName: string): string {
  return topicName.split("/")[2] ?? topicName;
}

/** Whether a packet asks for something that keeps people apart, or silences them. */
function isOrder(packet: Packet): boolean {
  if (packet.type === "frame") return packet.body[0] === UP.mod.id;
  return (
    packet.type === "publish" && (packet.topicName.endsWith("/mod/me") || packet.payload[0] === UP.mod.id)
  );
}
