// Poses for plain subscribers, at the room's slower plain pace: what changed since the last time, one PUBLISH each, joined into
// one buffer that all who are alike are given. A hearer that has not read the last one is passed over, and later gets everybody's
// newest since. SPEC [PLAIN-2], [LIMIT-5]

import { POSE_MAX_BYTES } from "../../shared/protocol/ext/pose.ts";
import type { MqttVersion } from "../../shared/protocol/packet.ts";
import { Publish } from "../metrics/kind.ts";
import type { Hearer as PubsubHearer } from "../pubsub/audience.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";
import type { TopicTree } from "../pubsub/topic-tree.ts";
import { collectBlocked, hiddenFrom, type IsHidden } from "./hidden.ts";
import { PLAIN_HEAD_MAX_BYTES, PlainWriter, propertiesOf } from "./plain-writer.ts";
import type { PoseTable } from "./pose-table.ts";

/** Not a participant's: who hears it hears every participant. */
const NOBODY = "0";

type Hearer = {
  readonly subscriber: Subscriber;
  /** Slots it hears, when those are not all; with it the identifiers of the subscriptions it hears them by. */
  slots: number[] | null;
  identifiers: readonly number[];
  /** It has been given everything that changed up to this tick. */
  seenTick: number;
  /** The fan-out in which it was last found to subscribe. */
  foundIn: number;
};

export class PlainPoses {
  /** `r/{room}/pose`. */
  readonly #topic: string;
  readonly #hearers = new Map<Subscriber, Hearer>();
  readonly #blocked = new Set<number>();
  /** By subscriber id: of its own pose nobody hears. */
  readonly #ownSlots = new Map<number, number>();
  /** Participants whose sid some filter spells out. */
  #spelledOut: { readonly slot: number; readonly topicName: string }[] = [];
  #topicsVersion = -1;
  #membership = -1;
  #lastTick = 0;
  #fanOuts = 0;

  constructor(poseTopic: string) {
    this.#topic = poseTopic;
  }

  /** Everybody's newest goes to this subscriber once more, so that it also sees who stands still. */
  renew(subscriber: Subscriber): void {
    const hearer = this.#hearers.get(subscriber);
    if (hearer !== undefined) hearer.seenTick = 0;
  }

  /** Nobody is here any more: who hears is found anew when somebody comes. */
  rest(): void {
    this.#hearers.clear();
    this.#ownSlots.clear();
    this.#spelledOut = [];
    this.#topicsVersion = -1;
  }

  fanOut(table: PoseTable, topics: TopicTree<PubsubHearer>): void {
    const tick = table.gather();
    this.#find(table, topics);
    if (this.#hearers.size > 0) {
      collectBlocked(table, this.#blocked);
      joined.begin();
      for (const hearer of this.#hearers.values())
        if (hearer.seenTick !== tick && hearer.subscriber.isClear()) {
          this.#serve(hearer, table);
          hearer.seenTick = tick;
        }
    }
    this.#lastTick = tick;
  }

  #serve(hearer: Hearer, table: PoseTable): void {
    const { subscriber, slots, identifiers, seenTick } = hearer;
    const isHidden = hiddenFrom(subscriber.id, table, this.#blocked);
    const isSmall =
      subscriber.peerPacketMaxBytes < PLAIN_HEAD_MAX_BYTES + this.#topic.length + 1 + POSE_MAX_BYTES;
    const isOdd = isHidden !== null || slots !== null || identifiers.length > 0 || isSmall;
    if (isOdd || seenTick !== this.#lastTick) return this.#serveAlone(hearer, table, isHidden);
    const writer = joined.of(subscriber.version, this.#topic, table, this.#lastTick);
    const ownSlot = this.#ownSlots.get(subscriber.id) ?? -1;
    const ownStart = writer.startOf(ownSlot);
    if (ownStart === 0) return send(subscriber, writer);
    // A copy without its own costs less than the second write that going round it would be.
    alone.begin(table);
    alone.append(writer, writer.start, ownStart);
    alone.append(writer, writer.endOf(ownSlot), writer.at);
    alone.count = writer.count - 1;
    send(subscriber, alone);
  }

  /** Only what this hearer may have, and all it missed. */
  #serveAlone(
    { subscriber, slots, identifiers, seenTick }: Hearer,
    table: PoseTable,
    isHidden: IsHidden,
  ): void {
    const ownSlot = this.#ownSlots.get(subscriber.id) ?? -1;
    const properties = propertiesOf(subscriber.version, identifiers);
    const headBytes = PLAIN_HEAD_MAX_BYTES + this.#topic.length + properties.length;
    const count = slots === null ? table.count : slots.length;
    alone.begin(table);
    for (let index = 0; index < count; index++) {
      const slot = (slots === null ? table.order : slots)[index] as number;
      if (slot === ownSlot || (table.changedTick[slot] as number) <= seenTick) continue;
      if (isHidden?.(slot) === true) continue;
      if (headBytes + (table.allBytes[slot] as number) > subscriber.peerPacketMaxBytes) continue;
      alone.add(this.#topic, table, slot, properties);
    }
    send(subscriber, alone);
  }

  // ── who hears ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Finds who hears what. A hearer that is new begins with everybody's newest. */
  #find(table: PoseTable, topics: TopicTree<PubsubHearer>): void {
    if (topics.version !== this.#topicsVersion || table.membership !== this.#membership)
      this.#lookUp(table, topics);
    this.#fanOuts++;
    let found = 0;
    for (const { hearer, match } of topics.match(`${this.#topic}/${NOBODY}`))
      for (const subscriber of hearer.listeners()) {
        const kept = this.#keep(subscriber);
        if (kept.foundIn !== this.#fanOuts) found++;
        kept.foundIn = this.#fanOuts;
        kept.slots = null;
        kept.identifiers = match.identifiers;
      }
    for (const { slot, topicName } of this.#spelledOut)
      for (const { hearer, match } of topics.match(topicName))
        for (const subscriber of hearer.listeners()) {
          const kept = this.#keep(subscriber);
          if (kept.foundIn === this.#fanOuts) {
            kept.slots?.push(slot);
            continue;
          }
          found++;
          kept.foundIn = this.#fanOuts;
          kept.slots = [slot];
          kept.identifiers = match.identifiers;
        }
    if (found === this.#hearers.size) return;
    for (const { subscriber, foundIn } of this.#hearers.values())
      if (foundIn !== this.#fanOuts) this.#hearers.delete(subscriber);
  }

  #keep(subscriber: Subscriber): Hearer {
    let kept = this.#hearers.get(subscriber);
    if (kept === undefined) {
      kept = { subscriber, slots: null, identifiers: [], seenTick: 0, foundIn: 0 };
      this.#hearers.set(subscriber, kept);
    }
    return kept;
  }

  #lookUp(table: PoseTable, topics: TopicTree<PubsubHearer>): void {
    this.#topicsVersion = topics.version;
    this.#membership = table.membership;
    this.#ownSlots.clear();
    this.#spelledOut = [];
    const names = topics.namesBelow(this.#topic);
    for (const slot of table.order.subarray(0, table.count)) {
      const owner = table.owners[slot] ?? null;
      if (owner !== null) this.#ownSlots.set(owner.subscriber.id, slot);
      const name = String(table.sid[slot]);
      if (names.has(name)) this.#spelledOut.push({ slot, topicName: `${this.#topic}/${name}` });
    }
  }
}

const PROPERTIES: Readonly<Record<MqttVersion, Uint8Array>> = {
  4: propertiesOf(4, []),
  5: propertiesOf(5, []),
};

/** The buffers of one fan-out that many are given, one for each protocol version, written when first asked for. */
class JoinedPoses {
  readonly #writers = { 4: new PlainWriter(), 5: new PlainWriter() } as const;
  readonly #written = new Set<MqttVersion>();

  begin(): void {
    this.#written.clear();
  }

  of(version: MqttVersion, topic: string, table: PoseTable, sinceTick: number): PlainWriter {
    const writer = this.#writers[version];
    if (this.#written.has(version)) return writer;
    this.#written.add(version);
    writer.begin(table);
    for (let index = 0; index < table.count; index++) {
      const slot = table.order[index] as number;
      if ((table.changedTick[slot] as number) > sinceTick)
        writer.add(topic, table, slot, PROPERTIES[version]);
    }
    return writer;
  }
}

/** Used again by each fan-out of each room. */
const joined = new JoinedPoses();
const alone = new PlainWriter();

function send(subscriber: Subscriber, { bytes, start, at, count }: PlainWriter): void {
  if (count === 0) return;
  subscriber.metrics.delivered(Publish.pose, count, (at - start) / count);
  subscriber.queueTransient(bytes, start, at);
}
