import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Connection } from "../../../room/transport/connection.ts";
import { webSocketHandlers } from "../../../room/transport/websocket.ts";
import { HEADROOM_BYTES } from "../../../room/wire.ts";
import { encodePacket } from "../../../shared/protocol/packet.ts";
import { webSocket } from "../../contract/raw-connection.ts";
import { eventually } from "../../support/eventually.ts";
import { type RoomProcess, startOpenHost } from "../host.ts";

let host: RoomProcess;
beforeAll(async () => {
  host = await startOpenHost();
}, 20_000);
afterAll(() => host.stop(), 10_000);

const handshake = (headers: Readonly<Record<string, string>>, path = "/mqtt") =>
  fetch(`http://127.0.0.1:${host.wsPort}${path}`, { headers });
const upgrade = {
  connection: "Upgrade",
  upgrade: "websocket",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
  "sec-websocket-version": "13",
};

test("an upgrade needs the subprotocol mqtt, alone or among others, and is answered with it", async () => {
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
  expect(await (await handshake({}, "/healthz")).json()).toEqual({ status: "ok" });
  expect((await handshake({}, "/readyz")).status).toBe(200);
  expect((await handshake({}, "/elsewhere")).status).toBe(404);
});

test("a text frame ends the connection with 1003 and leaves nothing behind", async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${host.wsPort}/mqtt`, "mqtt");
  socket.binaryType = "arraybuffer";
  let answers = 0;
  let code: number | undefined;
  socket.onmessage = () => answers++;
  socket.onclose = (event) => {
    code = event.code;
  };
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  const connect = {
    type: "connect",
    protocolVersion: 4,
    clientId: "texter",
    clean: true,
    keepAliveSeconds: 0,
    properties: {},
  } as const;
  socket.send(encodePacket(connect, 4).slice());
  await eventually("CONNACK", () => answers === 1);
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

test("[LIMIT-5] what the socket does not take stays with its owner, but for one write, until it drains", async () => {
  const opened = Promise.withResolvers<Connection>();
  let drainedCount = 0;
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request, bunServer) => {
      bunServer.upgrade(request, {
        data: { key: null, remoteAddress: "" },
        headers: { "sec-websocket-protocol": "mqtt" },
      });
      return undefined;
    },
    websocket: webSocketHandlers(
      {
        opened: (connection) => {
          opened.resolve(connection);
          return connection;
        },
        received: () => {},
        drained: () => drainedCount++,
        closed: () => {},
      },
      { messageMaxBytes: 1024 },
    ),
  });
  const deaf = await webSocket.openDeaf({ tcpPort: 0, wsPort: server.port ?? 0 }, new Uint8Array(0));
  const connection = await opened.promise;
  const piece = new Uint8Array(100_000);
  let writtenBytes = 0;
  const write = () => connection.write(piece, HEADROOM_BYTES, piece.length, false);
  while (write()) writtenBytes += piece.length;
  // The kernel's buffers, and the one write that did not fit them.
  expect(writtenBytes).toBeLessThan(12_000_000);
  expect(connection.pendingBytes).toBeGreaterThan(0);
  expect(drainedCount).toBe(0);
  deaf.resume();
  await eventually("the drain", () => drainedCount > 0);
  expect(write()).toBe(true);
  deaf.destroy();
  await server.stop(true);
});
