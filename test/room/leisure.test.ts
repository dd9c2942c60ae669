import { expect, test } from "bun:test";
import { type Collection, Leisure } from "../../room/leisure.ts";
import type { LoopDeps } from "../../room/loop.ts";
import { OPEN_ROOM_SPEC } from "../../room/session/open-room.ts";
import { startLoop } from "../../scripts/room-in-memory/loop.ts";
import { MemorySocket } from "../../scripts/room-in-memory/socket.ts";
import { VirtualTime } from "../../scripts/room-in-memory/virtual-time.ts";
import { createLog } from "../../shared/http/log.ts";
import { encodePose } from "../../shared/protocol/ext/pose.ts";
import { encodePacket } from "../../shared/protocol/packet.ts";
import { connectPacket, publishPacket, subscribePacket } from "../contract/packets.ts";
import { rootPose } from "./support.ts";

const log = createLog({ process: "room", format: "json", nowMs: () => 0, write: () => {} });

/** What is asked for while so many come or go, and then at so many looks with as many messages before each. */
function collections(turnover: number, looks: number, messages: number): (Collection | number)[] {
  const asked: (Collection | number)[] = [];
  const leisure = new Leisure((collection) => asked.push(collection));
  for (let count = 0; count < turnover; count++) leisure.turned();
  for (let look = 0; look < looks; look++) {
    for (let said = 0; said < messages; said++) leisure.spoke();
    leisure.look();
    if (asked.at(-1) === "at-once") asked.push(look);
  }
  return asked;
}

test("memory is looked after beside the work each time 500 came or went", () => {
  expect(collections(499, 20, 0)).toEqual([]);
  expect(collections(500, 20, 0)).toEqual(["beside"]);
  expect(collections(1_600, 0, 0)).toEqual(["beside", "beside", "beside"]);
});

test("and once more, stopping it, when many did and a second of quiet has passed", () => {
  expect(collections(1_000, 20, 4)).toEqual(["beside", "beside", "at-once", 3]);
});

test("a host on which anybody walks is never stopped", () => {
  // Twenty poses a second, of one and of ten, between looks of a quarter of a second.
  for (const walkers of [1, 10]) expect(collections(5_000, 20, walkers * 5)).not.toContain("at-once");
});

test("a host looks after its memory once many have subscribed, and not for one who does so again and again", async () => {
  for (const [clients, each, expected] of [
    [500, 1, ["beside", "beside", "at-once"]],
    [1, 500, []],
  ] as const) {
    const time = new VirtualTime();
    const asked: Collection[] = [];
    const verify = async () =>
      ({ access: "open", room: OPEN_ROOM_SPEC.room, identity: null, requestId: "test" }) as const;
    const { transport } = startLoop(time, {
      log,
      verify,
      collectGarbage: (collection) => asked.push(collection),
    });
    const links = Array.from({ length: clients }, (_, at) =>
      transport.opened(new MemorySocket(() => {}), `10.0.${at >> 8}.${at & 0xff}`),
    );
    for (const [at, link] of links.entries())
      transport.received(link, encodePacket(connectPacket(4, { clientId: `c${at}` }), 4));
    await Bun.sleep(1);
    for (const link of links)
      for (let count = 0; count < each; count++)
        transport.received(link, encodePacket(subscribePacket("a"), 4));
    for (let tick = 0; tick < 60; tick++) time.pass(50);
    expect(asked).toEqual([...expected]);
  }
});

test("a host looks after its memory while clients only say that they are there, not while somebody walks", async () => {
  for (const [packet, times] of [
    [{ type: "pingreq" }, 1],
    [publishPacket(`r/${OPEN_ROOM_SPEC.room}/pose/me`, encodePose(rootPose(1))), 0],
  ] as const) {
    const time = new VirtualTime();
    let collected = 0;
    const verify = async () =>
      ({ access: "open", room: OPEN_ROOM_SPEC.room, identity: null, requestId: "test" }) as const;
    const collectGarbage: LoopDeps["collectGarbage"] = (collection) => {
      if (collection === "at-once") collected++;
    };
    const { transport } = startLoop(time, { log, verify, collectGarbage });
    const link = transport.opened(new MemorySocket(() => {}), "10.0.0.1");
    transport.received(link, encodePacket(connectPacket(4), 4));
    await Bun.sleep(1);
    for (let count = 0; count < 1_000; count++)
      transport.closed(transport.opened(new MemorySocket(() => {}), "10.0.0.2"));
    for (let tick = 0; tick < 60; tick++) {
      transport.received(link, encodePacket(packet, 4));
      time.pass(50);
    }
    expect([packet.type, collected]).toEqual([packet.type, times]);
  }
});
