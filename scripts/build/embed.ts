// What an executable has in itself where the sources read files beside them: some modules are others in it, which say the same from
// memory. Each is named here once, with what it exports.

import { join } from "node:path";
import type { BunPlugin } from "bun";
import { readMigrations } from "../../origin/db/migration-files.ts";
import { studioScript } from "../../origin/ugc/thumbnail/studio-script.ts";

const ROOT = join(import.meta.dir, "../..");
/** For whoever debugs the page: a folder that is served may have them, an executable does not. */
const NOT_SERVED = /(\.map|^built-files\.json)$/;

/** By the path of a module from the root, the text of what stands for it. */
type Replacements = ReadonlyMap<string, string>;

const BASIS_FOLDER = "node_modules/ktx2-encoder/dist/basis";
const BASIS_WASM = 'new URL("basis_encoder.wasm",import.meta.url).href';

/** All are made beforehand: the bundler waits for ever when one of its plugins bundles too. */
async function replacementsOf(pageDir: string): Promise<Replacements> {
  return new Map([
    [
      "origin/db/migration-files.ts",
      `export const readMigrations = () => ${JSON.stringify(readMigrations())};`,
    ],
    [
      "origin/ugc/thumbnail/studio-script.ts",
      `export const studioScript = async () => ${JSON.stringify(await studioScript())};`,
    ],
    ["edge/entry/embedded-page.ts", pageModule(pageDir)],
    [`${BASIS_FOLDER}/basis_encoder.js`, await encoderModule()],
  ]);
}

/** The encoder of textures looks for its WebAssembly beside itself. Throws Error for one that looks elsewhere. */
async function encoderModule(): Promise<string> {
  const script = await Bun.file(join(ROOT, BASIS_FOLDER, "basis_encoder.js")).text();
  if (!script.includes(BASIS_WASM)) throw new Error("ktx2-encoder finds its WebAssembly in another way now");
  return `import wasm from "./basis_encoder.wasm" with { type: "file" };\n${script.replace(BASIS_WASM, "wasm")}`;
}

/** Imports every file as a file, which the bundler puts into the executable, and tells where it is there. */
function pageModule(pageDir: string): string {
  const files = [...new Bun.Glob("**/*").scanSync({ cwd: pageDir })]
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !NOT_SERVED.test(path))
    .toSorted();
  const imports = files.map(
    (path, index) => `import file${index} from ${JSON.stringify(join(pageDir, path))} with { type: "file" };`,
  );
  const entries = files.map((path, index) => `[${JSON.stringify(`/${path}`)}, file${index}]`);
  return `${imports.join("\n")}\nexport const embeddedPage = new Map([${entries.join(", ")}]);`;
}

export type Embedding = {
  /** For the bundler. */
  readonly plugin: BunPlugin;
  /** Which the bundler never asked for: modules that are called otherwise now, or that nothing imports. */
  missed(): readonly string[];
};

/** For all executables: each takes what it imports. `pageDir` holds the built page. Throws what the bundler says of the studio. */
export async function embedFiles(pageDir: string): Promise<Embedding> {
  const replacements = await replacementsOf(pageDir);
  const asked = new Set<string>();
  return {
    plugin: {
      name: "embed-files",
      setup(build) {
        for (const [path, contents] of replacements)
          build.onLoad({ filter: new RegExp(`^${RegExp.escape(join(ROOT, path))}$`) }, () => {
            asked.add(path);
            return { contents, loader: "js" };
          });
      },
    },
    missed: () => [...replacements.keys()].filter((path) => !asked.has(path)),
  };
}
