// `bun run admin` and `bun run money`, as whoever runs the server beside this data calls them.

const ROOT = `${import.meta.dir}/../..`;

/** What it printed. Throws with what it complained of. */
export async function runAdmin(dataDir: string, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await runConsole(dataDir, "admin", args);
  if (exitCode !== 0) throw new Error(`admin ${args.join(" ")}: ${exitCode} ${stderr}`);
  return stdout;
}

/** How it went. */
export async function runConsole(
  dataDir: string,
  script: "admin" | "money",
  args: readonly string[],
): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number }> {
  const child = Bun.spawn([process.execPath, `scripts/${script}.ts`, ...args], {
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
  return { stdout, stderr, exitCode };
}
