// Whether a payload is what its sender says of it. MQTT5 3.1.3.2.3 and 3.3.2.3.2 let a server look, and refuse with 0x99

import { isUtf8 } from "node:buffer";

/** Of a will, or a PUBLISH. */
type Said = {
  readonly payload: Uint8Array;
  readonly properties: { readonly payloadFormatIndicator?: boolean };
};

/** For whoever is told that it was refused. */
export const NOT_TEXT = "the payload is not UTF-8, as its Payload Format Indicator says";

/** Whether it may go to those who trust its Payload Format Indicator: true promises well-formed UTF-8, and else nothing is promised. */
export const isAsSaid = ({ payload, properties }: Said): boolean =>
  properties.payloadFormatIndicator !== true || isUtf8(payload);
