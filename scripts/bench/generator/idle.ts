// Connections that say nothing: how much memory each costs, and how much more with a subscription.

import type { Plan, Report } from "../plan.ts";
import { readRssKb } from "../process-sample.ts";
import type { Client } from "./client.ts";
import { Crowd, type Received } from "./crowd.ts";
import { encodeConnect, PlainTraffic } from "./plain-traffic.ts";

const ONE_AVATAR_EACH = { avatarsPerRoom: 1, hz: 1, payloadBytes: 48 } as const;
const CONNACK = 2;

/** Comes in without subscribing; each has a topic of its own to subscribe to later. */
class SilentTraffic extends PlainTraffic {
  override hello(clientId: string): Uint8Array {
    return encodeConnect(clientId);
  }

  override isWelcome(_client: Client, { bytes, start, bodyStart }: Received): boolean {
    if ((bytes[start] ?? 0) >> 4 !== CONNACK) return false;
    if (bytes[bodyStart + 1] !== 0) throw new Error(`CONNECT was answered ${bytes[bodyStart + 1]}`);
    return true;
  }
}

export function runIdle(plan: Extract<Plan, { kind: "idle" }>, report: (line: Report) => void): void {
  const { target, connections, settleMs } = plan;
  const traffic = new SilentTraffic({ ...ONE_AVATAR_EACH, rooms: connections });
  const crowd = new Crowd(target, traffic);
  const rssBeforeKb = readRssKb(target.pid);
  crowd.resize(connections, 0);
  crowd.drive(performance.now() + settleMs, null);
  const rssConnectedKb = readRssKb(target.pid);
  for (const client of crowd.clients) crowd.say(client, traffic.subscribe(client.index));
  crowd.waitUntilQuiet();
  crowd.drive(performance.now() + settleMs, null);
  const rssSubscribedKb = readRssKb(target.pid);
  report({ type: "idle", connections, rssBeforeKb, rssConnectedKb, rssSubscribedKb });
  crowd.close();
}
