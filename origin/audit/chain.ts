// The hash that ties each line of the audit log to all before it: whoever changes, removes or slips in a line past the database
// has to change every one behind it. Pure.

import { sha256Hex } from "../../shared/sha256.ts";

/** What the first line is tied to. */
export const FIRST_HASH = "0".repeat(64);

export type Chained = {
  readonly seq: number;
  readonly at: Date;
  readonly actorId: string | null;
  readonly act: string;
  readonly subject: string;
  /** JSON, as it is stored. */
  readonly facts: string;
  readonly previousHash: string;
};

/** SHA-256, in hex, over the line's fields as a JSON array in this order. */
export function hashOf({ seq, at, actorId, act, subject, facts, previousHash }: Chained): Promise<string> {
  return sha256Hex(JSON.stringify([seq, at.toISOString(), actorId, act, subject, facts, previousHash]));
}

/** The first of these lines that does not follow from the one before it, by its number; null when all do. `after` is what they follow. */
export async function findBreak(
  lines: readonly (Chained & { readonly hash: string })[],
  after: { readonly seq: number; readonly hash: string },
): Promise<number | null> {
  let { seq, hash } = after;
  for (const line of lines) {
    const follows = line.seq === seq + 1 && line.previousHash === hash && line.hash === (await hashOf(line));
    if (!follows) return line.seq;
    ({ seq, hash } = line);
  }
  return null;
}
