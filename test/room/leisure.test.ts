import { expect, test } from "bun:test";
import { Leisure } from "../../room/leisure.ts";
import { OPEN_ROOM_SPEC } from "../../room/session/open-room.ts";
import { startLoop } from "../../scripts/room-in-memory/loop.ts";
import { MemorySocket } from "../../scripts/room-in-memory/socket.ts";
import { VirtualTime } from "../../scripts/room-in-memory/virtual-time.ts";
import { createLog } from "../../shared/http/log.ts";
import { encodePose } from "../../shared/protocol/ext/pose.ts";
import { encodePacket } from "../../shared/protocol/packet.ts";
import { connectPacket, publishPacket } from "../contract/packets.ts";
import { rootPose } from "./support.ts";

const log = createLog({ process: "room", format: "json", nowMs: () => 0, write: () => {} });

const turned = (times: number): Leisure => {
  const leisure = new Leisure();
  for (let count = 0; count < times; count++) leisure.turned();
  return leisure;
};
/** What each of so many looks answers, with as many messages before each. */
const looks = (leisure: Leisure, count: number, messages: number): boolean[] =>
  Array.from({ length: count }, () => {
    for (let said = 0; said < messages; said++) leisure.spoke();
    return leisure.look();
  });

test("memory is looked after once, when many came or went and a second of quiet has passed", () => {
  expect(looks(turned(1_000), 6, 4)).toEqual([false, false, false, true, false, false]);
});

test("a host on which anybody walks, or little has changed, is left alone", () => {
  // Twenty poses a second, of one and of ten, between looks of a quarter of a second.
  for (const walkers of [1, 10]) expect(looks(turned(5_000), 20, walkers * 5)).not.toContain(true);
  expect(looks(turned(999), 20, 0)).not.toContain(true);
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
    const collectGarbage = () => {
      collected++;
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
