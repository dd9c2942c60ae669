// One upload at a time: check, ask for the right to send, send, follow. Leaving the page or choosing again ends what is under way.

import { useEffect, useRef, useState } from "react";
import { followUpload } from "../../../shared/client/follow-upload.ts";
import type { Purpose } from "../../../shared/media/check-file.ts";
import type { AssetId } from "../../../shared/schema/ids.ts";
import type { UploadStatus } from "../../../shared/schema/public-api.ts";
import { type UploadLimits, uploadRule } from "../../../shared/schema/upload.ts";
import { edge } from "../session/session.tsx";
import { checkInWorker } from "./check.ts";
import { postForm, putParts } from "./post-form.ts";
import { afterStatus, contentTypeFor, fileFault, type UploadState } from "./upload-state.ts";

/** The worker gives up on a file after a minute; the rest is waiting for a worker. */
const FOLLOW_MAX_MS = 180_000;

export type UploadOptions = {
  readonly purpose: Purpose;
  readonly limits: UploadLimits;
  /** Of which asset the file is to be a new version; left out, of none. */
  readonly replaces?: AssetId;
  /** Told when a file lies in the store and is on its way through the pipeline. */
  readonly onSent?: (() => void) | undefined;
  /** Told of every upload that came to a verdict. */
  readonly onVerdict: (status: UploadStatus) => void;
};

export function useUpload({ purpose, limits, replaces, onSent, onVerdict }: UploadOptions) {
  const [state, setState] = useState<UploadState>({ name: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const rule = uploadRule(limits.kinds, purpose.kind, purpose.platform);

  /** Runs one stretch of the way; what it sets after it was ended is not shown. */
  function run(
    file: File,
    stretch: (signal: AbortSignal, show: (state: UploadState) => void) => Promise<void>,
  ) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const show = (next: UploadState) => {
      if (!controller.signal.aborted) setState(next);
    };
    stretch(controller.signal, show).catch((error: unknown) => show({ name: "failed", file, error }));
  }

  function choose(file: File) {
    run(file, async (signal, show) => {
      const fault = fileFault(file, rule);
      if (fault !== null) return show({ name: "unfit", fault });
      show({ name: "checking", file });
      const check = await checkInWorker(file, { purpose, avatarLimits: limits.avatar }, signal);
      show({ name: "checked", file, check });
    });
  }

  function send(file: File) {
    run(file, async (signal, show) => {
      const onProgress = (sentBytes: number, totalBytes: number) =>
        show({ name: "sending", file, sentBytes, totalBytes });
      onProgress(0, file.size);
      const contentType = contentTypeFor(file, rule);
      const sending = { file, contentType, signal, onProgress };
      const statusApiUrl = await sendFile({ ...purpose, replaces }, sending, limits.multipart.overBytes);
      show({ name: "processing", file, progress: null });
      if (!signal.aborted) onSent?.();
      const status = await followUpload({
        statusApiUrl,
        // Called as a plain function: a browser's fetch refuses any `this` but its window.
        fetch: Object.assign((...of: Parameters<typeof fetch>) => fetch(...of), fetch),
        nowMs: Date.now,
        poll: edge.uploadStatus,
        onStatus: (each) => show(afterStatus(file, each)),
        signal,
        giveUpAfterMs: FOLLOW_MAX_MS,
      });
      if (status === null) show({ name: "unanswered", file });
      else if (!signal.aborted) onVerdict(status);
    });
  }

  function reset() {
    running.current?.abort();
    setState({ name: "idle" });
  }

  return { state, rule, ranks: limits.ranks, choose, send, reset };
}

/** Sends a file, in parts where it is large. Returns where its status is told. */
async function sendFile(
  { kind, platform, replaces }: Purpose & { readonly replaces: AssetId | undefined },
  sending: Parameters<typeof postForm>[1],
  overBytes: number,
): Promise<string> {
  const { file, contentType, signal } = sending;
  const asked = {
    contentType,
    fileName: file.name,
    fileSize: file.size,
    ...(platform === null ? {} : { platform }),
    ...(replaces === undefined ? {} : { replaces }),
  };
  if (file.size <= overBytes) {
    const policy = await edge.uploadPolicy(kind, asked);
    await postForm(policy, sending);
    return policy.statusApiUrl;
  }
  const upload = await edge.multipartUpload(kind, asked);
  try {
    await putParts(upload.parts, sending);
  } catch (error) {
    // Nobody will send the rest: its place and its quota are free again. Should this fail, too, time frees them.
    if (signal.aborted) edge.abortUpload(kind, upload.uploadId).catch(() => {});
    throw error;
  }
  await edge.completeUpload(kind, upload.uploadId);
  return upload.statusApiUrl;
}
