// Executables of our four processes: Bun itself with one bundle in it, which needs neither a checkout nor node_modules beside it.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { embedFiles } from "./embed.ts";

const ROOT = join(import.meta.dir, "../..");

/** By the name of the file, which entry it is made of. */
export const EXECUTABLES = {
  "hiroba-origin": "origin/entry/bun.ts",
  "hiroba-worker": "origin/ugc/entry/executable.ts",
  "hiroba-edge": "edge/entry/bun.ts",
  "hiroba-room": "room/main.ts",
} as const;
export type ExecutableName = keyof typeof EXECUTABLES;
export const executableNames = Object.keys(EXECUTABLES) as readonly ExecutableName[];

export type BuildExecutablesOptions = {
  /** Where they go; it is there. */
  readonly folder: string;
  /** The built page, which the edge gets. */
  readonly pageDir: string;
  readonly build: string;
};

/** Writes them, for the system and processor this runs on. Throws what the bundler says, and Error where a file that ought to be in one is in none. */
export async function buildExecutables({ folder, pageDir, build }: BuildExecutablesOptions): Promise<void> {
  const embedded = await embedFiles(pageDir);
  for (const [name, entry] of Object.entries(EXECUTABLES)) {
    const outfile = join(folder, name);
    await Bun.build({
      entrypoints: [join(ROOT, entry)],
      target: "bun",
      // Not minified: the runtime is a hundred megabytes, and people read stack traces.
      sourcemap: "inline",
      define: defineOf(build),
      plugins: [embedded.plugin],
      // Its configuration is its environment, never a file that happens to be in the folder it is started in.
      compile: { outfile, autoloadDotenv: false, autoloadBunfig: false },
    });
    // The map is in the executable too.
    await rm(`${outfile}.map`, { force: true });
  }
  const missed = embedded.missed();
  if (missed.length > 0) throw new Error(`no executable has these in it: ${missed.join(", ")}`);
}

/** What shared/build.ts leaves to the bundler. */
export function defineOf(build: string): Record<string, string> {
  return { HIROBA_BUILD: JSON.stringify(build) };
}
