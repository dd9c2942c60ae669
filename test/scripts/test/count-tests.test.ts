import { expect, test } from "bun:test";
import { countTests } from "../../../scripts/test/count-tests.ts";

test("passed is what neither failed nor was skipped", () => {
  const xml = `<?xml version="1.0"?>\n<testsuites name="bun test" tests="12" assertions="30" failures="2" skipped="3" time="1">`;
  expect(countTests(xml)).toEqual({ passed: 7, failed: 2, skipped: 3 });
});

test("a report without totals is no report", () => {
  expect(() => countTests("<html>")).toThrow("no <testsuites>");
});
