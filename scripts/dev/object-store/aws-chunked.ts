// The aws-chunked content coding: chunks with a hexadecimal size, then trailing headers that carry a checksum. SDKs send it for
// streams whose hash they do not know beforehand. Chunks that are signed one by one are not read here.

import { S3Error } from "./s3-error.ts";

const LINE_MAX_BYTES = 4096;

/** Decodes a body; `trailers` is filled once it has been read to its end. Throws S3Error IncompleteBody. */
export async function* decodeAwsChunked(
  body: AsyncIterable<Uint8Array>,
  trailers: Map<string, string>,
): AsyncGenerator<Uint8Array> {
  const source = body[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);

  const more = async (): Promise<void> => {
    const { done, value } = await source.next();
    if (done === true) throw new S3Error("IncompleteBody", "The request body terminated unexpectedly");
    held = held.length === 0 ? value : Buffer.concat([held, value]);
  };
  const line = async (): Promise<string> => {
    while (true) {
      const at = held.indexOf(0x0a);
      if (at >= 0) {
        const text = Buffer.from(held.subarray(0, at)).toString("latin1").replace(/\r$/, "");
        held = held.subarray(at + 1);
        return text;
      }
      if (held.length > LINE_MAX_BYTES)
        throw new S3Error("IncompleteBody", "A chunk header is longer than any real one");
      await more();
    }
  };

  while (true) {
    const header = await line();
    const size = header.split(";")[0] ?? "";
    if (!/^[0-9a-fA-F]{1,8}$/.test(size)) throw new S3Error("IncompleteBody", "A chunk has no size");
    let remainingBytes = Number.parseInt(size, 16);
    if (remainingBytes === 0) break;
    while (remainingBytes > 0) {
      if (held.length === 0) await more();
      const piece = held.subarray(0, remainingBytes);
      held = held.subarray(piece.length);
      remainingBytes -= piece.length;
      if (piece.length > 0) yield piece;
    }
    if ((await line()) !== "") throw new S3Error("IncompleteBody", "A chunk is longer than it says");
  }
  for (let text = await line(); text !== ""; text = await line()) {
    const at = text.indexOf(":");
    trailers.set(text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim());
  }
}
