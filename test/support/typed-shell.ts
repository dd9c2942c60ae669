// A shell that commands of a page are typed into, line by line, as a person does who waits for what a line brings.

import { type Output, readOutput } from "./output.ts";

export type TypedShell = {
  readonly output: Output;
  /** Types one line. What it brings is the caller's to wait for. */
  type(line: string): void;
  /** Ends what was left running in the background, and waits for the shell. */
  leave(): Promise<void>;
};

export function openShell(cwd: string, env: Readonly<Record<string, string | undefined>>): TypedShell {
  const shell = Bun.spawn(["bash"], { cwd, env, stdin: "pipe", stdout: "pipe", stderr: "pipe" });
  const output = readOutput(shell);
  const type = (line: string) => {
    shell.stdin.write(`${line}\n`);
    shell.stdin.flush();
  };
  return {
    output,
    type,
    leave: async () => {
      type("kill $(jobs -p)");
      shell.stdin.end();
      await Promise.all([shell.exited, output.ended]);
    },
  };
}
