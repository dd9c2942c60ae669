// What the supervisor knows of one thing it runs: how to start it, how to see that it is ready, how it ends.

/** One run of a service. */
export type Run = {
  /** Resolves with the exit code when it ends, asked or not; null: ended by a signal. */
  readonly exited: Promise<number | null>;
  /** Asks it to end, then makes it. Resolves when it has. */
  stop(): Promise<void>;
};

export type Service = {
  /** As log lines and file names have it. */
  readonly name: string;
  /** As people read it. */
  readonly title: string;
  /** Resolves when it serves. Throws a StartFailed that says why it does not, soon after `stopping` was aborted too. */
  start(stopping: AbortSignal): Promise<Run>;
};

/** Something did not come up. The message is for the terminal as it is. */
export class StartFailed extends Error {}
