// A disk of its own that is small enough to fill: a tmpfs. Root of Linux alone.

import { mkdtemp, open, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PAGE_BYTES = 4_096;

export type SmallDisk = {
  readonly folder: string;
  /** Something else takes all that is left, but for so many bytes, in whole pages. */
  fill(butBytes?: number): Promise<void>;
  /** That is gone again. */
  clear(): Promise<void>;
  /** Takes it away with all that is on it, once nobody has a file of it open any more. */
  remove(): Promise<void>;
};

/** Whether this process may have one. */
export async function mayMountDisks(): Promise<boolean> {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || Bun.which("mount") === null) return false;
  const disk = await mountSmallDisk(PAGE_BYTES).catch(() => null);
  await disk?.remove();
  return disk !== null;
}

/** Throws what `mount` said. */
export async function mountSmallDisk(maxBytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-small-disk-"));
  try {
    await run("mount", "-t", "tmpfs", "-o", `size=${maxBytes}`, "tmpfs", folder);
  } catch (error) {
    await rmdir(folder);
    throw error;
  }
  const ballast = join(folder, "ballast");
  return {
    folder,
    fill: async (butBytes = 0) => {
      const file = await open(ballast, "a");
      try {
        for (let bytes = 0; bytes <= maxBytes; bytes += PAGE_BYTES)
          await file.appendFile(Buffer.alloc(PAGE_BYTES));
        throw new Error(`${folder} takes more than ${maxBytes} bytes`);
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
        await file.truncate((await file.stat()).size - butBytes);
      } finally {
        await file.close();
      }
    },
    clear: () => rm(ballast),
    remove: async () => {
      await run("umount", folder);
      await rmdir(folder);
    },
  };
}

async function run(...command: string[]): Promise<void> {
  const child = Bun.spawn(command, { stderr: "pipe" });
  const [said, code] = await Promise.all([child.stderr.text(), child.exited]);
  if (code !== 0) throw new Error(`${command.join(" ")}: ${said.trim()}`);
}
