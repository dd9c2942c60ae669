// Token buckets: how often a participant may do something, or how many bytes it may have others be sent. SPEC [LIMIT-3], [LIMIT-6]

export type Limit = { readonly perSecond: number; readonly burst: number };
export type Budget = Limit & { tokens: number; atMs: number };

/** What a participant may send. Of `state` and `app` the tokens are bytes. */
export const LIMITS = {
  pose: { perSecond: 40, burst: 40 },
  voice: { perSecond: 55, burst: 60 },
  chat: { perSecond: 2, burst: 10 },
  me: { perSecond: 2, burst: 10 },
  mod: { perSecond: 2, burst: 10 },
  emote: { perSecond: 4, burst: 8 },
  item: { perSecond: 400, burst: 400 },
  claim: { perSecond: 10, burst: 20 },
  spawn: { perSecond: 4, burst: 32 },
  state: { perSecond: 8_192, burst: 65_536 },
  app: { perSecond: 8_192, burst: 32_768 },
} as const satisfies Readonly<Record<string, Limit>>;

/** What a message costs besides its bytes where bytes are counted: what every receiver is sent around them. */
export const MESSAGE_OVERHEAD_BYTES = 64;

export type Budgets = Readonly<Record<keyof typeof LIMITS, Budget>>;

export function newBudget(limit: Limit, nowMs: number): Budget {
  return { ...limit, tokens: limit.burst, atMs: nowMs };
}

/** A participant's budgets, all of them full. */
export function newBudgets(nowMs: number): Budgets {
  const full = Object.entries(LIMITS).map(([kind, limit]) => [kind, newBudget(limit, nowMs)]);
  return Object.fromEntries(full) as Budgets;
}

/** Takes `cost` tokens if there are so many. */
export function take(budget: Budget, nowMs: number, cost = 1): boolean {
  const grown = budget.tokens + (Math.max(0, nowMs - budget.atMs) * budget.perSecond) / 1000;
  budget.tokens = Math.min(budget.burst, grown);
  budget.atMs = nowMs;
  if (budget.tokens < cost) return false;
  budget.tokens -= cost;
  return true;
}
