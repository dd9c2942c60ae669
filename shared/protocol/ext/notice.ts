// NOTICE: why something a client sent had no effect, told once per reason, kind of message and connection. SPEC [LIMIT-4]

import * as z from "zod";
import type { ByteReader, ByteWriter } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";
import { parseJson } from "./json.ts";

/** Numbers are for ever. */
export const NoticeCode = {
  poseTooFast: 1,
  poseOutside: 2,
  payloadInvalid: 3,
  chatTooFast: 4,
  meTooFast: 5,
  notAllowed: 6,
  emoteTooFast: 7,
  appTooFast: 8,
  itemTooFast: 9,
  itemNotYours: 10,
  itemUnknown: 11,
  itemRefused: 12,
  itemsFull: 13,
  stateTooFast: 14,
  stateStale: 15,
  stateFull: 16,
  voiceTooFast: 17,
  voiceRefused: 18,
  muted: 19,
  modTooFast: 20,
  modRefused: 21,
} as const;
export type NoticeCode = (typeof NoticeCode)[keyof typeof NoticeCode];

const detailSchema = z.object({ message: z.string() });
export type Notice = { readonly code: number; readonly message: string };

const DETAIL_MAX_BYTES = 1024;

export const notice = {
  id: 0x04,
  decode: (r: ByteReader): Notice => {
    const code = r.u16();
    if (r.remaining > DETAIL_MAX_BYTES)
      throw new ProtocolError(ReasonCode.packetTooLarge, "LIMIT-4", `a detail of ${r.remaining} bytes`);
    return { code, ...parseJson(detailSchema, r.bytes(r.remaining), "LIMIT-4") };
  },
  encode: (w: ByteWriter, m: Notice): void => {
    w.u16(m.code);
    w.utf8(JSON.stringify({ message: m.message }));
  },
} as const;
