import { describe, expect, test } from "bun:test";
import { newChatLog, recentLines, rememberLine } from "../../../room/state/chat-log.ts";
import { evidenceOf } from "../../../room/state/evidence.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import {
  EVIDENCE_LINES_MAX,
  EVIDENCE_LINES_MAX_BYTES,
  EVIDENCE_LINES_MAX_MS,
  roomEvidenceSchema,
} from "../../../shared/schema/room-evidence.ts";
import { ALL_CAPABILITIES, Square } from "../support.ts";
import { standAt } from "../voices.ts";

const A = userIdSchema.parse("usr_a");
const line = (text: string, atMs = 0) => ({ user: A, name: "a", text, atMs });
const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);

describe("[MOD-10] what a room remembers of its chat", () => {
  test("is so many lines, the newest", () => {
    const log = newChatLog();
    for (let count = 0; count < EVIDENCE_LINES_MAX + 5; count++) rememberLine(log, line(String(count)));
    expect(recentLines(log, 0)).toHaveLength(EVIDENCE_LINES_MAX);
    expect(texts(recentLines(log, 0)).slice(0, 2)).toEqual(["5", "6"]);
  });

  test("is so many bytes of text, however long the lines", () => {
    const log = newChatLog();
    for (let count = 0; count < 50; count++) rememberLine(log, line(`${count}${"あ".repeat(998)}`));
    const bytes = new TextEncoder().encode(texts(recentLines(log, 0)).join("")).length;
    expect(bytes).toBeLessThanOrEqual(EVIDENCE_LINES_MAX_BYTES);
    expect(texts(recentLines(log, 0)).at(-1)).toStartWith("49");
    for (let count = 0; count < 20; count++) rememberLine(log, line("short"));
    expect(recentLines(log, 0).length).toBeGreaterThan(20);
  });

  test("is none that is too old", () => {
    const log = newChatLog();
    rememberLine(log, line("old", 0));
    rememberLine(log, line("new", 1));
    expect(texts(recentLines(log, EVIDENCE_LINES_MAX_MS + 1))).toEqual(["new"]);
  });
});

describe("[MOD-10] what a room says of itself for a report", () => {
  test("is who is here and where, ghosts without a place, and what was said and let through", () => {
    const square = new Square();
    const a = square.enter("a", { capabilities: ALL_CAPABILITIES });
    square.enter("look", { capabilities: ALL_CAPABILITIES, ghost: true });
    standAt(a, 3);
    a.frame({ kind: "chat", message: { text: "hello" } });
    const evidence = roomEvidenceSchema.parse(evidenceOf(square.room, square.nowMs));
    expect(evidence.people).toMatchObject([
      { user: "usr_a", name: "a", seat: "visible", position: [3, 0, 0], silenced: false },
      { user: "usr_look", seat: "ghost", position: null },
    ]);
    expect(evidence.lines).toEqual([line("hello", square.nowMs)]);
  });
});
