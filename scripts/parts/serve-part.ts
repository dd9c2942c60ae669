// The other end of run-parts.ts: a process that is told its part by its first message, says what it has to say, and ends with whoever
// started it.

export type Said<Word> = { readonly kind: "word"; readonly word: Word } | { readonly kind: "through" };

/** Does what it is told, once. `say` may be called as often as wanted. */
export function servePart<Job, Word>(work: (job: Job, say: (word: Word) => void) => Promise<void>): void {
  const send = (said: Said<Word>): void => void process.send?.(said);
  process.once("message", (job: Job) => {
    void work(job, (word) => send({ kind: "word", word })).then(
      () => send({ kind: "through" }),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.on("disconnect", () => process.exit());
}

/** Lets a process that works without a pause hear that nobody wants its work any more. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
