// Where an avatar's variants go: a folder beside it, each file whole or not there, and never over the avatar itself.

import { mkdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { VisitFailed } from "../../visitor/visit-failed.ts";
import type { MadeVariant } from "./make-variants.ts";

/** What a variant is called: of `me.vrm`, `me-web-lod2.vrm`; of what is no avatar, `.glb`. */
export function variantFileName(
  source: string,
  { profile, level }: Pick<MadeVariant, "profile" | "level">,
  extension: ".vrm" | ".glb" = ".vrm",
): string {
  return `${stemOf(source)}-${profile}-${level}${extension}`;
}

function stemOf(source: string): string {
  return basename(source, extname(source));
}

/** The folder, `<name>-variants` beside the file unless one is named. Throws VisitFailed when it is a file. */
export async function variantsFolder(source: string, named: string | null): Promise<string> {
  const folder = named ?? join(dirname(source), `${stemOf(source)}-variants`);
  const found = await stat(folder).catch(() => null);
  if (found !== null && !found.isDirectory())
    throw new VisitFailed(`${folder} is a file. Name another folder with --out.`);
  return folder;
}

/** Writes one file and the folder it is in, in place only when whole. Throws VisitFailed when that would be over `source`, or cannot be done. */
export async function putFile(
  path: string,
  bytes: Uint8Array | string,
  source: string | null,
): Promise<void> {
  if (source !== null && (await isSameFile(path, source)))
    throw new VisitFailed(`${path} is the upload itself and is left alone. Name another folder with --out.`);
  const unfinished = `${path}.new`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    throw new VisitFailed(`${path} cannot be written (${code ?? message}). Name another folder with --out.`);
  }
}

/** By where names lead to in the end: either may be a link to the other. */
async function isSameFile(path: string, source: string): Promise<boolean> {
  const target = await realpath(path).catch(() => null);
  return target !== null && target === (await realpath(source));
}
