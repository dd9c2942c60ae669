// A file on its way to the object store, with how much has left where a terminal watches.

import type { MultipartUpload, UploadPolicy } from "../../shared/schema/public-api.ts";
import { VisitFailed } from "../visitor/visit-failed.ts";
import { postForm } from "./multipart.ts";

/** A part whose connection broke is put again this often. */
const PART_TRIES = 3;

export type SentFile = { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array };

/** Posts the form with the file last. Throws VisitFailed with the store's own words. */
export async function sendWhole(policy: UploadPolicy, file: SentFile): Promise<void> {
  const showPercent = percentLine();
  const answer = await postForm({
    url: policy.uploadUrl,
    fields: policy.form,
    file,
    onProgress: (sentBytes, totalBytes) => showPercent(sentBytes / totalBytes),
  }).catch((error: unknown) => {
    throw brokenOff(policy.uploadUrl, error);
  });
  showPercent(null);
  if (answer.status >= 300) throw refused(answer.status, answer.body);
}

/** Puts one part after another. Throws VisitFailed with the store's own words. */
export async function sendInParts(upload: MultipartUpload, { bytes }: SentFile): Promise<void> {
  const showPercent = percentLine();
  let at = 0;
  for (const { sizeBytes, url } of upload.parts) {
    await putPart(url, bytes.subarray(at, at + sizeBytes));
    at += sizeBytes;
    showPercent(at / bytes.byteLength);
  }
  showPercent(null);
}

async function putPart(url: string, part: Uint8Array): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const answer = await fetch(url, { method: "PUT", body: part });
      if (answer.ok) return;
      throw refused(answer.status, await answer.text());
    } catch (error) {
      if (error instanceof VisitFailed) throw error;
      if (tries >= PART_TRIES) throw brokenOff(new URL(url).origin, error);
    }
  }
}

/** Tells a share from 0 to 1 on one line of a terminal; null wipes it. */
function percentLine(): (share: number | null) => void {
  if (process.stdout.isTTY !== true) return () => {};
  let shownPercent = -1;
  return (share) => {
    if (share === null) return void process.stdout.write("\r\u001b[K");
    const percent = Math.floor(share * 100);
    if (percent === shownPercent) return;
    shownPercent = percent;
    process.stdout.write(`\r  sending ${percent} %`);
  };
}

function brokenOff(url: string, error: unknown): VisitFailed {
  return new VisitFailed(
    `The upload to ${url} broke off: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function refused(status: number, body: string): VisitFailed {
  const code = /<Code>([^<]*)<\/Code>/.exec(body)?.[1] ?? String(status);
  const message = /<Message>([^<]*)<\/Message>/.exec(body)?.[1] ?? body.slice(0, 300);
  return new VisitFailed(`The store refused the file [${code}]: ${message}`);
}
