// A token bucket: how often something may be done. SPEC [LIMIT-3], [LIMIT-6]

export type Budget = { readonly perSecond: number; readonly burst: number; tokens: number; atMs: number };

export function newBudget(limit: { perSecond: number; burst: number }, nowMs: number): Budget {
  return { ...limit, tokens: limit.burst, atMs: nowMs };
}

/** Takes one token if there is one. */
export function take(budget: Budget, nowMs: number): boolean {
  const grown = budget.tokens + (Math.max(0, nowMs - budget.atMs) * budget.perSecond) / 1000;
  budget.tokens = Math.min(budget.burst, grown);
  budget.atMs = nowMs;
  if (budget.tokens < 1) return false;
  budget.tokens -= 1;
  return true;
}
