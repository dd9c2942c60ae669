// Structured logs: one line of JSON per event in production, a readable line on a terminal. Web-standard: the rim hands in `write`.

import type { NowMs } from "../clock.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";
export type LogFields = Readonly<Record<string, unknown>>;
export type LogFormat = "json" | "pretty";

export type Log = {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** The same log with fields on every line, such as a request id. */
  with(fields: LogFields): Log;
};

type LogOptions = {
  /** Which process speaks: edge, origin, room… */
  readonly process: string;
  readonly format: LogFormat;
  readonly nowMs: NowMs;
  readonly write: (line: string) => void;
};

/** Makes a log. `event` is a stable dotted name ("http.request"), the facts go into fields; errors are told with their causes. */
export function createLog(options: LogOptions, bound: LogFields = {}): Log {
  const emit = (level: LogLevel, event: string, fields: LogFields = {}): void => {
    const all = { ...bound, ...fields };
    const at = new Date(options.nowMs()).toISOString();
    options.write(
      options.format === "json"
        ? JSON.stringify({ at, level, process: options.process, event, ...all }, replaceErrors)
        : prettyLine(at, level, options.process, event, all),
    );
  };
  return {
    debug: (event, fields) => emit("debug", event, fields),
    info: (event, fields) => emit("info", event, fields),
    warn: (event, fields) => emit("warn", event, fields),
    error: (event, fields) => emit("error", event, fields),
    with: (fields) => createLog(options, { ...bound, ...fields }),
  };
}

/** A line for people: time of day, level, process, event, then the facts as `name=value`. `at` is ISO 8601. */
export function prettyLine(
  at: string,
  level: string,
  process: string,
  event: string,
  fields: LogFields,
): string {
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${readable(value)}`);
  return [at.slice(11, 23), level.padEnd(5), process.padEnd(7), event, ...rest].join(" ");
}

/** A word as it is. What has spaces or stranger things in quotes and escaped: paths and topics are a stranger's, and must not write lines of ours. */
function readable(value: unknown): string {
  if (typeof value === "string" && !/[\s\p{C}"]/u.test(value)) return value;
  // JSON leaves C1 controls, bidi overrides and their like as they are.
  return (JSON.stringify(value, replaceErrors) ?? "undefined").replace(
    /[\p{C}\u2028\u2029]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function replaceErrors(_name: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (!(value instanceof Error)) return value;
  return {
    name: value.name,
    message: value.message,
    stack: value.stack,
    ...("code" in value ? { code: value.code } : {}),
    ...(value.cause === undefined ? {} : { cause: value.cause }),
  };
}
