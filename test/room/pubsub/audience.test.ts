// Audiences against their slow, plain twin: for each session a list of what it ought to be sent, made by matching every filter.

import { describe, expect, spyOn, test } from "bun:test";
import { DROP_NAMES, Drop, Publish } from "../../../room/metrics/kind.ts";
import { Metrics } from "../../../room/metrics.ts";
import { Audience, type Member } from "../../../room/pubsub/audience.ts";
import { clientPublication, Encodings } from "../../../room/pubsub/publication.ts";
import type { MqttVersion, QoS } from "../../../shared/protocol/packet.ts";
import { topicMatches } from "../../../shared/protocol/topic.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";
import { type Client, publishesOf, SPEC, Square } from "../support.ts";

type Options = { readonly qos: QoS; readonly noLocal: boolean };
type Twin = {
  readonly client: Client;
  readonly version: MqttVersion;
  readonly packetMaxBytes: number;
  readonly filters: Map<string, Options>;
  readonly expected: string[];
  readonly heard: string[];
};

const OPTIONS = { qos: 0, noLocal: false, retainAsPublished: false, identifier: null } as const;
const FILTERS = ["a/+", "a/#", "+/1", "b/1", "#"];
const TOPICS = ["a/1", "a/2", "b/1", "c"];
const pick = <T>(rng: Rng, list: readonly T[]): T => list[Math.floor(rng() * list.length)] as T;

/** `besides`: subscriptions that nothing is published to, which every other client has. */
function squareOf(rng: Rng, besides: number) {
  const pending = new Set<Audience>();
  const limits = { subscriptionsMax: 100, filters: { perSecond: 1_000, burst: 1_000 } };
  const square = new Square(SPEC, limits, (audience) => pending.add(audience));
  const twins: Twin[] = Array.from({ length: 8 }, (_, index) => {
    const version = rng() < 0.5 ? 4 : 5;
    const packetMaxBytes = version === 5 && rng() < 0.3 ? 60 : Number.POSITIVE_INFINITY;
    const properties = packetMaxBytes === 60 ? { maximumPacketSize: 60 } : {};
    const client = square.enter(`c${index}`, { version, open: true, connect: { properties } });
    // What a CONNACK has to say may be more than such a client takes; it is let in all the same.
    client.heard();
    for (let count = 0; index % 2 === 0 && count < besides; count++) client.subscribe(`besides/${count}`);
    return { client, version, packetMaxBytes, filters: new Map(), expected: [], heard: [] };
  });
  const flush = () => {
    for (const audience of pending) {
      pending.delete(audience);
      audience.flush();
    }
  };
  return { square, twins, flush };
}

function expectPublish(twins: readonly Twin[], from: Twin, topicName: string, text: string, qos: QoS): void {
  for (const twin of twins) {
    const matching = [...twin.filters].filter(
      ([filter, o]) => topicMatches(filter, topicName) && !(twin === from && o.noLocal),
    );
    if (matching.length === 0) continue;
    const granted = Math.min(qos, Math.max(...matching.map(([, o]) => o.qos)));
    const sizeBytes =
      2 + 2 + topicName.length + (granted > 0 ? 2 : 0) + (twin.version === 5 ? 1 : 0) + text.length;
    if (sizeBytes <= twin.packetMaxBytes) twin.expected.push(`${granted} ${text}`);
  }
}

function step(rng: Rng, { twins, flush }: ReturnType<typeof squareOf>, count: number): void {
  const twin = pick(rng, twins);
  const dice = rng();
  if (dice < 0.15) {
    const [filter, options] = [
      pick(rng, FILTERS),
      { qos: pick(rng, [0, 1, 2] as const), noLocal: rng() < 0.2 },
    ];
    const noLocal = options.noLocal && twin.version === 5;
    twin.client.subscribe(filter, { ...options, noLocal });
    twin.filters.set(filter, { ...options, noLocal });
  } else if (dice < 0.22) {
    const filter = pick(rng, FILTERS);
    twin.client.send({ type: "unsubscribe", packetId: 1, topicFilters: [filter] });
    twin.filters.delete(filter);
  } else if (dice < 0.9) {
    const [topicName, qos] = [pick(rng, TOPICS), pick(rng, [0, 0, 0, 1] as const)];
    const text = `${count} ${"x".repeat(Math.floor(rng() * 80))}`;
    expectPublish(twins, twin, topicName, text, qos);
    twin.client.publish(topicName, text, { qos });
  } else if (dice < 0.95) flush();
  else hear(twin);
}

function hear(twin: Twin): void {
  for (const packet of publishesOf(twin.client.heard())) {
    twin.heard.push(`${packet.qos} ${new TextDecoder().decode(packet.payload)}`);
    if (packet.qos === 1) twin.client.send({ type: "puback", packetId: packet.packetId ?? 0 });
  }
}

describe("an audience", () => {
  const playSeeds = (besides: number) => {
    for (let seed = 1n; seed <= 20n; seed++) {
      const rng = seededRng(seed);
      const scene = squareOf(rng, besides);
      for (let count = 0; count < 400; count++) {
        scene.square.nowMs += 100;
        step(rng, scene, count);
      }
      scene.flush();
      for (const twin of scene.twins) hear(twin);
      for (const [index, twin] of scene.twins.entries())
        expect({ seed, index, heard: twin.heard }).toEqual({ seed, index, heard: twin.expected });
    }
  };

  test("gives everybody what they subscribed to, in order, whatever else happens between (20 seeds)", () =>
    playSeeds(0));

  test("gives it also where some have, now and then, so many subscriptions that nobody shares theirs (20 seeds)", () =>
    playSeeds(62));

  test("of one with many subscriptions changes with each: one more is placed by itself, and one less taken away", () => {
    const square = new Square(SPEC, { subscriptionsMax: 500, filters: { perSecond: 1_000, burst: 1_000 } });
    const client = square.enter("many", { open: true });
    for (let count = 0; count < 200; count++) client.subscribe(`t/${count}`);
    const [add, remove] = [spyOn(square.room.topics, "add"), spyOn(square.room.topics, "remove")];
    client.subscribe("one/more");
    client.subscribe("t/7", { qos: 2 });
    client.send({ type: "unsubscribe", packetId: 1, topicFilters: ["one/more", "t/8"] });
    const filtersOf = (calls: readonly (readonly [string, ...unknown[]])[]) =>
      calls.map(([filter]) => filter);
    expect([filtersOf(add.mock.calls), filtersOf(remove.mock.calls)]).toEqual([
      ["one/more", "t/7"],
      ["one/more", "t/8"],
    ]);
    client.heard();
    for (const topicName of ["one/more", "t/7", "t/8", "t/9"])
      client.publish(topicName, topicName, { qos: 2 });
    expect(publishesOf(client.heard()).map((p) => [p.topicName, p.qos])).toEqual([
      ["t/7", 2],
      ["t/9", 1],
    ]);
  });

  test("is given one write of the same memory, and whoever reads slowly keeps that memory from changing", () => {
    const pending = new Set<Audience>();
    const square = new Square(SPEC, {}, (audience) => pending.add(audience));
    const [talker, slow, quick] = ["t", "s", "q"].map((name) => square.enter(name, { open: true }));
    if (talker === undefined || slow === undefined || quick === undefined) throw new Error("three clients");
    for (const client of [slow, quick]) {
      client.subscribe("x");
      client.heard();
    }
    slow.wire.capacityBytes = 3;
    for (const round of ["first", "second"]) {
      for (let count = 0; count < 4; count++) talker.publish("x", `${round} ${count}`);
      expect(pending.size).toBe(1);
      for (const audience of pending) audience.flush();
      pending.clear();
      expect(quick.wire.read()).toHaveLength(1);
    }
    slow.wire.capacityBytes = Number.POSITIVE_INFINITY;
    const texts = publishesOf(slow.heard()).map((p) => new TextDecoder().decode(p.payload));
    expect(texts).toEqual(["first", "second"].flatMap((round) => [0, 1, 2, 3].map((n) => `${round} ${n}`)));
  });

  describe("keeps in memory", () => {
    /** An audience of one who takes all there is or nothing, and the memory it was given the log in. */
    function audienceOfOne(reads: boolean) {
      const given: { readonly buffer: Uint8Array; readonly bytes: number }[] = [];
      const member: Member = {
        id: 1,
        senderId: -1,
        version: 5,
        packetMaxBytes: Number.POSITIVE_INFINITY,
        isIndividual: false,
        seat: null,
        subscriber: null,
        deliver: () => {},
        queue: () => {},
        queueShared: (buffer, start, end) => {
          given.push({ buffer, bytes: end - start });
          return reads;
        },
      };
      const subscriptions = new Map([["x", OPTIONS]]);
      const audience = new Audience({ key: "k", version: 5, subscriptions }, () => {}, new Metrics());
      audience.seat(member);
      const tell = (payloadBytes: number) => {
        const message = { topicName: "x", payload: new Uint8Array(payloadBytes), properties: {} };
        const publication = clientPublication({ ...message, qos: 0, retain: false }, -2, 0);
        const match = { qos: 0, noLocal: false, retainAsPublished: false, identifiers: [] } as const;
        audience.hear(publication, match, new Encodings(publication));
        audience.flush();
      };
      return { given, tell };
    }

    test("about as much for a slow reader as it has yet to be sent, also after a burst", () => {
      const { given, tell } = audienceOfOne(false);
      tell(500_000);
      for (let count = 0; count < 100; count++) tell(400);
      const heldBytes = [...new Set(given.map(({ buffer }) => buffer))].reduce((sum, b) => sum + b.length, 0);
      const waitingBytes = given.reduce((sum, { bytes }) => sum + bytes, 0);
      expect(heldBytes).toBeLessThan(5 * waitingBytes);
    });

    test("what a log takes, and not what it once took, while all read well", () => {
      const { given, tell } = audienceOfOne(true);
      const logBytes = () => given.at(-1)?.buffer.length ?? 0;
      tell(500_000);
      tell(400);
      expect(logBytes()).toBeLessThan(10_000);
      tell(50_000);
      for (let count = 0; count < 100; count++) tell(400);
      expect(logBytes()).toBeLessThan(10_000);
      // As much each time is kept for the next.
      for (let count = 0; count < 20; count++) tell(20_000);
      const [before, last] = given.slice(-2);
      expect(last?.buffer).toBe(before?.buffer as Uint8Array);
    });
  });

  test("counts what is larger than some of it take, once for each of them, and not for who must not hear it anyway", () => {
    const square = new Square();
    const connect = { properties: { maximumPacketSize: 200 } };
    const talker = square.enter("talker", { version: 5, open: true });
    for (const name of ["small", "smaller"])
      square.enter(name, { version: 5, open: true, connect }).subscribe("x");
    square.enter("large", { version: 5, open: true }).subscribe("x");
    const dropped = () =>
      square.metrics.droppedCount[Publish.other * DROP_NAMES.length + Drop.tooLarge] ?? Number.NaN;
    talker.publish("x", "small enough");
    expect(dropped()).toBe(0);
    talker.publish("x", "x".repeat(200));
    expect(dropped()).toBe(2);
  });

  test("counts who must not hear a message, at whatever QoS they would have had it", () => {
    const square = new Square();
    const [a, b] = [square.enter("a"), square.enter("b")];
    const again = square.enter("b", { connect: { clientId: "b again" } });
    b.subscribe("r/rm_test/chat", { qos: 0 });
    again.subscribe("r/rm_test/chat", { qos: 1 });
    b.publish("r/rm_test/mod/me", JSON.stringify({ op: "block", target: "usr_a" }));
    a.publish("r/rm_test/chat", "hi");
    expect([b, again].map((client) => publishesOf(client.heard()).length)).toEqual([0, 0]);
    expect(square.metrics.droppedCount[Publish.chat * DROP_NAMES.length + Drop.blocked]).toBe(2);
  });

  test("is one for all who speak the same version and subscribed alike, in whatever order", () => {
    const pending = new Set<Audience>();
    const square = new Square(SPEC, {}, (audience) => pending.add(audience));
    const clients = [4, 4, 5, 5].map((version, index) =>
      square.enter(`c${index}`, { version: version as MqttVersion, open: true }),
    );
    for (const [index, client] of clients.entries())
      for (const filter of index % 2 === 0 ? ["x", "y/#"] : ["y/#", "x"]) client.subscribe(filter);
    clients[0]?.publish("y/1", "");
    expect([...pending].map((audience) => audience.version).sort()).toEqual([4, 5]);
  });
});
