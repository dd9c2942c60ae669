// One piece of work in several processes, one a core: each is told its part, and says how it goes. A part is a program that begins with
// serve-part.ts.

import type { Said } from "./serve-part.ts";

export class PartFailed extends Error {}

/**
 * Starts `program` once for each job. `take` is told what a part says, and answers whether that is enough: then all are ended.
 * Resolves when none runs any more; throws PartFailed when one ends before it is through.
 */
export async function runParts<Job, Word>(
  program: string,
  jobs: readonly Job[],
  take: (word: Word, part: number) => "go on" | "enough",
): Promise<void> {
  const over = Promise.withResolvers<void>();
  let isOver = false;
  const end = (error?: unknown): void => {
    if (isOver) return;
    isOver = true;
    for (const { child } of parts) child.kill("SIGKILL");
    if (error === undefined) over.resolve();
    else over.reject(error);
  };
  const hear = (said: Said<Word>, part: number): void => {
    if (isOver) return;
    try {
      if (said.kind === "word") {
        if (take(said.word, part) === "enough") end();
        return;
      }
    } catch (error) {
      return end(error);
    }
    const at = parts[part];
    if (at !== undefined) at.isThrough = true;
    if (parts.every(({ isThrough }) => isThrough)) end();
  };
  const parts = jobs.map((job, part) => {
    const child = Bun.spawn([process.execPath, program], {
      ipc: (said: Said<Word>) => hear(said, part),
      serialization: "advanced",
      stdin: "ignore",
      stdout: "inherit",
      stderr: "inherit",
      onExit: (_, exitCode, signal) => {
        if (!isOver && parts[part]?.isThrough !== true)
          end(new PartFailed(`part ${part + 1} of ${jobs.length} ended with ${signal ?? exitCode}`));
      },
    });
    child.send(job);
    return { child, isThrough: false };
  });
  await over.promise;
  await Promise.all(parts.map(({ child }) => child.exited));
}
