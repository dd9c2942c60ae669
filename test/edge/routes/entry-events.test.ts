import { describe, expect, test } from "bun:test";
import { entryEvents } from "../../../edge/routes/entry-events.ts";
import { readEvents } from "../../../shared/client/event-stream.ts";
import { Problem } from "../../../shared/http/problem.ts";
import { newId } from "../../../shared/schema/ids.ts";
import type { EntryOutcome } from "../../../shared/schema/internal/entry.ts";

const POLL_AFTER_MS = 2_000;
const queued = (position: number): EntryOutcome => ({
  outcome: "queued",
  queue: { id: newId("queue"), position, pollAfterMs: POLL_AFTER_MS, expiresInMs: 30_000 },
  ghostSeat: "none",
});
/** Only that one may enter matters here. */
const entered = { outcome: "entered" } as EntryOutcome;

function stream(answers: (EntryOutcome | Error)[], after: () => Promise<void> = async () => {}) {
  let askedCount = 0;
  let endedCount = 0;
  const events = entryEvents({
    first: queued(9),
    ask: async () => {
      askedCount += 1;
      const answer = answers.shift() ?? queued(0);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    render: async (outcome) =>
      outcome.outcome === "entered"
        ? { event: "entered", data: {} }
        : { event: "queued", data: { position: outcome.queue.position } },
    after,
    ended: () => {
      endedCount += 1;
    },
  });
  return { events, askedCount: () => askedCount, endedCount: () => endedCount };
}

async function all(events: ReadableStream<Uint8Array>): Promise<string[]> {
  const seen: string[] = [];
  for await (const { name, data } of readEvents(events)) seen.push(`${name} ${data}`);
  return seen;
}

describe("the events of a place in the queue", () => {
  test("tell each step, and end when one may enter", async () => {
    const { events, endedCount } = stream([queued(1), queued(0), entered]);
    expect(await all(events)).toEqual([
      'queued {"position":9}',
      'queued {"position":1}',
      'queued {"position":0}',
      "entered {}",
    ]);
    expect(endedCount()).toBe(1);
  });

  test("end with the problem's code when the place is gone", async () => {
    const { events } = stream([new Problem({ status: 404, code: "QUEUE_NOT_FOUND", title: "gone" })]);
    expect(await all(events)).toEqual(['queued {"position":9}', 'gone {"code":"QUEUE_NOT_FOUND"}']);
  });

  test("end by themselves after five minutes, the place kept", async () => {
    const { events } = stream([]);
    expect(await all(events)).toHaveLength(1 + (5 * 60_000) / POLL_AFTER_MS);
  });

  test("ask for nothing once nobody listens: no place is kept for whoever hung up", async () => {
    const { promise: waited, resolve: wake } = Promise.withResolvers<void>();
    const { events, askedCount, endedCount } = stream([entered], () => waited);
    const reader = events.getReader();
    await reader.read();
    const second = reader.read();
    await reader.cancel();
    wake();
    await second;
    await Bun.sleep(0);
    expect([askedCount(), endedCount()]).toEqual([0, 1]);
  });
});
