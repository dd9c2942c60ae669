// Answers of the API that go wrong on purpose, as the control interface planned them.

import { changeSettings, settingsOf } from "./books/settings.ts";
import type { Fault } from "./books/tables.ts";
import type { Work } from "./books/work.ts";

/** The fault that meets this request, if any; counts it down. `path` of a fault may end in `*`. */
export function takeFault(work: Work, method: string, path: string): Fault | null {
  const { faults } = settingsOf(work);
  const at = faults.findIndex((fault) => fault.method === method && isMeant(fault.path, path));
  const fault = faults[at];
  if (fault === undefined) return null;
  const rest = fault.count > 1 ? [{ ...fault, count: fault.count - 1 }] : [];
  changeSettings(work, { faults: faults.toSpliced(at, 1, ...rest) });
  return fault;
}

function isMeant(pattern: string, path: string): boolean {
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}
