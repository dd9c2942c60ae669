import { expect, test } from "bun:test";
import { createWorldSchema } from "../../../shared/schema/world.ts";
import {
  DEFAULT_VOICE_SETTINGS,
  DEFAULT_WORLD_SETTINGS,
  worldSettingsSchema,
} from "../../../shared/schema/world-settings.ts";

test("a world that was saved before there was voice, or avatars had settings, has them by default", () => {
  const { voice: _, avatars: __, ...before } = DEFAULT_WORLD_SETTINGS;
  expect(worldSettingsSchema.parse(before)).toEqual(DEFAULT_WORLD_SETTINGS);
  expect(createWorldSchema.parse({ name: "Plaza", settings: { halfSizeM: 30 } }).settings.halfSizeM).toBe(30);
});

test("a world's voice may be by distance, everywhere or off, with at most 32 voices at once", () => {
  const voiceOf = (voice: unknown) => worldSettingsSchema.safeParse({ ...DEFAULT_WORLD_SETTINGS, voice });
  for (const mode of ["spatial", "room", "off"])
    expect(voiceOf({ ...DEFAULT_VOICE_SETTINGS, mode }).success).toBe(true);
  expect(voiceOf({ ...DEFAULT_VOICE_SETTINGS, mode: "loud" }).success).toBe(false);
  expect(voiceOf({ ...DEFAULT_VOICE_SETTINGS, k: 33 }).success).toBe(false);
});
