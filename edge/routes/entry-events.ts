// A place in the queue as server-sent events (HTML §9.2): every step until one may enter, or until the listener has heard for
// long enough and should ask anew. Asks the origin as the queue says, and no more once nobody listens: a place in the room
// that is kept for whoever hung up is a place less for the others.

import { Problem } from "../../shared/http/problem.ts";
import type { EntryOutcome } from "../../shared/schema/internal/entry.ts";

/** A stream ends by itself: the listener opens another, and keeps its place. */
export const STREAM_MAX_MS = 5 * 60_000;

type Rendered = { readonly event: string; readonly data: object };
type Deps = {
  readonly first: EntryOutcome;
  readonly ask: () => Promise<EntryOutcome>;
  readonly render: (outcome: EntryOutcome) => Promise<Rendered>;
  readonly after: (delayMs: number) => Promise<void>;
  /** Told when it is over, whoever ended it. */
  readonly ended: () => void;
};

/** Ends after "entered", after "gone" (with the problem's code), or after five minutes. */
export function entryEvents({ first, ask, render, after, ended }: Deps): ReadableStream<Uint8Array> {
  let state: "listening" | "let-go" = "listening";

  async function* steps(): AsyncGenerator<Rendered> {
    let outcome = first;
    yield await render(outcome);
    for (let elapsedMs = 0; outcome.outcome === "queued" && elapsedMs < STREAM_MAX_MS; ) {
      const { pollAfterMs } = outcome.queue;
      await after(pollAfterMs);
      if (state === "let-go") return;
      elapsedMs += pollAfterMs;
      outcome = await ask();
      yield await render(outcome);
    }
  }

  const told = steps();
  const next = () =>
    told.next().catch((error: unknown) => {
      const data = { code: error instanceof Problem ? error.code : "INTERNAL" };
      return { done: false as const, value: { event: "gone", data } };
    });
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const step = await next();
      if (state === "let-go") return;
      if (step.done === true) {
        ended();
        return controller.close();
      }
      const { event, data } = step.value;
      controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
    },
    cancel() {
      state = "let-go";
      ended();
    },
  });
}
