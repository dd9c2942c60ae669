// A client's way to its host stalls, both ways or one, or only the old connection of two: its place, items and lines are kept, and what
// the old connection said arrives for nobody. A real host, and a proxy that fails. SPEC [RESUME-2], [RESUME-3], [RESUME-5]

import { afterEach, beforeEach, expect, test } from "bun:test";
import { assert } from "../../shared/assert.ts";
import { createRoomClient } from "../../shared/client/room-client.ts";
import { openWebSocketChannel } from "../../shared/client/websocket-channel.ts";
import { isEventFrame } from "../../shared/protocol/ext/event-frame.ts";
import {
  formatRequest,
  type Grant,
  PROPERTY_NAME,
  parseGrant,
  type ResumeRequest,
} from "../../shared/protocol/ext/hello.ts";
import {
  type DownSection,
  decodeDown,
  encodeUp,
  type UpSection,
} from "../../shared/protocol/ext/registry.ts";
import { userProperty } from "../../shared/protocol/packet.ts";
import { seededRng } from "../../shared/rng.ts";
import { bytesOf, connectPacket } from "../contract/packets.ts";
import { type RawConnection, tcp } from "../contract/raw-connection.ts";
import { eventually } from "../support/eventually.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { createRoomListener } from "../support/room-listener.ts";
import { startTicketedHost, type TicketedHost } from "./host.ts";
import { ALL_CAPABILITIES, SPEC } from "./support.ts";

const HOLD = 0;
/** Before the room lets go of a place, and after the host notices. */
const SHORT_KEEP_ALIVE_S = 1;
const LONG_KEEP_ALIVE_S = 300;

let host: TicketedHost;
/** To the host's TCP port. */
let way: FaultProxy;
const connections: RawConnection[] = [];
beforeEach(async () => {
  host = await startTicketedHost();
  way = await startFaultProxy(host.tcpPort);
}, 30_000);
afterEach(async () => {
  for (const connection of connections.splice(0)) connection.drop();
  way.stop();
  await host.stop();
}, 30_000);

type Comer = {
  readonly raw: RawConnection;
  readonly grant: Grant;
  say(...sections: UpSection[]): void;
  sections(): DownSection[];
  /** To come back with. */
  resume(): ResumeRequest;
};
type Coming = {
  readonly tcpPort?: number;
  readonly keepAliveSeconds?: number;
  readonly resume?: ResumeRequest | null;
};

/** A member, by the host's own port unless told otherwise. */
async function come(
  name: string,
  { tcpPort = host.tcpPort, keepAliveSeconds = LONG_KEEP_ALIVE_S, resume = null }: Coming = {},
): Promise<Comer> {
  const raw = await tcp.open({ tcpPort, wsPort: 0 });
  connections.push(raw);
  raw.version = 5;
  const password = bytesOf(await host.ticket(name, { participant: { role: "member" } }));
  const userProperties = [[PROPERTY_NAME, formatRequest(ALL_CAPABILITIES, resume)] as const];
  raw.send(
    connectPacket(5, {
      clientId: name,
      keepAliveSeconds,
      username: "x",
      password,
      properties: { userProperties },
    }),
  );
  const [connack] = await raw.hears(1);
  assert(connack?.type === "connack" && connack.reasonCode === 0, "let in");
  const grant = parseGrant(userProperty(connack.properties, PROPERTY_NAME) ?? "");
  assert(grant !== null, "granted");
  const frames = () => raw.packets.flatMap((packet) => (packet.type === "frame" ? [packet.body] : []));
  return {
    raw,
    grant,
    say: (...sections) => raw.send({ type: "frame", body: encodeUp(sections) }),
    sections: () => frames().flatMap((body) => decodeDown(body)),
    resume: () => {
      assert(grant.resumeToken !== null, "given a token");
      const before = grant.resumed === "replayed" ? (resume?.events ?? 0) : 0;
      return { token: grant.resumeToken, events: before + frames().filter(isEventFrame).length };
    },
  };
}

const line = (text: string): UpSection => ({ kind: "chat", message: { text } });
const linesOf = (comer: Comer): string[] =>
  comer.sections().flatMap((section) => (section.kind === "chat" ? [section.message.text] : []));
const hears = (comer: Comer, text: string) => eventually(text, () => linesOf(comer).includes(text));
/** What was told of somebody's coming and going since they joined. */
const presenceOf = (comer: Comer, sid: number): string[] =>
  comer.sections().flatMap((section) => {
    if (section.kind !== "presence" || section.message.op === "snapshot") return [];
    const { message } = section;
    if (message.op === "leave") return message.sids.includes(sid) ? ["leave"] : [];
    const member = message.members.find((other) => other.sid === sid);
    return member === undefined ? [] : [`${message.op}${member.reconnecting ? " reconnecting" : ""}`];
  });
const ownersOf = (comer: Comer): number[] =>
  comer.sections().flatMap((section) => (section.kind === "itemOwner" ? [section.message.owner] : []));

/** Makes an item and holds it, as `watcher` sees. */
async function takeItem(comer: Comer, watcher: Comer): Promise<void> {
  comer.say({ kind: "itemSpawn", message: { kind: "ball", position: [1, 0, 0], rotation: [0, 0, 0, 1] } });
  await eventually("an item", () => watcher.sections().some(({ kind }) => kind === "itemSpawn"));
  comer.say({ kind: "itemClaim", message: { item: 1, seenEpoch: 0, mode: HOLD, reqId: 1 } });
  await eventually("its owner", () => ownersOf(watcher).at(-1) === comer.grant.sid);
}

test("[RESUME-3] [RESUME-5] of a client whose way stalls both ways others see that it is reconnecting; it comes back by another way to its place, its item and what it missed", async () => {
  const other = await come("other");
  const guest = await come("guest", { tcpPort: way.port, keepAliveSeconds: SHORT_KEEP_ALIVE_S });
  await takeItem(guest, other);
  guest.say(line("before"));
  await hears(other, "before");
  await hears(guest, "before");
  way.stall();
  guest.say(line("never said"));
  await eventually("reconnecting", () => presenceOf(other, guest.grant.sid).includes("update reconnecting"));
  other.say(line("meanwhile"));
  await hears(other, "meanwhile");

  const back = await come("guest", { resume: guest.resume() });
  expect(back.grant).toMatchObject({ sid: guest.grant.sid, resumed: "replayed" });
  await hears(back, "meanwhile");
  way.flow();
  await eventually("the end of the old connection", () => way.carried().connections === 0);
  back.say(line("afterwards"));
  for (const comer of [other, back]) await hears(comer, "afterwards");
  expect(linesOf(other)).toEqual(["before", "meanwhile", "afterwards"]);
  expect(linesOf(back)).toEqual(["meanwhile", "afterwards"]);
  expect(presenceOf(other, guest.grant.sid)).toEqual(["join", "update reconnecting", "update"]);
  expect(ownersOf(other)).toEqual([guest.grant.sid]);
  expect(ownersOf(back)).toEqual([]);
}, 60_000);

test("[RESUME-2] a client comes back while its old connection is held; what the old one said arrives afterwards and has no effect", async () => {
  const other = await come("other");
  const guest = await come("guest", { tcpPort: way.port });
  await takeItem(guest, other);
  const held = way.hold(["up"]);
  guest.say(line("old"), { kind: "itemDespawn", message: { item: 1 } });
  guest.raw.send({ type: "disconnect", reasonCode: 0, properties: {} });
  await eventually("all of that on its way", () => way.carried().heldBytes > 0);
  const back = await come("guest", { tcpPort: way.port, resume: guest.resume() });
  expect(back.grant).toMatchObject({ sid: guest.grant.sid, resumed: "replayed" });
  await guest.raw.closed();
  held.release();
  await eventually("one connection", () => way.carried().connections === 1);
  back.say(line("new"));
  for (const comer of [other, back]) await hears(comer, "new");
  expect([linesOf(other), linesOf(back)]).toEqual([["new"], ["new"]]);
  expect(presenceOf(other, guest.grant.sid)).not.toContain("leave");
  expect(ownersOf(other)).toEqual([guest.grant.sid]);
  expect(other.sections().some(({ kind }) => kind === "itemDespawn")).toBe(false);
}, 60_000);

test("[RESUME-2] a client that hears nothing more, though it is heard, comes back by itself, with every line once", async () => {
  const toWebSocket = await startFaultProxy(host.wsPort);
  const other = await come("other");
  const { states, lists, lines, on } = createRoomListener();
  const wsUrl = `ws://127.0.0.1:${toWebSocket.port}/mqtt`;
  const room = createRoomClient({
    enter: async () => ({
      room: SPEC.room,
      hostId: host.origin.hostId as never,
      host: { address: "127.0.0.1", tcpPort: host.tcpPort, wsUrl },
      ticket: await host.ticket("guest"),
      ticketExpiresAt: new Date(Date.now() + 60_000).toISOString(),
      world: {} as never,
      seat: "visible",
      waiting: null,
    }),
    openChannel: openWebSocketChannel,
    device: "mobile",
    nowMs: Date.now,
    rng: seededRng(1n),
    on,
  });
  const joined = () => states.filter((state) => state.name === "joined");
  await eventually("in", () => lists.at(-1)?.length === 2);
  const held = toWebSocket.hold(["down"]);
  other.say(line("unheard"));
  room.sendChat("still heard");
  await hears(other, "still heard");
  await eventually("back", () => joined().length === 2, 30_000);
  await eventually("both lines", () => lines.length >= 2);
  held.release();
  other.say(line("afterwards"));
  await eventually("the last line", () => lines.includes("afterwards"));
  expect(lines).toEqual(["unheard", "still heard", "afterwards"]);
  expect(joined().map((state) => [state.isResumed, state.sid === joined()[0]?.sid])).toEqual([
    [false, true],
    [true, true],
  ]);
  expect(presenceOf(other, joined()[0]?.sid ?? 0)).not.toContain("leave");
  room.leave();
  toWebSocket.stop();
}, 60_000);
