// One message to all who hear it, encoded once per audience: plain subscribers by protocol version, extended ones by carrier.

import { TOPIC_DOWN } from "../../shared/protocol/ext/hello.ts";
import { type DownSection, encodeDown } from "../../shared/protocol/ext/registry.ts";
import { encodePacket } from "../../shared/protocol/packet.ts";
import type { Publication, Subscriber } from "./subscriber.ts";
import type { TopicTree } from "./topic-tree.ts";

/** Delivers a publication to every subscriber that matches. SPEC [MQTT-8] */
export function fanOut(tree: TopicTree<Subscriber>, publication: Publication): void {
  const encoded = new Map<string, Uint8Array>();
  for (const [subscriber, options] of tree.match(publication.topicName)) {
    if (options.noLocal && subscriber.id === publication.senderId) continue;
    if (publication.unheardBy?.has(subscriber.id) === true) continue;
    const retain = options.retainAsPublished && publication.retain;
    if (Math.min(options.qos, publication.qos) > 0) {
      subscriber.publishQos1(publication, retain);
      continue;
    }
    const audience = `${subscriber.version}${retain}`;
    let packet = encoded.get(audience);
    if (packet === undefined) {
      packet = encodePublication(publication, subscriber, retain);
      encoded.set(audience, packet);
    }
    subscriber.queue(packet);
  }
}

/** A publication as one QoS 0 packet of the subscriber's version. */
export function encodePublication(
  publication: Publication,
  subscriber: Pick<Subscriber, "version">,
  retain: boolean,
): Uint8Array {
  return encodePacket(
    {
      type: "publish",
      topicName: publication.topicName,
      payload: publication.payload,
      qos: 0,
      retain,
      dup: false,
      properties: publication.properties,
    },
    subscriber.version,
  );
}

/** Sections to many extended subscribers. Plain ones among them are passed over, and whoever is in `unheardBy`. */
export function broadcast(
  subscribers: Iterable<Subscriber>,
  sections: readonly DownSection[],
  unheardBy: ReadonlySet<number> | null = null,
): void {
  const body = encodeDown(sections);
  const encoded = new Map<string, Uint8Array>();
  for (const subscriber of subscribers) {
    if (subscriber.extension === null || unheardBy?.has(subscriber.id) === true) continue;
    const audience = `${subscriber.extension.carrier}${subscriber.version}`;
    let packet = encoded.get(audience);
    if (packet === undefined) {
      packet = carry(body, subscriber);
      encoded.set(audience, packet);
    }
    subscriber.queue(packet);
  }
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
