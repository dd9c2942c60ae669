// One line of a terminal that says what is being waited for; nothing where there is no terminal. On standard error, so that what
// is asked for may go through a pipe.

/** Tells a line that the next one replaces; null wipes it. */
export type Progress = (line: string | null) => void;

export function progressLine(): Progress {
  if (process.stderr.isTTY !== true) return () => {};
  return (line) => void process.stderr.write(`\r\u001b[K${line ?? ""}`);
}
