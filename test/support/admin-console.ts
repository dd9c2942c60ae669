// `bun run admin`, as whoever runs the server beside this data calls it.

const ROOT = `${import.meta.dir}/../..`;

/** What it printed. Throws with what it complained of. */
export async function runAdmin(dataDir: string, ...args: readonly string[]): Promise<string> {
  const child = Bun.spawn([process.execPath, "scripts/admin.ts", ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", HIROBA_DATA_DIR: dataDir },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  if (exitCode !== 0) throw new Error(`admin ${args.join(" ")}: ${exitCode} ${stderr}`);
  return stdout;
}
