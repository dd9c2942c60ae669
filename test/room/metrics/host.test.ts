// What a real host says of itself after clients did what clients do.

import { afterAll, beforeAll, expect, test } from "bun:test";
import mqtt from "mqtt";
import { eventually } from "../../support/eventually.ts";
import { type RoomProcess, startOpenHost } from "../host.ts";
import { readExposition } from "./exposition.ts";

let host: RoomProcess;
beforeAll(async () => {
  host = await startOpenHost();
}, 20_000);
afterAll(() => host.stop(), 10_000);

async function scrape() {
  const response = await fetch(`http://127.0.0.1:${host.metricsPort}/metrics`);
  return readExposition(await response.text());
}

/** The sum of a family's samples that have these labels. */
async function told(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> {
  const samples = (await scrape()).get(`hiroba_room_${name}`)?.samples ?? [];
  return samples
    .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels.get(label) === value))
    .reduce((sum, { value }) => sum + value, 0);
}

const connect = (protocolVersion: 4 | 5, url = `mqtt://127.0.0.1:${host.tcpPort}`) =>
  mqtt.connectAsync(url, { protocolVersion, reconnectPeriod: 0 });

test("it tells sessions by protocol and transport while they last, and how they ended", async () => {
  const old = await connect(4);
  const modern = await connect(5);
  const web = await connect(5, `ws://127.0.0.1:${host.wsPort}/mqtt`);
  const sessions = (protocol: string, transport: string) => told("sessions", { protocol, transport });
  expect([
    await sessions("3.1.1", "tcp"),
    await sessions("5", "tcp"),
    await sessions("5", "websocket"),
  ]).toEqual([1, 1, 1]);
  await old.endAsync();
  modern.stream.destroy();
  await eventually("both gone", async () => (await told("sessions")) === 1);
  expect(await told("sessions_ended_total", { reason: "left" })).toBe(1);
  expect(await told("sessions_ended_total", { reason: "connection-lost" })).toBe(1);
  expect(await told("connects_accepted_total")).toBe(3);
  await web.endAsync();
}, 20_000);

test("it tells what came and what went, by kind, and what a socket carried", async () => {
  const [speaker, listener] = [await connect(5), await connect(5)];
  await listener.subscribeAsync("r/rm_open/#");
  const [before, sentBefore] = [
    await told("socket_read_bytes_total"),
    await told("messages_delivered_total"),
  ];
  for (let line = 0; line < 3; line++)
    await speaker.publishAsync("r/rm_open/chat", `{"text":"line ${line}"}`, { qos: 1 });
  const chat = { carrier: "publish", kind: "chat" };
  expect(await told("messages_received_total", chat)).toBe(3);
  expect(await told("messages_delivered_total", chat)).toBe(3);
  const chatBytes = await told("messages_received_bytes_total", chat);
  expect((await told("socket_read_bytes_total")) - before).toBeGreaterThanOrEqual(chatBytes);
  expect(await told("messages_delivered_total", { carrier: "mqtt", kind: "puback" })).toBe(3);
  expect((await told("messages_delivered_total")) - sentBefore).toBeGreaterThanOrEqual(6);
  for (const client of [speaker, listener]) await client.endAsync();
}, 20_000);

test("it tells one message once per receiver, whether they share its bytes or not", async () => {
  const speaker = await connect(5);
  const listeners = await Promise.all([connect(5), connect(5), connect(4)]);
  await Promise.all(listeners.map((listener) => listener.subscribeAsync("game/#")));
  await listeners[0]?.subscribeAsync("game/score", { qos: 1 });
  const heard = listeners.map((listener) => new Promise((resolve) => listener.once("message", resolve)));
  await speaker.publishAsync("game/score", "3:1", { qos: 1 });
  await Promise.all(heard);
  const game = { carrier: "publish", kind: "other" };
  expect(await told("messages_received_total", game)).toBe(1);
  expect(await told("messages_delivered_total", game)).toBe(3);
  for (const client of [speaker, ...listeners]) await client.endAsync();
}, 20_000);

test("it tells what had no effect, and why", async () => {
  const client = await connect(4);
  for (let line = 0; line < 40; line++)
    await client.publishAsync("r/rm_open/chat", '{"text":"much too fast"}', { qos: 1 });
  await client.publishAsync("r/rm_open/pose/me", "no pose", { qos: 1 });
  const dropped = (kind: string, reason: string) =>
    told("messages_dropped_total", { carrier: "publish", kind, reason });
  expect(await dropped("chat", "rate")).toBeGreaterThanOrEqual(1);
  expect(await dropped("pose", "invalid")).toBe(1);
  await client.endAsync();
}, 20_000);

test("it counts who is not let in by the reason it gave", async () => {
  const refused = mqtt.connectAsync(`mqtt://127.0.0.1:${host.tcpPort}`, {
    protocolVersion: 5,
    properties: { authenticationMethod: "x" },
    reconnectPeriod: 0,
  });
  expect(await refused.catch((error: { code: number }) => error.code)).toBe(0x8c);
  expect(await told("connects_refused_total", { reason: "bad-authentication-method" })).toBe(1);
}, 20_000);

test("its clock of ticks runs, and the memory and time it uses are told", async () => {
  const ticks = async () => (await scrape()).get("hiroba_room_tick_seconds")?.samples.at(-1)?.value ?? 0;
  // A room ticks for those who are in it.
  const guest = await mqtt.connectAsync(`mqtt://127.0.0.1:${host.tcpPort}`);
  await guest.publishAsync("r/rm_open/chat", "hello", { qos: 1 });
  const before = await ticks();
  await eventually("another tick", async () => (await ticks()) > before);
  await guest.endAsync();
  const families = await scrape();
  const one = (name: string) => families.get(name)?.samples[0]?.value ?? 0;
  expect(one("process_resident_memory_bytes")).toBeGreaterThan(1e6);
  expect(one("process_cpu_seconds_total")).toBeGreaterThan(0);
  expect(one("hiroba_room_rooms")).toBe(1);
});
