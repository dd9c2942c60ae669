// Heads of HTTP/1 requests, pure and bounded: what a port that is mostly WebSocket has to know of HTTP. No bodies, no second
// request on a connection, nothing forgiven: whoever writes a head right is understood, whoever does not gets a status.

/** From the first byte of the request line to the empty line. */
export const HEAD_MAX_BYTES = 8 * 1024;
const HEADERS_MAX = 64;

export type RequestHead = {
  readonly method: string;
  /** As it was asked for: a path with its query, or a whole URL. */
  readonly target: string;
  readonly version: "1.0" | "1.1";
  /** By lower-case name. What was said more than once is joined by commas, as RFC 9110 5.3 has it. */
  readonly headers: ReadonlyMap<string, string>;
};

/** A request that is not served, with the status that says so. */
export class HeadError extends Error {
  readonly status: 400 | 431 | 505;
  constructor(status: 400 | 431 | 505, message: string) {
    super(message);
    this.status = status;
  }
}

/** An empty line, with the end of the line before. */
const END_BYTES = 4;
const CR = 13;
const LF = 10;

/**
 * Where the head ends, past its empty line; null while that has not come. Looks no further back than `from`.
 * Throws: HeadError 431 when there is none within HEAD_MAX_BYTES.
 */
export function findHeadEnd(bytes: Uint8Array, from: number): number | null {
  for (let at = bytes.indexOf(LF, Math.max(from, 3)); at !== -1; at = bytes.indexOf(LF, at + 1)) {
    if (at >= HEAD_MAX_BYTES) break;
    if (bytes[at - 1] === CR && bytes[at - 2] === LF && bytes[at - 3] === CR) return at + 1;
  }
  if (bytes.length >= HEAD_MAX_BYTES)
    throw new HeadError(431, `a request's head has at most ${HEAD_MAX_BYTES} bytes`);
  return null;
}

const REQUEST_LINE = /^([A-Z]{1,16}) (\S+) HTTP\/(\d\.\d)$/;
/** RFC 9110 5.1 and 5.5: a token, a colon, no control characters; so no folded lines either. */
const HEADER_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([\t -~\x80-\xff]*)$/;

/** Reads a whole head. Throws HeadError. */
export function parseHead(bytes: Uint8Array): RequestHead {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - END_BYTES).toString("latin1");
  const [requestLine = "", ...lines] = text.split("\r\n");
  const [, method, target, version] = REQUEST_LINE.exec(requestLine) ?? [];
  if (method === undefined || target === undefined) throw new HeadError(400, "not a request line");
  if (version !== "1.1" && version !== "1.0") throw new HeadError(505, "HTTP/1.1 is spoken here");
  if (lines.length > HEADERS_MAX) throw new HeadError(431, `at most ${HEADERS_MAX} headers`);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = HEADER_LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new HeadError(400, "not a header line");
    const key = name.toLowerCase();
    const before = headers.get(key);
    if (key === "host" && before !== undefined) throw new HeadError(400, "more than one Host");
    headers.set(key, before === undefined ? value.trim() : `${before}, ${value.trim()}`);
  }
  // RFC 9112 3.2, also where it makes no difference who is meant.
  if (version === "1.1" && !headers.has("host")) throw new HeadError(400, "the Host is missing");
  return { method, target, version, headers };
}

/** The members of a comma-separated header; none when it is absent. */
export function listOf(head: RequestHead, name: string): string[] {
  return (head.headers.get(name) ?? "").split(",").map((member) => member.trim());
}
