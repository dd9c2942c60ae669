import { expect, test } from "bun:test";
import { encodeUtf8 } from "../../../../shared/protocol/bytes.ts";
import { decodeUp, encodeUp } from "../../../../shared/protocol/ext/registry.ts";
import {
  checkStateValue,
  decodeStateValue,
  encodeStateValue,
  isStateKey,
  NO_VALUE,
  parsePlainState,
  plainState,
  StateType,
} from "../../../../shared/protocol/ext/state-kv.ts";
import { ProtocolError } from "../../../../shared/protocol/reason-code.ts";

test("[STATE-1] a key is a topic level of 1 to 64 plain characters", () => {
  for (const good of ["a", "door:3.open_by-hand", "k".repeat(64)])
    expect([good, isStateKey(good)]).toEqual([good, true]);
  for (const bad of ["", "k".repeat(65), "a/b", "a b", "+", "#", "鍵", "a\n"])
    expect([bad, isStateKey(bad)]).toEqual([bad, false]);
});

test("[STATE-1] a section with another scope, or a key that is none, is refused", () => {
  const set = encodeUp([
    { kind: "stateSet", message: { scope: 0, key: "abc", version: 0, value: NO_VALUE } },
  ]);
  expect(decodeUp(set)).toHaveLength(1);
  const changed = (offset: number, byte: number) => Uint8Array.from(set).fill(byte, offset, offset + 1);
  expect(() => decodeUp(changed(2, 2))).toThrow("scope 2");
  expect(() => decodeUp(changed(4, 0x2f))).toThrow("not a key");
  expect(() => decodeUp(changed(3, 200))).toThrow(ProtocolError);
});

test("[STATE-2] a value is what its type says, and of at most 4 KiB", () => {
  const { json, text, bytes, i32, f64 } = StateType;
  const rows: [type: number, bytes: Uint8Array, isGood: boolean][] = [
    [json, encodeUtf8('{"a":1}'), true],
    [json, encodeUtf8("{"), false],
    [text, encodeUtf8("広場"), true],
    [text, Uint8Array.of(0xff), false],
    [bytes, new Uint8Array(4096), true],
    [bytes, new Uint8Array(4097), false],
    [i32, new Uint8Array(4), true],
    [i32, new Uint8Array(5), false],
    [f64, new Uint8Array(8), true],
    [f64, encodeStateValue({ type: "f64", value: Number.POSITIVE_INFINITY }).bytes, false],
    [f64, encodeStateValue({ type: "f64", value: Number.NaN }).bytes, false],
    [6, new Uint8Array(1), false],
    [0, new Uint8Array(1), false],
  ];
  for (const [type, value, isGood] of rows) {
    const check = () => checkStateValue(type, value);
    if (isGood) expect(check()).toEqual({ type: type as StateType, bytes: value });
    else expect(check).toThrow(ProtocolError);
  }
  expect(checkStateValue(text, new Uint8Array(0))).toBe(NO_VALUE);
});

test("[STATE-6] a plain payload is JSON, text or bytes, whichever it reads as first", () => {
  expect(parsePlainState(encodeUtf8("12"))).toEqual({ type: StateType.json, bytes: encodeUtf8("12") });
  expect(parsePlainState(encodeUtf8("open"))).toEqual({ type: StateType.text, bytes: encodeUtf8("open") });
  expect(parsePlainState(Uint8Array.of(0xc3))).toEqual({ type: StateType.bytes, bytes: Uint8Array.of(0xc3) });
  expect(parsePlainState(new Uint8Array(0))).toBe(NO_VALUE);
  expect(() => parsePlainState(new Uint8Array(4097))).toThrow(ProtocolError);
});

test("[STATE-6] a plain subscriber reads numbers in decimal, anything else as it is", () => {
  const plain = (value: Parameters<typeof encodeStateValue>[0]) =>
    new TextDecoder().decode(plainState(encodeStateValue(value)));
  expect(plain({ type: "i32", value: -5 })).toBe("-5");
  expect(plain({ type: "f64", value: 0.1 })).toBe("0.1");
  expect(plain({ type: "text", value: "open" })).toBe("open");
  expect(plain({ type: "json", value: { a: 1 } })).toBe('{"a":1}');
  expect(plainState(NO_VALUE)).toHaveLength(0);
  expect(decodeStateValue(encodeStateValue({ type: "i32", value: -5 }))).toEqual({ type: "i32", value: -5 });
});
