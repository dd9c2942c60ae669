// The last lines of chat, kept in memory alone: what a room can say of itself should somebody report what happened there. Bounded
// in lines, bytes and age. SPEC [MOD-10]

import type { UserId } from "../../shared/schema/ids.ts";
import {
  EVIDENCE_LINES_MAX,
  EVIDENCE_LINES_MAX_BYTES,
  EVIDENCE_LINES_MAX_MS,
} from "../../shared/schema/room-evidence.ts";

export type LoggedLine = {
  readonly user: UserId;
  readonly name: string;
  readonly text: string;
  readonly atMs: number;
};

export type ChatLog = { readonly lines: LoggedLine[]; textBytes: number };

export function newChatLog(): ChatLog {
  return { lines: [], textBytes: 0 };
}

/** Keeps a line as the newest; the oldest go as far as it takes. */
export function rememberLine(log: ChatLog, line: LoggedLine): void {
  log.lines.push(line);
  log.textBytes += bytesOf(line);
  while (log.lines.length > EVIDENCE_LINES_MAX || log.textBytes > EVIDENCE_LINES_MAX_BYTES) forgetOldest(log);
}

/** The oldest first. What is too old by `nowMs` is forgotten. */
export function recentLines(log: ChatLog, nowMs: number): readonly LoggedLine[] {
  for (let [oldest] = log.lines; oldest !== undefined; [oldest] = log.lines) {
    if (nowMs - oldest.atMs <= EVIDENCE_LINES_MAX_MS) break;
    forgetOldest(log);
  }
  return log.lines;
}

function forgetOldest(log: ChatLog): void {
  const gone = log.lines.shift();
  if (gone !== undefined) log.textBytes -= bytesOf(gone);
}

/** Reckoned high: a UTF-16 unit is at most three bytes of UTF-8. */
function bytesOf({ text }: LoggedLine): number {
  return 3 * text.length;
}
