// Our client's own small codec against the whole one, which is mqtt-packet's: two hands that must write the same.

import { describe, expect, test } from "bun:test";
import mqttPacket from "mqtt-packet";
import {
  decodeServerPacket,
  encodeConnect,
  encodeDisconnect,
  type ServerPacket,
} from "../../../shared/protocol/client-packet.ts";
import { Framer } from "../../../shared/protocol/framer.ts";
import { decodePacket, encodePacket } from "../../../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../../../shared/protocol/reason-code.ts";

function decodeWhole(bytes: Uint8Array): ServerPacket {
  const framer = new Framer({ packetMaxBytes: 128 * 1024 });
  framer.push(bytes);
  const framed = framer.next();
  if (framed === null) throw new Error("not a whole packet");
  return decodeServerPacket(framed);
}

describe("what our client sends, mqtt-packet reads:", () => {
  test("CONNECT with a ticket and the request for the extension", () => {
    const bytes = encodeConnect({
      clientId: "広場-1",
      keepAliveSeconds: 10,
      ticket: "t".repeat(1500),
      userProperties: { hiroba: "1;c=87" },
    });
    const packet = decodePacket(bytes, 5);
    expect(packet).toMatchObject({
      type: "connect",
      protocolVersion: 5,
      clientId: "広場-1",
      clean: true,
      keepAliveSeconds: 10,
      properties: { userProperties: [["hiroba", "1;c=87"]] },
    });
    if (packet.type !== "connect") throw new Error("not a CONNECT");
    expect(new TextDecoder().decode(packet.password)).toBe("t".repeat(1500));
    expect(packet.will).toBeUndefined();
  });

  test("a ticket longer than MQTT can say is a RangeError, not a torn packet", () => {
    const connect = { clientId: "a", keepAliveSeconds: 10, ticket: "t".repeat(70_000), userProperties: {} };
    expect(() => encodeConnect(connect)).toThrow(RangeError);
  });

  test("DISCONNECT", () => {
    expect(decodePacket(encodeDisconnect(), 5)).toMatchObject({ type: "disconnect", reasonCode: 0 });
  });
});

describe("what mqtt-packet sends, our client reads:", () => {
  const everyProperty = {
    sessionExpiryInterval: 0,
    receiveMaximum: 16,
    maximumQoS: 1,
    retainAvailable: true,
    maximumPacketSize: 131_072,
    assignedClientIdentifier: "hiroba-9",
    topicAliasMaximum: 0,
    reasonString: "welcome",
    userProperties: { other: "x", hiroba: "1;c=87;sid=4;tick=50" },
    wildcardSubscriptionAvailable: true,
    subscriptionIdentifiersAvailable: false,
    sharedSubscriptionAvailable: false,
    serverKeepAlive: 300,
    responseInformation: "r",
    serverReference: "elsewhere",
    authenticationMethod: "none",
    authenticationData: Buffer.from([1, 2, 3]),
  };
  const connack = new Uint8Array(
    mqttPacket.generate(
      { cmd: "connack", sessionPresent: false, reasonCode: 0, properties: everyProperty },
      { protocolVersion: 5 },
    ),
  );

  test("a CONNACK with every property it may have", () => {
    const packet = decodeWhole(connack);
    expect(packet).toMatchObject({ type: "connack", reasonCode: 0, reasonString: "welcome" });
    if (packet.type !== "connack") throw new Error("not a CONNACK");
    expect({ ...packet.userProperties }).toEqual(everyProperty.userProperties);
  });

  test("of a user property that comes twice the first counts", () => {
    const properties = {
      userProperties: [
        ["hiroba", "1;c=1;sid=1;tick=50"],
        ["hiroba", "2;c=1"],
      ],
    } as const;
    const packet = decodeWhole(
      encodePacket({ type: "connack", sessionPresent: false, reasonCode: 0, properties }, 5),
    );
    expect(packet.type === "connack" && packet.userProperties["hiroba"]).toBe("1;c=1;sid=1;tick=50");
  });

  test("a DISCONNECT with reason and words, with a reason alone, and with nothing", () => {
    const spoken = {
      type: "disconnect",
      reasonCode: 0x8e,
      properties: { reasonString: "taken over" },
    } as const;
    expect(decodeWhole(encodePacket(spoken, 5))).toEqual({
      type: "disconnect",
      reasonCode: 0x8e,
      reasonString: "taken over",
    });
    expect(decodeWhole(new Uint8Array([0xe0, 1, 0x8b]))).toEqual({
      type: "disconnect",
      reasonCode: 0x8b,
      reasonString: "",
    });
    expect(decodeWhole(new Uint8Array([0xe0, 0]))).toEqual({
      type: "disconnect",
      reasonCode: 0,
      reasonString: "",
    });
  });

  test("[CARRIER-3] a frame, and packets it has no use for", () => {
    const body = new Uint8Array(300).fill(7);
    expect(decodeWhole(encodePacket({ type: "frame", body }, 5))).toEqual({ type: "frame", body });
    expect(decodeWhole(encodePacket({ type: "pingresp" }, 5))).toEqual({ type: "other" });
  });

  test("a CONNACK cut anywhere is a ProtocolError, and nothing else", () => {
    for (let length = 3; length < connack.length; length++)
      expect(() => decodeServerPacket({ bytes: connack.subarray(0, length), bodyStart: 3 })).toThrow(
        ProtocolError,
      );
  });

  test("a property that does not belong in CONNACK is malformed", () => {
    expect(() => decodeWhole(new Uint8Array([0x20, 5, 0, 0, 2, 0x23, 0]))).toThrow(
      expect.objectContaining({ reasonCode: ReasonCode.malformedPacket, rule: "MQTT-2.2.2.2" }),
    );
  });
});
