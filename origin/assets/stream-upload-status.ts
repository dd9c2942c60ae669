// The status of one upload as server-sent events (WHATWG HTML §9.2): one event for each change, comments while nothing changes,
// the end at the verdict. Bounded in number and time; a client whose stream ended before the verdict asks again and says
// with Last-Event-ID what it has heard.

import { Problem } from "../../shared/http/problem.ts";
import type { UploadId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { readUploadStatus } from "./get-upload-status.ts";

export const STREAMS_MAX = 1_000;
export const STREAMS_PER_UPLOAD_MAX = 8;
/** Below the 10 s that Bun, and many a proxy, lets a connection be silent. */
const HEARTBEAT_MS = 5_000;
/** A stream ends after this many silences: two minutes, longer than any job may take. */
const HEARTBEATS_MAX = 24;
const RECONNECT_MS = 1_000;

type Deps = Pick<OriginDeps, "db" | "deliveryUrl" | "uploadBell" | "stopping">;
type Told = { readonly revision: number; readonly isVerdict: boolean; readonly text: string };

/** The streams of this process. */
export function createUploadStreams(deps: Deps) {
  const openByUpload = new Map<UploadId, number>();
  let openCount = 0;

  function admit(uploadId: UploadId): () => void {
    const ofUpload = openByUpload.get(uploadId) ?? 0;
    if (openCount >= STREAMS_MAX || ofUpload >= STREAMS_PER_UPLOAD_MAX) throw tooMany(ofUpload);
    openCount += 1;
    openByUpload.set(uploadId, ofUpload + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      openCount -= 1;
      const left = (openByUpload.get(uploadId) ?? 1) - 1;
      if (left === 0) openByUpload.delete(uploadId);
      else openByUpload.set(uploadId, left);
    };
  }

  return {
    /** How many are open now. */
    openCount: () => openCount,
    /**
     * A body of events after revision `heard` (-1: from the beginning), or null when the verdict has been heard. Throws
     * UPLOAD_NOT_FOUND (404) or UPLOAD_STREAMS_FULL (503: poll instead).
     */
    async open(
      uploadId: UploadId,
      heard: number,
      hungUp: AbortSignal,
    ): Promise<ReadableStream<Uint8Array> | null> {
      const { isVerdict, revision } = await tell(deps, uploadId);
      if (isVerdict && revision <= heard) return null;
      const leave = admit(uploadId);
      const ended = new AbortController();
      const signal = AbortSignal.any([ended.signal, hungUp, deps.stopping]);
      signal.addEventListener("abort", leave, { once: true });
      if (signal.aborted) leave();
      return toBody(events(deps, uploadId, heard, signal), ended);
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

async function* events(
  deps: Deps,
  uploadId: UploadId,
  heard: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let lastHeard = heard;
  let silences = 0;
  yield `retry: ${RECONNECT_MS}\n\n`;
  while (!signal.aborted && silences < HEARTBEATS_MAX) {
    // Listening before looking: what changes in between rings.
    const rung = deps.uploadBell.wait(uploadId, HEARTBEAT_MS, signal);
    const now = await tell(deps, uploadId);
    if (now.revision > lastHeard) {
      lastHeard = now.revision;
      yield now.text;
    }
    if (now.isVerdict) return;
    if (await rung) continue;
    silences += 1;
    if (!signal.aborted) yield ":\n\n";
  }
}

async function tell(deps: Deps, uploadId: UploadId): Promise<Told> {
  const { status, revision } = await readUploadStatus(deps, uploadId);
  const text = `id: ${revision}\nevent: status\ndata: ${JSON.stringify(status)}\n\n`;
  return { revision, isVerdict: status.status !== "VALIDATING", text };
}

function tooMany(ofUpload: number): Problem {
  const isOwn = ofUpload >= STREAMS_PER_UPLOAD_MAX;
  const limit = isOwn ? STREAMS_PER_UPLOAD_MAX : STREAMS_MAX;
  return new Problem({
    status: 503,
    code: "UPLOAD_STREAMS_FULL",
    title: "Too many are following uploads right now",
    detail: "Ask for the status without an event stream instead.",
    errors: [{ name: isOwn ? "streamsOfThisUpload" : "streams", message: "are open", actual: limit, limit }],
    headers: { "retry-after": "5" },
  });
}
