// When a process that ended unasked is started again: at once, then later and later, and not for ever.

const RESTARTS_MAX = 5;
const WINDOW_MS = 60_000;
const FIRST_WAIT_MS = 250;
/** EX_CONFIG of sysexits.h: another try with the same configuration helps nobody. */
const EXIT_CONFIG = 78;

export type Restart = { readonly waitMs: number } | "give-up";

/** `startedAtMs` holds every start so far, `nowMs` is the end. More than RESTARTS_MAX ends within WINDOW_MS are a fault to be read. */
export function nextRestart(startedAtMs: readonly number[], exitCode: number | null, nowMs: number): Restart {
  if (exitCode === EXIT_CONFIG) return "give-up";
  const recent = startedAtMs.filter((at) => nowMs - at < WINDOW_MS).length;
  if (recent > RESTARTS_MAX) return "give-up";
  return { waitMs: FIRST_WAIT_MS * 2 ** Math.max(0, recent - 1) };
}
