// A place in the queue as server-sent events (HTML §9.2): every step until one may enter, or until the listener has heard for
// long enough and should ask anew. Asks the origin as the queue says; has no other timer.

import { Problem } from "../../shared/http/problem.ts";
import type { EntryOutcome } from "../../shared/schema/internal/entry.ts";

/** A stream ends by itself: the listener opens another, and keeps its place. */
const STREAM_MAX_MS = 5 * 60_000;

type Rendered = { readonly event: string; readonly data: object };
type Deps = {
  readonly first: EntryOutcome;
  readonly ask: () => Promise<EntryOutcome>;
  readonly render: (outcome: EntryOutcome) => Promise<Rendered>;
};

/** Ends after "entered", after "gone" (with the problem's code), or after five minutes. */
export function entryEvents({ first, ask, render }: Deps): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let outcome = first;
  let elapsedMs = 0;
  let isFirst = true;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const send = (event: string, data: object) =>
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      try {
        if (!isFirst && outcome.outcome === "queued") {
          const { pollAfterMs } = outcome.queue;
          await new Promise((resolve) => setTimeout(resolve, pollAfterMs));
          elapsedMs += pollAfterMs;
          outcome = await ask();
        }
        isFirst = false;
        const { event, data } = await render(outcome);
        send(event, data);
        if (outcome.outcome === "entered" || elapsedMs >= STREAM_MAX_MS) controller.close();
      } catch (error) {
        send("gone", { code: error instanceof Problem ? error.code : "INTERNAL" });
        controller.close();
      }
    },
  });
}
