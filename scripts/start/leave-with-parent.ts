// Preloaded into every process the supervisor starts: when the supervisor is gone, however it went, so is the process. The
// supervisor holds the other end of standard input and never writes to it; its end is the supervisor's.

/** After this long without having left in order, it leaves at once. */
const LEAVE_MAX_MS = 4_000;

process.stdin.on("end", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), LEAVE_MAX_MS).unref();
});
process.stdin.resume();
