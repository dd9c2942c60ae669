// The application range: 64 kinds of message that the room passes on without a look inside. SPEC [APP-1]

import type { ByteReader, ByteWriter } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";

export const APP_FIRST_ID = 0x80;
export const APP_LAST_ID = 0xbf;
export const APP_PAYLOAD_MAX_BYTES = 4096;

export type AppUp = {
  /** 0x80 to 0xbf. */
  readonly id: number;
  readonly payload: Uint8Array;
};
export type AppDown = AppUp & {
  /** Who sent it. */
  readonly sid: number;
};

const range = { lastId: APP_LAST_ID, idOf: (m: AppUp): number => m.id } as const;

export const appUp = {
  id: APP_FIRST_ID,
  range,
  decode: (r: ByteReader, id: number): AppUp => ({ id, payload: checkAppPayload(r.bytes(r.remaining)) }),
  encode: (w: ByteWriter, m: AppUp): void => w.bytes(m.payload),
} as const;

/** Shape:  u16 sid | the sender's bytes */
export const appDown = {
  id: APP_FIRST_ID,
  range,
  decode: (r: ByteReader, id: number): AppDown => ({ id, sid: r.u16(), payload: r.bytes(r.remaining) }),
  encode: (w: ByteWriter, m: AppDown): void => {
    w.u16(m.sid);
    w.bytes(m.payload);
  },
} as const;

/** The payload itself. Throws ProtocolError(payloadFormatInvalid) when it is larger than the room passes on. */
export function checkAppPayload(payload: Uint8Array): Uint8Array {
  if (payload.length > APP_PAYLOAD_MAX_BYTES)
    throw new ProtocolError(
      ReasonCode.payloadFormatInvalid,
      "APP-1",
      `${payload.length} bytes for the application, at most ${APP_PAYLOAD_MAX_BYTES}`,
    );
  return payload;
}
