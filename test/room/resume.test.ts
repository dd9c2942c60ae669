// Coming back through the loop itself: who is waited for when a connection ends, and what becomes of those who are waited for when
// something happens to their room. On a host without sockets whose time the test moves.

import { afterEach, describe, expect, test } from "bun:test";
import { RESUME_WINDOW_MS } from "../../room/session/held-places.ts";
import { type MemoryClient, startMemoryHost } from "../../scripts/fuzz/memory-host.ts";
import { assert } from "../../shared/assert.ts";
import { formatRequest, type Grant, PROPERTY_NAME, parseGrant } from "../../shared/protocol/ext/hello.ts";
import { modUpSchema } from "../../shared/protocol/ext/mod.ts";
import { type DownSection, decodeDown, encodeUp } from "../../shared/protocol/ext/registry.ts";
import { type ConnectPacket, encodePacket } from "../../shared/protocol/packet.ts";
import type { RoomId } from "../../shared/schema/ids.ts";
import { ALL_CAPABILITIES, identity } from "./support.ts";

const ROOM = "rm_open" as RoomId;
const encoder = new TextEncoder();
let host: ReturnType<typeof startMemoryHost>;
afterEach(() => host.stop());

const sectionsOf = ({ socket }: MemoryClient): DownSection[] =>
  socket.received.flatMap((packet) => (packet.type === "frame" ? decodeDown(packet.body) : []));
const byesOf = (client: MemoryClient): number[] =>
  sectionsOf(client).flatMap((section) => (section.kind === "bye" ? [section.message.reason] : []));

/** Who is here, as others are told: `op name`. */
const presenceOf = (client: MemoryClient): string[] =>
  sectionsOf(client).flatMap((section) => {
    if (section.kind !== "presence") return [];
    const { message } = section;
    if (message.op === "leave") return message.sids.map((sid) => `leave ${sid}`);
    return message.members.map((m) => `${message.op} ${m.name}${m.reconnecting ? " reconnecting" : ""}`);
  });

async function enter(name: string, resumeToken: string | null = null, connect: Partial<ConnectPacket> = {}) {
  const client = host.open("10.0.0.1");
  client.socket.version = 5;
  const resume = resumeToken === null ? null : { token: resumeToken, events: 0 };
  const userProperties = [[PROPERTY_NAME, formatRequest(ALL_CAPABILITIES, resume)] as const];
  client.receive(
    encodePacket(
      {
        type: "connect",
        protocolVersion: 5,
        clientId: name,
        clean: true,
        keepAliveSeconds: 300,
        username: "x",
        password: encoder.encode(name),
        properties: { userProperties },
        ...connect,
      },
      5,
    ),
  );
  await host.settle();
  const [connack] = client.socket.received;
  assert(connack?.type === "connack" && connack.reasonCode === 0, "let in");
  const text = connack.properties.userProperties?.find(([key]) => key === PROPERTY_NAME)?.[1];
  const grant = parseGrant(text ?? "");
  assert(grant !== null && grant.resumeToken !== null, "granted");
  return { client, grant: grant as Grant & { resumeToken: string } };
}

/** A host with somebody who looks on, and a guest. */
async function startWithTwo(connect: Partial<ConnectPacket> = {}) {
  host = startMemoryHost();
  const { client: other } = await enter("other");
  const guest = await enter("guest", null, connect);
  other.socket.received.length = 0;
  return { other, guest };
}

describe("[RESUME-3] a connection that ends:", () => {
  test("lost, its participant is waited for, and takes its place again", async () => {
    const { other, guest } = await startWithTwo();
    guest.client.drop();
    host.time.pass(RESUME_WINDOW_MS - 500);
    const back = await enter("guest", guest.grant.resumeToken);
    expect(back.grant).toMatchObject({ sid: guest.grant.sid, resumed: "anew" });
    host.time.pass(2 * RESUME_WINDOW_MS);
    expect(presenceOf(other)).toEqual(["update guest reconnecting", "update guest"]);
    expect(host.loop.openRooms()[0]?.participantCount).toBe(2);
  });

  test("lost for good, its participant leaves after 10 s", async () => {
    const { other, guest } = await startWithTwo();
    guest.client.drop();
    host.time.pass(RESUME_WINDOW_MS + 500);
    expect(presenceOf(other)).toEqual(["update guest reconnecting", `leave ${guest.grant.sid}`]);
    expect((await enter("guest", guest.grant.resumeToken)).grant.resumed).toBe("no");
  });

  test("silent for too long, its participant is waited for", async () => {
    const { other, guest } = await startWithTwo({ keepAliveSeconds: 10 });
    host.time.pass(15_500);
    expect(guest.client.socket.received.at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x8d });
    expect((await enter("guest", guest.grant.resumeToken)).grant.sid).toBe(guest.grant.sid);
    host.time.pass(100);
    expect(presenceOf(other)).toEqual(["update guest reconnecting", "update guest"]);
  });

  test("too slow to read, its participant is waited for, and told the room anew", async () => {
    const { other, guest } = await startWithTwo();
    guest.client.socket.takesBytes = 0;
    const payload = new Uint8Array(4_000);
    const app = encodePacket(
      { type: "frame", body: encodeUp([{ kind: "app", message: { id: 0x80, payload } }]) },
      5,
    );
    for (let second = 0; second < 400 && !guest.client.socket.isClosed; second++) {
      for (let count = 0; count < 2; count++) other.receive(app);
      host.time.pass(1_000);
      // Nothing of what other hears is of interest here.
      other.socket.received.length = 0;
    }
    expect(guest.client.socket.isClosed).toBe(true);
    const back = await enter("guest", guest.grant.resumeToken);
    expect(back.grant).toMatchObject({ sid: guest.grant.sid, resumed: "anew" });
  });

  test("for breaking the protocol, its participant leaves at once", async () => {
    const { other, guest } = await startWithTwo();
    guest.client.receive(Uint8Array.of(0xd0, 0));
    host.time.pass(100);
    expect(presenceOf(other)).toEqual([`leave ${guest.grant.sid}`]);
    expect((await enter("guest", guest.grant.resumeToken)).grant.resumed).toBe("no");
  });

  test("as its room closes, nobody is waited for, and nobody leaves later", async () => {
    const { guest } = await startWithTwo();
    const away = await enter("away");
    away.client.drop();
    host.loop.closeRoom(ROOM);
    expect(host.loop.openRooms()).toEqual([]);
    for (const { grant } of [guest, away]) {
      const fresh = await enter("guest", grant.resumeToken);
      expect(fresh.grant.resumed).toBe("no");
    }
    host.time.pass(2 * RESUME_WINDOW_MS);
    expect(host.loop.openRooms()[0]?.participantCount).toBe(1);
  });

  test("as its host shuts down, nobody is left", async () => {
    await startWithTwo();
    const away = await enter("away");
    away.client.drop();
    expect(host.loop.openRooms()[0]?.participantCount).toBe(3);
    host.loop.shutDown();
    expect(host.loop.openRooms()[0]?.participantCount).toBe(0);
  });

  test("a room that waits for somebody is not empty", async () => {
    host = startMemoryHost();
    const guest = await enter("guest");
    host.time.pass(1_000);
    guest.client.drop();
    // Closed 60 s after it is empty, which it is 10 s later.
    host.time.pass(69_000);
    expect(host.loop.openRooms()).toHaveLength(1);
    host.time.pass(2_000);
    expect(host.loop.openRooms()).toEqual([]);
  });
});

describe("[RESUME-2] a connection that the room still takes for alive", () => {
  for (const clientId of ["guest", "another"])
    test(`ends first, told BYE 4 and 0x8E, when the client id is ${clientId}`, async () => {
      const { other, guest } = await startWithTwo();
      const back = await enter("guest", guest.grant.resumeToken, { clientId });
      expect(back.grant.sid).toBe(guest.grant.sid);
      expect(byesOf(guest.client)).toEqual([4]);
      expect(guest.client.socket.received.at(-1)).toMatchObject({ type: "disconnect", reasonCode: 0x8e });
      expect(guest.client.socket.isClosed).toBe(true);
      guest.client.drop();
      host.time.pass(2 * RESUME_WINDOW_MS);
      expect(presenceOf(other)).toEqual(["update guest reconnecting", "update guest"]);
      expect(byesOf(back.client)).toEqual([]);
    });
});

describe("[MOD-5] who is sent out while away", () => {
  for (const [op, byeReason] of [
    ["kick", 5],
    ["ban", 6],
  ] as const)
    test(`by ${op} (${byeReason}) is not waited for any longer`, async () => {
      host = startMemoryHost(async (ticket) => ({
        access: "participant",
        room: ROOM,
        identity: identity(ticket ?? "", ticket === "moderator" ? "moderator" : "guest"),
        requestId: "test",
      }));
      const { client: moderator } = await enter("moderator");
      const guest = await enter("guest");
      guest.client.drop();
      moderator.socket.received.length = 0;
      const mod = { op, target: guest.grant.sid, reason: "" } as const;
      moderator.receive(
        encodePacket(
          { type: "frame", body: encodeUp([{ kind: "mod", message: modUpSchema.parse(mod) }]) },
          5,
        ),
      );
      host.time.pass(100);
      expect(presenceOf(moderator)).toEqual(["update guest reconnecting", `leave ${guest.grant.sid}`]);
    });
});
