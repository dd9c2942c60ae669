// An upload's life, as the page sees it. Pure: what happened goes in, what to show comes out.

import type { FileCheck } from "../../../shared/media/check-file.ts";
import type { Asset, Avatar, Finding } from "../../../shared/schema/asset.ts";
import type { UploadStatus } from "../../../shared/schema/public-api.ts";
import type { UploadRule } from "../../../shared/schema/upload.ts";

export type UploadState =
  | { readonly name: "idle" }
  /** Not even looked into. */
  | { readonly name: "unfit"; readonly fault: FileFault }
  | { readonly name: "checking"; readonly file: File }
  | { readonly name: "checked"; readonly file: File; readonly check: FileCheck }
  | { readonly name: "sending"; readonly file: File; readonly sentBytes: number; readonly totalBytes: number }
  | { readonly name: "processing"; readonly file: File; readonly progress: UploadStatus["progress"] }
  | {
      readonly name: "done";
      readonly status: UploadStatus;
      readonly asset: Asset;
      /** The same as the catalog has it, where it is an avatar. */
      readonly avatar: Avatar | null;
      readonly findings: readonly Finding[];
    }
  | { readonly name: "refused"; readonly file: File; readonly findings: readonly Finding[] }
  /** The pipeline has not spoken; the upload goes on without us. */
  | { readonly name: "unanswered"; readonly file: File }
  | { readonly name: "failed"; readonly file: File; readonly error: unknown };

/** By its name it is something else, there is too little in it, or it is larger than its kind may be. */
export type FileFault = "name" | "empty" | "too-large";

/** Why a file of this name and size (bytes) is not taken by the rule of its kind, or null when it may be. */
export function fileFault(
  file: { readonly name: string; readonly size: number },
  rule: UploadRule,
): FileFault | null {
  const name = file.name.toLowerCase();
  if (!rule.extensions.some((extension) => name.endsWith(extension))) return "name";
  if (file.size < rule.sizeMinBytes) return "empty";
  return file.size > rule.sizeMaxBytes ? "too-large" : null;
}

/** What the file is to be called before the store: what the browser says, where the rule knows that, else the rule's first. */
export function contentTypeFor(file: { readonly type: string }, rule: UploadRule): string {
  return rule.contentTypes.includes(file.type) ? file.type : (rule.contentTypes[0] ?? file.type);
}

/** What a status answer makes of a processing upload. */
export function afterStatus(file: File, status: UploadStatus): UploadState {
  const { findings, asset, avatar = null } = status;
  if (status.status === "ERROR") return { name: "refused", file, findings };
  if (status.status === "COMPLETED" && asset !== undefined)
    return { name: "done", status, asset, avatar, findings };
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
