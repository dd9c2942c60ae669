// What can go wrong for somebody who comes to a Hiroba from a terminal, in words they can act on.

import { Problem } from "../../shared/http/problem.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 64; // EX_USAGE

/** Something the person at the terminal can read and act on. */
export class VisitFailed extends Error {
  readonly because: "usage" | "refused";
  constructor(message: string, because: "usage" | "refused" = "refused") {
    super(message);
    this.because = because;
  }
  get exitCode(): number {
    return this.because === "usage" ? EXIT_USAGE : EXIT_FAILED;
  }
}

/** The failure behind an error, or null when it is a bug of ours: a Problem is told in the edge's own words. */
function visitFailure(error: unknown, edgeUrl: string): VisitFailed | null {
  if (error instanceof VisitFailed) return error;
  if (!(error instanceof Problem)) return null;
  if (error.code === "EDGE_AWAY")
    return new VisitFailed(
      `Nothing answers at ${edgeUrl}. Is Hiroba running (bun run start)? Another address goes with --edge.`,
    );
  const lines = (error.errors ?? []).map(({ name, message }) => `  - ${name}: ${message}`);
  return new VisitFailed(
    [`${error.title} [${error.code}]. ${error.detail ?? ""}`.trim(), ...lines].join("\n"),
  );
}

/** Runs a script's `main` to its exit code, telling failures on standard error. Rethrows bugs. */
export async function exitCodeOf(edgeUrl: () => string, main: () => Promise<number>): Promise<number> {
  try {
    return await main();
  } catch (error) {
    const failure = visitFailure(error, edgeUrl());
    if (failure === null) throw error;
    process.stderr.write(`${failure.message}\n`);
    return failure.exitCode;
  }
}
