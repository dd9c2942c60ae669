import { expect, test } from "bun:test";
import { createSteps, table } from "../../../scripts/start/terminal.ts";

const screen = (isTerminal: boolean) => {
  const written: string[] = [];
  return { written, isTerminal, columns: 80, write: (text: string) => void written.push(text) };
};

test("without a terminal each step is one line, written when it is over", async () => {
  const plain = screen(false);
  let nowMs = 0;
  const steps = createSteps(plain, ["database", "door"], () => nowMs);
  await steps.run("door", async () => {
    nowMs = 1_500;
  });
  const failed = steps.run("database", () => Promise.reject(new Error("no"))).catch(() => "failed");
  expect(await failed).toBe("failed");
  steps.end();
  expect(plain.written).toEqual(["  ✓ door  1.5 s\n", "  ✗ database  0.0 s\n"]);
});

test("on a terminal all steps are drawn at once, and drawn over", async () => {
  const terminal = screen(true);
  const steps = createSteps(terminal, ["database", "door"], () => 0);
  expect(terminal.written[0]).toBe("\x1b[2K  · database\n\x1b[2K  · door\n");
  await steps.run("database", async () => {});
  steps.end();
  expect(terminal.written.at(-1)).toBe("\x1b[2A\x1b[2K  ✓ database  0.0 s\n\x1b[2K  · door\n");
});

test("a table is as wide as its cells", () => {
  expect(
    table([
      ["a", "bb", "c"],
      ["aaa", "b", ""],
    ]),
  ).toBe("  a     bb   c\n  aaa   b");
});
