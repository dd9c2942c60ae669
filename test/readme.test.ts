// The maps must not lie: what README and its Japanese twin name, there is; what there is to name, both name.

import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import packageJson from "../package.json";
import { API_PAGE } from "../scripts/readme/api.ts";
import {
  CONFIGURATION_PAGE,
  configurationRows,
  configurationTable,
} from "../scripts/readme/configuration.ts";

const ROOT = join(import.meta.dir, "..");
const read = (path: string) => Bun.file(join(ROOT, path)).text();
const MAPS = ["README.md", "README.ja.md"] as const;
const TWINS = [{ english: MAPS[0], japanese: MAPS[1] }, API_PAGE, CONFIGURATION_PAGE] as const;
const IN_BOTH = TWINS.flatMap(({ english, japanese }) => [english, japanese]);
const PAGES = [
  ...IN_BOTH,
  "room/README.md",
  "origin/README.md",
  "edge/README.md",
  "shared/README.md",
  "scripts/README.md",
  "test/README.md",
  "shared/protocol/SPEC.md",
  "CHANGELOG.md",
];

/** Paths in back ticks whose first folder is one of ours: `room/loop.ts`, `shared/protocol/`. */
function pathsIn(markdown: string): string[] {
  const found = markdown.matchAll(/`((?:edge|origin|room|shared|scripts|test)\/[\w./-]*)`/g);
  return [...new Set([...found].map(([, path = ""]) => path))];
}

/** A page with the cells of its tables as narrow as they go: the formatter pads them. */
function narrow(markdown: string): string {
  return markdown.replace(/ +\|/g, " |").replace(/-{4,}/g, "---");
}

/** What a reader would skip in another language: headings' levels, code blocks and tables, in order. */
function skeleton(markdown: string): string[] {
  const lines = markdown.split("\n");
  return lines
    .filter((line) => /^(#+ |```)/.test(line))
    .map((line) => (line.startsWith("```") ? line : line.replace(/ .*/, "")));
}

describe("the maps", () => {
  for (const page of PAGES) {
    test(`every path ${page} names exists`, async () => {
      const missing = pathsIn(await read(page)).filter((path) => !existsSync(join(ROOT, path)));
      expect(missing).toEqual([]);
    });
  }

  for (const top of ["shared", "scripts", "test"])
    test(`${top}/README.md names every folder there is`, async () => {
      const text = await read(`${top}/README.md`);
      const folders = readdirSync(join(ROOT, top), { withFileTypes: true }).filter((one) =>
        one.isDirectory(),
      );
      const named = folders.map(({ name }) => `\`${top}/${name}/\``);
      expect(named.filter((name) => !text.includes(name))).toEqual([]);
    });

  for (const map of MAPS) {
    test(`${map} has a sentence for every runtime dependency`, async () => {
      const text = await read(map);
      const names = Object.keys(packageJson.dependencies);
      expect(names.filter((name) => !text.includes(`| \`${name}\``))).toEqual([]);
    });
  }

  for (const page of IN_BOTH) {
    test(`every \`bun run\` command in ${page} is one package.json has`, async () => {
      const commands = [...(await read(page)).matchAll(/bun(?:@[\d.]+)? run ([a-z][\w:-]*)/g)].map(
        ([, name = ""]) => name,
      );
      const scripts: Readonly<Record<string, string>> = packageJson.scripts;
      expect([...new Set(commands)].filter((name) => scripts[name] === undefined)).toEqual([]);
    });
  }

  test("the configuration is what the processes read", async () => {
    expect(narrow(await read(CONFIGURATION_PAGE.english))).toContain(narrow(configurationTable()));
    const japanese = narrow(await read(CONFIGURATION_PAGE.japanese));
    const missing = configurationRows().filter(
      ({ variable, defaultText, readBy }) =>
        !japanese.includes(`| \`${variable}\` | ${defaultText} | ${readBy} | `),
    );
    expect(missing).toEqual([]);
  });

  for (const { english, japanese } of TWINS)
    test(`${japanese} has the same headings, code and order as ${english}`, async () => {
      expect(skeleton(await read(japanese))).toEqual(skeleton(await read(english)));
    });
});
