// How a WebSocket ends: the codes a server says, what a client may say, and the breach that ends it for a broken rule. Pure.

/** The codes we say (RFC 6455 7.4.1). */
export const CloseCode = {
  normal: 1000,
  protocolError: 1002,
  unsupportedData: 1003,
  invalidPayload: 1007,
  messageTooBig: 1009,
} as const;
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** A client broke a rule: the connection is failed with this code (RFC 6455 7.1.7). The message is the reason it is told. */
export class FrameBreach extends Error {
  readonly closeCode: CloseCode;
  constructor(closeCode: CloseCode, rule: string) {
    super(rule);
    this.closeCode = closeCode;
  }
}

const CODE_BYTES = 2;
const utf8 = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();

/**
 * Body of a close frame.
 * Shape:  u16 code | UTF-8 reason, or nothing at all for no code. Reasons of ours are ASCII and fit a control frame.
 * Source: RFC 6455 5.5.1
 */
export function encodeClose(code: number | null, reason = ""): Uint8Array {
  if (code === null) return new Uint8Array(0);
  return Uint8Array.of(code >>> 8, code & 0xff, ...encoder.encode(reason));
}

/**
 * The code of a client's close frame, null when it gives none.
 * Throws: FrameBreach protocolError for half a code or one that must not be sent, invalidPayload for a reason that is not UTF-8.
 * Source: RFC 6455 5.5.1, 7.4.2; IANA's registry of close codes up to 1014
 */
export function decodeClose(body: Uint8Array): number | null {
  const [high, low] = body;
  if (high === undefined) return null;
  const code = low === undefined ? 0 : high * 256 + low;
  if (!mayBeSent(code)) throw new FrameBreach(CloseCode.protocolError, "no code to close with");
  try {
    utf8.decode(body.subarray(CODE_BYTES));
  } catch {
    throw new FrameBreach(CloseCode.invalidPayload, "the reason is not UTF-8");
  }
  return code;
}

function mayBeSent(code: number): boolean {
  const isRegistered = code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006;
  return isRegistered || (code >= 3000 && code <= 4999);
}
