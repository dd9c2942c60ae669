// A room that is given away by one loop and taken up by another, as plain clients see it; how those who speak the extension do is
// rehearsed with real processes.

import { describe, expect, test } from "bun:test";
import { PASS_OPENINGS } from "../../room/arrivals.ts";
import { decodeSnapshot, encodeSnapshot } from "../../room/handoff/snapshot-schema.ts";
import { PASS_PROPERTY_NAME } from "../../shared/protocol/ext/move.ts";
import { userProperty } from "../../shared/protocol/packet.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { type RoomId, roomIdSchema } from "../../shared/schema/ids.ts";
import { eventually } from "../support/eventually.ts";
import { identity, SPEC } from "./support.ts";
import { startVirtualHost } from "./virtual-host.ts";

const ROOM = roomIdSchema.parse("rm_going");
const THERE = { address: "192.0.2.7", tcpPort: 1884, wsUrl: "wss://there.test/mqtt" };
const chat = (text: string) =>
  ({
    type: "publish",
    topicName: `r/${ROOM}/chat`,
    payload: new TextEncoder().encode(JSON.stringify({ text })),
    qos: 1,
    packetId: 7,
    retain: false,
    dup: false,
    properties: {},
  }) as const;

describe("[MOVE-1] a room that is given away", () => {
  test("sends a client of MQTT 5 there with its pass, and hangs up on one of 3.1.1", async () => {
    const host = startVirtualHost();
    const [five, three] = [await host.enter("five", ROOM, 5), await host.enter("three", ROOM, 4)];
    await host.loop.handOver(ROOM, async () => THERE);
    host.time.settle();
    const [last] = five.heard().slice(-1);
    expect(last).toMatchObject({
      type: "disconnect",
      reasonCode: ReasonCode.useAnotherServer,
      properties: { serverReference: "192.0.2.7:1884" },
    });
    if (last?.type !== "disconnect") throw new Error("no DISCONNECT");
    expect(userProperty(last.properties, PASS_PROPERTY_NAME)).toMatch(/^moved\.rm_going\.[0-9a-f]{32}$/);
    expect(three.heard().map(({ type }) => type)).not.toContain("disconnect");
    expect([five.socket.isClosed, three.socket.isClosed]).toEqual([true, true]);
    expect(host.loop.openRooms()).toEqual([]);
    // It runs on, elsewhere: nobody left, and it did not close.
    expect([host.events("room.leave"), host.closedRooms]).toEqual([[], []]);
  });

  test("[MQTT-3.14.2-4] tells a client that takes no packet with its pass in it where to go, or that it is to go, and no more", async () => {
    const serverReference = "192.0.2.7:1884";
    for (const [maximumPacketSize, properties] of [
      [40, { serverReference }],
      [20, {}],
    ] as const) {
      const host = startVirtualHost();
      const small = await host.enter("small", ROOM, 5, null, { maximumPacketSize });
      await host.loop.handOver(ROOM, async () => THERE);
      host.time.settle();
      const reasonCode = ReasonCode.useAnotherServer;
      expect(small.heard().at(-1)).toEqual({ type: "disconnect", reasonCode, properties });
    }
  });

  test("is taken up where it goes: the pass opens it, once, for its holder", async () => {
    const host = startVirtualHost();
    const ann = await host.enter("ann", ROOM);
    let text = "";
    await host.loop.handOver(ROOM, async (_, snapshot) => {
      text = encodeSnapshot(snapshot);
      return THERE;
    });
    host.time.settle();
    const [last] = ann.heard().slice(-1);
    const pass = last?.type === "disconnect" ? userProperty(last.properties, PASS_PROPERTY_NAME) : undefined;
    if (pass === undefined) throw new Error("no pass");
    const there = startVirtualHost({
      openRoom: async (room) => ({ ...SPEC, room, epoch: 2 }),
      takeOver: async () => decodeSnapshot(text),
    });
    await there.enter("ann", ROOM, 5, pass);
    expect(there.loop.openRooms()).toMatchObject([{ room: ROOM, epoch: 2, participantCount: 1 }]);
    expect(there.events("room.join")).toEqual([]);
    expect(there.enter("ann", ROOM, 5, pass)).rejects.toThrow("not let in");
  });

  test("has nothing more that its maker may not use any more by the time it is there", async () => {
    const things = async (host: ReturnType<typeof startVirtualHost>) => {
      const kinds: string[] = [];
      await host.loop.handOver(ROOM, async (_, { items }) => {
        kinds.push(...items.items.map(({ what }) => what.kind));
        return null;
      });
      return kinds;
    };
    const verify = async () =>
      ({
        access: "participant",
        room: ROOM,
        identity: identity("ann", "member"),
        requestId: "test",
      }) as const;
    const host = startVirtualHost({ verify, mayUse: async () => true });
    const ann = await host.enter("ann", ROOM);
    for (const kind of ["ball", "ast_lantern"]) {
      const payload = new TextEncoder().encode(JSON.stringify({ kind, position: [0, 0, 0] }));
      ann.send({ ...chat(""), topicName: `r/${ROOM}/item/new`, payload });
    }
    await eventually("both", async () => (await things(host)).length === 2);
    let text = "";
    await host.loop.handOver(ROOM, async (_, snapshot) => {
      text = encodeSnapshot(snapshot);
      return THERE;
    });
    const there = startVirtualHost({
      openRoom: async (room) => ({ ...SPEC, room, epoch: 2 }),
      takeOver: async () => decodeSnapshot(text),
      mayUse: async () => false,
    });
    await there.enter("ben", ROOM);
    await eventually("the ball alone", async () => (await things(there)).join() === "ball");
  });

  test("lets in all who come at once while it is opened, however many", async () => {
    const openRoom = async (room: RoomId) => ({ ...SPEC, room, epoch: 1, capacity: 100 });
    const host = startVirtualHost({ openRoom });
    const count = PASS_OPENINGS.burst + 10;
    const people = [];
    for (let index = 0; index < count; index++) people.push(await host.enter(`p${index}`, ROOM));
    let text = "";
    await host.loop.handOver(ROOM, async (_, snapshot) => {
      text = encodeSnapshot(snapshot);
      return THERE;
    });
    host.time.settle();
    const passes = people.map((person) => {
      const [last] = person.heard().slice(-1);
      return last?.type === "disconnect" ? userProperty(last.properties, PASS_PROPERTY_NAME) : undefined;
    });
    const there = startVirtualHost({
      openRoom: async (room) => ({ ...(await openRoom(room)), epoch: 2 }),
      takeOver: async () => decodeSnapshot(text),
    });
    await Promise.all(passes.map((pass, index) => there.enter(`p${index}`, ROOM, 5, pass ?? "none")));
    expect(there.loop.openRooms()).toMatchObject([{ participantCount: count }]);
  });

  test("reads nothing until that is done; what was sent meanwhile is served where it stays", async () => {
    const host = startVirtualHost();
    const ann = await host.enter("ann", ROOM);
    ann.heard();
    const given = Promise.withResolvers<null>();
    const over = host.loop.handOver(ROOM, () => given.promise);
    ann.send(chat("anybody?"));
    expect(ann.heard()).toEqual([]);
    given.resolve(null);
    await over;
    host.time.settle();
    expect(ann.heard()).toMatchObject([{ type: "puback", packetId: 7 }]);
    expect(host.loop.openRooms()).toMatchObject([{ room: ROOM, participantCount: 1 }]);
  });

  test("closes where nobody knows whether it went: it must not run twice", async () => {
    const host = startVirtualHost();
    const ann = await host.enter("ann", ROOM);
    const over = host.loop.handOver(ROOM, async () => {
      throw new Error("no answer");
    });
    expect(over).rejects.toThrow("no answer");
    await over.catch(() => {});
    host.time.settle();
    expect(ann.heard().slice(-1)).toMatchObject([{ type: "disconnect", reasonCode: ReasonCode.serverMoved }]);
    expect(host.closedRooms).toEqual([ROOM]);
  });

  test("is not closed by an origin that has given it away while its answer is on the way", async () => {
    const host = startVirtualHost();
    const ann = await host.enter("ann", ROOM);
    const given = Promise.withResolvers<typeof THERE>();
    const over = host.loop.handOver(ROOM, () => given.promise);
    host.loop.closeRoom(ROOM);
    given.resolve(THERE);
    await over;
    host.time.settle();
    expect(ann.heard().slice(-1)).toMatchObject([
      { type: "disconnect", reasonCode: ReasonCode.useAnotherServer },
    ]);
    expect(host.closedRooms).toEqual([]);
  });

  test("lets nobody in while it goes", async () => {
    const host = startVirtualHost();
    await host.enter("ann", ROOM);
    const given = Promise.withResolvers<null>();
    const over = host.loop.handOver(ROOM, () => given.promise);
    expect(host.enter("ben", ROOM)).rejects.toThrow("not let in");
    await Bun.sleep(5);
    given.resolve(null);
    await over;
  });
});
