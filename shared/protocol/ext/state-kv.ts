// STATE_SET and STATE: small values under a key, the room's or a participant's own. SPEC [STATE-1]…[STATE-5]

import { type ByteReader, type ByteWriter, decodeUtf8, encodeUtf8 } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";

/** Whose key: the room's, or a participant's own. Numbers are for ever. */
export const StateScope = { room: 0, own: 1 } as const;
export type StateScope = (typeof StateScope)[keyof typeof StateScope];

/** What the bytes of a value are. Numbers are for ever. */
export const StateType = { none: 0, json: 1, text: 2, bytes: 3, i32: 4, f64: 5 } as const;
export type StateType = (typeof StateType)[keyof typeof StateType];

export const STATE_VALUE_MAX_BYTES = 4096;
/** In STATE_SET: whatever version the key has. No key ever comes so far. */
export const ANY_VERSION = 0xffffffff;

const KEY = /^[A-Za-z0-9_.:-]{1,64}$/;

/** Whether this may be a key: 1 to 64 of `A-Z a-z 0-9 _ . : -`, so that it is also a topic level. */
export function isStateKey(key: string): boolean {
  return KEY.test(key);
}

/** A value as it travels: a room keeps the bytes, only ends decode them. Empty bytes are no value, whatever their type. */
export type StateValue = { readonly type: StateType; readonly bytes: Uint8Array };

export type StateSet = {
  readonly scope: StateScope;
  readonly key: string;
  /** The version the setter knows: 0 for no key, ANY_VERSION for whatever there is. */
  readonly version: number;
  readonly value: StateValue;
};

export type State = {
  readonly scope: StateScope;
  /** Whose own; 0 for the room's. */
  readonly sid: number;
  readonly key: string;
  /** 0 and no value when there is no such key. */
  readonly version: number;
  readonly value: StateValue;
};

/** Shape:  u8 scope | u8 length, key | u32 version | u8 type | value to the end */
export const stateSet = {
  id: 0x30,
  decode: (r: ByteReader): StateSet => {
    const scope = scopeOf(r.u8());
    return { scope, ...readEntry(r) };
  },
  encode: (w: ByteWriter, m: StateSet): void => {
    w.u8(m.scope);
    writeEntry(w, m);
  },
} as const;

/** Shape:  u8 scope | u16 sid | u8 length, key | u32 version | u8 type | value to the end */
export const state = {
  id: 0x31,
  decode: (r: ByteReader): State => {
    const scope = scopeOf(r.u8());
    return { scope, sid: r.u16(), ...readEntry(r) };
  },
  encode: (w: ByteWriter, m: State): void => {
    w.u8(m.scope);
    w.u16(m.sid);
    writeEntry(w, m);
  },
} as const;

type Entry = Pick<State, "key" | "version" | "value">;

function readEntry(r: ByteReader): Entry {
  const key = r.utf8(r.u8());
  if (!isStateKey(key)) throw invalid("STATE-1", `"${key}" is not a key`);
  const version = r.u32();
  return { key, version, value: checkStateValue(r.u8(), r.bytes(r.remaining)) };
}

function writeEntry(w: ByteWriter, m: Entry): void {
  w.u8(m.key.length);
  w.utf8(m.key);
  w.u32(m.version);
  w.u8(m.value.type);
  w.bytes(m.value.bytes);
}

function scopeOf(value: number): StateScope {
  if (value !== StateScope.room && value !== StateScope.own) throw invalid("STATE-1", `scope ${value}`);
  return value;
}

/** Throws ProtocolError(payloadFormatInvalid) for bytes that are not what their type says, or too many. */
export function checkStateValue(type: number, bytes: Uint8Array): StateValue {
  if (bytes.length > STATE_VALUE_MAX_BYTES)
    throw invalid("STATE-2", `a value of ${bytes.length} bytes, at most ${STATE_VALUE_MAX_BYTES}`);
  if (bytes.length === 0) return NO_VALUE;
  const decoded = decodeStateValue({ type: type as StateType, bytes });
  if (decoded === null) throw invalid("STATE-2", `a value of type ${type} that is none`);
  return { type: type as StateType, bytes };
}

export const NO_VALUE: StateValue = { type: StateType.none, bytes: new Uint8Array(0) };

function invalid(rule: string, message: string): ProtocolError {
  return new ProtocolError(ReasonCode.payloadFormatInvalid, rule, message);
}

/** A value as a program has it. */
export type DecodedState =
  | { readonly type: "json"; readonly value: unknown }
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "i32" | "f64"; readonly value: number };

/** What the bytes say, or null when they are not what their type says. */
export function decodeStateValue({ type, bytes }: StateValue): DecodedState | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (type) {
    case StateType.json: {
      const value = jsonOf(bytes);
      return value === undefined ? null : { type: "json", value };
    }
    case StateType.text: {
      const value = textOf(bytes);
      return value === null ? null : { type: "text", value };
    }
    case StateType.bytes:
      return { type: "bytes", value: bytes };
    case StateType.i32:
      return bytes.length === 4 ? { type: "i32", value: view.getInt32(0, true) } : null;
    case StateType.f64: {
      const value = bytes.length === 8 ? view.getFloat64(0, true) : Number.NaN;
      return Number.isFinite(value) ? { type: "f64", value } : null;
    }
    default:
      return null;
  }
}

/** The way back. Whole numbers and others have a type each; numbers out of range are cut as DataView cuts them. */
export function encodeStateValue(m: DecodedState): StateValue {
  switch (m.type) {
    case "json":
      return { type: StateType.json, bytes: encodeUtf8(JSON.stringify(m.value)) };
    case "text":
      return { type: StateType.text, bytes: encodeUtf8(m.value) };
    case "bytes":
      return { type: StateType.bytes, bytes: m.value };
    case "i32": {
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setInt32(0, m.value, true);
      return { type: StateType.i32, bytes };
    }
    case "f64": {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setFloat64(0, m.value, true);
      return { type: StateType.f64, bytes };
    }
  }
}

/**
 * A PUBLISH payload as a value: JSON when it reads as such, text when it is UTF-8, bytes otherwise.
 * Throws: ProtocolError(payloadFormatInvalid) when it is too large.
 */
export function parsePlainState(payload: Uint8Array): StateValue {
  const type =
    jsonOf(payload) !== undefined
      ? StateType.json
      : textOf(payload) !== null
        ? StateType.text
        : StateType.bytes;
  return checkStateValue(type, payload);
}

/** A value as a PUBLISH payload: numbers in decimal, everything else as its bytes. */
export function plainState(value: StateValue): Uint8Array {
  const decoded = decodeStateValue(value);
  return decoded?.type === "i32" || decoded?.type === "f64" ? encodeUtf8(`${decoded.value}`) : value.bytes;
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return decodeUtf8(bytes);
  } catch {
    // Ill-formed: what is no text is bytes, or refused by whoever asked.
    return null;
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  const text = textOf(bytes);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
