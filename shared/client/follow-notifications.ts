// Follows what one is told of: a stream that is opened again whenever it ends or falls silent, and goes on after what was heard.
// Knows neither the session nor where the edge is: it is handed how a stream is opened.

import { Problem } from "../http/problem.ts";
import { type NotificationNews, notificationNewsSchema } from "../schema/notification.ts";
import { readEvents, watchSilence } from "./event-stream.ts";

const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 30_000;
/** The sender is never silent for longer than a third of this. */
const SILENCE_MAX_MS = 15_000;

export type FollowNotificationsOptions = {
  /** Rejects with a Problem. */
  readonly open: (lastEventId: string | null, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
  readonly onNews: (news: NotificationNews) => void;
  readonly after: (delayMs: number) => Promise<void>;
  readonly signal: AbortSignal;
};

/** Resolves when `signal` aborts. Rejects with the Problem that says nobody is signed in any more. */
export async function followNotifications(options: FollowNotificationsOptions): Promise<void> {
  const { signal, after } = options;
  let heard: string | null = null;
  let retryMs = RETRY_FIRST_MS;
  while (!signal.aborted) {
    try {
      for await (const { id, news } of eventsOf(options, heard)) {
        retryMs = RETRY_FIRST_MS;
        heard = id;
        if (!signal.aborted) options.onNews(news);
      }
    } catch (error) {
      if (error instanceof Problem && error.status === 401) throw error;
      // Broken off, or the edge is away: it is tried again, ever less often.
    }
    if (signal.aborted) return;
    await after(retryMs);
    retryMs = Math.min(RETRY_MAX_MS, retryMs * 2);
  }
}

async function* eventsOf({ open, signal }: FollowNotificationsOptions, heard: string | null) {
  const silent = new AbortController();
  const ending = AbortSignal.any([signal, silent.signal]);
  const body = await open(heard, ending);
  const watched = watchSilence(body, SILENCE_MAX_MS, () => silent.abort(), ending);
  for await (const event of readEvents(watched)) {
    const news = notificationNewsSchema.safeParse(parseJson(event.data));
    // Of a newer server, perhaps: what cannot be read is heard of all the same.
    if (event.id !== null && news.success) yield { id: event.id, news: news.data };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
