// An upload's life, as the page sees it. Pure: what happened goes in, what to show comes out.

import type { AvatarCheck } from "../../../shared/avatar/check-avatar.ts";
import type { Avatar, Finding } from "../../../shared/schema/asset.ts";
import type { UploadStatus } from "../../../shared/schema/public-api.ts";
import { AVATAR_FILE_MAX_BYTES } from "../../../shared/schema/upload.ts";

export type UploadState =
  | { readonly name: "idle" }
  /** Not even looked into. */
  | { readonly name: "not-vrm"; readonly fault: FileFault }
  | { readonly name: "checking"; readonly file: File }
  | { readonly name: "checked"; readonly file: File; readonly check: AvatarCheck }
  | { readonly name: "sending"; readonly file: File; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly name: "processing"; readonly file: File; readonly progress: UploadStatus["progress"] }
  | { readonly name: "done"; readonly avatar: Avatar; readonly findings: readonly Finding[] }
  | { readonly name: "refused"; readonly file: File; readonly findings: readonly Finding[] }
  /** The pipeline has not spoken; the upload goes on without us. */
  | { readonly name: "unanswered"; readonly file: File }
  | { readonly name: "failed"; readonly file: File; readonly error: unknown };

/** By its name it is something else, there is nothing in it, or it is larger than AVATAR_FILE_MAX_BYTES. */
export type FileFault = "name" | "empty" | "too-large";

/** Why a file of this name and size (bytes) cannot be a VRM that is taken, or null when it may be one. */
export function fileFault(file: { readonly name: string; readonly size: number }): FileFault | null {
  if (!/\.vrm$/i.test(file.name)) return "name";
  if (file.size === 0) return "empty";
  return file.size > AVATAR_FILE_MAX_BYTES ? "too-large" : null;
}

/** What a status answer makes of a processing upload. */
export function afterStatus(file: File, status: UploadStatus): UploadState {
  if (status.status === "ERROR") return { name: "refused", file, findings: status.findings };
  if (status.status === "COMPLETED" && status.avatar !== undefined)
    return { name: "done", avatar: status.avatar, findings: status.findings };
  return { name: "processing", file, progress: status.progress };
}

/** How far, from 0 to 1: sending is the first half, processing the second. Null while it cannot be said. */
export function shareDone(state: UploadState): number | null {
  switch (state.name) {
    case "sending":
      return state.totalBytes === 0 ? 0 : (0.5 * state.sentBytes) / state.totalBytes;
    case "processing": {
      const { progress } = state;
      return progress === null || progress.stepsTotal === 0
        ? 0.5
        : 0.5 + (0.5 * progress.stepsDone) / progress.stepsTotal;
    }
    case "done":
      return 1;
    default:
      return null;
  }
}
