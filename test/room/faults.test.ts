// Faults of ours, planted: whatever throws, the host goes on, and nobody suffers who has nothing to do with it. In virtual time.

import { describe, expect, test } from "bun:test";
import { PlainPoses } from "../../room/interest/plain-poses.ts";
import { Session } from "../../room/session/session.ts";
import { planted } from "../../scripts/room-in-memory/planted.ts";
import { encodePose } from "../../shared/protocol/ext/pose.ts";
import type { Packet } from "../../shared/protocol/packet.ts";
import { publishesOf, publishPacket, subscribePacket } from "../contract/packets.ts";
import { rootPose } from "./support.ts";
import { startVirtualHost } from "./virtual-host.ts";

const enterThree = async (enter: ReturnType<typeof startVirtualHost>["enter"]) => [
  await enter("one", "rm_ill"),
  await enter("two", "rm_ill"),
  await enter("three", "rm_ill"),
];
const typesOf = (packets: readonly Packet[]): string[] => packets.map(({ type }) => type);

describe("a room whose ticks fail", () => {
  /** Rooms of three fail as often as `fails` says. */
  const failing = (fails: () => boolean) =>
    planted(
      PlainPoses.prototype,
      "fanOut",
      (fanOut) =>
        function (this: PlainPoses, table, topics): void {
          if (table.count === 3 && fails()) throw new Error("planted");
          fanOut.call(this, table, topics);
        },
    );

  test("again and again is closed, and says why; the room beside it is served as ever", async () => {
    using _ = failing(() => true);
    const { time, loop, enter, events, closedRooms } = startVirtualHost();
    const [walker, watcher] = [await enter("walker", "rm_well"), await enter("watcher", "rm_well")];
    watcher.send(subscribePacket("r/rm_well/pose/+"));
    const three = await enterThree(enter);
    time.pass(10_000);
    for (const client of three) {
      expect(client.heard().at(-1)).toMatchObject({
        type: "disconnect",
        reasonCode: 0x9d,
        properties: { reasonString: "the room failed, and was closed" },
      });
      expect(client.socket.isClosed).toBe(true);
    }
    expect(closedRooms).toEqual(["rm_ill"]);
    expect(events("room.closed")).toMatchObject([{ room: "rm_ill", why: "failing" }]);
    const failures = events("room.tick.failed");
    expect(failures[0]).toMatchObject({ level: "error", room: "rm_ill" });
    // Twenty at once, and one a second.
    expect(failures.length).toBeGreaterThan(20);
    expect(failures.length).toBeLessThan(30);
    expect(loop.openRooms()).toMatchObject([{ room: "rm_well", participantCount: 2 }]);
    watcher.heard();
    walker.send(publishPacket("r/rm_well/pose/me", encodePose(rootPose(1))));
    time.pass(200);
    expect(typesOf(watcher.heard())).toEqual(["publish"]);
  });

  test("now and then stays open", async () => {
    let ticks = 0;
    using _ = failing(() => ticks++ % 20 === 0);
    const { time, enter, events } = startVirtualHost();
    const three = await enterThree(enter);
    for (let second = 0; second < 60; second++) {
      time.pass(1_000);
      for (const client of three) client.send({ type: "pingreq" });
    }
    expect(events("room.tick.failed").length).toBeGreaterThan(10);
    expect(three.map(({ socket }) => socket.isClosed)).toEqual([false, false, false]);
  });

  test("may be opened again", async () => {
    const { time, loop, enter } = startVirtualHost();
    {
      using _ = failing(() => true);
      await enterThree(enter);
      time.pass(5_000);
      expect(loop.openRooms()).toEqual([]);
    }
    const three = await enterThree(enter);
    time.pass(5_000);
    expect(three.map(({ socket }) => socket.isClosed)).toEqual([false, false, false]);
  });
});

test("an audience that cannot be given its log costs its own room a message, nobody else anything, and nobody hears twice", async () => {
  let isIll = true;
  using _ = planted(
    Session.prototype,
    "queueShared",
    (queueShared) =>
      function (this: Session, buffer, start, end): boolean {
        if (this.key.endsWith("/second") && isIll) throw new Error("planted");
        return queueShared.call(this, buffer, start, end);
      },
  );
  const { time, enter, events } = startVirtualHost();
  const [first, second, third] = [
    await enter("first", "rm_ill"),
    await enter("second", "rm_ill"),
    await enter("third", "rm_ill"),
  ];
  const clients = [first, second, third];
  const elsewhere = await enter("elsewhere", "rm_well");
  for (const client of clients) client.send(subscribePacket("r/rm_ill/chat"));
  elsewhere.send(subscribePacket("r/rm_well/chat"));
  const say = (text: string) => {
    first.send(publishPacket("r/rm_ill/chat", text));
    elsewhere.send(publishPacket("r/rm_well/chat", text));
    time.pass(100);
  };
  const linesOf = (client: typeof first) => publishesOf(client.heard()).length;
  say("lost to some");
  expect(events("room.tick.failed")).toMatchObject([{ room: "rm_ill" }]);
  isIll = false;
  say("heard by all");
  expect(clients.map(linesOf)).toEqual([2, 1, 1]);
  expect(linesOf(elsewhere)).toBe(2);
});

test("a socket that cannot even be written to ends alone", async () => {
  const { time, enter, events, loop } = startVirtualHost();
  const [ill, well] = [await enter("ill", "rm_test"), await enter("well", "rm_test")];
  ill.socket.write = () => {
    throw new Error("planted");
  };
  ill.send({ type: "pingreq" });
  well.send({ type: "pingreq" });
  time.pass(100);
  expect(ill.socket.isClosed).toBe(true);
  expect(events("room.session.failed").length).toBeGreaterThan(0);
  expect(typesOf(well.heard())).toEqual(["pingresp"]);
  expect(well.socket.isClosed).toBe(false);
  time.pass(11_000);
  expect(loop.openRooms()).toMatchObject([{ participantCount: 1 }]);
});
