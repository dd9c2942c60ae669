import { expect, test } from "bun:test";
import { publishesOf, publishPacket, subscribePacket, textOf } from "../contract/packets.ts";
import { startVirtualHost } from "./virtual-host.ts";

test("what was published before we end a connection still comes to it, of whatever version", async () => {
  for (const version of [4, 5] as const) {
    const { enter, time } = startVirtualHost();
    const [talker, first] = [await enter("talker", "rm_test"), await enter("hearer", "rm_test", version)];
    first.send(subscribePacket("r/rm_test/chat"));
    first.heard();
    // What comes after a pause goes out at once; what comes soon after waits for more.
    for (const line of ["1", "2"]) {
      talker.send(publishPacket("r/rm_test/chat", line));
      time.pass(5);
    }
    await enter("hearer", "rm_test", version);
    const lines = publishesOf(first.heard()).map(({ payload }) => JSON.parse(textOf(payload)).text);
    expect([version, lines, first.socket.isClosed]).toEqual([version, ["1", "2"], true]);
  }
});
