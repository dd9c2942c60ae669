// The script of the page that photographs avatars, built once per process from the sources in studio/. In an executable this
// file is another, which has the script in itself (scripts/build/embed.ts).

import { join } from "node:path";

let bundle: Promise<string> | null = null;

/** Throws what the bundler says. */
export function studioScript(): Promise<string> {
  bundle ??= buildStudio();
  return bundle;
}

async function buildStudio(): Promise<string> {
  const built = await Bun.build({
    entrypoints: [join(import.meta.dir, "studio/studio.ts")],
    target: "browser",
    format: "iife",
    minify: true,
  });
  const [script] = built.outputs;
  if (script === undefined) throw new Error("the bundler made no studio");
  return await script.text();
}
