// One upload at a time: check, ask for a policy, send, follow. Leaving the page or choosing again ends what is under way.

import { useEffect, useRef, useState } from "react";
import type { Avatar } from "../../../shared/schema/asset.ts";
import type { UploadStatus } from "../../../shared/schema/public-api.ts";
import { edge } from "../session/session.tsx";
import { checkInWorker } from "./check.ts";
import { postForm } from "./post-form.ts";
import { afterStatus, fileFault, type UploadState } from "./upload-state.ts";

const CONTENT_TYPE = "model/gltf-binary";
const POLL_INTERVAL_MS = 1_000;
/** The worker gives up on a file after a minute; the rest is waiting for a worker. */
const FOLLOW_MAX_MS = 180_000;
/** A status that cannot be read this often in a row is a failure, not a hiccup. */
const POLL_FAILURES_MAX = 5;

export function useUpload(onDone: (avatar: Avatar) => void) {
  const [state, setState] = useState<UploadState>({ name: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

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
      const fault = fileFault(file);
      if (fault !== null) return show({ name: "not-vrm", fault });
      show({ name: "checking", file });
      show({ name: "checked", file, check: await checkInWorker(file, signal) });
    });
  }

  function send(file: File) {
    run(file, async (signal, show) => {
      show({ name: "sending", file, sentBytes: 0, totalBytes: file.size });
      const policy = await edge.uploadPolicy({
        contentType: CONTENT_TYPE,
        fileName: file.name,
        fileSize: file.size,
      });
      await postForm({
        url: policy.uploadUrl,
        fields: policy.form,
        file,
        contentType: CONTENT_TYPE,
        signal,
        onProgress: (sentBytes, totalBytes) => show({ name: "sending", file, sentBytes, totalBytes }),
      });
      show({ name: "processing", file, progress: null });
      const status = await follow(policy.statusApiUrl, signal, (each) => show(afterStatus(file, each)));
      if (status === null) show({ name: "unanswered", file });
      else if (status.avatar !== undefined && !signal.aborted) onDone(status.avatar);
    });
  }

  function reset() {
    running.current?.abort();
    setState({ name: "idle" });
  }

  return { state, choose, send, reset };
}

/** Polls until the pipeline has spoken, or null when it has not in time. Throws when the status cannot be read. */
async function follow(
  statusApiUrl: string,
  signal: AbortSignal,
  onStatus: (status: UploadStatus) => void,
): Promise<UploadStatus | null> {
  const giveUpAtMs = Date.now() + FOLLOW_MAX_MS;
  for (let failures = 0; Date.now() < giveUpAtMs; ) {
    signal.throwIfAborted();
    try {
      const status = await edge.uploadStatus(statusApiUrl);
      failures = 0;
      onStatus(status);
      if (status.status !== "VALIDATING") return status;
    } catch (error) {
      failures += 1;
      if (failures >= POLL_FAILURES_MAX) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
  return null;
}
