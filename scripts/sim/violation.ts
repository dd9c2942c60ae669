// What a simulation finds: which invariant does not hold, and what was seen instead.

export class Violation extends Error {
  /** A stable name: a trace is made smaller only as long as the same one fails. */
  readonly invariant: string;
  constructor(invariant: string, message: string, cause?: unknown) {
    super(`${invariant}: ${message}`, { cause });
    this.name = "Violation";
    this.invariant = invariant;
  }
}
