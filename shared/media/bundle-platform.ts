// For which platform an AssetBundle was built: a number in the first serialized file, behind the bundle's directory. Both are
// read where they are stored plainly or packed by LZ4; LZMA keeps them out of sight.

import type { BundlePlatform } from "../schema/bundle-platform.ts";
import { BigEndianReader } from "./big-endian.ts";
import type { BundleHeader } from "./bundle.ts";
import { unpackLz4 } from "./lz4.ts";

/** Bundles of a gigabyte have directories of some hundred kilobytes; a block has 128 KiB. */
const UNPACKED_MAX_BYTES = 1024 * 1024;
const BLOCKS_MAX = 65_536;
const PACKING = 0x3f;
const DIRECTORY_AT_END = 0x80;
const DATA_ALIGNED = 0x200;
const NODE_IS_SERIALIZED = 0x4;
const PATH_MAX_BYTES = 1_024;
const VERSION_MAX_BYTES = 64;
/** Version of the serialized file from which its header has 64-bit sizes: Unity 2020.1. */
const LARGE_FILES_FROM = 22;

/** Unity's BuildTarget numbers. */
const TARGETS: Readonly<Record<number, BundlePlatform | "linux" | "webgl">> = {
  2: "mac",
  4: "mac",
  5: "windows",
  9: "ios",
  13: "android",
  17: "linux",
  19: "windows",
  20: "webgl",
  24: "linux",
  27: "mac",
};

/** The platform by its number; "target N" for one we know nothing of, null for none seen. */
export function platformName(target: number | null): string | null {
  return target === null ? null : (TARGETS[target] ?? `target ${target}`);
}

/** The number, or null where it is out of sight or the bundle is not built as we know it. */
export function readBuildTarget(bytes: Uint8Array, header: BundleHeader): number | null {
  try {
    return targetOf(bytes, header);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function targetOf(bytes: Uint8Array, header: BundleHeader): number | null {
  const { flags, directoryPackedBytes, directoryBytes } = header;
  const start = new BigEndianReader(bytes, header.end);
  if (header.formatVersion >= 7) start.align(16);
  const isAtEnd = (flags & DIRECTORY_AT_END) !== 0;
  const directoryAt = isAtEnd ? bytes.length - directoryPackedBytes : start.at;
  const packed = bytes.subarray(directoryAt, directoryAt + directoryPackedBytes);
  const directory = unpack(packed, directoryBytes, flags & PACKING);
  if (directory === null) return null;
  if (!isAtEnd) start.skip(directoryPackedBytes);
  if ((flags & DATA_ALIGNED) !== 0) start.align(16);
  const first = firstBlock(directory);
  if (first === null) return null;
  const block = unpack(
    bytes.subarray(start.at, start.at + first.packedBytes),
    first.sizeBytes,
    first.packing,
  );
  return block === null ? null : targetInFile(block.subarray(first.fileAt));
}

/**
 * Shape of a directory: hash of 16 bytes | u32 count, blocks of u32 unpacked and u32 packed bytes and u16 flags | u32 count,
 * nodes of i64 offset, i64 size, u32 flags and a path. Null when the first serialized file does not begin in the first block.
 */
function firstBlock(directory: Uint8Array) {
  const reader = new BigEndianReader(directory);
  reader.skip(16);
  const blockCount = reader.u32();
  if (blockCount === 0 || blockCount > BLOCKS_MAX) return null;
  const block = { sizeBytes: reader.u32(), packedBytes: reader.u32(), packing: reader.u16() & PACKING };
  reader.skip((blockCount - 1) * 10);
  for (let nodes = reader.u32(); nodes > 0; nodes--) {
    const fileAt = reader.i64();
    reader.i64();
    const isSerialized = (reader.u32() & NODE_IS_SERIALIZED) !== 0;
    reader.text(PATH_MAX_BYTES);
    if (isSerialized) return fileAt >= 0 && fileAt < block.sizeBytes ? { ...block, fileAt } : null;
  }
  return null;
}

/** Shape: u32 sizes | u32 version | u32 offset | u8 endianness, 3 bytes | from 22: 28 bytes of larger sizes | version NUL | target. */
function targetInFile(file: Uint8Array): number {
  const reader = new BigEndianReader(file);
  reader.skip(8);
  const version = reader.u32();
  reader.skip(4);
  const isLittleEndian = reader.u8() === 0;
  reader.skip(3);
  if (version >= LARGE_FILES_FROM) reader.skip(28);
  reader.text(VERSION_MAX_BYTES);
  return reader.u32(isLittleEndian);
}

/** Stored plainly (0) or packed by LZ4 (2, 3); null for any other packing, or more than we would unpack. */
function unpack(packed: Uint8Array, sizeBytes: number, packing: number): Uint8Array | null {
  if (sizeBytes > UNPACKED_MAX_BYTES) return null;
  if (packing === 0) return packed.length === sizeBytes ? packed : null;
  return packing === 2 || packing === 3 ? unpackLz4(packed, sizeBytes) : null;
}
