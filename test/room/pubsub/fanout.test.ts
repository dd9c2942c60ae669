import { expect, test } from "bun:test";
import { DROP_NAMES, Drop, Publish, SECTION } from "../../../room/metrics/kind.ts";
import { fanOutSome } from "../../../room/pubsub/fan-out-some.ts";
import { broadcast } from "../../../room/pubsub/fanout.ts";
import { formatRequest, PROPERTY_NAME } from "../../../shared/protocol/ext/hello.ts";
import { ALL_CAPABILITIES, Square } from "../support.ts";

test("what is broadcast is counted once for each who is sent it, who must not hear it and whose packets are too small", () => {
  const square = new Square();
  const enter = (name: string, maximumPacketSize: number) => {
    const userProperties = [[PROPERTY_NAME, formatRequest(ALL_CAPABILITIES)]] as const;
    return square.enter(name, { version: 5, connect: { properties: { maximumPacketSize, userProperties } } });
  };
  const clients = [enter("one", 4_000), enter("other", 4_000), enter("small", 512), enter("blocked", 4_000)];
  for (const client of clients) client.heard();
  const { metrics } = square;
  broadcast(
    clients.map(({ actor }) => actor),
    [{ kind: "app", message: { id: 0x80, sid: 1, payload: new Uint8Array(600) } }],
    new Set(clients.slice(3).map(({ actor }) => actor.id)),
  );
  expect(clients.map((client) => client.heard().sections.length)).toEqual([1, 1, 0, 0]);
  const kind = SECTION + 0x80;
  const dropped = (reason: number) => metrics.droppedCount[kind * DROP_NAMES.length + reason];
  expect([metrics.deliveredCount[kind], dropped(Drop.tooLarge), dropped(Drop.blocked)]).toEqual([2, 1, 1]);
});

test("what goes to some who have subscribed to its topic is counted by its topic, once for each who takes as much", () => {
  const square = new Square();
  const [plain, small] = [
    square.enter("plain"),
    square.enter("small", { version: 5, connect: { properties: { maximumPacketSize: 60 } } }),
  ];
  for (const client of [plain, small]) {
    client.subscribe("r/rm_test/voice/#", { qos: 0 });
    client.heard();
  }
  const before = square.metrics.deliveredCount.slice();
  fanOutSome(square.room.topics, "r/rm_test/voice/1", new Uint8Array(100), () => true);
  expect([plain, small].map((client) => client.heard().packets.length)).toEqual([1, 0]);
  const counted = [...square.metrics.deliveredCount].flatMap((count, kind) =>
    count === before[kind] ? [] : [[kind, count - (before[kind] ?? 0)]],
  );
  expect(counted).toEqual([[Publish.voice, 1]]);
});
