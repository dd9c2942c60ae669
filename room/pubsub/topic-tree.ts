// Which hearers' subscriptions match a topic name: a trie by level. Matching walks an explicit stack of at most 16 levels; its cost
// is the branches that match so far, never the number of subscriptions that do not, and it is paid once a topic until somebody
// subscribes or unsubscribes.

import type { Asked, Match, SubscriptionOptions } from "./subscriber.ts";

/** Topic names whose matches are kept. A room has as many as participants and kinds; more are matched each time. */
const MATCHES_KEPT_MAX = 10_000;
/** Longer names, as only an open host takes them, are matched each time: so many of them would be a heap. */
const NAME_KEPT_MAX_CHARS = 256;

/** How a hearer gets what several of its subscriptions match: once for all of them, or once for each (MQTT5 3.3.4 has both). */
export type Overlaps = "together" | "each";

/** null for none: nearly every node has the one or the other. */
type Node<H> = {
  children: Map<string, Node<H>> | null;
  hearers: Map<H, SubscriptionOptions> | null;
};

export type Matched<H> = { readonly hearer: H; readonly match: Match };

const newNode = <H>(): Node<H> => ({ children: null, hearers: null });

export class TopicTree<H> {
  readonly #root: Node<H> = newNode();
  readonly #matched = new Map<string, readonly Matched<H>[]>();
  readonly #overlaps: Overlaps;
  /** Changes with every subscription, so that others may keep what they matched. */
  version = 0;

  constructor(overlaps: Overlaps = "together") {
    this.#overlaps = overlaps;
  }

  /** Adds or replaces a subscription. The filter must be valid. */
  add(filter: string, hearer: H, options: SubscriptionOptions): void {
    let node = this.#root;
    for (const level of filter.split("/")) {
      let child = node.children?.get(level);
      if (child === undefined) {
        child = newNode();
        node.children ??= new Map();
        node.children.set(level, child);
      }
      node = child;
    }
    node.hearers ??= new Map();
    node.hearers.set(hearer, options);
    this.#changed();
  }

  /** Removes a subscription and the branches it leaves empty. Answers whether there was one. */
  remove(filter: string, hearer: H): boolean {
    const levels = filter.split("/");
    const path: Node<H>[] = [this.#root];
    for (const level of levels) {
      const child = path.at(-1)?.children?.get(level);
      if (child === undefined) return false;
      path.push(child);
    }
    if (!path.at(-1)?.hearers?.delete(hearer)) return false;
    for (let depth = levels.length; depth > 0; depth--) {
      const node = path[depth];
      if (node === undefined || hasAny(node.children) || hasAny(node.hearers)) break;
      path[depth - 1]?.children?.delete(levels[depth - 1] ?? "");
    }
    this.#changed();
    return true;
  }

  /** Everybody who hears this name: once each, overlapping subscriptions taken together, unless the tree was told otherwise. */
  match(topicName: string): readonly Matched<H>[] {
    const kept = this.#matched.get(topicName);
    if (kept !== undefined) return kept;
    const matched = this.#walk(topicName);
    if (this.#matched.size < MATCHES_KEPT_MAX && topicName.length <= NAME_KEPT_MAX_CHARS)
      this.#matched.set(topicName, matched);
    return matched;
  }

  /** The names that subscriptions spell out right below a topic name, by whatever path they come there. Wildcards are none. */
  namesBelow(topicName: string): Set<string> {
    let nodes: Node<H>[] = [this.#root];
    for (const level of topicName.split("/"))
      nodes = nodes.flatMap(({ children }) =>
        [children?.get(level), children?.get("+")].filter((child) => child !== undefined),
      );
    const names = nodes.flatMap(({ children }) => [...(children?.keys() ?? [])]);
    return new Set(names.filter((name) => name !== "+" && name !== "#"));
  }

  #changed(): void {
    this.version++;
    this.#matched.clear();
  }

  #walk(topicName: string): readonly Matched<H>[] {
    const reached: ReadonlyMap<H, SubscriptionOptions>[] = [];
    const levels = topicName.split("/");
    const stack: { node: Node<H>; depth: number }[] = [{ node: this.#root, depth: 0 }];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { node, depth } = top;
      // MQTT5 [MQTT-4.7.2-1]: a leading wildcard does not reach `$` topics.
      const wildcards = depth > 0 || !topicName.startsWith("$");
      const rest = wildcards ? node.children?.get("#") : undefined;
      if (rest?.hearers) reached.push(rest.hearers);
      if (depth === levels.length) {
        if (node.hearers !== null) reached.push(node.hearers);
        continue;
      }
      const exact = node.children?.get(levels[depth] ?? "");
      if (exact !== undefined) stack.push({ node: exact, depth: depth + 1 });
      const plus = wildcards ? node.children?.get("+") : undefined;
      if (plus !== undefined) stack.push({ node: plus, depth: depth + 1 });
    }
    return this.#overlaps === "each" ? each(reached) : together(reached);
  }
}

const hasAny = (map: ReadonlyMap<unknown, unknown> | null): boolean => map !== null && map.size > 0;

function each<H>(reached: readonly ReadonlyMap<H, SubscriptionOptions>[]): Matched<H>[] {
  return reached.flatMap((hearers) =>
    [...hearers].map(([hearer, options]) => ({ hearer, match: joined(null, options) })),
  );
}

function together<H>(reached: readonly ReadonlyMap<H, SubscriptionOptions>[]): Matched<H>[] {
  const found = new Map<H, Match>();
  for (const hearers of reached)
    for (const [hearer, options] of hearers) found.set(hearer, joined(found.get(hearer) ?? null, options));
  return [...found].map(([hearer, match]) => ({ hearer, match }));
}

/** A match with one more subscription. What one wants to hear, another does not take away. */
function joined(before: Match | null, options: SubscriptionOptions): Match {
  const all = taken(before, options);
  const ownBefore = before?.own === undefined ? before : before.own;
  if (options.noLocal) return { ...all, own: ownBefore };
  return before?.own === undefined ? all : { ...all, own: taken(ownBefore, options) };
}

/** One more subscription, taken together with those before it. */
function taken(before: Asked | null, options: SubscriptionOptions): Asked {
  const { qos, retainAsPublished, identifier } = options;
  const identifiers = [...(before?.identifiers ?? []), ...(identifier === null ? [] : [identifier])];
  return {
    qos: Math.max(qos, before?.qos ?? 0) as Asked["qos"],
    retainAsPublished: retainAsPublished || before?.retainAsPublished === true,
    // No order is asked for (MQTT5 3.3.2.3.8); this one does not tell how the tree is walked, and clients number as they subscribe.
    identifiers: identifiers.sort((one, other) => one - other),
  };
}
