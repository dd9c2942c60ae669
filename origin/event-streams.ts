// How something stands as server-sent events (WHATWG HTML §9.2): one event for each change, comments while nothing changes.
// Bounded in number and time; a client whose stream ended asks again and says with Last-Event-ID what it has heard. Knows
// neither what it is nor where it is kept: whoever opens streams tells how it stands.

import type { Context } from "hono";
import type { Bell } from "./bell.ts";

const STREAMS_MAX = 1_000;
/** Below the 10 s that Bun, and many a proxy, lets a connection be silent. */
const HEARTBEAT_MS = 5_000;
const RECONNECT_MS = 1_000;

/** How it stands now, and what an event says of it. */
export type Told = {
  readonly revision: number;
  /** Nothing will change any more. */
  readonly isLast: boolean;
  readonly event: string;
  readonly data: object;
};

type Streams<Key extends string> = {
  /** Rings under the key when it has changed. */
  readonly bell: Bell;
  readonly stopping: AbortSignal;
  readonly perKeyMax: number;
  /** A stream ends by itself after this long. */
  readonly lastsMs: number;
  /** `heard` is the revision heard last, −1 for none. */
  tell(key: Key, heard: number): Promise<Told>;
  /** What to say where as many as may be are open: of this key, or at all. */
  full(what: "key" | "all", limit: number): Error;
};

export type EventStreams<Key extends string> = {
  /**
   * A body of events after revision `heard` (−1: from the beginning), or null when there is nothing more to hear. Throws what
   * `tell` and `full` say.
   */
  open(key: Key, heard: number, hungUp: AbortSignal): Promise<ReadableStream<Uint8Array> | null>;
};

/** The streams of one kind in this process. */
export function createEventStreams<Key extends string>(streams: Streams<Key>): EventStreams<Key> {
  const openByKey = new Map<Key, number>();
  let openCount = 0;

  function admit(key: Key): () => void {
    const ofKey = openByKey.get(key) ?? 0;
    if (ofKey >= streams.perKeyMax) throw streams.full("key", streams.perKeyMax);
    if (openCount >= STREAMS_MAX) throw streams.full("all", STREAMS_MAX);
    openCount += 1;
    openByKey.set(key, ofKey + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      openCount -= 1;
      const left = (openByKey.get(key) ?? 1) - 1;
      if (left === 0) openByKey.delete(key);
      else openByKey.set(key, left);
    };
  }

  return {
    async open(key, heard, hungUp) {
      const { isLast, revision } = await streams.tell(key, heard);
      if (isLast && revision === heard) return null;
      const leave = admit(key);
      const ended = new AbortController();
      const signal = AbortSignal.any([ended.signal, hungUp, streams.stopping]);
      signal.addEventListener("abort", leave, { once: true });
      if (signal.aborted) leave();
      // Whoever heard more than there is heard it somewhere else.
      return toBody(events(streams, key, heard > revision ? -1 : heard, signal), ended);
    },
  };
}

/** Reads on as the reader asks. Aborts `ended` when the stream is over, whoever ended it. */
function toBody(pieces: AsyncGenerator<string>, ended: AbortController): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await pieces.next();
        if (ended.signal.aborted) return; // cancelled meanwhile
        if (done !== true) return controller.enqueue(encoder.encode(value));
        ended.abort();
        controller.close();
      } catch (error) {
        ended.abort();
        throw error;
      }
    },
    cancel: () => ended.abort(),
  });
}

async function* events<Key extends string>(
  streams: Streams<Key>,
  key: Key,
  heard: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const endsAtMs = performance.now() + streams.lastsMs;
  let lastHeard = heard;
  yield `retry: ${RECONNECT_MS}\n\n`;
  while (!signal.aborted && performance.now() < endsAtMs) {
    // Listening before looking: what changes in between rings.
    const rung = streams.bell.wait(key, HEARTBEAT_MS, signal);
    const { revision, isLast, event, data } = await streams.tell(key, lastHeard);
    if (revision > lastHeard) {
      lastHeard = revision;
      yield `id: ${revision}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    }
    if (isLast) return;
    if (!(await rung) && !signal.aborted) yield ":\n\n";
  }
}

/** The revision a client says it has heard; −1, as if it had heard none, for what is no revision of ours. */
export function lastEventId(raw: string | undefined): number {
  return raw !== undefined && /^\d{1,9}$/.test(raw) ? Number(raw) : -1;
}

/** 204 where there is nothing more to hear. */
export function eventStreamAnswer(c: Context, body: ReadableStream<Uint8Array> | null): Response {
  return body === null
    ? c.body(null, 204)
    : c.body(body, 200, { "content-type": "text/event-stream", "cache-control": "no-store" });
}
