// What one of our own commands says on its way to its end.

const ROOT = new URL("../../", import.meta.url).pathname;

/** Runs a script of ours to its end. `text` is what it wrote to stdout. */
export async function said(
  script: string,
  args: readonly string[],
): Promise<{ readonly text: string; readonly exitCode: number }> {
  const child = Bun.spawn([process.execPath, script, ...args], {
    cwd: ROOT,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const text = await new Response(child.stdout).text();
  return { text, exitCode: await child.exited };
}
