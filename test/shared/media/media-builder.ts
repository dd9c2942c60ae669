// The smallest files of each container that say what they say: silence of a length, bundles without content.

import { createHash } from "node:crypto";

/** WAV of silence, 16 bit. */
export function wav(seconds: number, sampleRateHz = 8_000, channelCount = 1): Uint8Array {
  const dataBytes = Math.round(seconds * sampleRateHz) * channelCount * 2;
  const out = Buffer.alloc(44 + dataBytes);
  out.write("RIFF", 0, "latin1");
  out.writeUInt32LE(36 + dataBytes, 4);
  out.write("WAVEfmt ", 8, "latin1");
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(channelCount, 22);
  out.writeUInt32LE(sampleRateHz, 24);
  out.writeUInt32LE(sampleRateHz * channelCount * 2, 28);
  out.writeUInt16LE(channelCount * 2, 32);
  out.writeUInt16LE(16, 34);
  out.write("data", 36, "latin1");
  out.writeUInt32LE(dataBytes, 40);
  return out;
}

/** MPEG 1 layer III frames of 128 kbit/s at 44.1 kHz, perhaps behind an ID3 tag. */
export function mp3(
  frameCount: number,
  options: { readonly tag?: boolean; readonly mono?: boolean } = {},
): Uint8Array {
  const frame = Buffer.alloc(417);
  frame.writeUInt32BE((0xfffb9000 | (options.mono === true ? 0xc0 : 0)) >>> 0);
  const tag = Buffer.alloc(options.tag === true ? 10 + 300 : 0);
  if (options.tag === true) {
    tag.write("ID3\u0003\u0000\u0000", 0, "latin1");
    tag.set([0, 0, 2, 300 - 256], 6); // 2 × 128 + 44
  }
  return Buffer.concat([tag, ...Array.from({ length: frameCount }, () => frame)]);
}

function oggPage(granule: bigint, body: Uint8Array, serial = 7): Uint8Array {
  const segments = Array.from({ length: Math.floor(body.length / 255) + 1 }, (_, i) =>
    Math.min(255, body.length - i * 255),
  );
  const head = Buffer.alloc(27 + segments.length);
  head.write("OggS", 0, "latin1");
  head.writeBigInt64LE(granule, 6);
  head.writeUInt32LE(serial, 14);
  head.writeUInt8(segments.length, 26);
  head.set(segments, 27);
  return Buffer.concat([head, body]);
}

/** Ogg Opus whose last page ends at `seconds`. */
export function oggOpus(seconds: number, channelCount = 2): Uint8Array {
  const preSkip = 312;
  const head = Buffer.alloc(19);
  head.write("OpusHead", 0, "latin1");
  head.writeUInt8(1, 8);
  head.writeUInt8(channelCount, 9);
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(44_100, 12);
  const last = BigInt(Math.round(seconds * 48_000) + preSkip);
  return Buffer.concat([
    oggPage(0n, head),
    oggPage(0n, Buffer.from("OpusTags")),
    oggPage(-1n, Buffer.alloc(600)),
    oggPage(last, Buffer.alloc(255)),
  ]);
}

/** Ogg Vorbis whose last page ends at `seconds`. */
export function oggVorbis(seconds: number, sampleRateHz = 44_100): Uint8Array {
  const head = Buffer.alloc(30);
  head.write("\u0001vorbis", 0, "latin1");
  head.writeUInt8(2, 11);
  head.writeUInt32LE(sampleRateHz, 12);
  return Buffer.concat([
    oggPage(0n, head),
    oggPage(BigInt(Math.round(seconds * sampleRateHz)), Buffer.alloc(40)),
  ]);
}

function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

/** M4A with one track of each handler, or MP4 when one of them is a picture. */
export function mp4(seconds: number, handlers: readonly ("soun" | "vide")[] = ["soun"]): Uint8Array {
  const mvhd = Buffer.alloc(100);
  mvhd.writeUInt32BE(1_000, 12);
  mvhd.writeUInt32BE(Math.round(seconds * 1_000), 16);
  const tracks = handlers.map((handler) => {
    const hdlr = Buffer.alloc(24);
    hdlr.write(handler, 8, "latin1");
    const entry = Buffer.alloc(28);
    entry.writeUInt16BE(2, 16);
    entry.writeUInt16BE(48_000, 24);
    const stsd = box("stsd", Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), box("mp4a", entry));
    return box("trak", box("mdia", box("hdlr", hdlr), box("minf", box("stbl", stsd))));
  });
  return Buffer.concat([
    box("ftyp", Buffer.from("M4A \u0000\u0000\u0000\u0000", "latin1")),
    box("mdat", Buffer.alloc(64)),
    box("moov", box("mvhd", mvhd), ...tracks),
  ]);
}

/** An LZ4 block of literals alone: packs nothing, and is one all the same. */
function lz4Literals(bytes: Uint8Array): Uint8Array {
  const more: number[] = [];
  for (let rest = bytes.length - 15; rest >= 0; rest -= 255) more.push(Math.min(255, rest));
  if (bytes.length >= 15 && (bytes.length - 15) % 255 === 0) more.push(0);
  return Buffer.concat([Buffer.from([Math.min(15, bytes.length) << 4, ...more]), bytes]);
}

export type BundleOptions = {
  readonly format?: number;
  readonly unityVersion?: string;
  /** Unity's BuildTarget: 19 is 64-bit Windows. */
  readonly target?: number;
  readonly packing?: "plain" | "lz4" | "lzma";
  readonly directoryAtEnd?: boolean;
};

/** An AssetBundle as Unity 2022 writes one, with one serialized file of which only the head is there. */
export function bundle(options: BundleOptions = {}): Uint8Array {
  const {
    format = 8,
    unityVersion = "2022.3.22f1",
    target = 19,
    packing = "lz4",
    directoryAtEnd = false,
  } = options;
  const code = { plain: 0, lzma: 1, lz4: 3 }[packing];
  const pack = (bytes: Uint8Array) => (packing === "lz4" ? lz4Literals(bytes) : bytes);
  const file = serializedFile(unityVersion, target);
  const packedFile = pack(file);
  const path = Buffer.from(`CAB-${createHash("md5").update(unityVersion).digest("hex")}\0`);
  const directory = Buffer.alloc(16 + 4 + 10 + 4 + 20);
  directory.writeUInt32BE(1, 16);
  directory.writeUInt32BE(file.length, 20);
  directory.writeUInt32BE(packedFile.length, 24);
  directory.writeUInt16BE(code, 28);
  directory.writeUInt32BE(1, 30);
  directory.writeBigInt64BE(BigInt(file.length), 42);
  directory.writeUInt32BE(4, 50);
  const whole = Buffer.concat([directory, path]);
  const packedDirectory = pack(whole);
  const flags = Buffer.alloc(12);
  flags.writeUInt32BE(packedDirectory.length, 0);
  flags.writeUInt32BE(whole.length, 4);
  flags.writeUInt32BE(code | 0x40 | 0x200 | (directoryAtEnd ? 0x80 : 0), 8);
  const head = Buffer.concat([
    Buffer.from("UnityFS\0"),
    u32(format),
    Buffer.from(`5.x.x\0${unityVersion}\0`),
  ]);
  const aligned = (bytes: Uint8Array) =>
    Buffer.concat([bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16)]);
  const start = format >= 7 ? aligned : (bytes: Uint8Array) => Buffer.from(bytes);
  const make = (fileBytes: number) => {
    const size = Buffer.alloc(8);
    size.writeBigInt64BE(BigInt(fileBytes));
    const header = start(Buffer.concat([head, size, flags]));
    return directoryAtEnd
      ? Buffer.concat([aligned(header), packedFile, packedDirectory])
      : Buffer.concat([aligned(Buffer.concat([header, packedDirectory])), packedFile]);
  };
  return make(make(0).length);
}

function serializedFile(unityVersion: string, target: number): Uint8Array {
  const head = Buffer.alloc(48);
  head.writeUInt32BE(22, 8);
  const number = Buffer.alloc(4);
  number.writeUInt32LE(target);
  return Buffer.concat([head, Buffer.from(`${unityVersion}\0`), number, Buffer.alloc(300)]);
}

function u32(value: number): Uint8Array {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
}

/** Every beginning of a file, and every file with one byte turned: what hostile callers send. */
export function* broken(bytes: Uint8Array): Generator<Uint8Array> {
  const until = Math.min(bytes.length, 400);
  for (let length = 0; length < until; length++) yield bytes.slice(0, length);
  for (let at = 0; at < until; at++)
    for (const value of [0, 0x7f, 0xff]) yield Uint8Array.from(bytes, (byte, i) => (i === at ? value : byte));
}

export const codesOf = ({
  findings,
}: {
  readonly findings: readonly { readonly code: string }[];
}): string[] => findings.map(({ code }) => code);
