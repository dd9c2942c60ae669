// Who a client is for one run: which MQTT it speaks, what it asks for, how it behaves, how good its network is.

import { CAPABILITIES_SERVED, Capability } from "../../shared/protocol/ext/hello.ts";
import type { MqttVersion, Subscription } from "../../shared/protocol/packet.ts";
import type { Role } from "../../shared/schema/role.ts";
import type { Chance } from "../fuzz/chance.ts";
import type { Weather } from "./line.ts";

export type Will = {
  readonly topicName: string;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
  /** Seconds; 5.0 alone has it. */
  readonly delaySeconds: number;
};

export type Persona = {
  readonly name: string;
  readonly clientId: string;
  /** null on an open host. */
  readonly user: string | null;
  readonly role: Role;
  readonly room: string;
  readonly version: MqttVersion;
  /** How it asks for the extension. */
  readonly extension: "none" | "property" | "hello";
  readonly capabilities: number;
  readonly isClean: boolean;
  readonly expirySeconds: number;
  /** At most; what each connection allows varies. */
  readonly receiveMaximum: number | null;
  readonly packetMaxBytes: number | null;
  readonly aliasMax: number;
  readonly keepAliveSeconds: number;
  readonly will: Will | null;
  /** What it subscribes to as soon as it has no session of before. */
  readonly filters: readonly Subscription[];
  /** How long it takes to acknowledge. */
  readonly ackDelayMaxMs: number;
  readonly weather: Weather;
  readonly transport: "tcp" | "websocket";
};

export const subscription = (
  topicFilter: string,
  qos: 0 | 1 | 2,
  more: Partial<Subscription> = {},
): Subscription => ({
  topicFilter,
  qos,
  noLocal: false,
  retainAsPublished: false,
  retainHandling: 0,
  ...more,
});

const FAR = { delayMinMs: 5, delayMaxMs: 120 };
const NEAR = { delayMinMs: 0, delayMaxMs: 6 };
const SMALL_SOCKET_BYTES = 300;
const SOCKET_BYTES = 64 * 1024;

export function drawWeather(chance: Chance): Weather {
  return {
    ...(chance.percent(50) ? NEAR : FAR),
    chunks: chance.one(["whole", "whole", "few", "few", "few", chance.percent(20) ? "bytes" : "few"]),
    capacityBytes: chance.percent(20) ? chance.between(20, SMALL_SOCKET_BYTES) : SOCKET_BYTES,
  };
}

/** Some of what is served, all of it more often than not. */
export function drawCapabilities(chance: Chance): number {
  const resume = chance.percent(50) ? Capability.resume : 0;
  if (chance.percent(60)) return (CAPABILITIES_SERVED & ~Capability.resume) | resume;
  let capabilities: number = resume;
  for (const bit of Object.values(Capability))
    if (bit !== Capability.resume && chance.percent(55)) capabilities |= bit;
  return capabilities;
}

/** What does not depend on where it is: MQTT's own choices, and the network. */
export function drawHabits(chance: Chance) {
  const version: MqttVersion = chance.percent(65) ? 5 : 4;
  const isV5 = version === 5;
  return {
    version,
    isClean: chance.percent(45),
    expirySeconds: isV5 ? chance.one([0, 0, 2, 60, 600]) : 0,
    receiveMaximum: isV5 && chance.percent(30) ? chance.between(1, 4) : null,
    packetMaxBytes: isV5 && chance.percent(12) ? chance.between(60, 400) : null,
    aliasMax: isV5 && chance.percent(30) ? chance.between(1, 4) : 0,
    keepAliveSeconds: chance.one([0, 60, 2, 30]),
    ackDelayMaxMs: chance.one([0, 0, 5, 60]),
    weather: drawWeather(chance),
    transport: chance.one(["tcp", "tcp", "websocket"] as const),
  };
}
