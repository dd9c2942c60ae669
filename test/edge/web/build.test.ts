import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPage } from "../../../edge/web/build.ts";

/** As edge/routes/page.ts has it: what may be cached for ever. */
const HASHED_NAME = /[-.][a-z0-9]{8,}\.[a-z0-9]+$/i;

let outDir = "";
let names: string[] = [];
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), "hiroba-page-"));
  await writeFile(join(outDir, "chunk-0ld0ld00.js"), "of an earlier build");
  await writeFile(join(outDir, "notes.txt"), "somebody's own");
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
    const others = names.filter((name) => !["index.html", "notes.txt"].includes(name));
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

  test("takes the files of earlier builds away, and nobody else's", () => {
    expect(names).not.toContain("chunk-0ld0ld00.js");
    expect(names).toContain("notes.txt");
  });
});
