import { describe, expect, test } from "bun:test";
import { readEvents } from "../../../shared/client/event-stream.ts";

/** A stream of these pieces; ends after the last. */
function streamOf(pieces: readonly (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const bytes = pieces.map((piece) => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece));
  return new ReadableStream({
    start(controller) {
      for (const piece of bytes) controller.enqueue(piece);
      controller.close();
    },
  });
}
const read = (pieces: readonly (string | Uint8Array)[]) => Array.fromAsync(readEvents(streamOf(pieces)));

const TEXT =
  ':\n\nretry: 1000\n\nid: 1\nevent: status\ndata: {"a":"広場"}\n\n:\n\nid: 2\ndata: b\ndata:c\n\ndata: cut off';
const EVENTS = [
  { id: "1", name: "status", data: '{"a":"広場"}' },
  { id: "2", name: "message", data: "b\nc" },
];

describe("a stream of events", () => {
  test("has those with data in them; comments, pauses and what was cut off are none", async () => {
    expect(await read([TEXT])).toEqual(EVENTS);
    expect(await read([TEXT.replaceAll("\n", "\r\n")])).toEqual(EVENTS);
    expect(await read([])).toEqual([]);
  });

  test("is the same in pieces of any size, also within a character", async () => {
    const bytes = new TextEncoder().encode(TEXT);
    for (const size of [1, 2, 3, 7]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.slice(i * size, (i + 1) * size),
      );
      expect(await read(pieces)).toEqual(EVENTS);
    }
  });

  test("whose event never ends fills no memory", async () => {
    const endless = Array.from({ length: 9 }, () => "x".repeat(1024 * 1024));
    await expect(read(["data: ", ...endless])).rejects.toThrow("without end");
  });

  test("is let go when its reader has enough", async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const event of readEvents(stream)) {
      expect(event.data).toBe("1");
      break;
    }
    expect(cancelled).toBe(true);
  });
});
