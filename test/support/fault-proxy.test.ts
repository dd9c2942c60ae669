// The proxy that fails on purpose, over real sockets: what it holds is late and not lost, and what it does not take is not taken.

import { afterEach, describe, expect, test } from "bun:test";
import { connect, createServer, type Server, type Socket } from "node:net";
import { eventually } from "./eventually.ts";
import { FaultPipe } from "./fault-pipe.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";

const MEBIBYTE = 1024 * 1024;

let server: Server;
let proxy: FaultProxy;
const clients: Socket[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  proxy?.stop();
  server?.close();
});

/** A server that notes what it hears, and says it back where it is to. */
async function start({ echoes = true } = {}): Promise<{ heard: () => string; heardBytes: () => number }> {
  const chunks: Buffer[] = [];
  server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (bytes: Buffer) => {
      chunks.push(bytes);
      if (echoes) socket.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  proxy = await startFaultProxy((server.address() as { port: number }).port);
  return {
    heard: () => Buffer.concat(chunks).toString("latin1"),
    heardBytes: () => chunks.reduce((sum, { length }) => sum + length, 0),
  };
}

type Client = { readonly socket: Socket; heard(): string; isClosed(): boolean };

async function come(): Promise<Client> {
  const socket = connect(proxy.port, "127.0.0.1");
  clients.push(socket);
  socket.on("error", () => {});
  let heard = "";
  let isClosed = false;
  socket.on("data", (bytes: Buffer) => {
    heard += bytes.toString("latin1");
  });
  socket.on("close", () => {
    isClosed = true;
  });
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  return { socket, heard: () => heard, isClosed: () => isClosed };
}

describe("a fault proxy", () => {
  test("that is cut ends what it carries and lets nobody in until it is mended", async () => {
    await start();
    const before = await come();
    before.socket.write("hello");
    await eventually("the echo", () => before.heard() === "hello");
    proxy.cut();
    await eventually("the end", before.isClosed);
    const during = await come();
    await eventually("being turned away", during.isClosed);
    proxy.mend();
    const after = await come();
    after.socket.write("again");
    await eventually("the echo", () => after.heard() === "again");
  });

  test("that stalls up delivers nothing, of old connections and new, and all of it afterwards", async () => {
    const { heard } = await start();
    const old = await come();
    old.socket.write("a");
    await eventually("a", () => old.heard() === "a");
    proxy.stall({ ways: ["up"] });
    old.socket.write("b");
    const fresh = await come();
    fresh.socket.write("c");
    await eventually("both held", () => proxy.carried().heldBytes === 2);
    expect(heard()).toBe("a");
    // Who gives up has said it all the same.
    fresh.socket.end();
    proxy.flow();
    await eventually("all", () => heard().length === 3 && old.heard() === "ab");
    await eventually("one left", () => proxy.carried().connections === 1);
  });

  test("that stalls down lets what is asked through and holds what is answered", async () => {
    const { heard } = await start();
    const client = await come();
    proxy.stall({ ways: ["down"] });
    client.socket.write("question");
    await eventually("the question", () => heard() === "question");
    await eventually("the answer held", () => proxy.carried().heldBytes === 8);
    expect(client.heard()).toBe("");
    proxy.flow();
    await eventually("the answer", () => client.heard() === "question");
  });

  test("holds one connection while another overtakes it, from the very piece that was waited for", async () => {
    const { heard } = await start();
    const caught = proxy.catchNext("POST /report");
    const first = await come();
    first.socket.write("GET / POST /rep");
    first.socket.write("ort 1;");
    const held = await caught;
    const second = await come();
    second.socket.write("POST /report 2;");
    await eventually("the second", () => second.heard() === "POST /report 2;");
    expect(heard()).not.toContain("ort 1;");
    held.release();
    await eventually("the first", () => heard().endsWith("ort 1;"));
    await eventually("its answer", () => first.heard() === "GET / POST /report 1;");
  });

  test("holds those that are open while new ones go on", async () => {
    const { heard } = await start();
    const old = await come();
    old.socket.write("a");
    await eventually("a", () => old.heard() === "a");
    const held = proxy.hold(["up"]);
    old.socket.write("b");
    const fresh = await come();
    fresh.socket.write("c");
    await eventually("c", () => fresh.heard() === "c");
    await eventually("b held", () => proxy.carried().heldBytes === 1);
    held.release();
    await eventually("b", () => heard() === "acb" && old.heard() === "ab");
  });

  test("loses nothing of what a slow reader does not take, and keeps no more of it than its bound", async () => {
    const { heardBytes } = await start({ echoes: false });
    const client = await come();
    proxy.stall({ ways: ["up"] });
    let isTaken = false;
    client.socket.write(Buffer.alloc(32 * MEBIBYTE), () => {
      isTaken = true;
    });
    await eventually("the bound", () => proxy.carried().heldBytes >= MEBIBYTE);
    // A piece of a socket may be on its way when it stops to read.
    expect(proxy.carried().heldBytes).toBeLessThan(2 * MEBIBYTE);
    expect(isTaken).toBe(false);
    proxy.flow();
    await eventually("all of it", () => heardBytes() === 32 * MEBIBYTE, 30_000);
  });

  test("that stalls without reading keeps next to nothing, and loses nothing of it", async () => {
    const { heardBytes } = await start({ echoes: false });
    const client = await come();
    client.socket.write("a");
    await eventually("a", () => heardBytes() === 1);
    proxy.stall({ isReading: false });
    client.socket.write(Buffer.alloc(32 * MEBIBYTE));
    // What a socket had read when it was told to stop.
    await Bun.sleep(200);
    expect(proxy.carried().heldBytes).toBeLessThan(MEBIBYTE);
    expect(heardBytes()).toBe(1);
    proxy.flow();
    await eventually("all of it", () => heardBytes() === 1 + 32 * MEBIBYTE, 30_000);
  });

  test("delays each connection by chance of a seed, and keeps the order within it", async () => {
    const { heard } = await start();
    proxy.delay({ seed: 7n, minMs: 1, maxMs: 40 });
    const client = await come();
    client.socket.setNoDelay(true);
    const text = "abcdefghijklmnopqrstuvwxyz";
    for (const letter of text) {
      client.socket.write(letter);
      await Bun.sleep(2);
    }
    await eventually("all, in order", () => heard() === text && client.heard() === text);
  });
});

describe("one way of a connection", () => {
  test("is due by its delays, none before the one ahead of it, the end last", () => {
    const delays = [30, 10, 0];
    const pipe = new FaultPipe(() => delays.shift() ?? 0, 4);
    pipe.push(Uint8Array.of(1, 2), 0);
    pipe.push(Uint8Array.of(3, 4), 5);
    pipe.end(6);
    pipe.end(7);
    expect(pipe.isFull).toBe(true);
    expect([pipe.dueAtMs, pipe.take(29)]).toEqual([30, null]);
    expect([pipe.take(30), pipe.take(30), pipe.take(30), pipe.take(30)]).toEqual([
      Uint8Array.of(1, 2),
      Uint8Array.of(3, 4),
      "end",
      null,
    ]);
    expect([pipe.heldBytes, pipe.isFull, pipe.dueAtMs]).toEqual([0, false, Number.POSITIVE_INFINITY]);
  });
});
