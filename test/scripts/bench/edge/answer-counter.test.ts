import { describe, expect, test } from "bun:test";
import { createAnswerCounter } from "../../../../scripts/bench/edge/answer-counter.ts";

const LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\netag: x\r\n\r\nhello";
const CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
const NOT_MODIFIED = 'HTTP/1.1 304 Not Modified\r\netag: "x"\r\n\r\n';
const AWAY = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 2\r\n\r\n{}";

/** Everything at once, and byte by byte. */
function counted(status: number, stream: string) {
  const bytes = Buffer.from(stream);
  const byByte = createAnswerCounter(status);
  const sum = { answers: 0, failures: 0 };
  for (const at of bytes.keys()) {
    const { answers, failures } = byByte(bytes.subarray(at, at + 1));
    sum.answers += answers;
    sum.failures += failures;
  }
  return { whole: createAnswerCounter(status)(bytes), byByte: sum };
}

describe("the counter of answers", () => {
  test.each([
    ["of a length", 200, LENGTH],
    ["in chunks", 200, CHUNKED],
    ["without a body", 304, NOT_MODIFIED],
  ])("counts answers %s, in whatever pieces they come", (_, status, answer) => {
    const three = { answers: 3, failures: 0 };
    expect(counted(status, answer.repeat(3))).toEqual({ whole: three, byByte: three });
  });

  test("waits for the end of one that is not whole", () => {
    expect(createAnswerCounter(200)(Buffer.from(LENGTH.slice(0, -1)))).toEqual({ answers: 0, failures: 0 });
  });

  test("tells an answer of another status from the wanted", () => {
    const told = { answers: 2, failures: 1 };
    expect(counted(200, LENGTH + AWAY)).toEqual({ whole: told, byByte: told });
  });
});
