import { describe, expect, test } from "bun:test";
import { createLog, type LogFormat } from "../../../shared/http/log.ts";

const NOW_MS = Date.UTC(2026, 10, 24, 1, 2, 3, 4);

function logTo(format: LogFormat) {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  return { lines, log: createLog({ process: "edge", format, nowMs: () => NOW_MS, write }) };
}

describe("a line of the log", () => {
  test("is one JSON object with time, level, process and event, whatever is in its fields", () => {
    const { log, lines } = logTo("json");
    log.info("http.request", { path: "/a\n{}", count: 1n });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("\n");
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      at: "2026-11-24T01:02:03.004Z",
      level: "info",
      process: "edge",
      event: "http.request",
      path: "/a\n{}",
      count: "1",
    });
  });

  test("tells an error with its code and its causes", () => {
    const { log, lines } = logTo("json");
    const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    log.error("http.failed", { error: new Error("no answer", { cause }) });
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: "error",
      error: { message: "no answer", cause: { message: "refused", code: "ECONNREFUSED" } },
    });
  });

  test("carries what was bound to it, and lets a field of its own win", () => {
    const { log, lines } = logTo("json");
    const bound = log.with({ requestId: "r", attempt: 1 });
    bound.with({ room: "x" }).warn("w", { attempt: 2 });
    log.debug("d");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: "warn", requestId: "r", room: "x", attempt: 2 },
      { level: "debug" },
    ]);
    expect(lines[1]).not.toContain("requestId");
  });

  test("on a terminal reads from left to right", () => {
    const { log, lines } = logTo("pretty");
    log.info("edge.listening", { port: 8080, bind: "127.0.0.1" });
    expect(lines).toEqual(["01:02:03.004 info  edge    edge.listening port=8080 bind=127.0.0.1"]);
  });

  test("for people stays one line, and cannot be forged by what a stranger sent", () => {
    const { log, lines } = logTo("pretty");
    log.warn("http.request", {
      path: "/\n12:00:00.000 error edge all is lost\u001b[2J\u009b\u202e",
      status: 404,
    });
    expect(lines).toEqual([
      '01:02:03.004 warn  edge    http.request path="/\\n12:00:00.000 error edge all is lost\\u001b[2J\\u{9b}\\u{202e}" status=404',
    ]);
  });
});
