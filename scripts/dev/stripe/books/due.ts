// What happens by itself at a time: planned here, done by passing-time.ts.

import type { Work } from "./work.ts";

export type DueKind =
  | "session-expires"
  | "konbini-expires"
  | "funds-available"
  | "refund-settles"
  | "refund-fails"
  | "dispute-opens"
  | "payout-arrives";

/** Plans it for `target`, an object of the same owner. */
export function plan(work: Work, kind: DueKind, target: string, atS: number): void {
  work.put("due", { id: `${kind} ${target}`, atS, kind, target });
}

/** It will not happen. */
export function unplan(work: Work, kind: DueKind, target: string): void {
  work.remove("due", `${kind} ${target}`);
}
