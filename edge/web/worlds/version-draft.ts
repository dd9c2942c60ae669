// The form of a draft of a world: what stands in its fields, and what that comes to for the API. Pure.

import { ROOM_CAPACITY_MAX } from "../../../shared/schema/world.ts";
import {
  changedSettingsSchema,
  type VoiceSettings,
  voiceSettingsSchema,
  type WorldSettings,
  worldSettingsSchema,
} from "../../../shared/schema/world-settings.ts";
import type { UpdateVersion, WorldContent, WorldVersion } from "../../../shared/schema/world-version.ts";

/** What a number may be, both included. */
export type Bounds = { readonly min: number; readonly max: number; readonly isWhole: boolean };

export const BOUNDS = {
  capacity: { min: 1, max: ROOM_CAPACITY_MAX, isWhole: true },
  halfSizeM: boundsOf(worldSettingsSchema.shape.halfSizeM),
  voiceK: boundsOf(voiceSettingsSchema.shape.k),
  voiceRadiusM: boundsOf(voiceSettingsSchema.shape.radiusM),
  tickMs: boundsOf(worldSettingsSchema.shape.tickMs),
  plainPoseHz: boundsOf(changedSettingsSchema.shape.plainPoseHz.unwrap()),
} as const satisfies Readonly<Record<string, Bounds>>;
export type NumberField = keyof typeof BOUNDS;
export const SPAWN_AXES = ["spawnX", "spawnY", "spawnZ"] as const;
export type SpawnAxis = (typeof SPAWN_AXES)[number];
export type DraftField = NumberField | SpawnAxis;

/** Numbers as they were typed; what sliders, pickers and lists give is never wrong. */
export type VersionDraft = Readonly<Record<DraftField, string>> &
  Pick<WorldSettings, "skyColor" | "groundColor" | "volumes" | "avatars"> & {
    readonly note: string;
    readonly voiceMode: VoiceSettings["mode"];
    readonly content: WorldContent;
  };

export function draftOf({ capacity, settings, content, note }: WorldVersion): VersionDraft {
  const { skyColor, groundColor, halfSizeM, spawn, volumes, tickMs, voice, plainPoseHz, avatars } = settings;
  const [spawnX, spawnY, spawnZ] = spawn;
  return {
    note,
    content,
    skyColor,
    groundColor,
    volumes,
    avatars,
    voiceMode: voice.mode,
    capacity: `${capacity}`,
    halfSizeM: `${halfSizeM}`,
    spawnX: `${spawnX}`,
    spawnY: `${spawnY}`,
    spawnZ: `${spawnZ}`,
    voiceK: `${voice.k}`,
    voiceRadiusM: `${voice.radiusM}`,
    tickMs: `${tickMs}`,
    plainPoseHz: `${plainPoseHz}`,
  };
}

/** The fields for the API, or those of the form that are wrong. */
export function readDraft(
  draft: VersionDraft,
): { readonly fields: Required<UpdateVersion> } | { readonly wrong: ReadonlySet<DraftField> } {
  const wrong = new Set<DraftField>();
  const read = (field: DraftField, bounds: Bounds): number => {
    const value = numberOf(draft[field], bounds);
    if (value === null) wrong.add(field);
    return value ?? bounds.min;
  };
  const halfSizeM = read("halfSizeM", BOUNDS.halfSizeM);
  // Nobody appears outside of what can be walked.
  const inside = { min: -halfSizeM, max: halfSizeM, isWhole: false };
  const fields: Required<UpdateVersion> = {
    note: draft.note.trim(),
    capacity: read("capacity", BOUNDS.capacity),
    content: draft.content,
    settings: {
      skyColor: draft.skyColor,
      groundColor: draft.groundColor,
      halfSizeM,
      spawn: [read("spawnX", inside), read("spawnY", inside), read("spawnZ", inside)],
      volumes: draft.volumes,
      tickMs: read("tickMs", BOUNDS.tickMs),
      voice: {
        mode: draft.voiceMode,
        k: read("voiceK", BOUNDS.voiceK),
        radiusM: read("voiceRadiusM", BOUNDS.voiceRadiusM),
      },
      plainPoseHz: read("plainPoseHz", BOUNDS.plainPoseHz),
      avatars: draft.avatars,
    },
  };
  return wrong.size > 0 ? { wrong } : { fields };
}

/** Null: no number, or out of bounds. A comma is as good as a point. */
function numberOf(text: string, { min, max, isWhole }: Bounds): number | null {
  const said = text.trim().replace(",", ".");
  if (!/^-?\d{1,5}(\.\d{1,4})?$/.test(said)) return null;
  const value = Number(said);
  return value >= min && value <= max && (!isWhole || Number.isInteger(value)) ? value : null;
}

function boundsOf(schema: {
  readonly minValue: number | null;
  readonly maxValue: number | null;
  readonly isInt: boolean;
}): Bounds {
  return {
    min: schema.minValue ?? Number.NEGATIVE_INFINITY,
    max: schema.maxValue ?? Number.POSITIVE_INFINITY,
    isWhole: schema.isInt,
  };
}
