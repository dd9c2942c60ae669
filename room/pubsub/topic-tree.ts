// Which subscriptions match a topic name: a trie by level. Matching walks an explicit stack of at most 16 levels; its cost is
// the branches that match so far, never the number of subscriptions that do not.

import type { QoS } from "../../shared/protocol/packet.ts";

export type SubscriptionOptions = {
  readonly qos: QoS;
  readonly noLocal: boolean;
  readonly retainAsPublished: boolean;
};

type Node<S> = {
  readonly children: Map<string, Node<S>>;
  readonly subscribers: Map<S, SubscriptionOptions>;
};

const newNode = <S>(): Node<S> => ({ children: new Map(), subscribers: new Map() });

export class TopicTree<S> {
  readonly #root: Node<S> = newNode();
  /** Changes with every subscription, so that others may keep what they matched. */
  version = 0;

  /** Adds or replaces a subscription. Answers whether it is new. The filter must be valid. */
  add(filter: string, subscriber: S, options: SubscriptionOptions): boolean {
    let node = this.#root;
    for (const level of filter.split("/")) {
      let child = node.children.get(level);
      if (child === undefined) {
        child = newNode();
        node.children.set(level, child);
      }
      node = child;
    }
    const isNew = !node.subscribers.has(subscriber);
    node.subscribers.set(subscriber, options);
    this.version++;
    return isNew;
  }

  /** Removes a subscription and the branches it leaves empty. Answers whether there was one. */
  remove(filter: string, subscriber: S): boolean {
    const levels = filter.split("/");
    const path: Node<S>[] = [this.#root];
    for (const level of levels) {
      const child = path.at(-1)?.children.get(level);
      if (child === undefined) return false;
      path.push(child);
    }
    if (!path.at(-1)?.subscribers.delete(subscriber)) return false;
    for (let depth = levels.length; depth > 0; depth--) {
      const node = path[depth];
      if (node === undefined || node.children.size > 0 || node.subscribers.size > 0) break;
      path[depth - 1]?.children.delete(levels[depth - 1] ?? "");
    }
    this.version++;
    return true;
  }

  /** Everybody who hears this name, once each: of overlapping subscriptions the highest QoS counts (MQTT5 3.3.4). */
  match(topicName: string): Map<S, SubscriptionOptions> {
    const found = new Map<S, SubscriptionOptions>();
    const levels = topicName.split("/");
    const stack: { node: Node<S>; depth: number }[] = [{ node: this.#root, depth: 0 }];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { node, depth } = top;
      // MQTT5 [MQTT-4.7.2-1]: a leading wildcard does not reach `$` topics.
      const wildcards = depth > 0 || !topicName.startsWith("$");
      const rest = wildcards ? node.children.get("#") : undefined;
      if (rest !== undefined) collect(rest, found);
      if (depth === levels.length) {
        collect(node, found);
        continue;
      }
      const exact = node.children.get(levels[depth] ?? "");
      if (exact !== undefined) stack.push({ node: exact, depth: depth + 1 });
      const plus = wildcards ? node.children.get("+") : undefined;
      if (plus !== undefined) stack.push({ node: plus, depth: depth + 1 });
    }
    return found;
  }
}

function collect<S>(node: Node<S>, found: Map<S, SubscriptionOptions>): void {
  for (const [subscriber, options] of node.subscribers) {
    const before = found.get(subscriber);
    if (before === undefined || options.qos > before.qos) found.set(subscriber, options);
  }
}
