// What stands in for the connection of a participant that is away: what must arrive is kept for its return, what moves is not, and
// it is never clear for more. SPEC [RESUME-4]

import type { MqttVersion } from "../../shared/protocol/packet.ts";
import type { Metrics } from "../metrics.ts";
import type { EventRing } from "../pubsub/event-ring.ts";
import type { Extension, Subscriber } from "../pubsub/subscriber.ts";
import type { Actor } from "./actor.ts";

export class AwaySubscriber implements Subscriber {
  readonly metrics: Metrics;
  /** Its last connection's: whoever must not be heard by that one is not heard by this one either. */
  readonly id: number;
  readonly senderId: number;
  readonly version: MqttVersion;
  readonly extension: Extension | null;
  readonly peerPacketMaxBytes: number;
  readonly isAway = true;
  readonly waitingBytes = Number.POSITIVE_INFINITY;
  readonly #events: EventRing;

  constructor(last: Actor, events: EventRing) {
    this.metrics = last.metrics;
    this.id = last.id;
    this.senderId = last.senderId;
    this.version = last.version;
    this.extension = last.extension;
    this.peerPacketMaxBytes = last.peerPacketMaxBytes;
    this.#events = events;
  }

  queueEvent(packet: Uint8Array): void {
    if (packet.length <= this.peerPacketMaxBytes) this.#events.push(packet);
  }
  queue(): void {}
  queueTransient(): void {}
  isClear(): boolean {
    return false;
  }
}
