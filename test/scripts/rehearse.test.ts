// A rolling deploy, rehearsed with real processes and a few people: all of them are replaced and nobody has left.

import { expect, test } from "bun:test";
import { gapsOf, renderRehearsal } from "../../scripts/rehearse/report.ts";

const ROOT = `${import.meta.dir}/../..`;
const REHEARSAL_MAX_MS = 240_000;

async function rehearse(...args: readonly string[]) {
  const child = Bun.spawn([process.execPath, "scripts/rehearse.ts", ...args], {
    cwd: ROOT,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  return { stdout, stderr, exitCode };
}

test(
  "[MOVE-1] [MOVE-3] two origins, two edges and four room hosts are replaced under people, and nothing is lost",
  async () => {
    const { stdout, stderr, exitCode } = await rehearse("--visitors", "6");
    expect([exitCode, stdout, stderr]).toEqual([0, expect.stringContaining("Nothing was lost"), ""]);
    // Each was paid while processes were replaced, and came by webhook; the books were compared at the end.
    expect(Number(/(\d+) tickets bought/.exec(stdout)?.[1])).toBeGreaterThan(0);
    // The host that had the room was one of the four, and everybody in it was sent elsewhere.
    const moved = [...stdout.matchAll(/^ {2}room-\d +(\d+) /gm)].map(([, count]) => Number(count));
    expect(moved).toHaveLength(4);
    expect(Math.max(...moved)).toBe(6);
  },
  REHEARSAL_MAX_MS,
);

test("a rehearsal that is asked for the impossible says what it takes", async () => {
  const { stderr, exitCode } = await rehearse("--visitors", "501");
  expect([exitCode, stderr]).toEqual([
    64,
    expect.stringContaining('--visitors "501" is not a whole number from 1 to 500'),
  ]);
});

test("gaps are of those who were sent elsewhere, and of everybody where nobody was", () => {
  const stay = [10, 20, 30].map((gapMs) => ({ gapMs, moves: 0 }));
  expect(gapsOf(stay)).toEqual({ movedCount: 0, gapP50Ms: 20, gapP99Ms: 30, gapMaxMs: 30 });
  expect(gapsOf([...stay, { gapMs: 400, moves: 1 }])).toMatchObject({ movedCount: 1, gapP50Ms: 400 });
});

test("what went wrong is told, and how much more than is shown", () => {
  const troubles = Array.from({ length: 25 }, (_, index) => `visitor ${index} was sent away`);
  const text = renderRehearsal({ steps: [], reads: 3, writes: 2, tickets: 1, troubles });
  expect(text).toContain("25 things went wrong:");
  expect(text).toContain("… and 5 more");
  expect(renderRehearsal({ steps: [], reads: 3, writes: 2, tickets: 1, troubles: [] })).toContain(
    "Nothing was lost",
  );
});
