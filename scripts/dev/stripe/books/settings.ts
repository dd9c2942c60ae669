// What the control interface changed, and what holds until it does.

import type { Settings } from "./tables.ts";
import type { Work } from "./work.ts";

const CALM: Settings = {
  id: "settings",
  clockAheadS: 0,
  weather: { isHeld: false, dropShare: 0, duplicateShare: 0, delayMaxMs: 0 },
  declineNext: { count: 0, code: "generic_decline" },
  failNextRefunds: { count: 0, reason: "expired_or_canceled_card" },
  failNextPayouts: { count: 0, code: "account_closed" },
  faults: [],
};

/** There is one, the platform's. */
export function settingsOf(work: Work): Settings {
  return work.as("").find("settings", CALM.id) ?? CALM;
}

/** Changes some of them, and gives all. */
export function changeSettings(work: Work, change: Partial<Omit<Settings, "id">>): Settings {
  return work.as("").put("settings", { ...settingsOf(work), ...change });
}

/** Whether this is one of the next that go wrong; counts it down. */
export function takesOne(work: Work, name: "declineNext" | "failNextRefunds" | "failNextPayouts"): boolean {
  const plan = settingsOf(work)[name];
  if (plan.count <= 0) return false;
  changeSettings(work, { [name]: { ...plan, count: plan.count - 1 } });
  return true;
}
