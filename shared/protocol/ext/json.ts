// The cold sections are UTF-8 JSON that a schema checks on the way in.

import type * as z from "zod";
import { type ByteReader, type ByteWriter, decodeUtf8 } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";

/** Bytes to a checked value. Throws ProtocolError(payloadFormatInvalid) that names what is wrong; `rule` is the section's. */
export function parseJson<T extends z.ZodType>(schema: T, bytes: Uint8Array, rule: string): z.output<T> {
  let value: unknown;
  try {
    const text = decodeUtf8(bytes);
    value = MAYBE_INFINITE.test(text) ? JSON.parse(text, assertFinite) : JSON.parse(text);
  } catch (cause) {
    throw new ProtocolError(ReasonCode.payloadFormatInvalid, rule, "the payload is not JSON", cause);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ProtocolError(
    ReasonCode.payloadFormatInvalid,
    rule,
    `${issue?.path.join(".") || "the payload"}: ${issue?.message ?? "not as expected"}`,
    result.error,
  );
}

/**
 * What a number has that no double can hold: an exponent of three digits, or as many digits as leave less of one. Those are counted
 * from their first alone: counted from each, 64 KiB of numbers a digit too short took twenty milliseconds.
 */
const MAYBE_INFINITE = /\d[eE]\+?\d{3}|(?:^|\D)\d{200}/;

/** 1e999 is JSON, and infinite here; passed on it would have become null. To be asked of each value makes parsing take ten times as long. */
function assertFinite(_name: string, value: unknown): unknown {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
    throw new RangeError("a number that no double can hold");
  return value;
}

/** The codec of one JSON section; its schema is there for whoever makes values up. */
export function jsonCodec<const Id extends number, T extends z.ZodType>(id: Id, schema: T, rule: string) {
  return {
    id,
    schema,
    decode: (r: ByteReader): z.output<T> => parseJson(schema, r.bytes(r.remaining), rule),
    encode: (w: ByteWriter, m: z.output<T>): void => w.utf8(JSON.stringify(m)),
  } as const;
}
