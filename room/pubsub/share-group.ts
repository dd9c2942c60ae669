// Shared subscriptions (MQTT5 4.8.2): of all who subscribed to a filter under one share name, each message goes to one, in turn.
// Whoever would have it later than another is passed over.

import type { Hearer, Member } from "./audience.ts";
import type { Encodings } from "./publication.ts";
import type { Delivery, Match, Publication, SubscriptionOptions } from "./subscriber.ts";
import type { TopicTree } from "./topic-tree.ts";

/** How soon a member would have a message: now, behind what it was sent before, once it has acknowledged some, when it is back. */
const READINESS = ["now", "behind-others", "after-acknowledging", "away"] as const;
export type Readiness = (typeof READINESS)[number];

export type SharingMember = Member & { readonly readiness: Readiness };

class ShareGroup implements Hearer {
  /** In the order of their turns. */
  readonly members = new Map<SharingMember, SubscriptionOptions>();

  hear(publication: Publication, _match: Match, _encodings: Encodings): void {
    const chosen = this.#choose(publication.unheardBy);
    const options = chosen === null ? undefined : this.members.get(chosen);
    if (chosen === null || options === undefined) return;
    // To the end of the queue.
    this.members.delete(chosen);
    this.members.set(chosen, options);
    const { identifier } = options;
    chosen.deliver(publication, {
      qos: Math.min(options.qos, publication.qos) as Delivery["qos"],
      retain: options.retainAsPublished && publication.retain,
      identifiers: identifier === null ? [] : [identifier],
    });
  }

  /** A share group is for work to be split; poses are for everybody to see. */
  listeners(): Iterable<never> {
    return [];
  }

  #choose(unheardBy: ReadonlySet<number> | null): SharingMember | null {
    let readiest: { readonly member: SharingMember; readonly rank: number } | null = null;
    for (const member of this.members.keys()) {
      if (unheardBy?.has(member.id) === true) continue;
      const rank = READINESS.indexOf(member.readiness);
      if (rank === 0) return member;
      if (readiest === null || rank < readiest.rank) readiest = { member, rank };
    }
    return readiest?.member ?? null;
  }
}

/** The share groups of one room. */
export class ShareGroups {
  readonly #tree: TopicTree<Hearer>;
  readonly #byFilter = new Map<string, ShareGroup>();

  constructor(tree: TopicTree<Hearer>) {
    this.#tree = tree;
  }

  /** Adds a member, or replaces its options. Both parts must be valid. */
  add(shareName: string, topicFilter: string, member: SharingMember, options: SubscriptionOptions): void {
    const key = `${shareName}/${topicFilter}`;
    let group = this.#byFilter.get(key);
    if (group === undefined) {
      group = new ShareGroup();
      this.#byFilter.set(key, group);
      // Which QoS a message is delivered at is its receiver's to say, so the tree is told the highest.
      this.#tree.add(topicFilter, group, {
        qos: 2,
        noLocal: false,
        retainAsPublished: true,
        identifier: null,
      });
    }
    group.members.set(member, options);
  }

  remove(shareName: string, topicFilter: string, member: SharingMember): void {
    const key = `${shareName}/${topicFilter}`;
    const group = this.#byFilter.get(key);
    if (group === undefined) return;
    group.members.delete(member);
    if (group.members.size > 0) return;
    this.#byFilter.delete(key);
    this.#tree.remove(topicFilter, group);
  }
}
