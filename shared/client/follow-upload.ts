// Follows one upload to its verdict: by server-sent events where they come through, by asking again and again where not. The
// verdict itself is always asked for, so that it is the same whichever way it was heard of.

import type { NowMs } from "../clock.ts";
import { type UploadStatus, uploadStatusSchema } from "../schema/public-api.ts";
import { readEvents, watchSilence } from "./event-stream.ts";

const POLL_INTERVAL_MS = 1_000;
/** A status that cannot be read this often in a row is a failure, not a hiccup. */
const POLL_FAILURES_MAX = 5;
/** The sender is never silent for longer than a third of this. */
const SILENCE_MAX_MS = 15_000;

export type FollowOptions = {
  readonly statusApiUrl: string;
  readonly fetch: typeof fetch;
  readonly nowMs: NowMs;
  /** Asks for the status once. */
  readonly poll: (statusApiUrl: string) => Promise<UploadStatus>;
  readonly onStatus: (status: UploadStatus) => void;
  readonly signal: AbortSignal;
  /** When to stop following, whatever becomes of the upload. */
  readonly giveUpAfterMs: number;
};

/** The verdict, or null when there was none in time. Throws the signal's reason, and what `poll` throws again and again. */
export async function followUpload(options: FollowOptions): Promise<UploadStatus | null> {
  const { signal, nowMs } = options;
  const giveUpAtMs = nowMs() + options.giveUpAfterMs;
  let streams = true;
  for (let failures = 0; nowMs() < giveUpAtMs; ) {
    signal.throwIfAborted();
    if (streams) streams = await listen(options, giveUpAtMs - nowMs());
    signal.throwIfAborted();
    try {
      const status = await options.poll(options.statusApiUrl);
      failures = 0;
      options.onStatus(status);
      if (status.status !== "VALIDATING") return status;
    } catch (error) {
      failures += 1;
      if (failures >= POLL_FAILURES_MAX) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
  return null;
}

/** Listens until the verdict or the stream's end. Returns whether listening again is worth it: whether anything was heard. */
async function listen(
  { statusApiUrl, fetch: send, onStatus, signal }: FollowOptions,
  maxMs: number,
): Promise<boolean> {
  const silent = new AbortController();
  const ending = AbortSignal.any([signal, silent.signal, AbortSignal.timeout(maxMs)]);
  const timer = setTimeout(() => silent.abort(), SILENCE_MAX_MS);
  let heard = false;
  try {
    const answer = await send(statusApiUrl, { headers: { accept: "text/event-stream" }, signal: ending });
    if (!answer.ok || answer.body === null) return false;
    clearTimeout(timer);
    const watched = watchSilence(answer.body, SILENCE_MAX_MS, () => silent.abort(), ending);
    for await (const event of readEvents(watched)) {
      const status = uploadStatusSchema.safeParse(parseJson(event.data));
      if (event.name !== "status" || !status.success) continue;
      heard = true;
      if (status.data.status !== "VALIDATING") return true;
      onStatus(status.data);
    }
    return heard;
  } catch {
    return heard; // broken off, or held back by a proxy: asking goes on
  } finally {
    clearTimeout(timer);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
