// Builds the page into a folder the edge serves: index.html and files named by their content. Runs on Bun:
// `bun edge/web/build.ts <folder>`. The avatar check is built first, because the page has to know its worker's name.

import { mkdir, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";

const HERE = import.meta.dir;
/** What an earlier build left, and nothing else: the folder was named by a person. */
const OUR_FILE = /^(index\.html|[\w-]+-[a-z0-9]{8,}\.(js|css|svg)(\.map)?)$/;
const CHUNK_MIN_BYTES = 16_384;
const NAMING = { entry: "[name]-[hash].[ext]", chunk: "chunk-[hash].[ext]", asset: "[name]-[hash].[ext]" };

export type BuildPageOptions = {
  /** Source maps beside the files, linked from them. Default true. */
  readonly sourceMaps?: boolean;
};

/**
 * Builds the page. `outDir` is made when it is not there; files of earlier builds in it go, others stay.
 * Throws AggregateError with the bundler's messages.
 */
export async function buildPage(outDir: string, options: BuildPageOptions = {}): Promise<void> {
  await mkdir(outDir, { recursive: true });
  const old = (await readdir(outDir)).filter((name) => OUR_FILE.test(name));
  await Promise.all(old.map((name) => rm(join(outDir, name))));

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
  await Bun.build({
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
}

if (import.meta.main) {
  const outDir = Bun.argv[2];
  if (outDir === undefined) {
    console.error("usage: bun edge/web/build.ts <folder>");
    process.exit(64);
  }
  await buildPage(outDir);
}
