// multipart/form-data (RFC 7578) as a browser sends an upload: small fields first, then one file, read as it arrives.
// What follows the file is ignored, as S3 ignores it.

import { S3Error } from "./s3-error.ts";

/** S3's own bound on everything before the file. */
const FIELDS_MAX_BYTES = 20_000;
const CRLF = Buffer.from("\r\n");
const HEADER_END = Buffer.from("\r\n\r\n");

export type UploadForm = {
  /** By lower-case name; the last of a repeated field wins nowhere: repetition is refused. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  /** The file's bytes, once. Throws S3Error when the body ends before the closing boundary. */
  readonly file: AsyncIterable<Uint8Array>;
};

/** Reads up to the file's first byte. Throws S3Error MalformedPOSTRequest or MaxPostPreDataLengthExceeded. */
export async function readUploadForm(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<UploadForm> {
  const boundary = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(
    contentType,
  );
  const boundaryText = boundary?.[1] ?? boundary?.[2];
  if (boundaryText === undefined)
    throw malformed("The content type is not multipart/form-data with a boundary");
  const delimiter = Buffer.from(`\r\n--${boundaryText}`);
  const window = new Window(body);
  // The first delimiter has no line end before it; giving it one makes all alike.
  window.prepend(CRLF);

  const fields = new Map<string, string>();
  await window.takeUntil(delimiter, FIELDS_MAX_BYTES);
  while (true) {
    const afterDelimiter = await window.takeUntil(CRLF, FIELDS_MAX_BYTES);
    if (afterDelimiter.subarray(0, 2).toString("latin1") === "--")
      throw new S3Error("InvalidArgument", "POST requires exactly one file upload per request.", {
        ArgumentName: "file",
        ArgumentValue: 0,
      });
    const headers = (await window.takeUntil(HEADER_END, FIELDS_MAX_BYTES)).toString("utf8");
    const { name, fileName } = readDisposition(headers);
    if (name.toLowerCase() === "file")
      return { fields, fileName: fileName ?? "", file: filePart(window, delimiter) };
    if (fields.has(name.toLowerCase()))
      throw new S3Error("InvalidArgument", "POST requires exactly one value for each form field.", {
        ArgumentName: name,
      });
    fields.set(name.toLowerCase(), (await window.takeUntil(delimiter, FIELDS_MAX_BYTES)).toString("utf8"));
    if (window.takenBytes > FIELDS_MAX_BYTES) throw tooLong();
  }
}

function readDisposition(headers: string): { name: string; fileName: string | undefined } {
  const line = headers.split("\r\n").find((h) => /^content-disposition\s*:/i.test(h)) ?? "";
  const parameter = (name: string) =>
    new RegExp(`[;\\s]${name}="((?:[^"\\\\]|\\\\.)*)"`, "i")
      .exec(line)?.[1]
      // Browsers write quotes and line ends as %22, %0D and %0A; curl writes \".
      ?.replaceAll("%22", '"')
      .replaceAll('\\"', '"');
  const name = parameter("name");
  if (name === undefined || name === "") throw malformed("A part of the form has no name");
  return { name, fileName: parameter("filename") };
}

/** Holds back as many bytes as a delimiter could begin in. */
async function* filePart(window: Window, delimiter: Buffer): AsyncGenerator<Uint8Array> {
  while (true) {
    const at = window.held.indexOf(delimiter);
    if (at >= 0) {
      if (at > 0) yield window.take(at);
      return;
    }
    const safeBytes = window.held.length - delimiter.length + 1;
    if (safeBytes > 0) yield window.take(safeBytes);
    await window.more();
  }
}

/** The bytes that came and were not used yet. */
class Window {
  held: Buffer = Buffer.alloc(0);
  takenBytes = 0;
  readonly #source: AsyncIterator<Uint8Array>;

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#source = body[Symbol.asyncIterator]();
  }
  prepend(bytes: Buffer): void {
    this.held = Buffer.concat([bytes, this.held]);
  }
  async more(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done === true) throw new S3Error("IncompleteBody", "The form ends before its closing boundary");
    this.held = Buffer.concat([this.held, value]);
  }
  take(count: number): Buffer {
    const bytes = this.held.subarray(0, count);
    this.held = this.held.subarray(count);
    this.takenBytes += count;
    return bytes;
  }
  /** Everything before `mark`, which is passed over too. */
  async takeUntil(mark: Buffer, maxBytes: number): Promise<Buffer> {
    while (true) {
      const at = this.held.indexOf(mark);
      if (at > maxBytes || (at < 0 && this.held.length > maxBytes + mark.length)) throw tooLong();
      if (at >= 0) {
        const bytes = this.take(at);
        this.take(mark.length);
        return bytes;
      }
      await this.more();
    }
  }
}

function tooLong(): S3Error {
  return new S3Error(
    "MaxPostPreDataLengthExceeded",
    "Your POST request fields preceding the upload file were too large.",
  );
}

function malformed(message: string): S3Error {
  return new S3Error("MalformedPOSTRequest", `The body of your POST request is not well-formed: ${message}`);
}
