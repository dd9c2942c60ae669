// multipart/form-data over node:http: fetch tells nobody how much of a body has left, and S3 wants its length beforehand.

import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

const CHUNK_BYTES = 64 * 1024;

export type FormPost = {
  readonly url: string;
  /** Sent in this order, before the file: S3 ignores what follows it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array };
  readonly onProgress: (sentBytes: number, totalBytes: number) => void;
};

/** Posts the form. Returns status and body; throws what the connection throws. */
export async function postForm(post: FormPost): Promise<{ status: number; body: string }> {
  const boundary = `hiroba-${crypto.randomUUID()}`;
  const head = Object.entries(post.fields).map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  );
  head.push(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(post.file.name)}"\r\n`,
    `Content-Type: ${post.file.contentType}\r\n\r\n`,
  );
  const parts = [Buffer.from(head.join("")), post.file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)];
  const url = new URL(post.url);
  const open = url.protocol === "https:" ? httpsRequest : httpRequest;
  const request = open(url, {
    method: "POST",
    headers: {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      "content-length": parts.reduce((sum, part) => sum + part.byteLength, 0),
    },
  });
  const answered = new Promise<{ status: number; body: string }>((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
  });
  const sent = (async () => {
    let sentBytes = 0;
    for (const part of parts)
      for (let at = 0; at < part.byteLength; at += CHUNK_BYTES) {
        const chunk = part.subarray(at, at + CHUNK_BYTES);
        if (!request.write(chunk)) await once(request, "drain");
        if (part !== post.file.bytes) continue;
        sentBytes += chunk.byteLength;
        post.onProgress(sentBytes, part.byteLength);
      }
    request.end();
    return answered;
  })();
  // A store that refuses early answers before everything is sent, and then nothing drains any more.
  return Promise.race([answered, sent]);
}

/** WHATWG HTML, multipart/form-data encoding: these three would end the quoted string. */
function quoted(text: string): string {
  return text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
