import { describe, expect, test } from "bun:test";
import { SectionBuffer } from "../../../room/pubsub/section-buffer.ts";
import type { Extension } from "../../../room/pubsub/subscriber.ts";
import type { MqttVersion, Packet } from "../../../shared/protocol/packet.ts";
import { type Client, Square } from "../support.ts";

/** One that nobody knows, so that nobody reads the payload. */
const KIND = 0xc1;

/** A real connection at the other end, of which nothing but what it was sent counts. */
function receiver(version: MqttVersion, carrier: Extension["carrier"]): Client {
  const client = new Square().stranger();
  client.actor.version = version;
  client.actor.extension = { capabilities: 0, carrier };
  return client;
}

function bodyOf(packet: Packet | undefined): Uint8Array {
  if (packet?.type === "frame") return packet.body;
  if (packet?.type === "publish" && packet.topicName === "$x/d" && packet.qos === 0) return packet.payload;
  throw new Error(`no frame in ${packet?.type}`);
}

describe("[CARRIER-1] [CARRIER-2] [CARRIER-3] a section built once", () => {
  for (const bytes of [1, 126, 127, 128, 16_000, 16_384, 65_000])
    test(`of ${bytes} bytes goes to every carrier and version with the same body`, () => {
      const section = new SectionBuffer();
      section.append(new Uint8Array(bytes).fill(7));
      const bodies = ([4, 5] as const).flatMap((version) =>
        (["type0", "publish"] as const).map((carrier) => {
          const client = receiver(version, carrier);
          section.sendTo(client.actor, KIND);
          const { packets } = client.heard();
          expect(packets.map((p) => p.type)).toEqual([carrier === "type0" ? "frame" : "publish"]);
          return bodyOf(packets[0]).slice();
        }),
      );
      for (const body of bodies) expect(body).toEqual(bodies[0] ?? new Uint8Array());
      const head = bytes < 128 ? 2 : bytes < 16_384 ? 3 : 4;
      expect([bodies[0]?.[0], bodies[0]?.length, bodies[0]?.at(-1)]).toEqual([KIND, head + bytes, 7]);
    });

  test("[CARRIER-6] leaves out what does not fit its frame, and is empty again once cleared", () => {
    const section = new SectionBuffer();
    section.append(new Uint8Array(65_000));
    section.append(new Uint8Array(1_000));
    section.append(new Uint8Array(10));
    const client = receiver(5, "type0");
    section.sendTo(client.actor, KIND);
    expect(bodyOf(client.heard().packets[0]).length).toBe(65_014);
    section.clear();
    expect(section.isEmpty).toBe(true);
  });
});
