// What MQTT 3.1.1 and 5.0 say a server does, as tables: one row, one sentence of the standards, played with bytes against a real
// open host. Run by conformance.test.ts over TCP and over WebSocket. The tables are in conformance-*.ts.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { encodePacket, type MqttVersion, type Packet } from "../../shared/protocol/packet.ts";
import { type RoomProcess, startOpenHost } from "../room/host.ts";
import { CONNECT_ROWS } from "./conformance-connect.ts";
import { PUBLISH_ROWS } from "./conformance-publish.ts";
import { SESSION_ROWS } from "./conformance-session.ts";
import { SUBSCRIBE_ROWS } from "./conformance-subscribe.ts";
import { connectPacket } from "./packets.ts";
import type { RawConnection, Transport } from "./raw-connection.ts";

/** What a row has to play with. Connections end with it. */
export type Stage = {
  /** A topic, or filter, that is no other row's. */
  topic(name?: string): string;
  /** A connection that has said nothing yet. */
  open(version: MqttVersion): Promise<RawConnection>;
  /** One whose CONNECT was answered with success. `settle` begins behind the CONNACK, which is packets[0]. */
  enter(version: MqttVersion, over?: Parameters<typeof connectPacket>[1]): Promise<RawConnection>;
  /** Opens one, writes these bytes and answers in hexadecimal all that comes until the server hangs up. */
  refusal(version: MqttVersion, ...written: (Uint8Array | Packet)[]): Promise<string>;
};

/** A sentence, with the tag of the standard where there is one, and how to see that it holds. */
export type Row = readonly [sentence: string, play: (stage: Stage) => Promise<void>];

export function conformanceContract(transport: Transport): void {
  describe(`MQTT's own rules over ${transport.name}`, () => {
    let host: RoomProcess;
    beforeAll(async () => {
      host = await startOpenHost();
    }, 20_000);
    afterAll(async () => void (await host.stop()), 20_000);

    for (const [chapter, rows] of Object.entries({
      CONNECT: CONNECT_ROWS,
      PUBLISH: PUBLISH_ROWS,
      SUBSCRIBE: SUBSCRIBE_ROWS,
      sessions: SESSION_ROWS,
    }))
      describe(chapter, () => {
        for (const [sentence, play] of rows)
          test(sentence, async () => {
            const { stage, end } = setStage(transport, host);
            try {
              await play(stage);
            } finally {
              end();
            }
          }, 15_000);
      });
  });
}

let stageCount = 0;

function setStage(transport: Transport, host: RoomProcess): { stage: Stage; end(): void } {
  const connections: RawConnection[] = [];
  const prefix = `row${++stageCount}`;
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
