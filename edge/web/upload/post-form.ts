// A POST policy form to the object store. XMLHttpRequest, because fetch tells nothing of how far an upload is.

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

export type PostFormOptions = {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly file: File;
  readonly contentType: string;
  readonly signal: AbortSignal;
  onProgress(sentBytes: number, totalBytes: number): void;
};

/** Sends the fields, then the file as S3 wants them. Throws StoreRefused, BrokenOff, or the signal's reason. */
export function postForm(options: PostFormOptions): Promise<void> {
  const { url, fields, file, contentType, signal, onProgress } = options;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new Blob([file], { type: contentType }), file.name);
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded, event.total));
    request.addEventListener("load", () => {
      if (request.status < 300) resolve();
      else reject(new StoreRefused(refusalCode(request.responseText) ?? String(request.status)));
    });
    request.addEventListener("error", () => reject(new BrokenOff("the upload broke off")));
    request.addEventListener("abort", () => reject(signal.reason));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

/** The code of S3's error document, or null. */
export function refusalCode(body: string): string | null {
  return /<Code>([^<]{1,100})<\/Code>/.exec(body)?.[1] ?? null;
}
