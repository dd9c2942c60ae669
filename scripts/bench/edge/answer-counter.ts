// Counts HTTP/1.1 answers in a stream of bytes, and how many had another status. Knows the two ways a body's end is told:
// Content-Length, and chunks. Pure.

const HEAD_END = "\r\n\r\n";
const LAST_CHUNK = "0\r\n\r\n";
const NO_BODY: ReadonlySet<number> = new Set([204, 304]);

export type Counted = { readonly answers: number; readonly failures: number };

/** Makes a counter of one connection. Give it each chunk as it comes. */
export function createAnswerCounter(status: number): (chunk: Uint8Array) => Counted {
  let held: Buffer = Buffer.alloc(0);
  return (chunk) => {
    held = held.byteLength === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    let answers = 0;
    let failures = 0;
    for (;;) {
      const end = answerEnd(held);
      if (end === null) return { answers, failures };
      answers += 1;
      if (statusOf(held) !== status) failures += 1;
      held = held.subarray(end);
    }
  };
}

function statusOf(answer: Buffer): number {
  return Number(answer.toString("latin1", 9, 12));
}

/** Where the first answer in `bytes` ends, or null when it has not. */
function answerEnd(bytes: Buffer): number | null {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd === -1) return null;
  const bodyAt = headEnd + HEAD_END.length;
  if (NO_BODY.has(statusOf(bytes))) return bodyAt;
  const head = bytes.toString("latin1", 0, headEnd);
  const length = /^content-length: *(\d+)/im.exec(head)?.[1];
  if (length !== undefined) {
    const end = bodyAt + Number(length);
    return end <= bytes.byteLength ? end : null;
  }
  const last = bytes.indexOf(LAST_CHUNK, bodyAt);
  return last === -1 ? null : last + LAST_CHUNK.length;
}
