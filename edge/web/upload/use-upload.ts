// One upload at a time: check, ask for a policy, send, follow. Leaving the page or choosing again ends what is under way.

import { useEffect, useRef, useState } from "react";
import { followUpload } from "../../../shared/client/follow-upload.ts";
import type { Avatar } from "../../../shared/schema/asset.ts";
import { edge } from "../session/session.tsx";
import { checkInWorker } from "./check.ts";
import { postForm } from "./post-form.ts";
import { afterStatus, fileFault, type UploadState } from "./upload-state.ts";

const CONTENT_TYPE = "model/gltf-binary";
/** The worker gives up on a file after a minute; the rest is waiting for a worker. */
const FOLLOW_MAX_MS = 180_000;

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
      const policy = await edge.uploadPolicy("avatar", {
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
      const status = await followUpload({
        statusApiUrl: policy.statusApiUrl,
        // Called as a plain function: a browser's fetch refuses any `this` but its window.
        fetch: Object.assign((...of: Parameters<typeof fetch>) => fetch(...of), fetch),
        nowMs: Date.now,
        poll: edge.uploadStatus,
        onStatus: (each) => show(afterStatus(file, each)),
        signal,
        giveUpAfterMs: FOLLOW_MAX_MS,
      });
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
