// The four acknowledgements of QoS 1 and 2, both ways (MQTT5 3.4 to 3.7, 4.3).

import type { Packet } from "../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Actor } from "./actor.ts";
import type { Outgoing } from "./inflight.ts";

type AckType = "puback" | "pubrec" | "pubrel" | "pubcomp";

/**
 * Takes an exchange one step further, and sends what its window has room for by then. Unknown ids are answered, never fatal.
 * Throws: ProtocolError(protocolError) for a step that this message's exchange does not have (MQTT5 [MQTT-4.8.0-1]).
 */
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
  if (outgoing !== null && !isStepOf(outgoing, packet.type))
    throw new ProtocolError(
      ReasonCode.protocolError,
      "MQTT-4.3.3-1",
      `${packet.type} for ${outgoing.stage} message ${packetId} at QoS ${outgoing.delivery.qos}`,
    );
  if (packet.type === "pubrec" && reasonCode < ReasonCode.unspecifiedError) {
    if (outgoing !== null) session.outgoing.release(outgoing);
    actor.send({
      type: "pubrel",
      packetId,
      reasonCode: outgoing === null ? ReasonCode.packetIdentifierNotFound : ReasonCode.success,
    });
    return;
  }
  // PUBACK ends QoS 1, PUBCOMP QoS 2, and so does a PUBREC that refuses (MQTT5 [MQTT-4.3.3-4]).
  if (outgoing === null) return;
  session.outgoing.finish(outgoing);
  session.pump(nowMs);
}

function isStepOf({ delivery, stage }: Outgoing, type: Exclude<AckType, "pubrel">): boolean {
  if (type === "puback") return delivery.qos === 1;
  return delivery.qos === 2 && (type === "pubrec" || stage === "released");
}
