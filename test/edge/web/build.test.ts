import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPage } from "../../../edge/web/build.ts";

/** As edge/routes/page.ts has it: what may be cached for ever. */
const HASHED_NAME = /[-.][a-z0-9]{8,}\.[a-z0-9]+$/i;

const LIST_FILE = "built-files.json";
/** Two of them called as the build might call its own. */
const THEIRS = ["notes.txt", "my-component.js", "chunk-abcdefgh.js"];

let outDir = "";
let names: string[] = [];
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), "hiroba-page-"));
  for (const name of THEIRS) await writeFile(join(outDir, name), "somebody's own");
  await buildPage(outDir);
  // As if the sources had changed since: a file the list names and the next build makes no more.
  const list: string[] = JSON.parse(await read(LIST_FILE));
  await writeFile(join(outDir, "chunk-0ld0ld00.js"), "of the build before");
  await writeFile(join(outDir, LIST_FILE), JSON.stringify([...list, "chunk-0ld0ld00.js", "long-gone.js"]));
  await buildPage(outDir);
  names = await readdir(outDir);
}, 30_000);
afterAll(() => rm(outDir, { recursive: true, force: true }));

const read = (name: string) => readFile(join(outDir, name), "utf8");
/** Files that `name`'s script or page loads before it runs. */
async function loadedFirst(name: string): Promise<string> {
  const text = await read(name);
  const found = [...text.matchAll(/(?:from|src=|href=)\s*["'](?:\.?\/)([\w-]+\.js)["']/g)].map(
    ([, file = ""]) => file,
  );
  const texts = await Promise.all(found.map(read));
  return texts.join("\n");
}

describe("the built page", () => {
  test("has one page, and every other file of it is named by its content", () => {
    const others = names.filter((name) => !["index.html", LIST_FILE, ...THEIRS].includes(name));
    expect(names).toContain("index.html");
    expect(others.length).toBeGreaterThan(3);
    expect(others.filter((name) => !HASHED_NAME.test(name.replace(/\.map$/, "")))).toEqual([]);
  });

  test("names its files from the root, so that it opens at any depth", async () => {
    const html = await read("index.html");
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = ""]) => address);
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) {
      expect(address).toStartWith("/");
      expect(names).toContain(address.slice(1));
    }
  });

  test("brings no three.js to whoever only looks at the list of worlds", async () => {
    const first = await loadedFirst("index.html");
    expect(first).not.toContain("WebGLRenderer");
    const all = await Promise.all(names.filter((name) => name.endsWith(".js")).map(read));
    expect(all.some((text) => text.includes("WebGLRenderer"))).toBe(true);
  });

  test("is React's production build", async () => {
    const all = await Promise.all(names.filter((name) => name.endsWith(".js")).map(read));
    expect(all.join("\n")).not.toContain("react.dev/link/react-devtools");
  });

  test("has no script in the page itself, which the Content-Security-Policy would refuse", async () => {
    expect(await read("index.html")).not.toMatch(/<script(?![^>]*\ssrc=)/);
  });

  test("takes the files of the build before away, and nobody else's", async () => {
    expect(names).not.toContain("chunk-0ld0ld00.js");
    for (const name of THEIRS) expect(await read(name)).toBe("somebody's own");
  });

  test("lists every file it made, and no other", async () => {
    const list: string[] = JSON.parse(await read(LIST_FILE));
    expect(list.toSorted()).toEqual(
      names.filter((name) => ![LIST_FILE, ...THEIRS].includes(name)).toSorted(),
    );
  });

  test("follows no list out of its folder", async () => {
    const other = await mkdtemp(join(tmpdir(), "hiroba-page-"));
    try {
      await writeFile(join(other, LIST_FILE), '["../precious.txt"]');
      await expect(buildPage(other)).rejects.toThrow();
      expect(await readdir(other)).toEqual([LIST_FILE]);
    } finally {
      await rm(other, { recursive: true, force: true });
    }
  });
});
