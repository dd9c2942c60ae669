import { describe, expect, test } from "bun:test";
import { ByteReader } from "../../../../shared/protocol/bytes.ts";
import { decodeDown, decodeUp, encodeDown, encodeUp } from "../../../../shared/protocol/ext/registry.ts";
import {
  checkVoiceBlock,
  decodeVoice,
  encodeVoice,
  encodeVoiceEntry,
  OPUS_PACKET_MAX_BYTES,
  VOICE_MAX_BYTES,
  type Voice,
  voices,
} from "../../../../shared/protocol/ext/voice.ts";
import { ProtocolError } from "../../../../shared/protocol/reason-code.ts";

const spoken: Voice = {
  target: 0,
  spurtStart: true,
  spurtEnd: false,
  fec: false,
  level: 31,
  seq: 0x1234,
  opus: Uint8Array.of(0x78, 1, 2),
};

describe("[VOICE-1] a voice block", () => {
  test("is four bytes and the packet, in a whisper six", () => {
    expect(encodeVoice(spoken).toHex()).toBe("011f3412780102");
    expect(encodeVoice({ ...spoken, target: 3, to: 0x0102 }).toHex()).toBe("191f34120201780102");
  });

  test("reads back, and its packet is the very bytes", () => {
    for (const voice of [spoken, { ...spoken, target: 3 as const, to: 9 }, { ...spoken, fec: true }])
      expect(decodeVoice(encodeVoice(voice))).toEqual(voice);
  });

  test("carries the longest Opus packet there is, and nothing longer", () => {
    const longest = { ...spoken, target: 3 as const, to: 1, opus: new Uint8Array(OPUS_PACKET_MAX_BYTES) };
    expect(encodeVoice(longest).length).toBe(VOICE_MAX_BYTES);
    const longer = { ...longest, opus: new Uint8Array(OPUS_PACKET_MAX_BYTES + 1) };
    expect(() => encodeVoice(longer)).toThrow(ProtocolError);
  });
});

describe("[VOICE-2] is refused", () => {
  const refused = {
    "no bytes": "",
    "a head cut short": "001e00",
    "a reserved bit": "201e000078",
    "a level above 127": "0080000078",
    "a whisper without its sid": "181e000078",
    "a whisper to sid 0": "181e0000000078",
    "no packet in the middle of a spurt": "001e0000",
  };
  for (const [what, hex] of Object.entries(refused))
    test(what, () => expect(() => checkVoiceBlock(Uint8Array.fromHex(hex))).toThrow("[VOICE-2]"));

  test("but not the end of a spurt that has no packet", () => {
    expect(() => checkVoiceBlock(Uint8Array.fromHex("021e0000"))).not.toThrow();
  });
});

describe("[VOICE-7] VOICES", () => {
  const block = encodeVoice(spoken);

  test("reads back, the same speaker more than once, sids of one to three bytes", () => {
    const message = [1, 1, 127, 128, 16_384, 65_535].map((sid) => ({ sid, block }));
    expect(decodeDown(encodeDown([{ kind: "voices", message }]))).toEqual([{ kind: "voices", message }]);
    expect(decodeUp(encodeUp([{ kind: "voice", message: block }]))).toEqual([
      { kind: "voice", message: block },
    ]);
  });

  test("has entries that are made once and copied", () => {
    const long = encodeVoice({ ...spoken, opus: new Uint8Array(300) });
    const entry = encodeVoiceEntry(300, long);
    expect(entry.subarray(0, 4).toHex()).toBe("ac02b002");
    expect(voices.decode(new ByteReader(entry))).toEqual([{ sid: 300, block: long }]);
  });

  test("is refused with sid 0, or an entry that is cut off", () => {
    for (const hex of ["0005011f341278", "0105011f3412", "01"])
      expect(() => voices.decode(new ByteReader(Uint8Array.fromHex(hex)))).toThrow(ProtocolError);
  });
});
