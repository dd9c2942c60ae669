import { describe, expect, test } from "bun:test";
import { AUDIO_SECONDS_MAX, checkAudio } from "../../../shared/media/audio.ts";
import { broken, codesOf, mp3, mp4, oggOpus, oggVorbis, wav } from "./media-builder.ts";

describe("audio", () => {
  test.each([
    ["wav", wav(1.5), { durationS: 1.5, sampleRateHz: 8_000, channelCount: 1 }],
    ["wav", wav(0.5, 48_000, 2), { durationS: 0.5, sampleRateHz: 48_000, channelCount: 2 }],
    ["ogg", oggOpus(12.25), { durationS: 12.25, sampleRateHz: 48_000, channelCount: 2 }],
    ["ogg", oggVorbis(3), { durationS: 3, sampleRateHz: 44_100, channelCount: 2 }],
    ["mp4", mp4(61.5), { durationS: 61.5, sampleRateHz: 48_000, channelCount: 2 }],
    ["mp3", mp3(100), { durationS: (100 * 1152) / 44_100, sampleRateHz: 44_100, channelCount: 2 }],
    ["mp3", mp3(100, { tag: true, mono: true }), { sampleRateHz: 44_100, channelCount: 1 }],
  ] as const)(
    "in %s tells how long it plays, how fast and in how many channels",
    (container, bytes, facts) => {
      expect(checkAudio(bytes)).toMatchObject({
        findings: [],
        facts: { format: "audio", container, ...facts },
      });
    },
  );

  test("too long, too short, with too many channels or a picture is refused", () => {
    expect(codesOf(checkAudio(mp4(AUDIO_SECONDS_MAX + 1)))).toEqual(["AUDIO_TOO_LONG"]);
    expect(codesOf(checkAudio(wav(0.01)))).toEqual(["AUDIO_TOO_SHORT"]);
    expect(codesOf(checkAudio(oggOpus(1, 6)))).toEqual(["AUDIO_CHANNELS"]);
    expect(codesOf(checkAudio(mp4(5, ["soun", "vide"])))).toEqual(["AUDIO_BROKEN"]);
    expect(codesOf(checkAudio(mp4(5, ["vide"])))).toEqual(["AUDIO_BROKEN"]);
  });

  test("that is something else, or not whole, says so and what may be", () => {
    for (const text of ["", "<svg/>", "GIF89a", "x".repeat(9_000)])
      expect(checkAudio(new TextEncoder().encode(text)).findings).toMatchObject([
        { code: "AUDIO_FORMAT", limit: "MP3, Ogg (Opus, Vorbis), WAV, M4A" },
      ]);
    expect(codesOf(checkAudio(wav(2).slice(0, 1_000)))).toEqual(["AUDIO_BROKEN"]);
    expect(codesOf(checkAudio(oggOpus(2).slice(0, -1)))).toEqual(["AUDIO_BROKEN"]);
    // Two frame headers may stand anywhere by chance; a third at the right place does not.
    expect(codesOf(checkAudio(mp3(2)))).toEqual(["AUDIO_FORMAT"]);
    expect(codesOf(checkAudio(mp3(2, { tag: true })))).toEqual(["AUDIO_BROKEN"]);
  });

  test("broken in any way throws nothing, and has either facts or a finding", () => {
    for (const whole of [wav(0.1), oggOpus(1), oggVorbis(1), mp4(1), mp3(3), mp3(3, { tag: true })])
      for (const bytes of broken(whole)) {
        const { facts, findings } = checkAudio(bytes);
        expect(facts === null).toBe(findings.length > 0);
      }
  });
});
