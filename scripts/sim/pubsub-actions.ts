// What clients do with nothing but MQTT: publish, subscribe, come and go, read slowly, vanish.

import type { QoS, Subscription } from "../../shared/protocol/packet.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Chance } from "../fuzz/chance.ts";
import type { Client } from "./client.ts";
import { subscription } from "./persona.ts";
import { tagToText } from "./utterance.ts";
import type { World } from "./world.ts";

/** Does something as a client, if it has a meaning just now. Answers what, for the trace; null for nothing. */
export type Action = (world: World, client: Client, chance: Chance) => string | null;
export type Actions = readonly (readonly [weight: number, act: Action])[];

export const TOPICS = ["a", "a/b", "a/b/c", "x/1", "x/2", "d/e/f"] as const;
const FILTERS = [
  "#",
  "a/#",
  "a/+",
  "+/b",
  "x/+",
  "x/1",
  "a/b/c",
  "+/+/+",
  "a",
  "$share/g/a/#",
  "$share/g/x/+",
  "$share/h/a/b",
] as const;
const LARGE_BYTES = 3_000;
const PAUSE_MAX_MS = 700;
const FLOOD_BYTES = 50_000;
const SLEEP_MIN_MS = 500;
const SLEEP_MAX_MS = 4_000;

export function drawFilter(chance: Chance): Subscription {
  const filter = chance.one(FILTERS);
  const isShared = filter.startsWith("$share/");
  return subscription(filter, chance.below(3) as QoS, {
    noLocal: !isShared && chance.percent(25),
    retainAsPublished: chance.percent(40),
    retainHandling: chance.one([0, 0, 1, 2]),
  });
}

/** Of 3.1.1 a subscription has no options. */
export function asOf(version: 4 | 5, one: Subscription): Subscription {
  return version === 5 ? one : subscription(one.topicFilter, one.qos);
}

export const publish: Action = (world, client, chance) => {
  if (!client.isOpen) return null;
  const topicName = chance.one(TOPICS);
  const qos = chance.below(3) as QoS;
  const retain = chance.percent(25);
  const isCleared = retain && chance.percent(20);
  const label = world.nextLabel();
  const padding = chance.percent(8) ? chance.below(LARGE_BYTES) : chance.below(30);
  const isV5 = client.persona.version === 5;
  const properties = {
    ...(isV5 && chance.percent(8) ? { messageExpiryInterval: chance.between(1, 40) } : {}),
    ...(isV5 && chance.percent(8) ? { userProperties: [["k", "v"] as const] } : {}),
    ...(isV5 && chance.percent(5) ? { contentType: "text/plain", responseTopic: "a/b" } : {}),
  };
  const payload = isCleared ? new Uint8Array(0) : tagToText(label, padding);
  client.publish({ topicName, payload, qos, retain, properties });
  return `publishes t${label} to ${topicName} at QoS ${qos}${retain ? ", retained" : ""}${isCleared ? ", empty" : ""}`;
};

/** More than a slow reader can take in. */
export const flood: Action = (world, client, chance) => {
  if (!client.isOpen) return null;
  const topicName = chance.one(TOPICS);
  const qos = chance.below(3) as QoS;
  const label = world.nextLabel();
  client.publish({
    topicName,
    payload: tagToText(label, FLOOD_BYTES),
    qos,
    retain: false,
    properties: {},
  });
  return `publishes t${label} to ${topicName} at QoS ${qos}, ${FLOOD_BYTES} bytes`;
};

/** Stops to read for long. */
export const fallAsleep: Action = (world, client, chance) => {
  const { conversation } = client;
  if (conversation === null || conversation.state === "ended") return null;
  const ms = chance.between(SLEEP_MIN_MS, SLEEP_MAX_MS);
  conversation.line.read(false);
  world.time.after(ms, () => conversation.line.read(true));
  return `reads nothing for ${ms} ms`;
};

export const subscribe: Action = (_world, client, chance) => {
  // Who hears by section and by topic hears everything twice.
  if (!client.isOpen || client.persona.extension !== "none") return null;
  const count = chance.between(1, 2);
  const filters = new Map<string, Subscription>();
  for (let left = count; left > 0; left--) {
    const one = asOf(client.persona.version, drawFilter(chance));
    filters.set(one.topicFilter, one);
  }
  client.subscribe([...filters.values()], chance.percent(30) ? chance.between(1, 300) : null);
  return `subscribes to ${[...filters.keys()].join(", ")}`;
};

export const unsubscribe: Action = (_world, client, chance) => {
  if (!client.isOpen) return null;
  const filter = chance.one(FILTERS);
  client.unsubscribe([filter]);
  return `unsubscribes from ${filter}`;
};

export const ping: Action = (_world, client) => {
  if (!client.isOpen) return null;
  client.ping();
  return "pings";
};

export const reset: Action = (_world, client) => {
  const { conversation } = client;
  if (conversation === null || conversation.state === "ended") return null;
  conversation.line.cut("reset");
  return "is cut off";
};

export const vanish: Action = (_world, client) => {
  const { conversation } = client;
  if (conversation === null || conversation.state === "ended") return null;
  conversation.line.cut("silent");
  return "vanishes without a word";
};

/** Opens a second connection under the same name. */
export const takeOver: Action = (_world, client) => {
  if (!client.isOpen) return null;
  client.connect();
  return "connects once more";
};

export const leave: Action = (_world, client, chance) => {
  if (!client.isOpen) return null;
  const staysAway = chance.percent(40);
  const withWill = chance.percent(20);
  // Every code but 0x00 lets the will go out. No chance is asked for which: the draws of known seeds stay what they are.
  const code = staysAway ? ReasonCode.unspecifiedError : ReasonCode.disconnectWithWill;
  client.leave(withWill ? code : ReasonCode.success, staysAway);
  return `says goodbye${staysAway ? " for good" : ""}${withWill ? ", with its will" : ""}`;
};

export const wake: Action = (_world, client) => {
  if (client.conversation !== null && client.conversation.state !== "ended") return null;
  client.comesBack = true;
  client.connect();
  return "comes back";
};

/** Stops to read for a while. */
export const stall: Action = (world, client, chance) => {
  const { conversation } = client;
  if (conversation === null || conversation.state === "ended") return null;
  const ms = chance.below(PAUSE_MAX_MS);
  conversation.line.read(false);
  world.time.after(ms, () => conversation.line.read(true));
  return `reads nothing for ${ms} ms`;
};

export const COMING_AND_GOING: Actions = [
  [6, ping],
  [2, reset],
  [1, vanish],
  [2, takeOver],
  [2, leave],
  [4, wake],
  [4, stall],
];
