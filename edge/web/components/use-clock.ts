// The time, as it goes on while a page is open.

import { useEffect, useState } from "react";

const CLOCK_MS = 30_000;

/** Milliseconds since the epoch, anew every so often. */
export function useClock(everyMs: number = CLOCK_MS): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
