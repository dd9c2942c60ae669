// One message to all who hear it, encoded once per audience: plain subscribers by what they have subscribed to, extended ones by
// carrier.

import { isEventFrame } from "../../shared/protocol/ext/event-frame.ts";
import { TOPIC_DOWN } from "../../shared/protocol/ext/hello.ts";
import { type DownSection, encodeDown, FRAME_BODY_MAX_BYTES } from "../../shared/protocol/ext/registry.ts";
import { encodePacket, type MqttVersion } from "../../shared/protocol/packet.ts";
import { Drop, SECTION } from "../metrics/kind.ts";
import type { Metrics } from "../metrics.ts";
import type { Hearer } from "./audience.ts";
import { PACKET_HEAD_MAX_BYTES } from "./packet-head.ts";
import { Encodings } from "./publication.ts";
import type { Publication, Subscriber } from "./subscriber.ts";
import type { TopicTree } from "./topic-tree.ts";

/**
 * Delivers a publication to whoever has subscribed to it, and answers whether anybody has. `raw` is the packet as it came, when it
 * may go on as it is. SPEC [MQTT-8]
 */
export function fanOut(
  tree: TopicTree<Hearer>,
  publication: Publication,
  raw: { readonly version: MqttVersion; readonly packet: Uint8Array } | null = null,
): boolean {
  const hearers = tree.match(publication.topicName);
  if (hearers.length === 0) return false;
  const encodings = new Encodings(publication, raw);
  for (const { hearer, match } of hearers) hearer.hear(publication, match, encodings);
  return true;
}

/** Delivers a publication to those of these ids alone who have subscribed to it. For what they were kept from, and others have. */
export function fanOutAlone(
  tree: TopicTree<Hearer>,
  publication: Publication,
  ids: ReadonlySet<number>,
): void {
  for (const { hearer, match } of tree.match(publication.topicName))
    hearer.hearAlone(publication, match, ids);
}

/** Sections to many extended subscribers. Plain ones among them are passed over, and whoever is in `unheardBy`. */
export function broadcast(
  subscribers: Iterable<Subscriber>,
  sections: readonly DownSection[],
  unheardBy: ReadonlySet<number> | null = null,
): void {
  /** Of each section its id and its payload's bytes. */
  const sizes: number[] = [];
  const body = encodeDown(sections, (id, payloadBytes) => sizes.push(id, payloadBytes));
  const isEvent = isEventFrame(body);
  const encoded = new Map<string, Uint8Array>();
  let metrics: Metrics | null = null;
  let [reached, blocked, tooLarge] = [0, 0, 0];
  for (const subscriber of subscribers) {
    if (subscriber.extension === null) continue;
    metrics = subscriber.metrics;
    if (unheardBy?.has(subscriber.id) === true) {
      blocked++;
      continue;
    }
    const audience = `${subscriber.extension.carrier}${subscriber.version}`;
    let packet = encoded.get(audience);
    if (packet === undefined) {
      packet = carry(body, subscriber);
      encoded.set(audience, packet);
    }
    if (isEvent) subscriber.queueEvent(packet);
    else subscriber.queue(packet);
    if (packet.length > subscriber.peerPacketMaxBytes) tooLarge++;
    else reached++;
  }
  for (let at = 0; at < sizes.length; at += 2) {
    const kind = SECTION + (sizes[at] ?? 0);
    metrics?.delivered(kind, reached, sizes[at + 1] ?? 0);
    if (blocked > 0) metrics?.dropped(kind, Drop.blocked, blocked);
    if (tooLarge > 0) metrics?.dropped(kind, Drop.tooLarge, tooLarge);
  }
}

/**
 * Tells one extended subscriber a list, in frames of at most `partMax` entries and no larger than it takes. `sectionsOf` makes a
 * frame's sections of the entries from `start` on; an empty list is one frame of none. SPEC [INT-7]
 */
export function tellList<T>(
  subscriber: Subscriber,
  list: readonly T[],
  partMax: number,
  sectionsOf: (part: T[], start: number) => readonly DownSection[],
): void {
  let start = 0;
  let size = partMax;
  do {
    let part = list.slice(start, start + size);
    let sections = sectionsOf(part, start);
    while (part.length > 1 && !fits(sections, subscriber)) {
      part = part.slice(0, part.length >> 1);
      sections = sectionsOf(part, start);
    }
    broadcast([subscriber], sections);
    start += part.length;
    // The next ones are about as large: to begin with the most each time would encode each of them over and over.
    size = Math.min(partMax, 2 * part.length);
  } while (start < list.length);
}

function fits(sections: readonly DownSection[], subscriber: Subscriber): boolean {
  const { peerPacketMaxBytes } = subscriber;
  if (peerPacketMaxBytes >= PACKET_HEAD_MAX_BYTES + FRAME_BODY_MAX_BYTES) return true;
  return carry(encodeDown(sections), subscriber).length <= peerPacketMaxBytes;
}

/** A frame body on the subscriber's carrier, as one packet. SPEC [CARRIER-2] */
export function carry(body: Uint8Array, subscriber: Subscriber): Uint8Array {
  return subscriber.extension?.carrier === "type0"
    ? encodePacket({ type: "frame", body }, subscriber.version)
    : encodePacket(
        {
          type: "publish",
          topicName: TOPIC_DOWN,
          payload: body,
          qos: 0,
          retain: false,
          dup: false,
          properties: {},
        },
        subscriber.version,
      );
}
