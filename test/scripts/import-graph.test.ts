import { describe, expect, test } from "bun:test";
import {
  findCycles,
  findForbiddenImports,
  findRuntimeNames,
  folderArrows,
  type Import,
  importsOf,
} from "../../scripts/import-graph.ts";

const runtime = (from: string, to: string): Import => ({ from, to, kind: "runtime" });

describe("the imports of a file", () => {
  test("are told apart by whether they are there at run time", () => {
    const text = `
import { used } from "./used.ts";
import type { Shape } from "../types/shape.ts";
import {
  type Other,
} from "./only-types.ts";
export { again } from "./again.ts";
export type { Told } from "./told.ts";
import "./effect.ts";
import { readFile } from "node:fs/promises";
type Late = import("./late-type.ts").Late;
const later = await import("./later.ts");
// import { gone } from "./commented.ts";
used(later, readFile);
`;
    expect(importsOf({ path: "room/session/a.ts", text }).sort((a, b) => (a.to < b.to ? -1 : 1))).toEqual([
      { from: "room/session/a.ts", to: "room/session/again.ts", kind: "runtime" },
      { from: "room/session/a.ts", to: "room/session/effect.ts", kind: "runtime" },
      { from: "room/session/a.ts", to: "room/session/late-type.ts", kind: "type" },
      { from: "room/session/a.ts", to: "room/session/later.ts", kind: "runtime" },
      { from: "room/session/a.ts", to: "room/session/only-types.ts", kind: "type" },
      { from: "room/session/a.ts", to: "room/session/told.ts", kind: "type" },
      { from: "room/session/a.ts", to: "room/session/used.ts", kind: "runtime" },
      { from: "room/session/a.ts", to: "room/types/shape.ts", kind: "type" },
    ]);
  });
});

describe("directions", () => {
  const rows: [from: string, to: string, isAllowed: boolean][] = [
    ["shared/ticket.ts", "shared/schema/ids.ts", true],
    ["shared/ticket.ts", "room/config.ts", false],
    ["edge/app.ts", "shared/clock.ts", true],
    ["edge/app.ts", "origin/app.ts", false],
    ["origin/app.ts", "room/loop.ts", false],
    ["room/loop.ts", "edge/app.ts", false],
    ["edge/web/main.tsx", "shared/clock.ts", true],
    ["edge/web/main.tsx", "edge/web/page.tsx", true],
    ["edge/web/main.tsx", "edge/app.ts", false],
    ["edge/app.ts", "edge/web/main.tsx", false],
    ["scripts/start.ts", "room/config.ts", true],
    ["scripts/start.ts", "test/support/square.ts", false],
    ["room/main.ts", "test/room/support.ts", false],
    ["test/room/support.ts", "room/loop.ts", true],
    ["test/readme.test.ts", "package.json", true],
    ["room/loop.ts", "room/session/actor.ts", true],
    ["room/session/actor.ts", "room/state/room.ts", true],
    ["room/session/actor.ts", "room/pubsub/fanout.ts", true],
    ["room/state/chat.ts", "room/session/actor.ts", false],
    ["room/pubsub/fanout.ts", "room/state/room.ts", false],
    ["room/state/chat.ts", "room/effects.ts", true],
    ["room/state/chat.ts", "room/metrics.ts", true],
    ["room/state/chat.ts", "room/metrics/app.ts", false],
    ["room/session/actor.ts", "room/loop.ts", false],
    ["room/transport/tcp.ts", "room/transport/connection.ts", true],
    ["room/transport/tcp.ts", "room/session/actor.ts", false],
    ["room/transport/tcp.ts", "shared/protocol/framer.ts", false],
  ];
  for (const [from, to, isAllowed] of rows)
    test(`${from} ${isAllowed ? "may" : "may not"} import ${to}`, () => {
      const found = findForbiddenImports([runtime(from, to)]);
      expect(found.map((line) => line.split(":")[0])).toEqual(isAllowed ? [] : [`${from} imports ${to}`]);
    });

  test("count for types as they do for code", () => {
    expect(
      findForbiddenImports([{ from: "shared/a.ts", to: "origin/db/schema.ts", kind: "type" }]),
    ).toHaveLength(1);
  });
});

describe("runtimes", () => {
  const named = (path: string, text: string) => findRuntimeNames([{ path, text }]);

  test("are named by entry files, the UGC worker and the other folders only", () => {
    const text = 'import { x } from "node:fs";\nexport const a = () => [Bun.version, process.env["A"], x];\n';
    for (const path of ["edge/entry/bun.ts", "origin/ugc/worker.ts", "room/main.ts"])
      expect(named(path, text)).toEqual([]);
    expect(named("edge/app.ts", text).map((line) => line.split(":")[0])).toEqual([
      "edge/app.ts names Bun",
      "edge/app.ts names process",
      "edge/app.ts names node",
    ]);
    expect(named("origin/app.ts", text)).toHaveLength(2);
  });

  test("are not meant by a comment, a type or a member of that name", () => {
    expect(
      named("edge/app.ts", "// Bun.serve\nexport const log = (o: { process: string }) => o.process.at(0);\n"),
    ).toEqual([]);
  });
});

describe("circles", () => {
  test("at run time are found, each once, and closed", () => {
    const imports = [
      runtime("a.ts", "b.ts"),
      runtime("b.ts", "c.ts"),
      runtime("c.ts", "b.ts"),
      runtime("c.ts", "d.ts"),
      runtime("e.ts", "e.ts"),
    ];
    expect(findCycles(imports)).toEqual([
      ["b.ts", "c.ts", "b.ts"],
      ["e.ts", "e.ts"],
    ]);
  });

  test("are none when one of the arrows is a type's, or when two ways lead to one file", () => {
    expect(findCycles([runtime("a.ts", "b.ts"), { from: "b.ts", to: "a.ts", kind: "type" }])).toEqual([]);
    expect(
      findCycles([
        runtime("a.ts", "b.ts"),
        runtime("a.ts", "c.ts"),
        runtime("b.ts", "d.ts"),
        runtime("c.ts", "d.ts"),
      ]),
    ).toEqual([]);
  });
});

test("the picture counts arrows between folders, and leaves tests out", () => {
  expect(
    folderArrows([
      runtime("room/loop.ts", "room/session/actor.ts"),
      runtime("room/main.ts", "room/session/actor.ts"),
      runtime("room/session/a.ts", "room/session/b.ts"),
      runtime("test/room/a.ts", "room/loop.ts"),
      runtime("room/session/a.ts", "shared/protocol/ext/pose.ts"),
    ]),
  ).toEqual(["room -> room/session (2)", "room/session -> shared/protocol (1)"]);
});
