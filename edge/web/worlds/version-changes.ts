// What is different between two versions of a world, field by field. Pure.

import type { AssetId } from "../../../shared/schema/ids.ts";
import type { WorldVersion } from "../../../shared/schema/world-version.ts";

/** Values as a person reads them; of a file only whether there is one: its name is its owner's. */
type Value = number | string;

/** Instead of a rank. */
const ANY = "any";

const READ = {
  capacity: ({ capacity }: WorldVersion): Value => capacity,
  skyColor: ({ settings }: WorldVersion): Value => settings.skyColor,
  groundColor: ({ settings }: WorldVersion): Value => settings.groundColor,
  halfSizeM: ({ settings }: WorldVersion): Value => settings.halfSizeM,
  spawn: ({ settings }: WorldVersion): Value => settings.spawn.join(" / "),
  voiceVolume: ({ settings }: WorldVersion): Value => percentOf(settings.volumes.voice),
  bgmVolume: ({ settings }: WorldVersion): Value => percentOf(settings.volumes.bgm),
  sfxVolume: ({ settings }: WorldVersion): Value => percentOf(settings.volumes.sfx),
  voiceMode: ({ settings }: WorldVersion): Value => settings.voice.mode,
  voiceK: ({ settings }: WorldVersion): Value => settings.voice.k,
  voiceRadiusM: ({ settings }: WorldVersion): Value => settings.voice.radiusM,
  tickMs: ({ settings }: WorldVersion): Value => settings.tickMs,
  plainPoseHz: ({ settings }: WorldVersion): Value => settings.plainPoseHz,
  floorDesktop: ({ settings }: WorldVersion): Value => settings.avatars.floor.desktop ?? ANY,
  floorMobile: ({ settings }: WorldVersion): Value => settings.avatars.floor.mobile ?? ANY,
  floorHeadset: ({ settings }: WorldVersion): Value => settings.avatars.floor.headset ?? ANY,
  memoryDesktop: ({ settings }: WorldVersion): Value => settings.avatars.memoryMb.desktop,
  memoryMobile: ({ settings }: WorldVersion): Value => settings.avatars.memoryMb.mobile,
  memoryHeadset: ({ settings }: WorldVersion): Value => settings.avatars.memoryMb.headset,
} as const;
const FILES = {
  glb: ({ content }: WorldVersion) => content.glb,
  windows: ({ content }: WorldVersion) => content.bundles.windows ?? null,
  mac: ({ content }: WorldVersion) => content.bundles.mac ?? null,
  ios: ({ content }: WorldVersion) => content.bundles.ios ?? null,
  android: ({ content }: WorldVersion) => content.bundles.android ?? null,
  bgm: ({ content }: WorldVersion) => content.bgm,
} as const satisfies Readonly<Record<string, (version: WorldVersion) => AssetId | null>>;

export type ChangedSetting = keyof typeof READ;
export type ChangedFile = keyof typeof FILES;

export type Change =
  | {
      readonly kind: "setting";
      readonly what: ChangedSetting;
      readonly before: Value;
      readonly after: Value;
    }
  | { readonly kind: "file"; readonly what: ChangedFile; readonly is: "added" | "removed" | "replaced" };

/** In the order of the form; none where the two are alike, whatever their notes say. */
export function changesBetween(before: WorldVersion, after: WorldVersion): Change[] {
  const settings = keysOf(READ).flatMap((what): Change[] => {
    const [was, is] = [READ[what](before), READ[what](after)];
    return was === is ? [] : [{ kind: "setting", what, before: was, after: is }];
  });
  const files = keysOf(FILES).flatMap((what): Change[] => {
    const [was, is] = [FILES[what](before), FILES[what](after)];
    if (was === is) return [];
    return [{ kind: "file", what, is: was === null ? "added" : is === null ? "removed" : "replaced" }];
  });
  return [...settings, ...files];
}

/**
 * What a version is compared with: one that is still to go live with what is live, any other with the one before it. Null where
 * there is none.
 */
export function comparedWith(
  version: WorldVersion,
  newestFirst: readonly WorldVersion[],
): WorldVersion | null {
  const isAhead = version.state === "draft" || version.state === "beta";
  return (
    newestFirst.find(({ number, state }) => (isAhead ? state === "live" : number < version.number)) ?? null
  );
}

function percentOf(volume: number): number {
  return Math.round(volume * 100);
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(table) as K[];
}
