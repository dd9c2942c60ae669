// How heavy an avatar may be, as one line for each class of device that says so.

import { DEVICE_CLASSES } from "../../../shared/avatar/rank.ts";
import type { AvatarFloor } from "../../../shared/schema/avatar-rank.ts";
import type { Messages } from "../i18n/en.ts";

export function floorTexts(floor: AvatarFloor | null, t: Messages): readonly string[] {
  return DEVICE_CLASSES.flatMap((device) => {
    const rank = floor?.[device] ?? null;
    return rank === null ? [] : [t.events.floor(t.upload.rankOn[device], t.upload.rank[rank])];
  });
}
