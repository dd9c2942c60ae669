import { expect, spyOn, test } from "bun:test";
import { TopicTree } from "../../../room/pubsub/topic-tree.ts";
import { isTopicFilter, TOPIC_BOUNDS, topicMatches } from "../../../shared/protocol/topic.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";

const QOS0 = { qos: 0, noLocal: false, retainAsPublished: false, identifier: null } as const;
const pick = <T>(rng: Rng, list: readonly T[]): T => list[Math.floor(rng() * list.length)] as T;

test("agrees with plain matching of every filter, through adding and removing (seed 0xc0ffee)", () => {
  const rng = seededRng(0xc0ffeen);
  const levels = (words: readonly string[]) =>
    Array.from({ length: 1 + Math.floor(rng() * 4) }, () => pick(rng, words)).join("/");
  const tree = new TopicTree<number>();
  const twin: { filter: string; subscriber: number }[] = [];
  for (let step = 0; step < 3_000; step++) {
    if (rng() < 0.6) {
      const filter = levels(["a", "b", "", "$x", "+", "#"]);
      if (!isTopicFilter(filter, TOPIC_BOUNDS)) continue;
      const subscriber = Math.floor(rng() * 20);
      const isNew = !twin.some((s) => s.filter === filter && s.subscriber === subscriber);
      tree.add(filter, subscriber, QOS0);
      if (isNew) twin.push({ filter, subscriber });
    } else if (twin.length > 0) {
      const [gone] = twin.splice(Math.floor(rng() * twin.length), 1);
      if (gone !== undefined) expect(tree.remove(gone.filter, gone.subscriber)).toBe(true);
    }
    const name = levels(["a", "b", "", "$x"]);
    const expected = new Set(twin.filter((s) => topicMatches(s.filter, name)).map((s) => s.subscriber));
    expect(new Set(tree.match(name).map((m) => m.hearer))).toEqual(expected);
  }
});

test("overlapping subscriptions are taken together: the highest QoS, once, with the identifiers of all", () => {
  const tree = new TopicTree<string>();
  tree.add("a/#", "s", { ...QOS0, identifier: 1, noLocal: true });
  tree.add("a/b", "s", { ...QOS0, qos: 1, identifier: 2, retainAsPublished: true });
  const own = { qos: 1, retainAsPublished: true, identifiers: [2] } as const;
  const match = { qos: 1, retainAsPublished: true, identifiers: [1, 2], own } as const;
  expect(tree.match("a/b")).toEqual([{ hearer: "s", match }]);
});

test("identifiers ascend, whichever of the filters that match is the wider one", () => {
  const tree = new TopicTree<string>();
  const identified = { "a/#": 70_000, "+/b": 9, "a/b": 10, "a/+": 200 };
  for (const [filter, identifier] of Object.entries(identified))
    tree.add(filter, "s", { ...QOS0, identifier });
  const ascending = [9, 10, 200, 70_000];
  expect(tree.match("a/b").map(({ match }) => match.identifiers)).toEqual([ascending]);
});

test("overlapping subscriptions are taken each for itself where the tree was told so", () => {
  const tree = new TopicTree<string>("each");
  const [wide, narrow] = [
    { ...QOS0, identifier: 1, noLocal: true },
    { ...QOS0, qos: 1, retainAsPublished: true },
  ] as const;
  tree.add("a/#", "s", wide);
  tree.add("a/b", "s", narrow);
  tree.add("a/b", "other", QOS0);
  const matched = tree
    .match("a/b")
    .toSorted((a, b) => b.match.qos - a.match.qos || (a.hearer < b.hearer ? -1 : 1));
  expect(matched.map(({ hearer, match }) => [hearer, match.qos, match.own, match.identifiers])).toEqual([
    ["s", 1, undefined, []],
    ["other", 0, undefined, []],
    ["s", 0, null, [1]],
  ]);
  tree.remove("a/#", "s");
  expect(tree.match("a/b")).toHaveLength(2);
});

test("[LIMIT-2] a match looks at the branches that match so far: thousands of subscriptions that do not cost it nothing", () => {
  const lookUps = (hearersCount: number): number => {
    const tree = new TopicTree<number>();
    for (let hearer = 0; hearer < hearersCount; hearer++)
      for (const filter of [`r/room/${hearer}/#`, `+/+/${hearer}/+`, `r/+/${hearer}`, `${hearer}/#`])
        tree.add(filter, hearer, QOS0);
    tree.add("r/+/chat", -1, QOS0);
    const get = spyOn(Map.prototype, "get");
    try {
      expect(tree.match("r/room/chat").map(({ hearer }) => hearer)).toEqual([-1]);
      return get.mock.calls.length;
    } finally {
      get.mockRestore();
    }
  };
  const few = lookUps(1);
  expect(few).toBeGreaterThan(0);
  expect(lookUps(5_000)).toBe(few);
});
