// Log lines of child processes on their way to a person: JSON becomes a readable line, quiet ones are left to the files.

import { prettyLine } from "../../shared/http/log.ts";

const LOUD = new Set(["warn", "error"]);

/** The line as it is shown, or null when only `verbose` would show it. What is no log line of ours (a crash) is always shown. */
export function shownLine(service: string, line: string, verbose: boolean): string | null {
  const parsed = parseObject(line);
  if (parsed === null) return line.trim() === "" ? null : `${service}: ${line}`;
  const { at, level, process, event, ...fields } = parsed;
  if (!verbose && !LOUD.has(String(level))) return null;
  const told = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, inShort(value)]));
  return prettyLine(String(at), String(level), String(process), String(event), told);
}

/** An error's message without its stack, which the log file has. */
function inShort(value: unknown): unknown {
  const isError = typeof value === "object" && value !== null && "stack" in value && "message" in value;
  return isError ? value.message : value;
}

function parseObject(line: string): Record<string, unknown> | null {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}
