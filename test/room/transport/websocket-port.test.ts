// What the WebSocket port says to whatever HTTP comes: upgrades, health, and everything else.

import { afterEach, describe, expect, test } from "bun:test";
import { eventually } from "../../support/eventually.ts";
import { dial, type Listening, listen, type Wire } from "./listening.ts";
import { frame, headText, openRaw, UPGRADE } from "./websocket-client.ts";

const running: Listening[] = [];
afterEach(() => {
  for (const listening of running.splice(0)) listening.stop();
});
const start = (options: Partial<Parameters<typeof listen>[0]> = {}) => {
  const listening = listen({ transport: "websocket", ...options });
  running.push(listening);
  return listening;
};
/** Sends these bytes and answers everything until the server ended the connection, which it does by itself. */
async function ask(port: number, request: string | Uint8Array): Promise<string> {
  const wire = await dial(port);
  wire.socket.write(request);
  await eventually("the end", wire.isClosed);
  return new TextDecoder().decode(wire.came());
}
/** A request with a Host, which HTTP/1.1 demands. */
const request = (line: string, ...headers: string[]) => headText([line, "Host: x", ...headers]);
const statusOf = (answer: string) => Number(answer.split(" ")[1]);
/** The upgrade with headers changed: undefined leaves one out. */
const upgradeWith = (
  over: Readonly<Record<string, string | undefined>>,
  requestLine: string = UPGRADE[0],
) => {
  const kept = UPGRADE.slice(1).filter((line) => !((line.split(":")[0] ?? "") in over));
  const added = Object.entries(over).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return headText([requestLine, ...kept, ...added]);
};

describe("an upgrade", () => {
  test("is answered as RFC 6455 1.3 has it, with the subprotocol and no extension", async () => {
    const { port } = start();
    const wire = await dial(port);
    const offer = "permessage-deflate; client_max_window_bits";
    wire.socket.write(upgradeWith({ "Sec-WebSocket-Extensions": offer }));
    await eventually("the answer", () => wire.came().length > 100);
    expect(new TextDecoder().decode(wire.came()).split("\r\n")).toEqual([
      "HTTP/1.1 101 Switching Protocols",
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
      "Sec-WebSocket-Protocol: mqtt",
      "",
      "",
    ]);
    wire.socket.destroy();
  });

  test("may come byte by byte, name its headers as it likes, and offer more than one subprotocol", async () => {
    const { port, nth } = start();
    const wire = await dial(port);
    const head = upgradeWith({
      Upgrade: "h2c, WebSocket",
      Connection: "keep-alive,UPGRADE",
      "Sec-WebSocket-Protocol": "mqttv3.1 , mqtt",
    });
    const written = head.replace("/mqtt", "/mqtt?x=1").replace(/^[\w-]+:/gm, (name) => name.toLowerCase());
    for (const char of written) {
      wire.socket.write(char);
      await Bun.sleep(0);
    }
    await nth(0);
    wire.socket.destroy();
  });

  const refused: [name: string, head: string, status: number, says: string][] = [
    ["by POST", upgradeWith({}, "POST /mqtt HTTP/1.1"), 405, "allow: GET"],
    ["over HTTP/1.0", upgradeWith({}, "GET /mqtt HTTP/1.0"), 400, "HTTP/1.1"],
    ["over HTTP/2.0", upgradeWith({}, "GET /mqtt HTTP/2.0"), 505, "HTTP/1.1"],
    ["without a Host", upgradeWith({ Host: undefined }), 400, "Host"],
    ["with two Hosts", upgradeWith({ host: "127.0.0.1" }), 400, "Host"],
    ["that is none", upgradeWith({ Upgrade: undefined }), 426, "upgrade: websocket"],
    ["to something else", upgradeWith({ Upgrade: "h2c" }), 426, "upgrade: websocket"],
    ["that its Connection does not name", upgradeWith({ Connection: "close" }), 426, "upgrade: websocket"],
    ["of another version", upgradeWith({ "Sec-WebSocket-Version": "8" }), 426, "sec-websocket-version: 13"],
    ["of no version", upgradeWith({ "Sec-WebSocket-Version": undefined }), 426, "sec-websocket-version: 13"],
    ["of two versions", upgradeWith({ "Sec-WebSocket-Version": "13, 8" }), 426, "sec-websocket-version: 13"],
    ["with a body to come", upgradeWith({ "Content-Length": "5" }), 400, "no body"],
    ["with a body in chunks", upgradeWith({ "Transfer-Encoding": "chunked" }), 400, "no body"],
    ["without a key", upgradeWith({ "Sec-WebSocket-Key": undefined }), 400, "16 bytes"],
    ["with a short key", upgradeWith({ "Sec-WebSocket-Key": "dGhlIHNhbXBsZQ==" }), 400, "16 bytes"],
    ["without a subprotocol", upgradeWith({ "Sec-WebSocket-Protocol": undefined }), 400, '"mqtt"'],
    ["to another subprotocol", upgradeWith({ "Sec-WebSocket-Protocol": "MQTT, mqttv3.1" }), 400, '"mqtt"'],
  ];
  for (const [name, head, status, says] of refused)
    test(`${name} is answered ${status}, and nobody is told of a connection`, async () => {
      const { port, owned } = start();
      const answer = await ask(port, head);
      expect([statusOf(answer), answer]).toEqual([status, expect.stringContaining(says)]);
      expect(owned).toHaveLength(0);
      // RFC 9110 7.8: an Upgrade is named in Connection, by whoever sends it.
      if (answer.includes("upgrade: websocket")) expect(answer).toContain("connection: close, upgrade\r\n");
    });

  test("may be asked for by a whole URL, and say that it has no body", async () => {
    const { port, nth } = start();
    for (const [index, target] of ["http://127.0.0.1/mqtt", "HTTP://127.0.0.1:80/mqtt?x=1"].entries()) {
      const wire = await dial(port);
      wire.socket.write(upgradeWith({ "Content-Length": "0" }, `GET ${target} HTTP/1.1`));
      await nth(index);
      wire.socket.destroy();
    }
  });

  test("may be at any path, where it is an upgrade to a WebSocket; whoever asks for none there is answered by the host", async () => {
    const { port, nth } = start();
    for (const [index, path] of ["/", "/ws", "/a/b?c=d", "//127.0.0.1/mqtt"].entries()) {
      const wire = await dial(port);
      wire.socket.write(upgradeWith({}, `GET ${path} HTTP/1.1`));
      await nth(index);
      wire.socket.destroy();
      for (const none of [{ Upgrade: undefined, Connection: undefined }, { Upgrade: "h2c" }])
        expect(statusOf(await ask(port, upgradeWith(none, `GET ${path} HTTP/1.1`)))).toBe(200);
    }
    const unlike = upgradeWith({ "Sec-WebSocket-Protocol": "chat" }, "GET /ws HTTP/1.1");
    expect(statusOf(await ask(port, unlike))).toBe(400);
  });

  test("that comes in pieces hands on what came behind it as plain bytes", async () => {
    const heard: Uint8Array[] = [];
    const { port } = start({ received: (_, bytes) => void heard.push(bytes) });
    const wire = await dial(port);
    const head = headText(UPGRADE);
    wire.socket.write(head.slice(0, 20));
    await Bun.sleep(20);
    const message = frame({ opcode: 2, payload: "behind the head" });
    wire.socket.write(Buffer.concat([Buffer.from(head.slice(20)), message]));
    const bytes = await eventually("the message", () => heard[0]);
    // Of a Buffer it would be the same memory.
    const copy = bytes.slice();
    bytes.fill(0);
    expect(new TextDecoder().decode(copy)).toBe("behind the head");
    wire.socket.destroy();
  });
});

describe("the address of a caller", () => {
  test("is the header's where a proxy wrote one, and the socket's without", async () => {
    const { port, nth } = start();
    const direct = await openRaw(port);
    const proxied = await openRaw(port, [...UPGRADE, "X-Forwarded-For: 203.0.113.9"]);
    expect((await nth(0)).remoteAddress).toBe("127.0.0.1");
    expect((await nth(1)).remoteAddress).toBe("203.0.113.9");
    direct.destroy();
    proxied.destroy();
  });
});

describe("another request", () => {
  test("is answered by the host, once: path, query and headers as they came", async () => {
    const { port } = start();
    const twice = headText(["GET /health?a=b HTTP/1.1", "Host: x", "X-Said:  to you\t"]).repeat(2);
    const answer = await ask(port, twice);
    expect(answer.match(/HTTP\/1\.1 200 /g)).toHaveLength(1);
    expect(answer).toContain("connection: close");
    expect(answer).toContain("x-answer: yes");
    expect(answer).toMatch(/\r\ndate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n/);
    expect(answer.split("\r\n\r\n")[1]).toBe("GET /health?a=b to you");
  });

  test("by HEAD is answered without the body, by a whole URL as by its path", async () => {
    const { port } = start();
    const head = await ask(port, headText(["HEAD /health HTTP/1.0"]));
    expect(head).toEndWith("\r\n\r\n");
    expect(head).toContain("content-length: 13");
    expect(await ask(port, request("GET http://elsewhere/health HTTP/1.1"))).toEndWith("GET /health ");
  });

  test("that the host fails at ends the connection, and the fault is told", async () => {
    const { port, failures } = start();
    expect(await ask(port, request("GET /broken HTTP/1.1"))).toBe("");
    expect(failures.map((f) => f.message)).toEqual(["broken as asked"]);
  });

  const refused: [name: string, request: string, status: number][] = [
    ["with a body to come", request("POST /health HTTP/1.1", "Content-Length: 5"), 405],
    ["for no path", request("GET * HTTP/1.1"), 400],
    ["to be a proxy", request("CONNECT example.com:443 HTTP/1.1"), 400],
    ["for no Host", headText(["GET /health HTTP/1.1"]), 400],
    ["for two Hosts", request("GET /health HTTP/1.1", "Host: y"), 400],
    ["that is TLS on a plain port", "\u0016\u0003\u0001\u0000\r\n\r\n", 400],
    ["that is MQTT on the WebSocket port", "\u0010\u000c\u0000\u0004MQTT\r\n\r\n", 400],
    ["with a folded header", request("GET /health HTTP/1.1", "A: b", " c"), 400],
    ["with a space before a colon", request("GET /health HTTP/1.1", "A : b"), 400],
    ["with a line that ends in LF alone", request("GET /health HTTP/1.1", "A: b\nC: d"), 400],
    ["with NUL in a header", request("GET /health HTTP/1.1", "A: b\u0000"), 400],
    [
      "with 65 headers",
      request("GET /health HTTP/1.1", ...Array.from({ length: 64 }, (_, n) => `A${n}: b`)),
      431,
    ],
  ];
  for (const [name, request, status] of refused)
    test(`${name} is answered ${status}`, async () => {
      expect(statusOf(await ask(start().port, request))).toBe(status);
    });

  test("has a head of 8 KiB at most: as much is served, one byte more is not (431), nor is more waited for", async () => {
    const { port } = start();
    const ofBytes = (length: number) => {
      const start = "GET /health HTTP/1.1\r\nHost: x\r\nX-Said: ";
      return `${start}${"x".repeat(length - start.length - 4)}\r\n\r\n`;
    };
    expect(statusOf(await ask(port, ofBytes(8_192)))).toBe(200);
    expect(statusOf(await ask(port, ofBytes(8_193)))).toBe(431);
    expect(statusOf(await ask(port, "x".repeat(8_192)))).toBe(431);
  });
});

describe("a stranger", () => {
  test("that has said nothing, or half a head, in its time is cut off; who came in stays", async () => {
    const { port, owned } = start({ handshakeMaxMs: 300 });
    const inside = await openRaw(port);
    const [silent, half] = [await dial(port), await dial(port)];
    half.socket.write(headText(UPGRADE).slice(0, -1));
    await eventually("both ends", () => silent.isClosed() && half.isClosed(), 3_000);
    expect([...silent.came(), ...half.came()]).toEqual([]);
    expect([owned.length, owned[0]?.isClosed]).toEqual([1, false]);
    inside.destroy();
  });

  test("makes room, the oldest first, when there are too many of them", async () => {
    const { port } = start({ handshakesMax: 3 });
    const wires: Wire[] = [];
    for (let count = 0; count < 5; count++) wires.push(await dial(port));
    await eventually("two ends", () => wires.filter((w) => w.isClosed()).length === 2);
    expect(wires.map((w) => w.isClosed())).toEqual([true, true, false, false, false]);
    wires[4]?.socket.write(request("GET /health HTTP/1.1"));
    await eventually("an answer", () => (wires[4]?.came().length ?? 0) > 0);
    for (const { socket } of wires) socket.destroy();
  });
});
