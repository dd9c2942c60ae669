// When a silent client is given up. Pure arithmetic on what CONNECT said (MQTT5 3.1.2.10). SPEC [MQTT-1], [MQTT-2]

export const CONNECT_TIMEOUT_MS = 5_000;
const GRACE = 1.5;

/** The keep-alive in force, seconds; 0 is none, which only 3.1.1 can insist on. */
export function grantedKeepAliveSeconds(askedSeconds: number, version: 4 | 5, maxSeconds: number): number {
  if (version === 4) return askedSeconds;
  return askedSeconds === 0 ? maxSeconds : Math.min(askedSeconds, maxSeconds);
}

/** The moment the client counts as gone, or null for never. */
export function keepAliveDeadlineMs(keepAliveSeconds: number, lastHeardAtMs: number): number | null {
  return keepAliveSeconds === 0 ? null : lastHeardAtMs + keepAliveSeconds * 1000 * GRACE;
}
