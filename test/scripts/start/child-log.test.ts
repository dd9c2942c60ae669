import { expect, test } from "bun:test";
import { shownLine } from "../../../scripts/start/child-log.ts";

const line = (level: string, fields: object = {}) =>
  JSON.stringify({
    at: "2026-11-25T12:34:56.789Z",
    level,
    process: "edge",
    event: "http.request",
    ...fields,
  });

test("warnings and errors are shown, the rest only when asked for", () => {
  expect(shownLine("edge", line("info"), false)).toBeNull();
  expect(shownLine("edge", line("info", { status: 200 }), true)).toBe(
    "12:34:56.789 info  edge    http.request status=200",
  );
  expect(shownLine("edge", line("warn"), false)).toContain("warn");
});

test("an error is shown by its message, without its stack", () => {
  const shown = shownLine("edge", line("error", { error: { message: "it broke", stack: "at x" } }), false);
  expect(shown).toEndWith('error="it broke"');
});

test("what is no log line is shown under the process's name", () => {
  expect(shownLine("room", "Segmentation fault", false)).toBe("room: Segmentation fault");
  expect(shownLine("room", '{"not": "finished', false)).toBe('room: {"not": "finished');
  expect(shownLine("room", "  ", false)).toBeNull();
});
