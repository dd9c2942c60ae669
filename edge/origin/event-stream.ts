// An event stream of the origin, as it comes: how many there are, how long they last, and their heartbeats are its business.

import { bearerOf, type Credential, originAway } from "../../shared/http/internal-client.ts";
import { answeredProblem } from "../../shared/http/problem.ts";
import { REQUEST_ID_HEADER } from "../../shared/http/service.ts";
import type { RequestId } from "./call.ts";

/** Until the headers of an event stream; the stream itself ends when the origin ends it. */
const EVENTS_ANSWER_MAX_MS = 5_000;

/**
 * Opens the stream at `path` from after `lastEventId`; null when it has nothing more to tell. Throws the origin's own Problem, or
 * ORIGIN_AWAY (503).
 */
export type OpenStream = (
  requestId: RequestId,
  path: string,
  lastEventId: string | undefined,
) => Promise<ReadableStream<Uint8Array> | null>;

export function streamOpener(deps: {
  readonly originUrl: string;
  readonly credential: Credential;
  readonly fetch: typeof fetch;
}): OpenStream {
  return async (requestId, path, lastEventId) => {
    const bearer = await bearerOf(deps.credential, path);
    const answered = new AbortController();
    const timer = setTimeout(() => answered.abort(), EVENTS_ANSWER_MAX_MS);
    const response = await deps
      .fetch(deps.originUrl + path, {
        headers: {
          authorization: `Bearer ${bearer}`,
          [REQUEST_ID_HEADER]: requestId,
          ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
        },
        signal: answered.signal,
      })
      .catch((cause: unknown) => {
        throw originAway(cause);
      })
      .finally(() => clearTimeout(timer));
    if (response.ok) return response.status === 204 ? null : response.body;
    const problem = answeredProblem(response, await response.json().catch(() => null));
    throw problem ?? originAway(new Error(`the origin answered ${response.status} without a problem`));
  };
}
