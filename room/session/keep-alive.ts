// When a silent client is given up. Pure arithmetic on what CONNECT said (MQTT5 3.1.2.10). SPEC [MQTT-1], [MQTT-2]

export const CONNECT_TIMEOUT_MS = 5_000;
/** What a 5.0 client is told when it asks for no keep-alive, or for a longer one. */
const SERVER_KEEP_ALIVE_MAX_S = 300;
const GRACE = 1.5;

/** The keep-alive in force, seconds; 0 is none, which only 3.1.1 can insist on. */
export function grantedKeepAliveSeconds(askedSeconds: number, version: 4 | 5): number {
  if (version === 4) return askedSeconds;
  return askedSeconds === 0 ? SERVER_KEEP_ALIVE_MAX_S : Math.min(askedSeconds, SERVER_KEEP_ALIVE_MAX_S);
}

/** The moment the client counts as gone, or null for never. */
export function keepAliveDeadlineMs(keepAliveSeconds: number, lastHeardAtMs: number): number | null {
  return keepAliveSeconds === 0 ? null : lastHeardAtMs + keepAliveSeconds * 1000 * GRACE;
}
