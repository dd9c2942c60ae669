// When a joined client pings, and when it takes the room for gone: arithmetic on when something was last heard. Pure.
// The same PINGs measure the room clock (clock-sync.ts). SPEC [CLOCK-1]

/** Right after joining, to know the clock soon and well. */
const BURST_PINGS = 5;
const BURST_INTERVAL_MS = 60;
const PING_INTERVAL_MS = 5_000;
/** Silence that makes us ask. A room where nobody moves says nothing, so silence alone is not death. */
const ASK_AFTER_SILENCE_MS = 3_000;
const DEAD_AFTER_SILENCE_MS = 10_000;
/** Whoever looks later than this was asleep, and the answer may lie in its queue: it asks once more before it despairs. */
const LATE_LOOK_MS = 2_000;
/** However old the silence, a ping gets this long to be answered. */
const ANSWER_WAIT_MIN_MS = 2_000;
const UNANSWERED_MAX = 8;

export type Heartbeat = {
  lastHeardAtMs: number;
  nextPingAtMs: number;
  burstLeft: number;
  /** When the first of the pings went out that nothing was heard since, or null. */
  askedAtMs: number | null;
  lastCookie: number;
  /** When each ping went out, by its cookie. */
  readonly unanswered: Map<number, number>;
};

export function startHeartbeat(nowMs: number): Heartbeat {
  return {
    lastHeardAtMs: nowMs,
    nextPingAtMs: nowMs,
    burstLeft: BURST_PINGS,
    askedAtMs: null,
    lastCookie: 0,
    unanswered: new Map(),
  };
}

/** Any byte from the room. */
export function heard(heartbeat: Heartbeat, nowMs: number): void {
  heartbeat.lastHeardAtMs = nowMs;
  heartbeat.askedAtMs = null;
}

/** What the time asks for now. */
export function dueNow(heartbeat: Heartbeat, nowMs: number): "ping" | "dead" | null {
  const lateMs = nowMs - deadAtMs(heartbeat);
  if (lateMs > LATE_LOOK_MS) heartbeat.askedAtMs = null;
  else if (lateMs >= 0) return "dead";
  return nowMs >= pingAtMs(heartbeat) ? "ping" : null;
}

/** When dueNow will have something to say. */
export function heartbeatDeadlineMs(heartbeat: Heartbeat): number {
  return Math.min(deadAtMs(heartbeat), pingAtMs(heartbeat));
}

function pingAtMs(heartbeat: Heartbeat): number {
  if (heartbeat.askedAtMs !== null) return heartbeat.nextPingAtMs;
  return Math.min(heartbeat.nextPingAtMs, heartbeat.lastHeardAtMs + ASK_AFTER_SILENCE_MS);
}

function deadAtMs(heartbeat: Heartbeat): number {
  if (heartbeat.askedAtMs === null) return Number.POSITIVE_INFINITY;
  return Math.max(heartbeat.lastHeardAtMs + DEAD_AFTER_SILENCE_MS, heartbeat.askedAtMs + ANSWER_WAIT_MIN_MS);
}

/** Notes a ping and answers its cookie. */
export function pinged(heartbeat: Heartbeat, nowMs: number): number {
  heartbeat.burstLeft = Math.max(0, heartbeat.burstLeft - 1);
  heartbeat.nextPingAtMs = nowMs + (heartbeat.burstLeft > 0 ? BURST_INTERVAL_MS : PING_INTERVAL_MS);
  heartbeat.askedAtMs ??= nowMs;
  const cookie = ++heartbeat.lastCookie;
  heartbeat.unanswered.set(cookie, nowMs);
  if (heartbeat.unanswered.size > UNANSWERED_MAX) heartbeat.unanswered.delete(cookie - UNANSWERED_MAX);
  return cookie;
}

/** When the ping of this cookie went out; null for a cookie that is not ours, or comes twice. */
export function ponged(heartbeat: Heartbeat, cookie: number): number | null {
  const sentAtMs = heartbeat.unanswered.get(cookie) ?? null;
  heartbeat.unanswered.delete(cookie);
  return sentAtMs;
}
