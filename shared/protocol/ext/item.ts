// ITEM and ITEMS: where a thing of the room is, as a block of 19 to 30 bytes that is copied, never recomputed, on its way
// through a room. The server looks at ids, flags, time and the integers of the position; only ends decode. SPEC [ITEM-1]…[ITEM-3]

import { ByteReader, ByteWriter } from "../bytes.ts";
import { ProtocolError, ReasonCode } from "../reason-code.ts";
import {
  metresToSteps,
  needsWide,
  type Quat,
  rotationToWords,
  speedToSteps,
  stepsToMetres,
  stepsToSpeed,
  type Vec3,
  wordsToRotation,
} from "./quantize.ts";

export const ITEM_ID_MAX = 65_535;

export type ItemBlock = {
  /** 1 to 65,535. */
  readonly item: number;
  /** As OWNER told it: a block of another epoch is nobody's. */
  readonly epoch: number;
  /** When it was sampled: room clock, milliseconds modulo 65,536. */
  readonly tMs: number;
  /** Metres from the room's origin, or from the parent. */
  readonly position: Vec3;
  readonly rotation: Quat;
  /** Metres a second, in the frame of the position. */
  readonly velocity?: Vec3;
  /** The item whose frame position and rotation are in. */
  readonly parentItem?: number;
  /** The owner's joint whose frame they are in: 0 head, 1 left hand, 2 right hand, 3 hips, 4 left foot, 5 right foot. */
  readonly joint?: number;
  /** Nothing moves it until somebody takes it. */
  readonly sleeping: boolean;
  /** Do not interpolate from the block before. */
  readonly teleport: boolean;
};

export const ItemFlag = {
  wide: 0x01,
  velocity: 0x02,
  parent: 0x04,
  sleeping: 0x08,
  joint: 0x10,
  teleport: 0x20,
  reserved: 0xc0,
} as const;

const HEAD_BYTES = 7;
const EPOCH_OFFSET = 2;
const FLAGS_OFFSET = 4;
const TIME_OFFSET = 5;
const ROTATION_BYTES = 6;
const VELOCITY_BYTES = 6;
const PARENT_BYTES = 2;
const JOINT_BYTES = 1;
const JOINT_MAX = 5;

function positionBytes(flags: number): number {
  return flags & ItemFlag.wide ? 9 : 6;
}

/** Bytes a block with these flags has. */
export function itemSizeBytes(flags: number): number {
  return (
    HEAD_BYTES +
    positionBytes(flags) +
    ROTATION_BYTES +
    (flags & ItemFlag.velocity ? VELOCITY_BYTES : 0) +
    (flags & ItemFlag.parent ? PARENT_BYTES : 0) +
    (flags & ItemFlag.joint ? JOINT_BYTES : 0)
  );
}

/**
 * Checks a block as a server does: id, flags and length, no floats.
 * Throws: ProtocolError(payloadFormatInvalid) for item 0, a reserved bit, two frames at once, a joint nobody has, or a length its
 *         flags do not give.
 * Source: SPEC [ITEM-1], [ITEM-3]
 */
export function checkItemBlock(block: Uint8Array): void {
  const flags = block[FLAGS_OFFSET];
  if (flags === undefined) throw invalid(`an item block of ${block.length} bytes`);
  if (flags & ItemFlag.reserved) throw invalid("bit 6 or 7 of the item flags is set");
  if (flags & ItemFlag.parent && flags & ItemFlag.joint)
    throw invalid("an item is in one frame: a parent's or a joint's");
  const expected = itemSizeBytes(flags);
  if (block.length !== expected)
    throw invalid(`an item block of ${block.length} bytes whose flags say ${expected}`);
  if (itemIdOf(block) === 0) throw invalid("item 0 is no item");
  if (flags & ItemFlag.joint && (block.at(-1) ?? 0) > JOINT_MAX)
    throw invalid(`joint ${block.at(-1)}, at most ${JOINT_MAX}`);
}

function invalid(message: string): ProtocolError {
  return new ProtocolError(ReasonCode.payloadFormatInvalid, "ITEM-3", message);
}

/**
 * Decodes one block.
 * Shape:  u16 item | u16 epoch | u8 flags | u16 t | position 3×i16 or 3×i24 | rotation 3×u16 | [velocity 3×i16] |
 *         [u16 parent item] | [u8 joint]
 * Units:  position 1/1024 m (error 0.4883 mm per axis), rotation smallest-three (0.0086°), velocity 1/256 m/s (0.001954 m/s).
 * Throws: ProtocolError(payloadFormatInvalid) as checkItemBlock does.
 * Source: SPEC [ITEM-1], [ITEM-2]
 */
export function decodeItem(block: Uint8Array): ItemBlock {
  checkItemBlock(block);
  const r = new ByteReader(block);
  const [item, epoch, flags, tMs] = [r.u16(), r.u16(), r.u8(), r.u16()];
  const coordinate = () => stepsToMetres(flags & ItemFlag.wide ? r.i24() : r.i16());
  const speed = () => stepsToSpeed(r.i16());
  return {
    item,
    epoch,
    tMs,
    position: [coordinate(), coordinate(), coordinate()],
    rotation: wordsToRotation([r.u16(), r.u16(), r.u16()]),
    ...(flags & ItemFlag.velocity ? { velocity: [speed(), speed(), speed()] as const } : {}),
    ...(flags & ItemFlag.parent ? { parentItem: r.u16() } : {}),
    ...(flags & ItemFlag.joint ? { joint: r.u8() } : {}),
    sleeping: (flags & ItemFlag.sleeping) !== 0,
    teleport: (flags & ItemFlag.teleport) !== 0,
  };
}

/** Encodes one block, wide only when a coordinate needs it. */
export function encodeItem(m: ItemBlock): Uint8Array {
  const wide = m.position.some(needsWide);
  const w = new ByteWriter();
  w.u16(m.item);
  w.u16(m.epoch);
  w.u8(
    (wide ? ItemFlag.wide : 0) |
      (m.velocity === undefined ? 0 : ItemFlag.velocity) |
      (m.parentItem === undefined ? 0 : ItemFlag.parent) |
      (m.sleeping ? ItemFlag.sleeping : 0) |
      (m.joint === undefined ? 0 : ItemFlag.joint) |
      (m.teleport ? ItemFlag.teleport : 0),
  );
  w.u16(m.tMs & 0xffff);
  for (const metres of m.position) {
    const steps = metresToSteps(metres, wide);
    if (wide) w.i24(steps);
    else w.i16(steps);
  }
  for (const word of rotationToWords(m.rotation)) w.u16(word);
  for (const speed of m.velocity ?? []) w.i16(speedToSteps(speed));
  if (m.parentItem !== undefined) w.u16(m.parentItem);
  if (m.joint !== undefined) w.u8(m.joint);
  return w.take();
}

const u16At = (block: Uint8Array, offset: number): number =>
  (block[offset] ?? 0) | ((block[offset + 1] ?? 0) << 8);

function setU16At(block: Uint8Array, offset: number, value: number): void {
  block[offset] = value & 0xff;
  block[offset + 1] = (value >> 8) & 0xff;
}

/** Which item a checked block moves. */
export function itemIdOf(block: Uint8Array): number {
  return u16At(block, 0);
}
/** In which epoch it was sent. */
export function itemEpoch(block: Uint8Array): number {
  return u16At(block, EPOCH_OFFSET);
}
/** Writes another epoch into a checked block, in place. */
export function setItemEpoch(block: Uint8Array, epoch: number): void {
  setU16At(block, EPOCH_OFFSET, epoch);
}
/** The sample time of a checked block, room clock modulo 65,536 ms. */
export function itemTimeMs(block: Uint8Array): number {
  return u16At(block, TIME_OFFSET);
}
/** Writes another sample time into a checked block, in place. */
export function setItemTimeMs(block: Uint8Array, tMs: number): void {
  setU16At(block, TIME_OFFSET, tMs);
}
/** The position of a checked block in 1/1024 m. */
export function itemPositionSteps(block: Uint8Array): Vec3 {
  const r = new ByteReader(block, HEAD_BYTES);
  return (block[FLAGS_OFFSET] ?? 0) & ItemFlag.wide
    ? [r.i24(), r.i24(), r.i24()]
    : [r.i16(), r.i16(), r.i16()];
}
/** The item a checked block hangs on, or null. */
export function itemParent(block: Uint8Array): number | null {
  const flags = block[FLAGS_OFFSET] ?? 0;
  return flags & ItemFlag.parent ? u16At(block, block.length - PARENT_BYTES) : null;
}

/** Whether a checked block is in the frame of its owner's joint. */
export function isAtJoint(block: Uint8Array): boolean {
  return ((block[FLAGS_OFFSET] ?? 0) & ItemFlag.joint) !== 0;
}

function blockCodec<const Id extends number>(id: Id) {
  return {
    id,
    /** A block travels as its bytes: a room copies it, only ends decode it. */
    decode: (r: ByteReader): Uint8Array => {
      const block = r.bytes(r.remaining);
      checkItemBlock(block);
      return block;
    },
    encode: (w: ByteWriter, block: Uint8Array): void => w.bytes(block),
  } as const;
}

export const item = blockCodec(0x20);
/** The last block of an owner that lets go. */
export const itemRelease = blockCodec(0x24);

export type Items = {
  /** Room clock, milliseconds modulo 2^32. */
  readonly timeMs: number;
  /** Checked blocks, at most one of each item. */
  readonly blocks: readonly Uint8Array[];
};

export const items = {
  id: 0x21,
  /**
   * Shape:  u32 time | uvarint count | count × item block
   * Throws: ProtocolError(malformedPacket or payloadFormatInvalid) for a short batch or a bad block.
   */
  decode: (r: ByteReader): Items => {
    const timeMs = r.u32();
    const count = r.uvarint();
    const blocks: Uint8Array[] = [];
    for (let index = 0; index < count; index++) {
      const start = r.position;
      r.bytes(FLAGS_OFFSET);
      const sizeBytes = itemSizeBytes(r.u8());
      r.position = start;
      const block = r.bytes(sizeBytes);
      checkItemBlock(block);
      blocks.push(block);
    }
    return { timeMs, blocks };
  },
  encode: (w: ByteWriter, m: Items): void => {
    w.u32(m.timeMs);
    w.uvarint(m.blocks.length);
    for (const block of m.blocks) w.bytes(block);
  },
} as const;
