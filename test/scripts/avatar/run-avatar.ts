// The avatar command as people run it, with an empty environment beside the language: it needs nothing else.

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "../../..");
export const AVATARS = join(ROOT, "test/fixtures/avatars");

export async function runAvatar(args: readonly string[], language = "en_GB.UTF-8") {
  const child = Bun.spawn([process.execPath, "scripts/avatar.ts", ...args], {
    cwd: ROOT,
    env: { LANG: language, PATH: "" },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err, exitCode] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { out, err, exitCode };
}

/** A file of its own, in a new folder. */
export async function fileOf(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "hiroba-avatar-")), name);
  await writeFile(path, bytes);
  return path;
}
