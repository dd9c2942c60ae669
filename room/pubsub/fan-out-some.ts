// A message at QoS 0 to some of those who have subscribed to its topic: which ones, the caller says of each. For what is for one
// client alone, or for those who stand near. Nothing of it is shared through an audience's log.

import { Drop, kindOfTopic } from "../metrics/kind.ts";
import type { Hearer } from "./audience.ts";
import { encodeDelivery, roomPublication } from "./publication.ts";
import type { Delivery, Subscriber } from "./subscriber.ts";
import type { TopicTree } from "./topic-tree.ts";

/** Delivers to each subscriber, not to those of a share group, for which `mayHear` answers true. Encoded once per audience. */
export function fanOutSome(
  tree: TopicTree<Hearer>,
  topicName: string,
  payload: Uint8Array,
  mayHear: (subscriber: Subscriber) => boolean,
): void {
  const kind = kindOfTopic(topicName);
  for (const { hearer, match } of tree.match(topicName)) {
    const { identifiers } = match;
    let packet: Uint8Array | null = null;
    for (const subscriber of hearer.listeners()) {
      if (!mayHear(subscriber)) continue;
      packet ??= encodeDelivery(
        roomPublication({ topicName, payload, qos: 0 }),
        { qos: 0, retain: false, identifiers } satisfies Delivery,
        subscriber.version,
      );
      if (packet.length <= subscriber.peerPacketMaxBytes) subscriber.queue(packet, kind);
      else subscriber.metrics.dropped(kind, Drop.tooLarge);
    }
  }
}
