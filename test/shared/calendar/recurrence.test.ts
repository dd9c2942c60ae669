import { expect, test } from "bun:test";
import { formatRecurrence, parseRecurrence } from "../../../shared/calendar/recurrence.ts";

const canonical = (text: string) => {
  const rule = parseRecurrence(text);
  return rule === null ? null : formatRecurrence(rule);
};

test("a rule is written one way, however it was said", () => {
  const rows = [
    ["FREQ=DAILY", "FREQ=DAILY"],
    ["freq=weekly;byday=fr,mo,FR;interval=1", "FREQ=WEEKLY;BYDAY=MO,FR"],
    ["COUNT=10;FREQ=MONTHLY;BYDAY=+2TU", "FREQ=MONTHLY;BYDAY=2TU;COUNT=10"],
    ["FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SU", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SU"],
    ["FREQ=DAILY;UNTIL=20261231T235959Z", "FREQ=DAILY;UNTIL=20261231T235959Z"],
  ] as const;
  for (const [said, written] of rows) {
    expect(canonical(said)).toBe(written);
    expect(canonical(written)).toBe(written);
  }
});

test("what is no rule, or one beyond what an event may have, is none", () => {
  const rows = [
    "",
    "FREQ=YEARLY",
    "FREQ=HOURLY",
    "INTERVAL=2",
    "FREQ=DAILY;FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=13",
    "FREQ=DAILY;COUNT=367",
    "FREQ=DAILY;COUNT=1;UNTIL=20261231T235959Z",
    "FREQ=DAILY;UNTIL=20261231",
    "FREQ=DAILY;UNTIL=20261331T000000Z",
    "FREQ=WEEKLY;BYDAY=2MO",
    "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=MONTHLY;BYDAY=0MO",
    "FREQ=MONTHLY;BYDAY=-MO",
    "FREQ=MONTHLY;BYMONTHDAY=3",
    "FREQ=WEEKLY;BYDAY=",
    "FREQ=DAILY\r\nRRULE:FREQ=DAILY",
    `FREQ=WEEKLY;BYDAY=${"MO,".repeat(80)}MO`,
  ];
  expect(rows.filter((text) => canonical(text) !== null)).toEqual([]);
});
