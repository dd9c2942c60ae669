// Files to the object store: whole, as the form of a POST policy, or in parts. XMLHttpRequest, because fetch tells nothing of how far an upload is.

import type { MultipartUpload, UploadPolicy } from "../../../shared/schema/public-api.ts";

/** The store answered, with something else than yes. `code` is S3's, or the status. */
export class StoreRefused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the store refused the file: ${code}`);
    this.code = code;
  }
}

/** The connection broke off. */
export class BrokenOff extends Error {}

export type SendOptions = {
  readonly file: File;
  readonly contentType: string;
  readonly signal: AbortSignal;
  onProgress(sentBytes: number, totalBytes: number): void;
};

/** Sends the fields, then the file as S3 wants them. Throws StoreRefused, BrokenOff, or the signal's reason. */
export async function postForm(
  policy: Pick<UploadPolicy, "uploadUrl" | "form">,
  { file, contentType, signal, onProgress }: SendOptions,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(policy.form)) form.append(name, value);
  form.append("file", new Blob([file], { type: contentType }), file.name);
  await send("POST", policy.uploadUrl, form, signal, onProgress);
}

/** A part whose connection broke is put again this often. */
const PART_TRIES = 3;

/** Sends one part after another. Throws as postForm does. */
export async function putParts(
  parts: MultipartUpload["parts"],
  { file, signal, onProgress }: SendOptions,
): Promise<void> {
  let sentBytes = 0;
  for (const { url, sizeBytes } of parts) {
    const part = file.slice(sentBytes, sentBytes + sizeBytes);
    const before = sentBytes;
    for (let tries = 1; ; tries++)
      try {
        await send("PUT", url, part, signal, (sent) => onProgress(before + sent, file.size));
        break;
      } catch (error) {
        if (!(error instanceof BrokenOff) || tries >= PART_TRIES) throw error;
      }
    sentBytes += sizeBytes;
  }
}

function send(
  method: "POST" | "PUT",
  url: string,
  body: FormData | Blob,
  signal: AbortSignal,
  onProgress: SendOptions["onProgress"],
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded, event.total));
    request.addEventListener("load", () => {
      if (request.status < 300) resolve();
      else reject(new StoreRefused(refusalCode(request.responseText) ?? String(request.status)));
    });
    request.addEventListener("error", () => reject(new BrokenOff("the upload broke off")));
    request.addEventListener("abort", () => reject(signal.reason));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}

/** The code of S3's error document, or null. */
export function refusalCode(body: string): string | null {
  return /<Code>([^<]{1,100})<\/Code>/.exec(body)?.[1] ?? null;
}
