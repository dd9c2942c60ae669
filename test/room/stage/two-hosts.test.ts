// The stage of an event over two hosts, as real processes: what is said on one is heard on the other, through a link that can be cut.

import { afterAll, beforeAll, expect, test } from "bun:test";
import mqtt from "mqtt";
import { decodePose } from "../../../shared/protocol/ext/pose.ts";
import { decodeVoice, VoiceTarget } from "../../../shared/protocol/ext/voice.ts";
import { hostIdSchema, roomIdSchema } from "../../../shared/schema/ids.ts";
import type { RoomSpec, StageMirror } from "../../../shared/schema/room-spec.ts";
import { signStagePass } from "../../../shared/stage-pass.ts";
import { eventually } from "../../support/eventually.ts";
import { type FaultProxy, startFaultProxy } from "../../support/fault-proxy.ts";
import { type Heard, joinAsMqttGuest, jsonOf, type MqttGuest } from "../../support/mqtt-guest.ts";
import { startTicketedHost, type TicketedHost } from "../host.ts";
import { rootPose, SPEC } from "../support.ts";
import { frameOf } from "../voices.ts";

const KEY = Buffer.alloc(32, 7).toString("base64url");
const HALL = roomIdSchema.parse("rm_hall");
const ANNEX = roomIdSchema.parse("rm_annex");

const specOf = (room: RoomSpec["room"], ...mirrors: StageMirror[]): RoomSpec => ({
  ...SPEC,
  room,
  stage: { key: KEY, mirrors },
});

let hallHost: TicketedHost;
let annexHost: TicketedHost;
let proxy: FaultProxy;

beforeAll(async () => {
  hallHost = await startTicketedHost(specOf(HALL));
  proxy = await startFaultProxy(hallHost.wsPort);
  annexHost = await startTicketedHost(
    specOf(ANNEX, {
      room: HALL,
      epoch: 1,
      hostId: hallHost.origin.hostId ?? hostIdSchema.parse("hst_none"),
      host: { address: "127.0.0.1", tcpPort: hallHost.tcpPort, wsUrl: `ws://127.0.0.1:${proxy.port}/mqtt` },
    }),
  );
});

afterAll(async () => {
  proxy.stop();
  await Promise.all([hallHost.stop(), annexHost.stop()]);
});

async function join(
  host: TicketedHost,
  room: string,
  name: string,
  role: "performer" | "guest",
): Promise<MqttGuest> {
  const ticket = await host.ticket(name, { participant: { role } });
  return joinAsMqttGuest(`mqtt://127.0.0.1:${host.tcpPort}`, room, ticket, {
    clientId: name,
    protocolVersion: 4,
  });
}

async function metricOf(name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${annexHost.metricsPort}/metrics`)).text();
  return Number(new RegExp(`^hiroba_room_${name} (.*)$`, "m").exec(text)?.[1]);
}

const isMember = (name: string, reconnecting: boolean) => (m: Heard) =>
  m.topicName.includes("/presence/") &&
  m.payload.length > 0 &&
  jsonOf(m)["name"] === name &&
  jsonOf(m)["reconnecting"] === reconnecting;

test("[STAGE-3] [STAGE-6] a 3.1.1 client hears a performer of another host; the link is cut and mended, and the performer leaves", async () => {
  const guest = await join(annexHost, ANNEX, "guest", "guest");
  const star = await join(hallHost, HALL, "star", "performer");
  const member = await guest.hears("the performer", isMember("star", false));
  const sid = Number(jsonOf(member)["sid"]);
  const on = (kind: string) => (m: Heard) => m.topicName === `r/${ANNEX}/${kind}` && m.payload.length > 0;

  star.sendPose(rootPose(4));
  await star.sendChat("good evening");
  await star.client.publishAsync(`r/${HALL}/emote/me`, "7");
  await star.client.publishAsync(`r/${HALL}/voice/me`, Buffer.from(frameOf(3, { target: VoiceTarget.room })));
  expect(jsonOf(await guest.hears("chat", on("chat")))).toMatchObject({ from: sid, text: "good evening" });
  expect(jsonOf(await guest.hears("an emote", on(`emote/${sid}`)))).toMatchObject({ emote: 7 });
  expect(decodeVoice((await guest.hears("voice", on(`voice/${sid}`))).payload).seq).toBe(3);
  expect(decodePose((await guest.hears("a pose", on(`pose/${sid}`))).payload).position[0]).toBe(4);

  proxy.cut();
  await guest.hears("that the stage is away", isMember("star", true));
  const before = guest.heard.length;
  proxy.mend();
  await guest.hears("that it is back", (m) => guest.heard.indexOf(m) >= before && isMember("star", false)(m));
  await star.sendChat("and on we go");
  const again = await guest.hears("chat again", (m) => on("chat")(m) && jsonOf(m)["text"] === "and on we go");
  expect(jsonOf(again)["from"]).toBe(sid);

  // Who listens there blocks whom they do not want to hear.
  await guest.client.publishAsync(`r/${ANNEX}/mod/me`, JSON.stringify({ op: "block", target: sid }), {
    qos: 1,
  });
  const other = await join(annexHost, ANNEX, "other", "guest");
  await star.sendChat("not for everybody");
  const isThat = (m: Heard) => on("chat")(m) && jsonOf(m)["text"] === "not for everybody";
  await other.hears("chat by another", isThat);

  await star.leave();
  await guest.hears(
    "the leave",
    (m) => m.topicName === `r/${ANNEX}/presence/${sid}` && m.payload.length === 0,
  );
  expect(guest.heard.some(isThat)).toBe(false);

  // Counted four times a second.
  await eventually("the stage in the metrics", async () => (await metricOf("stages_heard")) === 1);
  expect(await metricOf("stage_links_lost_total")).toBeGreaterThan(0);
  expect(await metricOf("stage_read_bytes_total")).toBeGreaterThan(0);
  expect(annexHost.origin.entries.map(({ user }) => user as string | null)).not.toContain("usr_star");
  await Promise.all([guest.leave(), other.leave()]);
});

async function connackOf(password: string): Promise<number> {
  const client = mqtt.connect(`mqtt://127.0.0.1:${hallHost.tcpPort}`, {
    username: "x",
    password,
    protocolVersion: 5,
    reconnectPeriod: 0,
  });
  const reasonCode = await new Promise<number>((resolve) => {
    client.on("packetreceive", (packet) => {
      if (packet.cmd === "connack") resolve(packet.reasonCode ?? -1);
    });
    client.on("error", () => {});
  });
  if (reasonCode === 0) {
    const granted = await client.subscribeAsync(`r/${HALL}/#`).catch(() => []);
    expect(granted.every(({ qos }) => qos >= 0x80)).toBe(true);
  }
  await client.endAsync(true);
  return reasonCode;
}

test("[STAGE-3] a pass opens the stage of its room and event alone, for a minute, and no topic", async () => {
  const star = await join(hallHost, HALL, "star", "performer");
  const pass = (over: { to?: RoomSpec["room"]; key?: string; atMs?: number }) =>
    signStagePass({ from: ANNEX, to: over.to ?? HALL }, over.key ?? KEY, over.atMs ?? Date.now());
  expect(await connackOf(await pass({}))).toBe(0);
  expect(await connackOf(await pass({ key: Buffer.alloc(32, 8).toString("base64url") }))).toBe(0x87);
  expect(await connackOf(await pass({ atMs: Date.now() - 5 * 60_000 }))).toBe(0x87);
  expect(await connackOf(await pass({ to: ANNEX }))).toBe(0x88);
  await star.leave();
});
