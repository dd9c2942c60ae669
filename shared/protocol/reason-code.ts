// MQTT 5 reason codes, each written once (MQTT5 2.4), the 3.1.1 return codes they become, and the error that carries one.

/** By their names in MQTT 5 table 2-6. 0x00 is also "normal disconnection" and "granted QoS 0". */
export const ReasonCode = {
  success: 0x00,
  grantedQoS1: 0x01,
  grantedQoS2: 0x02,
  disconnectWithWill: 0x04,
  noMatchingSubscribers: 0x10,
  noSubscriptionExisted: 0x11,
  continueAuthentication: 0x18,
  reAuthenticate: 0x19,
  unspecifiedError: 0x80,
  malformedPacket: 0x81,
  protocolError: 0x82,
  implementationSpecificError: 0x83,
  unsupportedProtocolVersion: 0x84,
  clientIdentifierNotValid: 0x85,
  badUserNameOrPassword: 0x86,
  notAuthorized: 0x87,
  serverUnavailable: 0x88,
  serverBusy: 0x89,
  banned: 0x8a,
  serverShuttingDown: 0x8b,
  badAuthenticationMethod: 0x8c,
  keepAliveTimeout: 0x8d,
  sessionTakenOver: 0x8e,
  topicFilterInvalid: 0x8f,
  topicNameInvalid: 0x90,
  packetIdentifierInUse: 0x91,
  packetIdentifierNotFound: 0x92,
  receiveMaximumExceeded: 0x93,
  topicAliasInvalid: 0x94,
  packetTooLarge: 0x95,
  messageRateTooHigh: 0x96,
  quotaExceeded: 0x97,
  administrativeAction: 0x98,
  payloadFormatInvalid: 0x99,
  retainNotSupported: 0x9a,
  qosNotSupported: 0x9b,
  useAnotherServer: 0x9c,
  serverMoved: 0x9d,
  sharedSubscriptionsNotSupported: 0x9e,
  connectionRateExceeded: 0x9f,
  maximumConnectTime: 0xa0,
  subscriptionIdentifiersNotSupported: 0xa1,
  wildcardSubscriptionsNotSupported: 0xa2,
} as const;
export type ReasonCode = (typeof ReasonCode)[keyof typeof ReasonCode];

const CONNACK_V3_SERVER_UNAVAILABLE = 3;
const CONNACK_V3: ReadonlyMap<ReasonCode, number> = new Map([
  [ReasonCode.success, 0],
  [ReasonCode.unsupportedProtocolVersion, 1],
  [ReasonCode.clientIdentifierNotValid, 2],
  [ReasonCode.badUserNameOrPassword, 4],
  [ReasonCode.notAuthorized, 5],
  [ReasonCode.banned, 5],
]);

/** The CONNACK return code of MQTT 3.1.1 (table 3.1) that says the same; what 3.1.1 has no word for is 3, server unavailable. */
export function toConnackV3(reasonCode: ReasonCode): number {
  return CONNACK_V3.get(reasonCode) ?? CONNACK_V3_SERVER_UNAVAILABLE;
}

/** A peer broke a rule: `reasonCode` is told to the peer, `rule` (a SPEC or MQTT tag) and the message go into the log. */
export class ProtocolError extends Error {
  readonly reasonCode: ReasonCode;
  readonly rule: string;
  constructor(reasonCode: ReasonCode, rule: string, message: string, cause?: unknown) {
    super(`${message} [${rule}]`, { cause });
    this.name = "ProtocolError";
    this.reasonCode = reasonCode;
    this.rule = rule;
  }
}

/** The packet cannot be read as what it says it is (MQTT5 1.2). */
export function malformed(rule: string, message: string): ProtocolError {
  return new ProtocolError(ReasonCode.malformedPacket, rule, message);
}

/** The packet can be read, and says what may not be said, or not now (MQTT5 1.2). */
export function protocolError(rule: string, message: string): ProtocolError {
  return new ProtocolError(ReasonCode.protocolError, rule, message);
}
