// The four acknowledgements of QoS 1 and 2, both ways (MQTT5 3.4 to 3.7, 4.3).

import type { Packet } from "../../shared/protocol/packet.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Actor } from "./actor.ts";

type AckType = "puback" | "pubrec" | "pubrel" | "pubcomp";

/** Takes an exchange one step further, and sends what its window has room for by then. Unknown ids are answered, never fatal. */
export function acknowledge(actor: Actor, packet: Extract<Packet, { type: AckType }>, nowMs: number): void {
  const { session } = actor;
  if (session === null) return;
  const { packetId, reasonCode = ReasonCode.success } = packet;
  if (packet.type === "pubrel") {
    const known = session.incoming.release(packetId);
    actor.send({ type: "pubcomp", packetId, reasonCode: known ? 0 : ReasonCode.packetIdentifierNotFound });
    return;
  }
  const outgoing = session.outgoing.find(packetId);
  if (packet.type === "pubrec" && reasonCode < ReasonCode.unspecifiedError) {
    const isExpected = outgoing?.delivery.qos === 2;
    if (isExpected) outgoing.stage = "released";
    actor.send({
      type: "pubrel",
      packetId,
      reasonCode: isExpected ? ReasonCode.success : ReasonCode.packetIdentifierNotFound,
    });
    return;
  }
  // PUBACK ends QoS 1, PUBCOMP a released QoS 2, a refusing PUBREC a QoS 2 (MQTT5 [MQTT-4.3.3-4]).
  const isEnd =
    packet.type === "puback"
      ? outgoing?.delivery.qos === 1
      : outgoing?.delivery.qos === 2 && (packet.type === "pubrec" || outgoing.stage === "released");
  if (outgoing === null || !isEnd) return;
  session.outgoing.finish(outgoing);
  session.pump(nowMs);
}
