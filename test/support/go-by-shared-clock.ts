// Preloaded into a process of ours: from the start it goes by the test's clock. Nothing of ours asks `new Date()` for the time.

import { openSharedClock, SHARED_CLOCK_VARIABLE } from "./shared-clock.ts";

const path = process.env[SHARED_CLOCK_VARIABLE];
if (path === undefined) throw new Error(`${SHARED_CLOCK_VARIABLE} names no file`);
Date.now = openSharedClock(path);
