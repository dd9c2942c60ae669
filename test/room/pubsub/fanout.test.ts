import { expect, test } from "bun:test";
import { DROP_NAMES, Drop, SECTION } from "../../../room/metrics/kind.ts";
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
