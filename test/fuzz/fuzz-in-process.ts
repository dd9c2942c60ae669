// `bun run fuzz` as its user runs it, in a process of its own.

/** Runs one target for so many frames, and gives what it printed. */
export async function fuzzInProcess(
  target: string,
  seed: bigint,
  frames: number,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const command = [process.execPath, "scripts/fuzz.ts", target, "--seed", `0x${seed.toString(16)}`];
  const run = Bun.spawn([...command, "--frames", String(frames)], {
    cwd: new URL("../..", import.meta.url).pathname,
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err, exitCode] = await Promise.all([run.stdout.text(), run.stderr.text(), run.exited]);
  return { exitCode, output: out + err };
}
