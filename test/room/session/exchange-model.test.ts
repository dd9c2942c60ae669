// QoS 1 and 2 towards a client that acknowledges late, refuses some, and is cut off again and again: against what its client would keep.
// MQTT5 3.3.4, 4.3, 4.4, 4.6, 4.9

import { expect, test } from "bun:test";
import type { Packet, PublishPacket, QoS } from "../../../shared/protocol/packet.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";
import { type Client, Square } from "../support.ts";

const SEEDS = 40;
const STEPS = 400;
const REFUSED = 0x97;
const QOS = [0, 1, 2] as const;
const pick = <T>(rng: Rng, list: readonly T[]): T => list[Math.floor(rng() * list.length)] as T;
const textOf = ({ payload }: PublishPacket) => new TextDecoder().decode(payload);

/** A client that keeps to the standard, with its memory of what it was sent. */
class Hearer {
  readonly #square: Square;
  readonly #rng: Rng;
  #client: Client;
  #receiveMaximum = 0;
  /** Acknowledgements it has yet to send, in order. */
  readonly #owed: Packet[] = [];
  /** Of what this connection brought at QoS 1 and 2 and is not done with. */
  readonly #open = new Set<number>();
  /** QoS 2 ids it has and was not told to forget. */
  readonly #begun = new Set<number>();
  /** Ids it was sent under, read or not, and has not ended. */
  readonly #known = new Set<number>();
  /** By QoS, what it took, each as often as it came. */
  readonly taken: Record<QoS, string[]> = { 0: [], 1: [], 2: [] };
  readonly refused = new Set<string>();
  /** At QoS 0, what was lost with a connection. */
  readonly missed = new Set<string>();

  constructor(square: Square, rng: Rng) {
    this.#square = square;
    this.#rng = rng;
    this.#client = this.#enter(2);
    this.#client.subscribe("x", { qos: 2 });
    this.hear();
  }

  #enter(receiveMaximum: number): Client {
    this.#receiveMaximum = receiveMaximum;
    const properties = { sessionExpiryInterval: 60, receiveMaximum };
    return this.#square.enter("hearer", { version: 5, open: true, connect: { clean: false, properties } });
  }

  /** Cut off with what it owes, and what it has not read; back at once, and takes another number of messages at a time. */
  reconnect(receiveMaximum: number): void {
    for (const packet of this.#client.heard().packets) {
      if (packet.type !== "publish") continue;
      if (packet.qos === 0) this.missed.add(textOf(packet));
      else this.#known.add(packet.packetId ?? 0);
    }
    this.#client.drop();
    this.#owed.length = 0;
    this.#open.clear();
    this.#client = this.#enter(receiveMaximum);
    this.hear();
  }

  hear(): void {
    for (const packet of this.#client.heard().packets) {
      if (packet.type === "publish") this.#take(packet);
      if (packet.type !== "pubrel") continue;
      expect(packet.reasonCode).toBe(0);
      this.#begun.delete(packet.packetId);
      this.#owed.push({ type: "pubcomp", packetId: packet.packetId });
    }
  }

  #take(packet: PublishPacket): void {
    const { qos, packetId = 0, dup } = packet;
    const text = textOf(packet);
    if (qos === 0) return void this.taken[0].push(text);
    expect([text, dup]).toEqual([text, this.#known.has(packetId)]);
    expect(this.#open.has(packetId)).toBe(false);
    this.#known.add(packetId);
    this.#open.add(packetId);
    expect(this.#open.size).toBeLessThanOrEqual(this.#receiveMaximum);
    const isBegun = this.#begun.has(packetId);
    const reasonCode = !isBegun && this.#rng() < 0.1 ? REFUSED : 0;
    if (reasonCode === REFUSED) this.refused.add(text);
    else if (!isBegun) this.taken[qos].push(text);
    if (qos === 2 && reasonCode === 0) this.#begun.add(packetId);
    this.#owed.push({ type: qos === 1 ? "puback" : "pubrec", packetId, reasonCode });
  }

  /** Sends the acknowledgement it has owed longest. Answers whether there was one. */
  acknowledge(): boolean {
    const packet = this.#owed.shift();
    if (packet === undefined) return false;
    if (packet.type !== "pubrec" && packet.type !== "puback" && packet.type !== "pubcomp") return false;
    if (packet.type !== "pubrec" || packet.reasonCode === REFUSED) {
      this.#open.delete(packet.packetId);
      this.#known.delete(packet.packetId);
    }
    this.#client.send(packet);
    this.hear();
    return true;
  }
}

test("[MQTT-4.3.3-10] [MQTT-4.4.0-1] [MQTT-4.6.0-6] whatever breaks, QoS 2 comes once and QoS 1 at least once, in order, no more at a time than is taken (40 seeds)", () => {
  for (let seed = 1n; seed <= SEEDS; seed++) {
    const rng = seededRng(seed);
    const square = new Square();
    const hearer = new Hearer(square, rng);
    const talker = square.enter("talker", { version: 4, open: true });
    const said: Record<QoS, string[]> = { 0: [], 1: [], 2: [] };
    for (let step = 0; step < STEPS; step++) {
      const dice = rng();
      if (dice < 0.45) {
        const qos = pick(rng, QOS);
        said[qos].push(`${seed}/${step}`);
        const packetId = talker.publish("x", `${seed}/${step}`, { qos });
        if (qos === 2) talker.send({ type: "pubrel", packetId });
        if (rng() < 0.7) hearer.hear();
      } else if (dice < 0.95) hearer.acknowledge();
      else hearer.reconnect(1 + Math.floor(rng() * 8));
    }
    hearer.hear();
    while (hearer.acknowledge());
    for (const qos of QOS) {
      const wanted = said[qos].filter((text) => !hearer.refused.has(text) && !hearer.missed.has(text));
      const first = [...new Set(hearer.taken[qos])].filter((text) => !hearer.refused.has(text));
      expect([seed, qos, first]).toEqual([seed, qos, wanted]);
    }
    expect([seed, new Set(hearer.taken[2]).size]).toEqual([seed, hearer.taken[2].length]);
  }
});
