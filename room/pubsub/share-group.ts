// Shared subscriptions (MQTT5 4.8.2): of all who subscribed to a filter under one share name, each message goes to one, in turn.
// Whoever would have it later than another is passed over. What one leaves undone when its session ends goes to another.

import type { Hearer, Member } from "./audience.ts";
import { type Encodings, publicationBytes } from "./publication.ts";
import type { Delivery, Match, Publication, SubscriptionOptions } from "./subscriber.ts";
import type { TopicTree } from "./topic-tree.ts";

/** How soon a member would have a message: now, behind what it was sent before, once it has acknowledged some, when it is back. */
const READINESS = ["now", "behind-others", "after-acknowledging", "away"] as const;
export type Readiness = (typeof READINESS)[number];

/** What a message that was given to one of many goes back to if that one cannot see to it. */
export type Share = {
  /** Gives it to another member; to nobody when no member can take it. Its time must not be over. */
  passOn(publication: Publication): void;
};

export type SharingMember = Member & {
  readonly readiness: Readiness;
  /** As `deliver`, for a group. */
  deliverFor(share: Share, publication: Publication, delivery: Delivery): void;
  /** Whether it may be given so much that was another's, though it gets its own as well. */
  canInherit(bytes: number): boolean;
};

class ShareGroup implements Hearer, Share {
  /** In the order of their turns. */
  readonly members = new Map<SharingMember, SubscriptionOptions>();
  readonly #groups: Pick<ShareGroups, "state">;

  constructor(groups: Pick<ShareGroups, "state">) {
    this.#groups = groups;
  }

  hear(publication: Publication, _match: Match, _encodings: Encodings): void {
    this.#give(publication, this.#choose(publication.unheardBy, 0));
  }

  /** Whom one of a group was kept from, another of it has heard. */
  hearAlone(): void {}

  passOn(publication: Publication): void {
    // Whom somebody was kept from may be here under another id by now.
    if (this.#groups.state === "closing" || publication.unheardBy !== null) return;
    this.#give(publication, this.#choose(null, publicationBytes(publication)));
  }

  #give(publication: Publication, chosen: SharingMember | null): void {
    const options = chosen === null ? undefined : this.members.get(chosen);
    if (chosen === null || options === undefined) return;
    // To the end of the queue.
    this.members.delete(chosen);
    this.members.set(chosen, options);
    const { identifier } = options;
    chosen.deliverFor(this, publication, {
      qos: Math.min(options.qos, publication.qos) as Delivery["qos"],
      retain: options.retainAsPublished && publication.retain,
      identifiers: identifier === null ? [] : [identifier],
    });
  }

  /** A share group is for work to be split; poses are for everybody to see. */
  listeners(): Iterable<never> {
    return [];
  }

  /** `inheritedBytes` is 0 for a message that is new. */
  #choose(unheardBy: ReadonlySet<number> | null, inheritedBytes: number): SharingMember | null {
    let readiest: { readonly member: SharingMember; readonly rank: number } | null = null;
    for (const member of this.members.keys()) {
      if (unheardBy?.has(member.id) === true) continue;
      if (inheritedBytes > 0 && !member.canInherit(inheritedBytes)) continue;
      const rank = READINESS.indexOf(member.readiness);
      if (rank === 0) return member;
      if (readiest === null || rank < readiest.rank) readiest = { member, rank };
    }
    return readiest?.member ?? null;
  }
}

/** The share groups of one room. */
export class ShareGroups {
  /** While a room closes everybody in it goes: nothing is passed on from one to the next. */
  state: "open" | "closing" = "open";
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
      group = new ShareGroup(this);
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
