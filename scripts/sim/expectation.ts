// What a session ought to be delivered, in which form, and whether it has been.

import type { PublishPacket, QoS } from "../../shared/protocol/packet.ts";

/** A message that was published, as the model keeps it. */
export type Published = {
  readonly topicName: string;
  /** The text in front of the payload's colon; empty for an empty payload. Says which message it is, beside the topic. */
  readonly label: string;
  readonly payloadBytes: number;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly expiresAtMs: number | null;
};

export type Form = {
  readonly qos: QoS;
  readonly retain: boolean;
  /** Subscription identifiers, ascending, joined. */
  readonly identifiers: string;
};

export type Expectation = Form & {
  /** In the order in which the host has to deliver. */
  readonly seq: number;
  readonly published: Published;
  /** A message may get lost that is larger than its receiver takes, has expired, or was on its way at QoS 0 when the line broke. */
  need: "must" | "may";
  isHeard: boolean;
  /** The line it was written to at QoS 0; null for what outlives lines. */
  readonly lineId: number | null;
};

const latin = new TextDecoder("latin1");
const LABEL_MAX_BYTES = 24;

export function labelOf(payload: Uint8Array): string {
  const text = latin.decode(payload.subarray(0, LABEL_MAX_BYTES));
  const colon = text.indexOf(":");
  return colon === -1 ? text : text.slice(0, colon);
}

export function formOf({ qos, retain, properties }: PublishPacket): Form {
  return { qos, retain, identifiers: joinIdentifiers(properties.subscriptionIdentifiers ?? []) };
}

export const joinIdentifiers = (identifiers: readonly number[]): string =>
  [...identifiers].sort((a, b) => a - b).join(",");

export const isOf = (published: Published, topicName: string, label: string): boolean =>
  published.topicName === topicName && published.label === label;

export const hasForm = (expected: Form, form: Form): boolean =>
  expected.qos === form.qos && expected.retain === form.retain && expected.identifiers === form.identifiers;

export const formText = ({ qos, retain, identifiers }: Form): string =>
  `QoS ${qos}${retain ? ", retained" : ""}${identifiers === "" ? "" : `, identifiers ${identifiers}`}`;
