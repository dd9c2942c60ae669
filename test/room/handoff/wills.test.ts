// What clients left to be said goes where their room goes: when a room is handed over, and when its host went without a word.

import { describe, expect, test } from "bun:test";
import type { ConnectPacket, Will } from "../../../shared/protocol/packet.ts";
import { type Client, identity, jsonOf, publishesOf, SPEC, Square } from "../support.ts";

const CHAT = `r/${SPEC.room}/chat`;
const TEN_S = 10_000;
const willOf = (delaySeconds: number): Will => ({
  topicName: CHAT,
  payload: new TextEncoder().encode(JSON.stringify({ text: "gone" })),
  qos: 0,
  retain: false,
  properties: { willDelayInterval: delaySeconds },
});
/** Of MQTT 5, whose session is kept for as long as an hour. */
const staying = (delaySeconds: number, clean = false): { version: 5; connect: Partial<ConnectPacket> } => ({
  version: 5,
  connect: { will: willOf(delaySeconds), clean, properties: { sessionExpiryInterval: 3_600 } },
});

/** Time goes by as on a host, which looks at sessions now and then. */
function pass(square: Square, ms: number): void {
  for (let passed = 0; passed < ms; passed += 500) {
    square.pass(500);
    square.sessions.tick(square.nowMs, square.out);
  }
}

function listener(square: Square): Client {
  const client = square.enter("listener");
  client.subscribe(CHAT);
  client.heard();
  return client;
}

const linesOf = (client: Client) => publishesOf(client.heard()).map((packet) => jsonOf(packet)["text"]);

describe("[MOVE-4] the will of a client that is gone", () => {
  test("is said on the next host when its delay is over, in the name of who left it", () => {
    const square = new Square();
    const ann = square.enter("ann", staying(30));
    const { sid } = ann;
    ann.leave();
    pass(square, TEN_S);
    const there = square.moved();
    const hears = listener(there);
    pass(there, 19_000);
    expect(linesOf(hears)).toEqual([]);
    pass(there, 2_000);
    const [line] = publishesOf(hears.heard()).map(jsonOf);
    expect(line).toMatchObject({ text: "gone", name: "ann", user: identity("ann").user, from: sid });
    pass(there, 60_000);
    expect(linesOf(hears)).toEqual([]);
  });

  test("goes along as often as the room moves, and is not said when its client is back in time", () => {
    const square = new Square();
    square.enter("ann", staying(30)).leave();
    const third = square.moved().moved();
    const hears = listener(third);
    third.enter("ann", staying(30));
    pass(third, 60_000);
    expect(linesOf(hears)).toEqual([]);
  });

  test("is not said for somebody who was banned meanwhile", () => {
    const square = new Square();
    square.enter("ann", staying(30)).leave();
    const { user } = identity("ann");
    square.room.moderation.bans.set(user, { untilMs: null, rank: 9, reason: "enough" });
    const there = square.moved();
    const hears = listener(there);
    pass(there, 60_000);
    expect(linesOf(hears)).toEqual([]);
  });
});

describe("[MOVE-4] the will of a client that came along and never arrived", () => {
  test("is said when its place is given up, or when its delay is over if that is later", () => {
    const square = new Square();
    square.enter("soon", staying(0));
    square.enter("late", { ...staying(25), connect: { ...staying(25).connect } });
    const there = square.moved();
    const hears = listener(there);
    pass(there, TEN_S + 500);
    expect(publishesOf(hears.heard()).map((packet) => jsonOf(packet)["name"])).toEqual(["soon"]);
    pass(there, 14_000);
    expect(linesOf(hears)).toEqual([]);
    pass(there, 1_000);
    expect(publishesOf(hears.heard()).map((packet) => jsonOf(packet)["name"])).toEqual(["late"]);
  });
});

describe("[MOVE-5] the will of a client whose host went without a word", () => {
  test("is said ten seconds after the room is open again, or after its delay if that is longer", () => {
    const square = new Square();
    square.enter("soon", { version: 5, connect: { will: willOf(0) } });
    square.enter("late", staying(20));
    const there = square.reopened();
    const hears = listener(there);
    pass(there, TEN_S - 1_000);
    expect(linesOf(hears)).toEqual([]);
    pass(there, 1_500);
    expect(publishesOf(hears.heard()).map((packet) => jsonOf(packet)["name"])).toEqual(["soon"]);
    pass(there, TEN_S);
    expect(publishesOf(hears.heard()).map((packet) => jsonOf(packet)["name"])).toEqual(["late"]);
  });

  test("is not said when it is back under its client id, also with a clean start", () => {
    for (const clean of [true, false]) {
      const square = new Square();
      square.enter("ann", staying(5, clean));
      const there = square.reopened();
      const hears = listener(there);
      expect(there.enter("ann", staying(5, clean)).heard().packets[0]).toMatchObject({
        sessionPresent: false,
      });
      pass(there, 60_000);
      expect(linesOf(hears)).toEqual([]);
    }
  });

  test("waits on for who was gone already, and is kept no more for who left in good order", () => {
    const square = new Square();
    const gone = square.enter("gone", staying(30));
    const left = square.enter("left", staying(30));
    gone.leave();
    left.send({ type: "disconnect", reasonCode: 0, properties: {} });
    pass(square, TEN_S);
    const there = square.reopened();
    const hears = listener(there);
    pass(there, 19_000);
    expect(linesOf(hears)).toEqual([]);
    pass(there, 60_000);
    expect(publishesOf(hears.heard()).map((packet) => jsonOf(packet)["name"])).toEqual(["gone"]);
  });

  test("goes out when the room closes before that", () => {
    const square = new Square();
    square.enter("ann", staying(30));
    const there = square.reopened();
    const hears = listener(there);
    there.sessions.endAllOf(there.room, there.nowMs, there.out);
    expect(linesOf(hears)).toEqual(["gone"]);
  });
});
