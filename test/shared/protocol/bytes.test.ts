import { expect, test } from "bun:test";
import { ByteReader, ByteWriter, uvarintSizeBytes } from "../../../shared/protocol/bytes.ts";
import { ProtocolError } from "../../../shared/protocol/reason-code.ts";
import { seededRng } from "../../../shared/rng.ts";

test("[WIRE-1] what is written is read back, little-endian ours and big-endian MQTT's", () => {
  const w = new ByteWriter();
  w.u8(0xfe);
  w.i8(-2);
  w.u16(0x1234);
  w.i24(-3);
  w.u24(0x123456);
  w.u32(0xdeadbeef);
  w.f64(1.5);
  w.u16be(0x1234);
  w.mqttString("広場");
  const bytes = w.take();
  expect([...bytes.subarray(2, 4)]).toEqual([0x34, 0x12]);
  const r = new ByteReader(bytes);
  expect([r.u8(), r.i8(), r.u16(), r.i24(), r.u24(), r.u32(), r.f64(), r.u16be(), r.mqttString()]).toEqual([
    0xfe,
    -2,
    0x1234,
    -3,
    0x123456,
    0xdeadbeef,
    1.5,
    0x1234,
    "広場",
  ]);
  expect(r.remaining).toBe(0);
  expect(w.take()).toHaveLength(0);
});

test("[WIRE-1] numbers are read as a DataView reads them, wherever in a larger buffer they are (seed 0x1e)", () => {
  const rng = seededRng(0x1en);
  for (let round = 0; round < 2_000; round++) {
    const whole = Uint8Array.from({ length: 32 }, () => Math.floor(rng() * 256));
    const bytes = whole.subarray(round % 5);
    const at = Math.floor(rng() * 16);
    const view = new DataView(whole.buffer, bytes.byteOffset + at);
    const reader = () => new ByteReader(bytes, at);
    expect([reader().i8(), reader().u16(), reader().i16(), reader().u32()]).toEqual([
      view.getInt8(0),
      view.getUint16(0, true),
      view.getInt16(0, true),
      view.getUint32(0, true),
    ]);
    const u24 = view.getUint32(0, true) & 0xffffff;
    expect([reader().u24(), reader().i24() & 0xffffff]).toEqual([u24, u24]);
    expect([reader().u16be(), reader().u32be()]).toEqual([view.getUint16(0), view.getUint32(0)]);
    expect(Object.is(reader().f64(), view.getFloat64(0, true))).toBe(true);
  }
});

test("[WIRE-2] every edge of a variable byte integer round-trips in its stated size, a longer one is read, and a fifth byte is refused", () => {
  for (const value of [0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455]) {
    const w = new ByteWriter();
    w.uvarint(value);
    const bytes = w.take();
    expect(bytes).toHaveLength(uvarintSizeBytes(value));
    expect(new ByteReader(bytes).uvarint()).toBe(value);
  }
  expect(new ByteReader(new Uint8Array([0x85, 0x80, 0x00])).uvarint()).toBe(5);
  expect(() => new ByteReader(new Uint8Array([0x80, 0x80, 0x80, 0x80, 1])).uvarint()).toThrow(ProtocolError);
  expect(() => new ByteWriter().uvarint(2 ** 28)).toThrow(RangeError);
});

test("[WIRE-3] reading past the end, ill-formed UTF-8 and U+0000 are a peer's fault", () => {
  expect(() => new ByteReader(new Uint8Array(3)).u32()).toThrow(ProtocolError);
  expect(() => new ByteReader(new Uint8Array(8), 6).f64()).toThrow(ProtocolError);
  expect(() => new ByteReader(new Uint8Array([0xc3, 0x28])).utf8(2)).toThrow(ProtocolError);
  expect(() => new ByteReader(new Uint8Array([0xed, 0xa0, 0x80])).utf8(3)).toThrow(ProtocolError);
  expect(() => new ByteReader(new Uint8Array([0])).utf8(1)).toThrow("U+0000");
});
