// The status of one upload as server-sent events, until the verdict, and of a model until its lighter variants are made.

import { Problem } from "../../shared/http/problem.ts";
import type { UploadId } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { createEventStreams, type EventStreams } from "../event-streams.ts";
import { readUploadStatus } from "./get-upload-status.ts";

export const STREAMS_PER_UPLOAD_MAX = 8;
/** Longer than a check may take; whoever waits for variants behind others asks again. */
const STREAM_LASTS_MS = 2 * 60_000;

type Deps = Pick<OriginDeps, "db" | "deliveryUrl" | "uploadBell" | "stopping">;

/** Opening one throws UPLOAD_NOT_FOUND (404) or UPLOAD_STREAMS_FULL (503: poll instead). */
export function createUploadStreams(deps: Deps): EventStreams<UploadId> {
  return createEventStreams({
    bell: deps.uploadBell,
    stopping: deps.stopping,
    perKeyMax: STREAMS_PER_UPLOAD_MAX,
    lastsMs: STREAM_LASTS_MS,
    async tell(uploadId) {
      const { status, revision } = await readUploadStatus(deps, uploadId);
      const isUnderWay = status.status === "VALIDATING" || status.variants?.status === "UNDER_WAY";
      return { revision, isLast: !isUnderWay, event: "status", data: status };
    },
    full: tooMany,
  });
}

function tooMany(what: "key" | "all", limit: number): Problem {
  return new Problem({
    status: 503,
    code: "UPLOAD_STREAMS_FULL",
    title: "Too many are following uploads right now",
    detail: "Ask for the status without an event stream instead.",
    errors: [
      {
        name: what === "key" ? "streamsOfThisUpload" : "streams",
        message: "are open",
        actual: limit,
        limit,
      },
    ],
    headers: { "retry-after": "5" },
  });
}
