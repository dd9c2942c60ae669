// What MQTT 3.1.1 and 5.0 say a server does, as tables: one row, one sentence of the standards, played with bytes against a real
// open host. Run by conformance.test.ts over TCP and over WebSocket. The tables are in conformance-*.ts.

import { afterAll, beforeAll, describe, test } from "bun:test";
import { type RoomProcess, startOpenHost } from "../room/host.ts";
import { CONNACK_ROWS } from "./conformance-connack.ts";
import { CONNECT_ROWS } from "./conformance-connect.ts";
import { ENDS_ROWS } from "./conformance-ends.ts";
import { EXCHANGE_ROWS } from "./conformance-exchange.ts";
import { EXTREME_ROWS } from "./conformance-extremes.ts";
import { FORMAT_ROWS } from "./conformance-format.ts";
import { MESSAGE_ROWS } from "./conformance-message.ts";
import { PAYLOAD_ROWS } from "./conformance-payload.ts";
import { PUBLISH_ROWS } from "./conformance-publish.ts";
import { SESSION_ROWS } from "./conformance-session.ts";
import { SHARE_ROWS } from "./conformance-share.ts";
import { SUBSCRIBE_ROWS } from "./conformance-subscribe.ts";
import { V3_CONNECT_ROWS } from "./conformance-v3-connect.ts";
import { V3_MESSAGE_ROWS } from "./conformance-v3-messages.ts";
import { WILL_ROWS } from "./conformance-will.ts";
import type { Transport } from "./raw-connection.ts";
import { type Stage, setStage } from "./stage.ts";

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
      formats: FORMAT_ROWS,
      CONNECT: CONNECT_ROWS,
      CONNACK: CONNACK_ROWS,
      wills: WILL_ROWS,
      PUBLISH: PUBLISH_ROWS,
      payloads: PAYLOAD_ROWS,
      messages: MESSAGE_ROWS,
      "QoS 1 and 2": EXCHANGE_ROWS,
      SUBSCRIBE: SUBSCRIBE_ROWS,
      "shared subscriptions": SHARE_ROWS,
      sessions: SESSION_ROWS,
      "connections of 3.1.1": V3_CONNECT_ROWS,
      "messages of 3.1.1": V3_MESSAGE_ROWS,
      ends: ENDS_ROWS,
      extremes: EXTREME_ROWS,
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
