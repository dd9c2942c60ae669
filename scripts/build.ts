// bun run build [-- folder]: everything that is deployed, into dist/ or that folder: the page, the edge for workerd, and an
// executable of each of our processes. The page alone: bun run build:web.

import { mkdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { edgeSettings } from "../edge/config.ts";
import { buildWorkerd } from "../edge/entry/build-workerd.ts";
import { buildPage } from "../edge/web/build.ts";
import { readEnv } from "../shared/env.ts";
import { thisBuildName } from "./build/build-name.ts";
import { buildExecutables, defineOf, executableNames } from "./build/executables.ts";

const ROOT = join(import.meta.dir, "..");
const EX_USAGE = 64;

/** Builds all of it into `folder`, which is made. Throws what the bundler says. */
export async function buildAll(folder: string, build: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const pageDir = join(folder, "web");
  await buildPage(pageDir);
  const { bind, port } = edgeSettings;
  const listener = readEnv(process.env, { bind, port });
  await buildWorkerd(join(folder, "workerd"), { ...listener, webDir: pageDir }, defineOf(build));
  await buildExecutables({ folder, pageDir, build });
}

if (import.meta.main) {
  const [folder, ...others] = process.argv.slice(2).filter((arg) => arg !== "--");
  if (others.length > 0 || folder?.startsWith("-")) {
    console.error("usage: bun run build [-- folder]");
    process.exit(EX_USAGE);
  }
  const outDir = resolve(folder ?? join(ROOT, "dist"));
  const startedAtMs = performance.now();
  const build = thisBuildName();
  await buildAll(outDir, build);
  for (const name of executableNames) {
    const { size } = await stat(join(outDir, name));
    console.log(`${name.padEnd(14)} ${Math.round(size / 1e6)} MB`);
  }
  console.log(`${build} is in ${outDir}, made in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`);
}
