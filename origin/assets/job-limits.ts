// How long a worker may be silent, and how often a job is tried.

/** A worker says something at every step; the longest takes a few seconds. */
export const LEASE_MS = 30_000;
export const ATTEMPTS_MAX = 5;
/** What one creator's next job stands behind the one before, so that another's comes between. About what one takes. */
export const JOB_TURN_MS = 10_000;
