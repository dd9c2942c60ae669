// Which core does what, and how both are ours while we measure. Where a machine cannot do a part of it, that part is left out.

import { writeFileSync } from "node:fs";

export const SERVER_CORE = 0;
export const GENERATOR_CORE = 1;
const NICENESS = -20;

/** `command` held to one core, where this machine has so many and a way to say so. */
export function pinned(core: number, command: readonly string[]): string[] {
  const canPin = Bun.which("taskset") !== null && navigator.hardwareConcurrency > core;
  return canPin ? ["taskset", "-c", String(core), ...command] : [...command];
}

/**
 * Puts a process before what others run on its core: what a delivery costs stays the same, but its latency is the server's and
 * not theirs. Only root may. Linux weighs sessions first and processes within them second, so the process must have been spawned
 * `detached`, in a session of its own.
 */
export function takeLead(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(NICENESS));
  } catch {
    // Not root, or a kernel without automatic groups: windows that others disturb are told by their run delay.
  }
}
