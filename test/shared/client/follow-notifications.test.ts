import { expect, test } from "bun:test";
import { followNotifications } from "../../../shared/client/follow-notifications.ts";
import { Problem } from "../../../shared/http/problem.ts";

const encoder = new TextEncoder();
const event = (id: number, unreadCount: number) =>
  `id: ${id}\nevent: notifications\ndata: ${JSON.stringify({ arrived: [], unreadCount })}\n\n`;
const body = (...texts: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const text of texts) controller.enqueue(encoder.encode(text));
      controller.close();
    },
  });
const problem = (status: number) => new Problem({ status, code: "TEST", title: "test" });

/** Streams that are opened one after the other, then none: the session is over. */
async function follow(...opened: (ReadableStream<Uint8Array> | Problem)[]) {
  const asked: (string | null)[] = [];
  const heard: number[] = [];
  const waits: number[] = [];
  const ended = await followNotifications({
    open: async (lastEventId) => {
      asked.push(lastEventId);
      const next = opened.shift() ?? problem(401);
      if (next instanceof Problem) throw next;
      return next;
    },
    onNews: ({ unreadCount }) => heard.push(unreadCount),
    after: async (delayMs) => void waits.push(delayMs),
    signal: new AbortController().signal,
  }).catch((error: Problem) => error.status);
  return { asked, heard, waits, ended };
}

test("a stream that ends is opened again after what was heard, and no more once the session is over", async () => {
  const { asked, heard, ended } = await follow(
    body("retry: 1000\n\n", event(3, 1), event(4, 2)),
    body(event(7, 0)),
  );
  expect([asked, heard, ended]).toEqual([[null, "4", "7"], [1, 2, 0], 401]);
});

test("an edge that is away is asked ever less often, and as before once it was heard again", async () => {
  const { waits } = await follow(problem(503), problem(503), problem(503), body(event(1, 0)), problem(503));
  expect(waits).toEqual([1_000, 2_000, 4_000, 1_000, 2_000]);
});

test("what cannot be read is passed over, and heard of again", async () => {
  const { asked, heard } = await follow(body("id: 2\ndata: {\n\n", event(3, 5), "id: 9\ndata: 1\n\n"));
  expect([asked, heard]).toEqual([[null, "3"], [5]]);
});

test("nothing is asked of who has stopped listening", async () => {
  const leaving = new AbortController();
  let opens = 0;
  await followNotifications({
    open: async () => {
      opens += 1;
      leaving.abort();
      return body(event(1, 1));
    },
    onNews: () => {
      throw new Error("told after leaving");
    },
    after: async () => {},
    signal: leaving.signal,
  });
  expect(opens).toBe(1);
});
