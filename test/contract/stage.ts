// What a test of a contract plays on: connections to one host over one transport, that end with it, and topics of its own.

import { expect } from "bun:test";
import { encodePacket, type MqttVersion, type Packet } from "../../shared/protocol/packet.ts";
import type { Ports } from "../room/host.ts";
import { connectPacket, subscribePacket } from "./packets.ts";
import type { RawConnection, Transport } from "./raw-connection.ts";

/** Connections end with it. */
export type Stage = {
  /** A topic, or filter, that is no other stage's. */
  topic(name?: string): string;
  /** A connection that has said nothing yet. */
  open(version: MqttVersion): Promise<RawConnection>;
  /** One whose CONNECT was answered with success. `settle` begins behind the CONNACK, which is packets[0]. */
  enter(version: MqttVersion, over?: Parameters<typeof connectPacket>[1]): Promise<RawConnection>;
  /** Opens one, writes these bytes and answers in hexadecimal all that comes until the server hangs up. */
  refusal(version: MqttVersion, ...written: (Uint8Array | Packet)[]): Promise<string>;
};

/** Somebody who hears a topic, the stage's own unless told another, at QoS 2. */
export async function hearer(
  { enter, topic }: Stage,
  version: MqttVersion = 5,
  filter = topic(),
): Promise<RawConnection> {
  const client = await enter(version);
  client.send(subscribePacket(filter, 2));
  await client.settle();
  return client;
}

let stageCount = 0;

/** Sets one. `end` drops its connections. */
export function setStage(transport: Transport, host: Ports): { stage: Stage; end(): void } {
  const connections: RawConnection[] = [];
  const prefix = `stage${++stageCount}`;
  const open: Stage["open"] = async (version) => {
    const connection = await transport.open(host);
    connection.version = version;
    connections.push(connection);
    return connection;
  };
  const stage: Stage = {
    topic: (name) => (name === undefined ? prefix : `${prefix}/${name}`),
    open,
    enter: async (version, over) => {
      const connection = await open(version);
      connection.send(connectPacket(version, over));
      await connection.hears(1);
      expect(connection.packets[0]).toMatchObject({ type: "connack", reasonCode: 0 });
      await connection.settle();
      return connection;
    },
    refusal: async (version, ...written) => {
      const connection = await open(version);
      for (const piece of written)
        connection.write(piece instanceof Uint8Array ? piece : encodePacket(piece, version));
      await connection.closed(1_000);
      return connection.hex.join(" ");
    },
  };
  return {
    stage,
    end: () => {
      for (const connection of connections) connection.drop();
    },
  };
}
