// What a fuzz target is, and what every one of them holds to: nothing but ProtocolError is thrown at what a peer sends.

import { ProtocolError } from "../../shared/protocol/reason-code.ts";
import type { Chance } from "./chance.ts";

export type Target = {
  readonly name: string;
  readonly about: string;
  /**
   * Makes up one input and tries it. Answers how many frames that were: packets, bodies or sections. Throws, or rejects with,
   * whatever breaks the invariant; BrokenInvariant says the input beside it.
   */
  run(chance: Chance): number | Promise<number>;
  /** Lines to print when a run is over: what was counted on the way. */
  summary?(): readonly string[];
};

export class BrokenInvariant extends Error {
  constructor(what: string, input: Uint8Array, cause?: unknown) {
    super(`${what}\n  input (${input.length} bytes): ${shown(input)}`, { cause });
    this.name = "BrokenInvariant";
  }
}

const SHOWN_MAX_BYTES = 512;
const shown = (input: Uint8Array): string =>
  input.length > SHOWN_MAX_BYTES ? `${input.subarray(0, SHOWN_MAX_BYTES).toHex()}…` : input.toHex();

/** What `decode` makes of the input, or the ProtocolError it throws. Throws BrokenInvariant for anything else. */
export function attempt<T>(input: Uint8Array, decode: () => T): { readonly value: T } | ProtocolError {
  try {
    return { value: decode() };
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw new BrokenInvariant(`${String(error)} was thrown, which is no ProtocolError`, input, error);
  }
}

/** As text that is equal when the values are: bytes as hex, whether Buffer or Uint8Array, names in one order. */
export function canonical(value: unknown): string {
  return JSON.stringify(
    value,
    function (this: Readonly<Record<string, unknown>>, key: string, item: unknown) {
      // Not `item`: a Buffer has become something else by then.
      const raw = this[key];
      if (raw instanceof Uint8Array) return `0x${raw.toHex()}`;
      if (typeof raw === "number" && !Number.isFinite(raw)) return String(raw);
      return isRecord(item) ? Object.fromEntries(Object.entries(item).sort(byName)) : item;
    },
  );
}

/** Whether two values are the same as text, which is not made: bytes may be a Buffer here and a Uint8Array there. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return Number.isNaN(one) && Number.isNaN(other);
  if (one instanceof Uint8Array || other instanceof Uint8Array)
    return one instanceof Uint8Array && other instanceof Uint8Array && isSameBytes(one, other);
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, at) => isSame(item, other[at]))
    );
  return isSameRecord(one as Fields, other as Fields);
}

type Fields = Readonly<Record<string, unknown>>;

/** What is undefined is not there. A name may be "__proto__", which everything seems to have. */
function isSameRecord(one: Fields, other: Fields): boolean {
  for (const name of Object.keys(one))
    if (!isSame(one[name], Object.hasOwn(other, name) ? other[name] : undefined)) return false;
  for (const name of Object.keys(other))
    if (!Object.hasOwn(one, name) && other[name] !== undefined) return false;
  return true;
}

function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && Buffer.compare(one, other) === 0;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/**
 * What was decoded must survive being encoded: it decodes to the same, and encoding that gives the same bytes.
 * Throws BrokenInvariant when it does not.
 */
export function assertRoundTrip<T>(
  input: Uint8Array,
  value: T,
  codec: { encode(value: T): Uint8Array; decode(bytes: Uint8Array): T },
): void {
  let again: T;
  let encoded: Uint8Array;
  try {
    encoded = codec.encode(value);
    again = codec.decode(encoded);
  } catch (error) {
    throw new BrokenInvariant(`what was decoded does not survive encoding: ${String(error)}`, input, error);
  }
  if (!isSame(again, value))
    throw new BrokenInvariant(`decoded anew it is ${canonical(again)}, not ${canonical(value)}`, input);
  if (!isSameBytes(encoded, codec.encode(again)))
    throw new BrokenInvariant("encoded twice it has different bytes", input);
}
