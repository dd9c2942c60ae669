// What a failure of the database comes to for whoever asked: something that is over in a moment is theirs to try again, all else is a bug.

import { Problem } from "../../shared/http/problem.ts";

/** Of SQLSTATE, by how it begins: no connection, out of something (connections, memory, disk), shut down or starting. */
const CLASSES_AWAY = ["08", "53", "57P"] as const;
/** Of SQLSTATE: took too long, deadlock, could not be serialised, no lock in time. Nothing of it is done. */
const STATES_BUSY = new Set(["57014", "40P01", "40001", "55P03"]);
/** Of the client, and nobody else's. */
const CLIENT_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
]);
/** Of its sockets. */
const SOCKET_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** Problem DATABASE_AWAY or DATABASE_BUSY (503, Retry-After 1); null for an error that says nothing of that. */
export function problemOfDatabase(error: unknown): Problem | null {
  let isOfQuery = false;
  for (let at = error; at instanceof Error; at = at.cause) {
    // Of ours, as it is, or as what a query failed with.
    if (at instanceof Problem) return isOfQuery || at === error ? at : null;
    // Only what failed with a query is the database's: others have sockets too.
    isOfQuery ||= "query" in at;
    const code = "code" in at ? String(at.code) : "";
    if (!isOfQuery && !CLIENT_CODES.has(code)) continue;
    if (STATES_BUSY.has(code)) return databaseBusy(error);
    if (CLIENT_CODES.has(code) || SOCKET_CODES.has(code) || isStateAway(code))
      return unavailable("DATABASE_AWAY", "The database cannot be reached, or takes nothing", error);
  }
  return null;
}

const isStateAway = (code: string): boolean =>
  code.length === 5 && CLASSES_AWAY.some((start) => code.startsWith(start));

/** Whoever asked may ask again in a moment. */
export function databaseBusy(cause?: unknown): Problem {
  return unavailable("DATABASE_BUSY", "The database has no time for this now", cause);
}

function unavailable(code: string, title: string, cause: unknown): Problem {
  return new Problem({
    status: 503,
    code,
    title,
    detail: "Try again in a moment.",
    headers: { "retry-after": "1" },
    cause,
  });
}
