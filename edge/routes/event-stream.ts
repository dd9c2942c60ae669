// Server-sent events to a caller: whether they are wanted, and the answer that carries them.

import type { Context } from "hono";
import type { EdgeEnv } from "../deps.ts";

const EVENT_STREAM = /(^|[\s,])text\/event-stream\s*(;|,|$)/i;
/** No revision has more digits. */
const LAST_EVENT_ID_MAX_CHARS = 16;

export function wantsEvents(c: Context<EdgeEnv>): boolean {
  return c.req.method === "GET" && EVENT_STREAM.test(c.req.header("accept") ?? "");
}

export function lastEventIdOf(c: Context<EdgeEnv>): string | undefined {
  return c.req.header("last-event-id")?.slice(0, LAST_EVENT_ID_MAX_CHARS);
}

/** 204 where there is nothing more to hear. */
export function eventStreamAnswer(c: Context<EdgeEnv>, body: ReadableStream<Uint8Array> | null): Response {
  if (body === null) return c.body(null, 204);
  c.header("content-type", "text/event-stream");
  // A proxy that collects an answer before passing it on would hold back every event.
  c.header("x-accel-buffering", "no");
  return c.body(body);
}
