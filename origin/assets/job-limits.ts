// How long a worker may be silent, and how often a job is tried.

/** A worker says something at every step; the longest takes a few seconds. */
export const LEASE_MS = 30_000;
export const ATTEMPTS_MAX = 5;
