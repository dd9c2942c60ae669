// Walk 1: a pose goes from one client's socket to the others', whatever they speak.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { decodePose, type Pose } from "../../shared/protocol/ext/pose.ts";
import { type Heard, joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { enterWorld, listWorlds, signInAsGuest } from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";

let square: Square;
beforeAll(async () => {
  square = await startSquare();
}, 90_000);
afterAll(() => square.stop(), 20_000);

const poseAt = (x: number, z: number): Pose => ({
  mode: 0,
  tMs: 0,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 1,
  position: [x, 0, z],
  teleport: false,
});
const isPoseAt = (x: number, z: number) => (m: Heard) => {
  if (!m.topicName.includes("/pose/")) return false;
  const [px, , pz] = decodePose(m.payload).position;
  return Math.abs(px - x) < 0.001 && Math.abs(pz - z) < 0.001;
};

async function enter(displayName: string) {
  const guest = await signInAsGuest(square.edgeUrl, displayName);
  const world = (await listWorlds(square.edgeUrl))[0];
  if (world === undefined) throw new Error("no world was seeded");
  return { guest, entry: await enterWorld(square.edgeUrl, guest, world.id) };
}

describe("stock MQTT clients with a ticket", () => {
  test("over TCP and WebSocket, 3.1.1 and 5, meet in one room and trade poses, chat and presence", async () => {
    const [one, two] = [await enter("over TCP"), await enter("over WebSocket")];
    expect(two.entry.room).toBe(one.entry.room);
    const { host, room } = one.entry;
    const tcp = await joinAsMqttGuest(`mqtt://${host.address}:${host.tcpPort}`, room, one.entry.ticket, {
      protocolVersion: 4,
    });
    const ws = await joinAsMqttGuest(host.wsUrl, room, two.entry.ticket, { protocolVersion: 5 });

    const sidOf = async (listener: typeof tcp, user: string) => {
      const member = await listener.hears(
        `presence of ${user}`,
        (m) => m.topicName.includes("/presence/") && m.payload.length > 0 && jsonOf(m)["user"] === user,
      );
      return String(jsonOf(member)["sid"]);
    };
    const tcpSid = await sidOf(ws, one.guest.user.id);
    const wsSid = await sidOf(tcp, two.guest.user.id);

    tcp.sendPose(poseAt(1.5, -2));
    ws.sendPose(poseAt(-3, 4.25));
    expect((await ws.hears("the TCP guest's pose", isPoseAt(1.5, -2))).topicName).toBe(
      `r/${room}/pose/${tcpSid}`,
    );
    expect((await tcp.hears("the WebSocket guest's pose", isPoseAt(-3, 4.25))).topicName).toBe(
      `r/${room}/pose/${wsSid}`,
    );

    await tcp.sendChat("こんにちは");
    const chat = await ws.hears("chat", (m) => m.topicName === `r/${room}/chat`);
    expect(jsonOf(chat)).toMatchObject({ text: "こんにちは", name: "over TCP", user: one.guest.user.id });

    await tcp.leave();
    await ws.hears(
      "the TCP guest leaving",
      (m) => m.topicName === `r/${room}/presence/${tcpSid}` && m.payload.length === 0,
    );
    await ws.leave();
  });

  test("a forged, spent or foreign ticket is refused at the door with the standard's own code", async () => {
    const { entry } = await enter("forger");
    const url = `mqtt://${entry.host.address}:${entry.host.tcpPort}`;
    const forged = `${entry.ticket.slice(0, -8)}AAAAAAAA`;
    const codeOf = (ticket: string, protocolVersion: 4 | 5) =>
      joinAsMqttGuest(url, entry.room, ticket, { protocolVersion }).then(
        () => 0,
        (error: { code?: number }) => error.code,
      );
    expect(await codeOf(forged, 4)).toBe(5);
    expect(await codeOf(forged, 5)).toBe(0x87);
    expect(await codeOf("", 5)).toBeGreaterThanOrEqual(0x80);
  });

  test("nobody listens to, or speaks in, a room the ticket does not name", async () => {
    const { entry } = await enter("eavesdropper");
    const guest = await joinAsMqttGuest(
      `mqtt://${entry.host.address}:${entry.host.tcpPort}`,
      entry.room,
      entry.ticket,
      {
        protocolVersion: 5,
      },
    );
    for (const filter of ["#", "r/#", "r/rm_0000000000/pose/+", "$SYS/#"]) {
      const granted = await guest.client.subscribeAsync(filter).catch((error: unknown) => error);
      expect(granted).toBeInstanceOf(Error);
    }
    const refused = await guest.client.publishAsync("r/rm_0000000000/chat", "hello", { qos: 1 }).then(
      () => null,
      (error: { code?: number }) => error.code,
    );
    expect(refused).toBe(0x87);
    await guest.leave();
  });
});
