// Builds the page into a folder the edge serves: index.html and files named by their content. Runs on Bun:
// `bun edge/web/build.ts <folder>`. The avatar check is built first, because the page has to know its worker's name.

import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as z from "zod";

const HERE = import.meta.dir;
/** Lists what the build put beside it: what a person has in the folder they named may be called anything. */
const LIST_FILE = "built-files.json";
/** Plain names only, so that a list somebody wrote leads nowhere else. */
const listSchema = z.array(z.string().regex(/^[\w-][\w.-]*$/));
const CHUNK_MIN_BYTES = 16_384;
const NAMING = { entry: "[name]-[hash].[ext]", chunk: "chunk-[hash].[ext]", asset: "[name]-[hash].[ext]" };

export type BuildPageOptions = {
  /** Source maps beside the files, linked from them. Default true. */
  readonly sourceMaps?: boolean;
};

/**
 * Builds the page. `outDir` is made when it is not there. Files the last build listed there in built-files.json go, files
 * called as the new ones are written over, others stay. Throws AggregateError with the bundler's messages, and Error when
 * the list is not one that a build wrote.
 */
export async function buildPage(outDir: string, options: BuildPageOptions = {}): Promise<void> {
  await mkdir(outDir, { recursive: true });
  await Promise.all((await listed(outDir)).map((name) => rm(join(outDir, name), { force: true })));

  const common = {
    outdir: outDir,
    target: "browser",
    minify: true,
    sourcemap: options.sourceMaps === false ? "none" : "linked",
    // What the browser asks for must not depend on how deep the path is at which the page was opened.
    publicPath: "/",
  } as const;
  const production = { "process.env.NODE_ENV": '"production"' };
  const worker = await Bun.build({
    ...common,
    entrypoints: [join(HERE, "upload/check-worker.ts")],
    naming: NAMING,
    define: production,
  });
  const workerFile = worker.outputs.find((output) => output.kind === "entry-point");
  if (workerFile === undefined) throw new Error("the bundler made no file of upload/check-worker.ts");
  const page = await Bun.build({
    ...common,
    entrypoints: [join(HERE, "index.html")],
    naming: { ...NAMING, entry: "[name].[ext]" },
    splitting: true,
    minChunkSize: CHUNK_MIN_BYTES,
    // Without this condition React's and the router's development builds would be shipped.
    conditions: ["production"],
    define: {
      ...production,
      AVATAR_CHECK_WORKER_PATH: JSON.stringify(`/${basename(workerFile.path)}`),
    },
  });
  const built = [...worker.outputs, ...page.outputs].map(({ path }) => basename(path));
  await writeFile(join(outDir, LIST_FILE), `${JSON.stringify(built.toSorted(), null, 2)}\n`);
}

/** What the last build put into the folder; nothing when there was none. */
async function listed(outDir: string): Promise<readonly string[]> {
  const list = Bun.file(join(outDir, LIST_FILE));
  if (!(await list.exists())) return [];
  return listSchema.parse(await list.json());
}

if (import.meta.main) {
  const outDir = Bun.argv[2];
  if (outDir === undefined) {
    console.error("usage: bun edge/web/build.ts <folder>");
    process.exit(64);
  }
  await buildPage(outDir);
}
