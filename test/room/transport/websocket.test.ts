// Other people's WebSocket clients at a real host: Bun's own, and the ws package's.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { WebSocket as WsWebSocket } from "ws";
import { encodePacket } from "../../../shared/protocol/packet.ts";
import { eventually } from "../../support/eventually.ts";
import { type RoomProcess, startOpenHost } from "../host.ts";

// Bun puts a WebSocket of its own in place of the package unless it is asked for the file.
const require = createRequire(import.meta.url);
const PackageWebSocket = require(
  join(dirname(require.resolve("ws/package.json")), "lib/websocket.js"),
) as typeof WsWebSocket;

let host: RoomProcess;
beforeAll(async () => {
  host = await startOpenHost();
}, 20_000);
afterAll(() => host.stop(), 10_000);

const CONNECT = {
  type: "connect",
  protocolVersion: 4,
  clientId: "a client",
  clean: true,
  keepAliveSeconds: 0,
  properties: {},
} as const;
const handshake = (headers: Readonly<Record<string, string>>, path = "/mqtt") =>
  fetch(`http://127.0.0.1:${host.wsPort}${path}`, { headers });
const upgrade = {
  connection: "Upgrade",
  upgrade: "websocket",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  "sec-websocket-version": "13",
};

test("[MQTT-6.0.0-4] an upgrade needs the subprotocol mqtt, alone or among others, and is answered with it", async () => {
  for (const offered of [undefined, "mqttv3.1", "chat", "MQTT"]) {
    const response = await handshake({
      ...upgrade,
      ...(offered === undefined ? {} : { "sec-websocket-protocol": offered }),
    });
    expect([offered, response.status]).toEqual([offered, 400]);
    expect(await response.text()).toContain('"mqtt"');
  }
  for (const offered of [["mqtt"], ["mqttv3.1", "mqtt"]]) {
    const socket = new WebSocket(`ws://127.0.0.1:${host.wsPort}/mqtt`, offered);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    expect(socket.protocol).toBe("mqtt");
    socket.close();
  }
});

test("what is no upgrade is told so, and the port answers for the host's health", async () => {
  const response = await handshake({ "sec-websocket-protocol": "mqtt" });
  expect([response.status, response.headers.get("upgrade")]).toEqual([426, "websocket"]);
  expect(await (await handshake({}, "/healthz")).json()).toEqual({ status: "ok", build: "source" });
  expect((await handshake({}, "/readyz")).status).toBe(200);
  expect((await handshake({}, "/elsewhere")).status).toBe(404);
});

test("[MQTT-6.0.0-1] packets go out in binary frames, and a text frame ends the connection with 1003 and leaves nothing behind", async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${host.wsPort}/mqtt`, "mqtt");
  socket.binaryType = "arraybuffer";
  const answers: unknown[] = [];
  let code: number | undefined;
  socket.onmessage = ({ data }) => answers.push(data);
  socket.onclose = (event) => {
    code = event.code;
  };
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  socket.send(encodePacket(CONNECT, 4).slice());
  await eventually("CONNACK", () => answers.length === 1);
  expect(answers[0]).toBeInstanceOf(ArrayBuffer);
  socket.send("ping");
  expect(await eventually("the close", () => code)).toBe(1003);
});

test("[LIMIT-1] a message larger than any packet may be is not taken", async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${host.wsPort}/mqtt`, "mqtt");
  let isClosed = false;
  socket.onclose = () => {
    isClosed = true;
  };
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  socket.send(new Uint8Array(128 * 1024 + 1));
  await eventually("the close", () => isClosed);
});

test("the ws package's client shakes hands, is answered in fragments and pings, and closes in order", async () => {
  const socket = new PackageWebSocket(`ws://127.0.0.1:${host.wsPort}/mqtt`, "mqtt");
  const pongs: string[] = [];
  const answers: Buffer[] = [];
  socket.on("pong", (payload: Buffer) => void pongs.push(payload.toString()));
  socket.on("message", (bytes: Buffer) => void answers.push(bytes));
  const closed = new Promise<[code: number, reason: string]>((resolve) =>
    socket.on("close", (code, reason) => resolve([code, reason.toString()])),
  );
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  // It offers compression, which we never take.
  expect([socket.protocol, socket.extensions]).toEqual(["mqtt", ""]);
  const packet = encodePacket(CONNECT, 4);
  socket.send(packet.subarray(0, 3), { fin: false });
  socket.ping("between");
  socket.send(packet.subarray(3), { fin: false });
  socket.send(new Uint8Array(0), { fin: true });
  await eventually("CONNACK", () => answers.length > 0);
  expect(pongs).toEqual(["between"]);
  socket.close(4321, "that was all");
  expect(await closed).toEqual([4321, ""]);
});

test("a client that breaks the framing of the ws package's is told which rule", async () => {
  const socket = new PackageWebSocket(`ws://127.0.0.1:${host.wsPort}/mqtt`, "mqtt");
  const closed = new Promise<[code: number, reason: string]>((resolve) =>
    socket.on("close", (code, reason) => resolve([code, reason.toString()])),
  );
  await new Promise((resolve) => socket.once("open", resolve));
  socket.send(encodePacket(CONNECT, 4), { mask: false });
  expect(await closed).toEqual([1002, "frames of a client are masked"]);
});
