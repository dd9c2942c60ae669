import { expect, test } from "bun:test";
import { findMisnamed, renderResults } from "../../scripts/check.ts";

test("file names are in kebab-case, folders too", () => {
  expect(
    findMisnamed([
      "room/loop.ts",
      "shared/avatar/vrm0.ts",
      "test/room/pubsub/topic-tree.test.ts",
      "edge/web/room-page.tsx",
      "edge/web/RoomPage.tsx",
      "shared/json_scan.ts",
      "room/openRoom/main.ts",
    ]),
  ).toEqual([
    "edge/web/RoomPage.tsx is not in kebab-case",
    "shared/json_scan.ts is not in kebab-case",
    "room/openRoom/main.ts is not in kebab-case",
  ]);
});

test("what failed is in the table and in full below it, what is well is in the table alone", () => {
  const printed = renderResults([
    { name: "types", problems: [], tookMs: 1234 },
    { name: "imports", problems: ["a imports b", "c imports d"], tookMs: 12 },
  ]);
  expect(printed).toBe(
    [
      "types    ok        1.2 s",
      "imports  FAILED    0.0 s",
      "",
      "── imports ──",
      "a imports b",
      "c imports d",
    ].join("\n"),
  );
});
