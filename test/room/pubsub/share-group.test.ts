// [MQTT-7] What a member of a share group leaves undone when its session ends, and who gets it (MQTT5 4.8.2).

import { describe, expect, test } from "bun:test";
import { INHERITED_MAX_MESSAGES } from "../../../room/session/inflight.ts";
import { DEFAULT_LIMITS } from "../../../room/session/limits.ts";
import type { ConnectPacket, QoS } from "../../../shared/protocol/packet.ts";
import { type Client, publishesOf, Square } from "../support.ts";

const FILTER = "$share/g/x/#";
const textOf = ({ payload }: { readonly payload: Uint8Array }) => new TextDecoder().decode(payload);
const textsOf = (client: Client) => publishesOf(client.heard()).map(textOf);
const V5 = { version: 5, open: true } as const;

function enter(square: Square, name: string, connect: Partial<ConnectPacket> = {}): Client {
  return square.enter(name, { ...V5, connect });
}

/** A member with a session of so many seconds. */
function member(square: Square, name: string, sessionExpiryInterval = 0, qos: QoS = 2): Client {
  const client = enter(square, name, { properties: { sessionExpiryInterval } });
  client.subscribe(FILTER, { qos });
  client.heard();
  return client;
}

function say(square: Square, texts: readonly string[], qos: QoS): void {
  const talker = enter(square, "talker");
  for (const text of texts) talker.publish("x/1", text, { qos });
  talker.leave();
}

describe("[MQTT-7] what was given to a member of a share group whose session ends", () => {
  test("goes to another in the order it came, as if new, if it was not acknowledged", () => {
    const square = new Square();
    const first = member(square, "first");
    say(square, ["0", "1", "2"], 1);
    const [acknowledged] = publishesOf(first.heard());
    first.send({ type: "puback", packetId: acknowledged?.packetId ?? 0, reasonCode: 0 });
    const second = member(square, "second");
    first.drop();
    const heard = publishesOf(second.heard());
    expect(heard.map((packet) => [textOf(packet), packet.dup])).toEqual([
      ["1", false],
      ["2", false],
    ]);
  });

  test("stays with it as long as it may come back, and goes when its time is over, or at a clean start", () => {
    for (const [name, end] of [
      ["time", (square: Square) => square.sessions.tick(square.nowMs + 60_000, [])],
      ["clean start", (square: Square) => enter(square, "first", { clean: true })],
    ] as const) {
      const square = new Square();
      const first = member(square, "first", 60);
      say(square, ["0"], 1);
      const second = member(square, "second");
      first.drop();
      expect([name, textsOf(second)]).toEqual([name, []]);
      end(square);
      expect([name, textsOf(second)]).toEqual([name, ["0"]]);
    }
  });

  test("[MQTT-4.8.2-4] [MQTT-4.8.2-5] is at QoS 2 nobody else's once it was sent, and is another's if it only waited", () => {
    const square = new Square();
    const properties = { sessionExpiryInterval: 60, receiveMaximum: 1 };
    const first = enter(square, "first", { clean: false, properties });
    first.subscribe(FILTER, { qos: 2 });
    say(square, ["0", "1"], 2);
    expect(textsOf(first)).toEqual(["0"]);
    const second = member(square, "second");
    first.drop();
    const again = enter(square, "first", { clean: false, properties });
    expect(textsOf(again)).toEqual(["0"]);
    again.drop();
    square.sessions.tick(square.nowMs + 60_000, []);
    expect(textsOf(second)).toEqual(["1"]);
  });

  test("[MQTT-4.8.2-6] is nobody else's when it was refused", () => {
    const square = new Square();
    const first = member(square, "first");
    say(square, ["0"], 1);
    const [refused] = publishesOf(first.heard());
    const second = member(square, "second");
    first.send({ type: "puback", packetId: refused?.packetId ?? 0, reasonCode: 0x80 });
    first.drop();
    expect(textsOf(second)).toEqual([]);
  });

  test("is not what it subscribed to alone, and not what has expired", () => {
    const square = new Square();
    const first = member(square, "first", 60);
    first.subscribe("x/1", { qos: 1 });
    first.heard();
    enter(square, "talker").send({
      type: "publish",
      topicName: "x/1",
      payload: new TextEncoder().encode("short"),
      qos: 1,
      packetId: 1,
      retain: false,
      dup: false,
      properties: { messageExpiryInterval: 5 },
    });
    expect(textsOf(first).sort()).toEqual(["short", "short"]);
    const inTime = member(square, "in-time");
    square.nowMs += 2_000;
    first.leave();
    square.sessions.tick(square.nowMs, []);
    enter(square, "first", { clean: true });
    const [heard, ...more] = publishesOf(inTime.heard());
    expect([heard?.properties.messageExpiryInterval, more]).toEqual([3, []]);
    const late = member(square, "late");
    square.nowMs += 3_000;
    inTime.drop();
    expect(textsOf(late)).toEqual([]);
  });

  test("goes to nobody who has much waiting, so that one end makes no other", () => {
    const square = new Square();
    const first = member(square, "first");
    const payload = "a".repeat(DEFAULT_LIMITS.keptMaxBytes / 8);
    say(
      square,
      ["0", "1", "2"].map((text) => text + payload),
      1,
    );
    const second = member(square, "second");
    first.drop();
    expect(textsOf(second).map((text) => text[0])).toEqual(["0", "1", "2"]);
    say(square, [`3${payload}`], 1);
    const third = member(square, "third");
    second.drop();
    expect(textsOf(third).map((text) => text[0])).toEqual(["0", "1", "2"]);
  });

  test("is at most as much as may be unacknowledged", () => {
    const square = new Square();
    const first = member(square, "first", 60);
    first.drop();
    say(
      square,
      Array.from({ length: INHERITED_MAX_MESSAGES + 1 }, (_, index) => `${index}`),
      1,
    );
    const second = member(square, "second");
    square.sessions.tick(square.nowMs + 60_000, []);
    expect(textsOf(second).at(-1)).toBe(`${INHERITED_MAX_MESSAGES - 1}`);
  });

  test("goes to nobody while the room closes", () => {
    const square = new Square();
    const first = member(square, "first");
    say(square, ["0"], 1);
    const second = member(square, "second");
    square.room.pubsub.shares.state = "closing";
    first.drop();
    expect(textsOf(second)).toEqual([]);
  });
});

test("[MQTT-7] [BLOCK-2] what somebody was to be kept from goes to nobody else", () => {
  const square = new Square();
  const filter = "$share/g/r/rm_test/chat";
  const first = square.enter("first", { version: 5 });
  first.subscribe(filter);
  const talker = square.enter("talker", { version: 5 });
  const enterBlocker = () => {
    const blocker = square.enter("blocker", { version: 5 });
    blocker.subscribe(filter);
    return blocker;
  };
  const before = enterBlocker();
  talker.publish("r/rm_test/mod/me", JSON.stringify({ op: "block", target: "usr_blocker" }));
  talker.publish("r/rm_test/chat", "not for all");
  expect(textsOf(first)).toHaveLength(1);
  before.leave();
  const again = enterBlocker();
  first.drop();
  expect(textsOf(again)).toEqual([]);
});
