// A host in virtual time with sockets of memory: the loop itself, what its clients hear, and what it logs.

import { type InMemoryDeps, startLoop } from "../../scripts/room-in-memory/loop.ts";
import { MemorySocket } from "../../scripts/room-in-memory/socket.ts";
import { VirtualTime } from "../../scripts/room-in-memory/virtual-time.ts";
import { createLog } from "../../shared/http/log.ts";
import { Framer } from "../../shared/protocol/framer.ts";
import {
  type ConnectPacket,
  decodePacket,
  encodePacket,
  type MqttVersion,
  type Packet,
} from "../../shared/protocol/packet.ts";
import { roomIdSchema } from "../../shared/schema/ids.ts";
import { connectPacket } from "../contract/packets.ts";
import { identity, SPEC } from "./support.ts";

const encoder = new TextEncoder();

/** A host of rooms that open when somebody enters them; `over` changes the world outside. */
export function startVirtualHost(
  over: Pick<
    Partial<InMemoryDeps>,
    "takeOver" | "openRoom" | "leases" | "roomOpened" | "mayUse" | "verify"
  > = {},
) {
  const time = new VirtualTime();
  const lines: Record<string, unknown>[] = [];
  const closedRooms: string[] = [];
  const lostRooms: { readonly room: string; readonly users: readonly string[] }[] = [];
  const loop = startLoop(time, {
    log: createLog({
      process: "room",
      format: "json",
      nowMs: () => time.nowMs,
      write: (line) => lines.push(JSON.parse(line)),
    }),
    // The ticket says who and where.
    verify: async (ticket) => {
      const [user = "", room = ""] = (ticket ?? "").split("@");
      const where = roomIdSchema.parse(room);
      return { access: "participant", room: where, identity: identity(user), requestId: "test" };
    },
    openRoom: async (room) => ({ ...SPEC, room }),
    roomClosed: ({ room }) => closedRooms.push(room),
    roomLost: ({ room }, leaves) => lostRooms.push({ room, users: leaves.map(({ user }) => user) }),
    ...over,
  });
  /** With `pass`, shows that instead of a ticket. */
  const enter = async (
    user: string,
    room: string,
    version: MqttVersion = 5,
    pass: string | null = null,
    properties: ConnectPacket["properties"] = {},
  ) => {
    const framer = new Framer({ packetMaxBytes: 1024 * 1024 });
    const socket = new MemorySocket((bytes) => framer.push(bytes));
    const link = loop.transport.opened(socket, "10.0.0.1");
    const send = (...packets: Packet[]) => {
      for (const packet of packets) loop.transport.received(link, encodePacket(packet, version));
      time.settle();
    };
    const heard = (): Packet[] => {
      const packets: Packet[] = [];
      for (let framed = framer.next(); framed !== null; framed = framer.next())
        packets.push(decodePacket(framed.bytes, version));
      return packets;
    };
    const password = encoder.encode(pass ?? `${user}@${room}`);
    const keepAliveSeconds = 300;
    send(connectPacket(version, { clientId: user, username: "x", password, keepAliveSeconds, properties }));
    // The ticket is verified, and the room opened.
    await Bun.sleep(1);
    time.settle();
    const [connack] = heard();
    if (connack?.type !== "connack" || connack.reasonCode !== 0) throw new Error(`${user} was not let in`);
    return { socket, send, heard };
  };
  const events = (event: string) => lines.filter((line) => line["event"] === event);
  return { time, loop, enter, events, closedRooms, lostRooms };
}
